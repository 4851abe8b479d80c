import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import type { ActorKind } from './audit-entry.js';

/** Somebody by name, and whose workspace they are of. */
export interface KnownActor {
  readonly name: string | null;
  readonly workspaceId: string | null;
}

const queries: Partial<Record<ActorKind, string>> = {
  member: 'SELECT name, workspace_id AS "workspaceId" FROM members WHERE id = $1',
  'api-key': 'SELECT name, workspace_id AS "workspaceId" FROM api_keys WHERE id = $1',
  // No names: what is written here outlives the erasure of an end user.
  'end-user': 'SELECT NULL AS name, workspace_id AS "workspaceId" FROM end_users WHERE id = $1',
  chat: 'SELECT NULL AS name, workspace_id AS "workspaceId" FROM chat_sessions WHERE id = $1',
};
const nobody: KnownActor = { name: null, workspaceId: null };

/** What those are called who do something, as it is at that time. */
@Injectable()
export class PeopleService {
  private readonly known = new LRUCache<string, KnownActor>({ max: 10_000, ttl: 30_000 });

  constructor(private readonly dataSource: DataSource) {}

  /** Name and workspace of an actor; those of nobody when there is none any more. */
  async find(kind: ActorKind, id: string | undefined): Promise<KnownActor> {
    const query = queries[kind];
    if (query === undefined || id === undefined) return nobody;
    const held = this.known.get(id);
    if (held !== undefined) return held;
    const [row] = await this.dataSource.query<KnownActor[]>(query, [id]);
    this.known.set(id, row ?? nobody);
    return row ?? nobody;
  }

  /** The member whose e-mail address this is. */
  async memberOf(email: string): Promise<string | undefined> {
    const [row] = await this.dataSource.query<{ id: string }[]>('SELECT id FROM members WHERE lower(email) = $1', [
      email.trim().toLowerCase().slice(0, 254),
    ]);
    return row?.id;
  }

  /** The workspace of this server, while it has only one. */
  async onlyWorkspace(): Promise<string | null> {
    const held = this.known.get('workspace');
    if (held !== undefined) return held.workspaceId;
    const rows = await this.dataSource.query<{ id: string }[]>('SELECT id FROM workspaces LIMIT 2');
    const workspaceId = rows.length === 1 ? (rows[0]?.id ?? null) : null;
    if (workspaceId !== null) this.known.set('workspace', { name: null, workspaceId });
    return workspaceId;
  }
}
