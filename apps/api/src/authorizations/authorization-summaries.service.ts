import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Authorization } from './authorization.entity.js';

/** What is held for an action. */
export interface AuthorizationSummary {
  /** The shared authorization, also one that must be authorized again. */
  readonly shared?: Authorization;
  /** People who have authorized it, and need not do so again. */
  readonly endUserCount: number;
}

const none: AuthorizationSummary = { endUserCount: 0 };

/** Sums up what is held for actions, for whoever looks at them. */
@Injectable()
export class AuthorizationSummariesService {
  constructor(private readonly dataSource: DataSource) {}

  /** By the id of the action; each of them has one. */
  async of(actionIds: readonly string[]): Promise<ReadonlyMap<string, AuthorizationSummary>> {
    if (actionIds.length === 0) return new Map();
    const { manager } = this.dataSource;
    const shared = await manager.findBy(Authorization, {
      actionId: In([...actionIds]),
      subjectKind: 'shared',
      state: In(['active', 'needs-reauthorization']),
    });
    const counts: { readonly actionId: string; readonly count: number }[] = await manager.query(
      `SELECT action_id AS "actionId", count(*)::int AS count FROM authorizations
       WHERE action_id = ANY($1) AND subject_kind = 'end-user' AND state = 'active' GROUP BY action_id`,
      [[...actionIds]],
    );
    const endUserCounts = new Map(counts.map(({ actionId, count }) => [actionId, count]));
    const sharedOf = new Map(shared.map((row) => [row.actionId, row]));
    return new Map(
      actionIds.map((id) => [
        id,
        { ...none, shared: sharedOf.get(id), endUserCount: endUserCounts.get(id) ?? none.endUserCount },
      ]),
    );
  }
}
