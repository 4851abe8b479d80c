import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { hashSecret } from '../encryption/secrets.js';
import { Caller, type IdentifyOptions } from '../http/caller.js';
import { ProblemError } from '../http/problem.js';
import { WorkspaceSettingsService, type WorkspaceSettings } from '../workspace-settings/workspace-settings.service.js';
import { ApiKey } from './api-key.entity.js';
import { suspendedAmong } from './suspended-keys.js';

/** Lets secret scanners recognize a key. */
export const keyPrefix = 'atk_';

const flushEveryMs = 15_000;

interface LiveKey {
  readonly caller: Caller;
  readonly expiresAt: number;
  /** Whether whoever made it is deactivated. */
  readonly isSuspended: boolean;
  /** When it was last used, or made. */
  usedAt: number;
}

/** Recognizes keys without I/O, as the database has them within a second of a change. */
@Injectable()
export class LiveKeysService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('api-keys');
  private readonly live: ReplicatedCache<LiveKey>;
  private readonly used = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    @InjectRepository(ApiKey) private readonly apiKeys: Repository<ApiKey>,
    private readonly settings: WorkspaceSettingsService,
    channel: ReplicaChannel,
  ) {
    this.live = new ReplicatedCache(channel, 'api_keys', { max: 10_000, maxAgeMs: 30_000 });
    this.timer = setInterval(() => {
      this.flushUses().catch((error: unknown) =>
        this.logger.warn({ err: error }, 'the last uses of API keys are lost'),
      );
    }, flushEveryMs).unref();
  }

  /**
   * The caller behind a key; without I/O when the key was seen lately.
   * @throws {ProblemError} `api-key-invalid`
   */
  identify(key: string, options?: IdentifyOptions): Caller | Promise<Caller> {
    const keyHash = hashSecret(key);
    const held = this.live.peek(keyHash);
    if (held !== undefined) return this.use(held, options);
    return this.live.get(keyHash, () => this.load(key, keyHash)).then((live) => this.use(live, options));
  }

  /** Has every replica read keys again; call it after the commit of a change. */
  async forget(keyHashes: readonly string[]): Promise<void> {
    for (const keyHash of keyHashes) await this.live.invalidate(keyHash);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flushUses();
  }

  private use(live: LiveKey | undefined, options?: IdentifyOptions): Caller | Promise<Caller> {
    if (live === undefined) return judge(live, 0);
    const settings = this.settings.of(live.caller.workspaceId);
    if (settings instanceof Promise) return settings.then((known) => this.noteUse(live, known, options));
    return this.noteUse(live, settings, options);
  }

  /** A stream that looks whether it may go on is no use of the key. */
  private noteUse(live: LiveKey, settings: WorkspaceSettings, options?: IdentifyOptions): Caller {
    const caller = judge(live, idleMsOf(settings));
    if (options?.isPassive === true) return caller;
    live.usedAt = Date.now();
    this.used.set(caller.id, live.usedAt);
    return caller;
  }

  private async load(key: string, keyHash: string): Promise<LiveKey | undefined> {
    if (!key.startsWith(keyPrefix) || key.length > 100) return undefined;
    const row = await this.apiKeys.findOneBy({ keyHash, revokedAt: IsNull() });
    if (row === null) return undefined;
    const { id, workspaceId } = row;
    const botIds = row.botIds === null ? undefined : new Set(row.botIds);
    const permissions = new Set(row.permissions);
    return {
      caller: new Caller({ kind: 'api-key', id, workspaceId, permissions, botIds }),
      expiresAt: row.expiresAt?.getTime() ?? Infinity,
      isSuspended: (await suspendedAmong(this.apiKeys.manager, [id])).has(id),
      usedAt: Math.max((row.lastUsedAt ?? row.createdAt).getTime(), this.used.get(id) ?? 0),
    };
  }

  private async flushUses(): Promise<void> {
    const uses = [...this.used];
    this.used.clear();
    if (uses.length === 0) return;
    await this.apiKeys.query(
      `UPDATE api_keys SET last_used_at = greatest(last_used_at, used.at)
       FROM unnest($1::text[], $2::timestamptz[]) AS used (id, at) WHERE api_keys.id = used.id`,
      [uses.map(([id]) => id), uses.map(([, at]) => new Date(at))],
    );
  }
}

function judge(live: LiveKey | undefined, idleMs: number): Caller {
  const now = Date.now();
  if (live?.isSuspended === true) {
    throw new ProblemError(
      'api-key-invalid',
      'Whoever made the API key is deactivated; have somebody else make a new one, or activate them.',
    );
  }
  if (live !== undefined && live.usedAt + idleMs <= now) {
    throw new ProblemError(
      'api-key-invalid',
      'Nothing has used the API key for longer than the idle time-out of the workspace; make a new one.',
    );
  }
  if (live === undefined || live.expiresAt <= now) {
    throw new ProblemError('api-key-invalid', 'The API key is unknown, revoked or expired; make a new one.');
  }
  return live.caller;
}

/** After so long without a use a key ends, where the workspace says so. */
function idleMsOf({ limitsApiKeys, idleTimeoutMinutes }: WorkspaceSettings): number {
  return limitsApiKeys ? idleTimeoutMinutes * 60_000 : Infinity;
}
