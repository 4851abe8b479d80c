import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { ArrayContainedBy, In, IsNull, LessThan, Repository, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { Caller } from '../http/caller.js';
import type { Permission } from '../http/permissions.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../http/problem.js';
import { ApiKey } from './api-key.entity.js';
import type { CreateApiKeyDto } from './api-key.dto.js';
import { WorkspaceSettingsService, type WorkspaceSettings } from '../workspace-settings/workspace-settings.service.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';

/** Lets secret scanners recognize a key. */
const keyPrefix = 'atk_';
const flushEveryMs = 15_000;

interface LiveKey {
  readonly caller: Caller;
  readonly expiresAt: number;
  /** When it was last used, or made. */
  usedAt: number;
}

/** Keys for programs: made, listed, revoked at once, and recognized without I/O. */
@Injectable()
export class ApiKeysService implements BeforeApplicationShutdown {
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
   * Makes a key; its text is in this answer and nowhere else.
   * @throws {ProblemError} `permission-missing` and `request-invalid` when the key would be able to do more than its maker
   */
  async create(caller: Caller, dto: CreateApiKeyDto): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
    for (const permission of dto.permissions) caller.requirePermission(permission);
    const botIds = dto.botIds ?? (caller.botIds === undefined ? null : [...caller.botIds]);
    await this.requireBots(caller, botIds ?? []);
    const expiresAt = await this.expiryOf(caller, dto.expiresAt === undefined ? null : new Date(dto.expiresAt));
    const key = keyPrefix + randomSecret();
    const apiKey = this.apiKeys.create({
      id: newId('apiKey'),
      workspaceId: caller.workspaceId,
      name: dto.name,
      keyHash: hashSecret(key),
      hint: key.slice(-4),
      permissions: [...new Set(dto.permissions)],
      botIds: botIds === null ? null : [...new Set(botIds)],
      createdBy: caller.id,
      createdAt: new Date(),
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    });
    await this.apiKeys.insert(apiKey);
    return { apiKey, key };
  }

  /** The keys of a workspace that are not revoked, newest first; a key for certain bots sees those for its bots only. */
  async list(caller: Caller, query: PageQuery): Promise<Page<ApiKey>> {
    const where = { ...visibleTo(caller), ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) };
    const rows = await this.apiKeys.find({ where, order: { id: 'DESC' }, take: query.limit + 1 });
    return toPage(rows, query.limit, (row) => row);
  }

  /** Revokes a key at once, on every replica. */
  async revoke(caller: Caller, id: string): Promise<void> {
    const apiKey = await this.apiKeys.findOne({
      where: { ...visibleTo(caller), id },
      select: { id: true, keyHash: true },
    });
    if (apiKey === null) throw new NotFoundError('API key', id);
    await this.apiKeys.update({ id }, { revokedAt: new Date() });
    await this.live.invalidate(apiKey.keyHash);
  }

  /** The live keys that a member has made, and those that these have made, newest first. */
  async madeBy(memberId: string, manager: EntityManager = this.apiKeys.manager): Promise<readonly ApiKey[]> {
    const rows = await manager.query<{ id: string }[]>(
      `WITH RECURSIVE made AS (
         SELECT id FROM api_keys WHERE created_by = $1
         UNION SELECT api_keys.id FROM api_keys JOIN made ON api_keys.created_by = made.id)
       SELECT id FROM made`,
      [memberId],
    );
    const found = await manager.find(ApiKey, {
      where: { id: In(rows.map(({ id }) => id)), revokedAt: IsNull() },
      order: { id: 'DESC' },
    });
    return found.filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > Date.now());
  }

  /** Revokes keys with a change; the answer makes every replica forget them, once it is committed. */
  async revokeWith(manager: EntityManager, keys: readonly ApiKey[]): Promise<() => Promise<void>> {
    const ids = keys.map(({ id }) => id);
    const rows = await manager.query<{ key_hash: string }[]>('SELECT key_hash FROM api_keys WHERE id = ANY($1)', [ids]);
    await manager.update(ApiKey, { id: In(ids) }, { revokedAt: new Date() });
    return async () => {
      for (const { key_hash: keyHash } of rows) await this.live.invalidate(keyHash);
    };
  }

  /** What a live key may do everywhere; undefined for one that is over, or that serves certain bots only. */
  async permissionsOf(
    manager: EntityManager,
    { workspaceId, id }: Pick<ApiKey, 'workspaceId' | 'id'>,
  ): Promise<ReadonlySet<Permission> | undefined> {
    const key = await manager.findOneBy(ApiKey, { workspaceId, id, revokedAt: IsNull(), botIds: IsNull() });
    const isOver = key === null || (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now());
    return isOver ? undefined : new Set(key.permissions);
  }

  /**
   * The caller behind a key; without I/O when the key was seen lately.
   * @throws {ProblemError} `api-key-invalid`
   */
  identify(key: string): Caller | Promise<Caller> {
    const keyHash = hashSecret(key);
    const held = this.live.peek(keyHash);
    if (held !== undefined) return this.use(held);
    return this.live.get(keyHash, () => this.load(key, keyHash)).then((live) => this.use(live));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flushUses();
  }

  private use(live: LiveKey | undefined): Caller | Promise<Caller> {
    if (live === undefined) return this.judge(live, 0);
    const settings = this.settings.of(live.caller.workspaceId);
    if (settings instanceof Promise) return settings.then((known) => this.judge(live, idleMsOf(known)));
    return this.judge(live, idleMsOf(settings));
  }

  private judge(live: LiveKey | undefined, idleMs: number): Caller {
    const now = Date.now();
    if (live !== undefined && live.usedAt + idleMs <= now) {
      throw new ProblemError(
        'api-key-invalid',
        'Nothing has used the API key for longer than the idle time-out of the workspace; make a new one.',
      );
    }
    if (live === undefined || live.expiresAt <= now) {
      throw new ProblemError('api-key-invalid', 'The API key is unknown, revoked or expired; make a new one.');
    }
    live.usedAt = now;
    this.used.set(live.caller.id, now);
    return live.caller;
  }

  private async load(key: string, keyHash: string): Promise<LiveKey | undefined> {
    if (!key.startsWith(keyPrefix) || key.length > 100) return undefined;
    const row = await this.apiKeys.findOneBy({ keyHash, revokedAt: IsNull() });
    if (row === null) return undefined;
    const bots = row.botIds === null ? undefined : new Set(row.botIds);
    return {
      caller: new Caller({
        kind: 'api-key',
        id: row.id,
        workspaceId: row.workspaceId,
        permissions: new Set(row.permissions),
        botIds: bots,
      }),
      expiresAt: row.expiresAt?.getTime() ?? Infinity,
      usedAt: (row.lastUsedAt ?? row.createdAt).getTime(),
    };
  }

  /** A key serves bots that there are, and that its maker may know of. */
  private async requireBots(caller: Caller, botIds: readonly string[]): Promise<void> {
    for (const botId of botIds) caller.requireBot(botId);
    const found = await this.apiKeys.query<{ id: string }[]>(
      'SELECT id FROM bots WHERE workspace_id = $1 AND id = ANY($2)',
      [caller.workspaceId, botIds],
    );
    const known = new Set(found.map(({ id }) => id));
    for (const botId of botIds) if (!known.has(botId)) throw new NotFoundError('bot', botId);
  }

  /** A key cannot outlive the key that makes it. */
  private async expiryOf(caller: Caller, wanted: Date | null): Promise<Date | null> {
    if (wanted !== null && wanted.getTime() <= Date.now()) throw expiryInvalid('It must be in the future.');
    if (caller.kind !== 'api-key') return wanted;
    const maker = await this.apiKeys.findOneByOrFail({ id: caller.id });
    if (maker.expiresAt === null || wanted === null) return wanted ?? maker.expiresAt;
    if (wanted > maker.expiresAt) throw expiryInvalid('It must not be later than that of the key that makes this one.');
    return wanted;
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

/** After so long without a use a key ends, where the workspace says so. */
function idleMsOf({ limitsApiKeys, idleTimeoutMinutes }: WorkspaceSettings): number {
  return limitsApiKeys ? idleTimeoutMinutes * 60_000 : Infinity;
}

/** The keys that a caller may know of. */
function visibleTo(caller: Caller): FindOptionsWhere<ApiKey> {
  return {
    workspaceId: caller.workspaceId,
    revokedAt: IsNull(),
    ...(caller.botIds !== undefined && { botIds: ArrayContainedBy([...caller.botIds]) }),
  };
}

function expiryInvalid(detail: string): RequestInvalidError {
  return new RequestInvalidError([{ pointer: '/expiresAt', detail }]);
}
