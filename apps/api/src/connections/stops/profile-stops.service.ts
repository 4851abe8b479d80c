import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { AuthProfileRevocation, type RevokedCounts } from '../../auth-profiles/auth-profile.entity.js';
import { claimStop, ProfilePausesService } from '../../auth-profiles/powers/profile-pauses.service.js';
import { AuthorizationRequestsService } from '../../authorization-requests/authorization-requests.service.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { newId } from '../../database/identifiers.js';
import { retriedTransaction } from '../../database/retried-transaction.js';
import type { EventType } from '../../events/types/event-types.js';
import { EventsService } from '../../events/events.service.js';
import type { Caller } from '../../http/caller.js';
import { JobsService } from '../../jobs/jobs.service.js';

const jobName = 'auth-profile-stop';
const jobBudgetMs = 30_000;

/** A profile that is to be stopped. */
interface StoppedProfile {
  readonly id: string;
  readonly name: string;
}

/** What stops need besides what they stop. */
@Injectable()
export class StopSurroundings {
  constructor(
    readonly events: EventsService,
    readonly jobs: JobsService,
  ) {}
}

/** Stops auth profiles: all that was authorized is unusable at once, and revoked upstream in the background. */
@Injectable()
export class ProfileStopsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly authorizations: AuthorizationsService,
    private readonly requests: AuthorizationRequestsService,
    private readonly pauses: ProfilePausesService,
    private readonly surroundings: StopSurroundings,
  ) {
    surroundings.jobs.define<{ readonly revocationId: string }>({
      name: jobName,
      retryLimit: 20,
      handle: ({ revocationId }) => this.cancelRequests(revocationId),
    });
  }

  /** Stops a profile in the caller's workspace; one that is stopped stays as it is. The caller must have been checked. */
  async stop(caller: Caller, profile: StoppedProfile): Promise<void> {
    const { workspaceId } = caller;
    const event = await retriedTransaction(this.dataSource, async (manager) => {
      await claimStop(manager, { workspaceId, authProfileId: profile.id });
      const open = { workspaceId, authProfileId: profile.id, resumedAt: IsNull() };
      if (await manager.existsBy(AuthProfileRevocation, open)) return undefined;
      await this.begin(manager, caller, profile.id);
      return this.record(manager, 'auth-profile.revoked', { workspaceId, profile });
    });
    await this.pauses.changed(workspaceId, profile.id);
    if (event !== undefined) this.surroundings.events.dispatch(event);
  }

  /** Lets a profile be used again; what was revoked has to be authorized anew. The caller must have been checked. */
  async resume(caller: Caller, profile: StoppedProfile): Promise<void> {
    const { workspaceId } = caller;
    const event = await this.dataSource.transaction(async (manager) => {
      const open = { workspaceId, authProfileId: profile.id, resumedAt: IsNull() };
      const { affected } = await manager.update(AuthProfileRevocation, open, { resumedAt: new Date() });
      if (affected === 0) return undefined;
      return this.record(manager, 'auth-profile.resumed', { workspaceId, profile });
    });
    await this.pauses.changed(workspaceId, profile.id);
    if (event !== undefined) this.surroundings.events.dispatch(event);
  }

  private async begin(manager: EntityManager, caller: Caller, authProfileId: string): Promise<void> {
    const { workspaceId, kind: startedByKind, id: startedById } = caller;
    const id = newId('authProfileRevocation');
    await this.authorizations.revokeAllOfProfile(manager, { id, workspaceId, authProfileId });
    const row = { id, workspaceId, authProfileId, startedByKind, startedById, counts: await countsOf(manager, id) };
    // By the clock that the requests go by, and behind the lock: what began before it has an earlier time.
    await manager.insert(AuthProfileRevocation, { ...row, startedAt: () => 'clock_timestamp()', resumedAt: null });
    await this.surroundings.jobs.send(jobName, { revocationId: id }, { manager });
  }

  private async record(
    manager: EntityManager,
    type: EventType,
    { workspaceId, profile }: { readonly workspaceId: string; readonly profile: StoppedProfile },
  ) {
    const rows = await manager.query<{ botId: string }[]>(
      'SELECT DISTINCT bot_id AS "botId" FROM actions WHERE workspace_id = $1 AND auth_profile_id = $2 ORDER BY 1',
      [workspaceId, profile.id],
    );
    const data = { authProfileId: profile.id, name: profile.name, botIds: rows.map(({ botId }) => botId) };
    return this.surroundings.events.record(manager, { workspaceId, type, data });
  }

  /** Whoever waits for a link of the profile is told that it leads nowhere any more, even if the profile was resumed since. */
  private async cancelRequests(revocationId: string): Promise<void> {
    const stop = await this.dataSource.manager.findOneBy(AuthProfileRevocation, { id: revocationId });
    if (stop === null) return;
    const isDone = await this.requests.cancelAllBefore(revocationId, Date.now() + jobBudgetMs);
    if (!isDone) await this.surroundings.jobs.send(jobName, { revocationId });
  }
}

async function countsOf(manager: EntityManager, revocationId: string): Promise<RevokedCounts> {
  const [row] = await manager.query<RevokedCounts[]>(
    `SELECT count(*) FILTER (WHERE activated_at IS NULL)::int AS quarantined,
            count(*) FILTER (WHERE activated_at IS NOT NULL AND subject_kind = 'shared')::int AS shared,
            count(*) FILTER (WHERE activated_at IS NOT NULL AND subject_kind = 'member')::int AS members,
            count(*) FILTER (WHERE activated_at IS NOT NULL AND subject_kind = 'end-user')::int AS "endUsers"
     FROM authorizations WHERE revocation_id = $1`,
    [revocationId],
  );
  return row ?? { quarantined: 0, shared: 0, members: 0, endUsers: 0 };
}
