import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { JobsService } from '../../jobs/jobs.service.js';
import type { Authorization, UpstreamRevocation } from '../authorization.entity.js';
import { AfterCommitService } from '../tokens/after-commit.service.js';
import type { AuthorizationOwner } from '../tokens/live-authorization.js';
import { LiveAuthorizationsService } from '../tokens/live-authorizations.service.js';
import { ErasuresService } from './erasures.service.js';

/** What came of a revocation: our copy is always erased. `not-supported` also says that no token was left to revoke. */
export interface RevocationReceipt {
  readonly revokedUpstream: boolean;
  readonly upstream: UpstreamRevocation;
  readonly erased: true;
}

const jobName = 'authorizations-revocation';
const jobBudgetMs = 50_000;
/** While whoever has marked one ends it, nobody else does. */
const leaseSeconds = 60;
const quarantinedForHours = 24;
const receiptsKeptForDays = 90;
/** More are told to the replicas at once. */
const toldOneByOne = 100;
/** Whoever cannot sign in any more has nothing connected. */
const departedMember = `member_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM members WHERE members.id = member_id AND members.deactivated_at IS NULL)`;

type MarkedRow = AuthorizationOwner & Pick<Authorization, 'id'>;

/** Which authorizations are ended. */
interface MarkedSet {
  readonly condition: string;
  readonly parameters: readonly unknown[];
  readonly leaseSeconds?: number;
  /** Of the emergency stop that ends them. */
  readonly revocationId?: string;
}

/** An emergency stop of a profile. */
export interface ProfileRevocation {
  readonly id: string;
  readonly workspaceId: string;
  readonly authProfileId: string;
}

/** Whose a saved authorization is: the profile's own without a member. */
export interface SavedOwner {
  readonly workspaceId: string;
  readonly authProfileId: string;
  readonly memberId: string | null;
}

/** Ends authorizations: at once for everybody who would use them, then upstream, then our copy of the tokens. */
@Injectable()
export class RevocationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly live: LiveAuthorizationsService,
    private readonly afterCommit: AfterCommitService,
    private readonly jobs: JobsService,
    private readonly erasures: ErasuresService,
  ) {
    jobs.define({ name: jobName, cron: '* * * * *', handle: () => this.sweep() });
    jobs.define({ name: 'authorizations-clean-up', cron: '37 3 * * *', handle: () => this.cleanUp() });
  }

  /** Ends one authorization; once it is ended, the receipt stays the same. */
  async revoke(id: string): Promise<RevocationReceipt> {
    await this.mark(this.dataSource.manager, { condition: 'id = $2', parameters: [id], leaseSeconds });
    const upstream = await this.erasures.erase(id);
    return { revokedUpstream: upstream === 'revoked', upstream, erased: true };
  }

  /** See `AuthorizationsService.discard`. */
  async discard(id: string): Promise<void> {
    const condition = `id = $2 AND state = 'quarantined'`;
    const marked = await this.mark(this.dataSource.manager, { condition, parameters: [id], leaseSeconds });
    if (marked > 0) await this.erasures.erase(id);
  }

  /** See `AuthorizationsService.revokeAllOfAction`. */
  async revokeAllOfAction(actionId: string, manager: EntityManager = this.dataSource.manager): Promise<void> {
    const marked = await this.mark(manager, { condition: 'action_id = $2', parameters: [actionId] });
    if (marked > 0) await this.jobs.send(jobName, {}, { manager });
  }

  /** See `AuthorizationsService.revokeOfEndUser`. */
  async revokeOfEndUser(actionId: string, endUserId: string): Promise<RevocationReceipt | undefined> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM authorizations
       WHERE action_id = $1 AND end_user_id = $2 AND state IN ('active', 'needs-reauthorization')`,
      [actionId, endUserId],
    );
    const [row] = rows;
    return row === undefined ? undefined : this.revoke(row.id);
  }

  /** Ends all that an end user has authorized, within a transaction; upstream and erased in the background. */
  async revokeAllOfEndUser(endUserId: string, manager: EntityManager): Promise<void> {
    const marked = await this.mark(manager, { condition: 'end_user_id = $2', parameters: [endUserId] });
    if (marked > 0) await this.jobs.send(jobName, {}, { manager });
  }

  /** Ends all that a member has connected, within a transaction; upstream and erased in the background. */
  async revokeAllOfMember(memberId: string, manager: EntityManager = this.dataSource.manager): Promise<void> {
    const marked = await this.mark(manager, { condition: 'member_id = $2', parameters: [memberId] });
    if (marked > 0) await this.jobs.send(jobName, {}, { manager });
  }

  /** Ends everything that was authorized with a profile in a workspace, quarantined ones too, for an emergency stop. */
  async revokeAllOfProfile(
    manager: EntityManager,
    { workspaceId, authProfileId, id }: ProfileRevocation,
  ): Promise<void> {
    await this.mark(manager, {
      condition: 'workspace_id = $2 AND auth_profile_id = $3',
      parameters: [workspaceId, authProfileId],
      revocationId: id,
    });
    await this.jobs.send(jobName, {}, { manager });
  }

  /** Ends what belongs to a profile itself, or to one member; undefined where there is nothing. */
  async revokeSaved({ workspaceId, authProfileId, memberId }: SavedOwner): Promise<RevocationReceipt | undefined> {
    const [row] = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM authorizations
       WHERE bot_id IS NULL AND workspace_id = $1 AND auth_profile_id = $2 AND coalesce(member_id, '') = $3
         AND state IN ('active', 'needs-reauthorization')`,
      [workspaceId, authProfileId, memberId ?? ''],
    );
    return row === undefined ? undefined : this.revoke(row.id);
  }

  /** Ends what nobody has ended: authorizations whose action is gone, those never proven, and what a process left behind. */
  async sweep(): Promise<void> {
    const untilMs = Date.now() + jobBudgetMs;
    await this.mark(this.dataSource.manager, { condition: 'action_id IS NULL AND bot_id IS NOT NULL', parameters: [] });
    await this.mark(this.dataSource.manager, { condition: departedMember, parameters: [] });
    await this.mark(this.dataSource.manager, {
      condition: `state = 'quarantined' AND created_at < now() - $2::integer * interval '1 hour'`,
      parameters: [quarantinedForHours],
    });
    await this.erasures.eraseMarked(untilMs);
  }

  /** From now on nobody is served; answers how many there were. Locked by id: two who lock in different orders wait for each other. */
  private async mark(manager: EntityManager, given: MarkedSet): Promise<number> {
    const { condition, parameters, revocationId } = given;
    const revocation = revocationId === undefined ? '' : `revocation_id = $${parameters.length + 2},`;
    const [rows, count] = await manager.query<[MarkedRow[], number]>(
      `WITH locked AS MATERIALIZED (
         SELECT id FROM authorizations WHERE state <> 'revoked' AND ${condition} ORDER BY id FOR NO KEY UPDATE
       )
       UPDATE authorizations SET state = 'revoked', fence = fence + 1, retry_at = NULL, next_refresh_at = NULL,
         ${revocation} lease_owner = NULL, lease_until = now() + $1::integer * interval '1 second', updated_at = now()
       WHERE id IN (SELECT id FROM locked)
       RETURNING id, action_id AS "actionId", end_user_id AS "endUserId", bot_id AS "botId",
         workspace_id AS "workspaceId", auth_profile_id AS "authProfileId", member_id AS "memberId"`,
      [given.leaseSeconds ?? 0, ...parameters, ...(revocationId === undefined ? [] : [revocationId])],
    );
    this.afterCommit.run(manager, async () => {
      if (rows.length > toldOneByOne) return this.live.movedMany();
      for (const row of rows) await this.live.moved(row);
    });
    return count;
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM authorizations
       WHERE state = 'revoked' AND upstream_revocation IS NOT NULL
         AND updated_at < now() - CASE account ->> 'id' WHEN '' THEN 1 ELSE $1::integer END * interval '1 day'`,
      [receiptsKeptForDays],
    );
  }
}
