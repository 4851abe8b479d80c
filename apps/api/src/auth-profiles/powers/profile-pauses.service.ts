import { Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, type EntityManager } from 'typeorm';
import { ReplicaChannel } from '../../database/replica-channel.js';
import { ReplicatedCache } from '../../database/replicated-cache.js';
import { AuthProfileRevocation } from '../auth-profile.entity.js';

interface Pause {
  readonly isPaused: boolean;
}

/** Knows which profiles are stopped, so that their tokens are unusable at once on every replica. */
@Injectable()
export class ProfilePausesService {
  private readonly known: ReplicatedCache<Pause>;

  constructor(
    private readonly dataSource: DataSource,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'auth_profile_pauses', { max: 10_000, maxAgeMs: 60_000 });
  }

  /** Whether a profile is stopped in a workspace; without I/O when it was asked lately. */
  async isPaused(workspaceId: string, authProfileId: string): Promise<boolean> {
    const pause = await this.known.get(keyOf(workspaceId, authProfileId), async () => {
      const where = { workspaceId, authProfileId, resumedAt: IsNull() };
      return { isPaused: await this.dataSource.manager.existsBy(AuthProfileRevocation, where) };
    });
    return pause?.isPaused === true;
  }

  /** Those of some profiles that are stopped in a workspace, as the database has it. */
  async pausedAmong(workspaceId: string, authProfileIds: readonly string[]): Promise<ReadonlySet<string>> {
    const where = { workspaceId, authProfileId: In([...authProfileIds]), resumedAt: IsNull() };
    const rows = await this.dataSource.manager.find(AuthProfileRevocation, { where, select: { authProfileId: true } });
    return new Set(rows.map(({ authProfileId }) => authProfileId));
  }

  /** Tells every replica that a profile was stopped or resumed. Call it after the commit. */
  async changed(workspaceId: string, authProfileId: string): Promise<void> {
    await this.known.invalidate(keyOf(workspaceId, authProfileId));
  }
}

interface StoppableProfile {
  readonly workspaceId: string;
  readonly authProfileId: string;
}

/**
 * Whether a profile is stopped, or was stopped after something had begun with it, at `createdAt`: that does not come alive again when
 * the profile is resumed. What is about to begin has no such time.
 */
export async function wasStopped(
  manager: EntityManager,
  { workspaceId, authProfileId, createdAt }: StoppableProfile & { readonly createdAt?: Date },
): Promise<boolean> {
  const stops: unknown[] = await manager.query(
    `SELECT id FROM auth_profile_revocations
      WHERE workspace_id = $1 AND auth_profile_id = $2 AND (resumed_at IS NULL OR started_at >= $3) LIMIT 1`,
    [workspaceId, authProfileId, createdAt ?? null],
  );
  return stops.length > 0;
}

/** Keeps a profile from being stopped until the transaction ends: what it stores, a stop then finds. */
export async function holdOffStop(manager: EntityManager, profile: StoppableProfile): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [lockOf(profile)]);
}

/** Waits for whoever stores what was authorized with a profile, and lets nobody begin until the transaction ends. */
export async function claimStop(manager: EntityManager, profile: StoppableProfile): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [lockOf(profile)]);
}

function lockOf({ workspaceId, authProfileId }: StoppableProfile): string {
  return `stop of ${keyOf(workspaceId, authProfileId)}`;
}

function keyOf(workspaceId: string, authProfileId: string): string {
  return `${workspaceId}/${authProfileId}`;
}
