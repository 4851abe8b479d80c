import type { EntityManager } from 'typeorm';

/** Those of some keys whose maker, or the maker of the key that made them, is deactivated: they rest until that member is active again. */
export async function suspendedAmong(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `WITH RECURSIVE makers AS (
       SELECT id, created_by FROM api_keys WHERE id = ANY($1)
       UNION SELECT makers.id, api_keys.created_by FROM makers JOIN api_keys ON api_keys.id = makers.created_by)
     SELECT DISTINCT makers.id FROM makers JOIN members ON members.id = makers.created_by
     WHERE members.deactivated_at IS NOT NULL`,
    [[...ids]],
  );
  return new Set(rows.map(({ id }) => id));
}
