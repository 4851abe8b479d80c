import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull } from 'typeorm';
import { Authorization } from './authorization.entity.js';
import type { AuthorizedAction } from './subject.js';
import { fits } from './tokens/live-authorization.js';

/** What is held for an action. */
export interface AuthorizationSummary {
  /** The shared authorization, also one that must be authorized again: the action's own, or the one that is saved with its profile. */
  readonly shared?: Authorization;
  /** People who have authorized it, and need not do so again. */
  readonly endUserCount: number;
}

type SummedAction = AuthorizedAction & { readonly authorizationMode: string };

/** Sums up what is held for actions, for whoever looks at them. */
@Injectable()
export class AuthorizationSummariesService {
  constructor(private readonly dataSource: DataSource) {}

  /** By the id of the action; each of them has one. */
  async of(actions: readonly SummedAction[]): Promise<ReadonlyMap<string, AuthorizationSummary>> {
    if (actions.length === 0) return new Map();
    const { manager } = this.dataSource;
    const actionIds = actions.map(({ id }) => id);
    const live = { subjectKind: 'shared', state: In(['active', 'needs-reauthorization']) } as const;
    const own = await manager.findBy(Authorization, { ...live, actionId: In(actionIds) });
    const saved = await manager.findBy(Authorization, {
      ...live,
      botId: IsNull(),
      workspaceId: In([...new Set(actions.map(({ workspaceId }) => workspaceId))]),
      authProfileId: In([...new Set(actions.map(({ authProfileId }) => authProfileId))]),
    });
    const counts = await this.endUserCounts(actionIds);
    return new Map(
      actions.map((action) => {
        const shared = own.find(({ actionId }) => actionId === action.id) ?? savedFor(action, saved);
        return [action.id, { shared, endUserCount: counts.get(action.id) ?? 0 }];
      }),
    );
  }

  private async endUserCounts(actionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts: { readonly actionId: string; readonly count: number }[] = await this.dataSource.query(
      `SELECT action_id AS "actionId", count(*)::int AS count FROM authorizations
       WHERE action_id = ANY($1) AND subject_kind = 'end-user' AND state = 'active' GROUP BY action_id`,
      [[...actionIds]],
    );
    return new Map(counts.map(({ actionId, count }) => [actionId, count]));
  }
}

/** What is saved with the profile of an action that has none of its own. */
function savedFor(action: SummedAction, saved: readonly Authorization[]): Authorization | undefined {
  if (action.authorizationMode !== 'pre-authorized' || !action.usesProfileAuthorization) return undefined;
  const { authProfileId, workspaceId } = action;
  return saved.find(
    (one) => one.authProfileId === authProfileId && one.workspaceId === workspaceId && fits(one, action),
  );
}
