import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThan, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { ApiKey } from './api-key.entity.js';
import type { CreateApiKeyDto } from './api-key.dto.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';

/** Lets secret scanners recognize a key. */
const keyPrefix = 'atk_';
const flushEveryMs = 15_000;

interface LiveKey {
  readonly caller: Caller;
  readonly expiresAt: number;
}

/** Keys for programs: made, listed, revoked at once, and recognized without I/O. */
@Injectable()
export class ApiKeysService implements BeforeApplicationShutdown {
  private readonly live: ReplicatedCache<LiveKey>;
  private readonly used = new Map<string, Date>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    @InjectRepository(ApiKey) private readonly apiKeys: Repository<ApiKey>,
    channel: ReplicaChannel,
  ) {
    this.live = new ReplicatedCache(channel, 'api_keys', { max: 10_000, maxAgeMs: 30_000 });
    this.timer = setInterval(() => void this.flushUses().catch(() => undefined), flushEveryMs).unref();
  }

  /**
   * Makes a key; its text is in this answer and nowhere else.
   * @throws {ProblemError} `permission-missing` when the key would be able to do more than its maker
   */
  async create(caller: Caller, dto: CreateApiKeyDto): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
    for (const permission of dto.permissions) caller.requirePermission(permission);
    const botIds = dto.botIds ?? (caller.botIds === undefined ? null : [...caller.botIds]);
    for (const botId of botIds ?? []) caller.requireBot(botId);
    const key = keyPrefix + randomSecret();
    const apiKey = this.apiKeys.create({
      id: newId('apiKey'),
      workspaceId: caller.workspaceId,
      name: dto.name,
      keyHash: hashSecret(key),
      hint: key.slice(-4),
      permissions: [...new Set(dto.permissions)],
      botIds,
      createdBy: caller.id,
      createdAt: new Date(),
      expiresAt: dto.expiresAt === undefined ? null : new Date(dto.expiresAt),
      lastUsedAt: null,
      revokedAt: null,
    });
    await this.apiKeys.insert(apiKey);
    return { apiKey, key };
  }

  /** The keys of a workspace that are not revoked, newest first. */
  async list(caller: Caller, query: PageQuery): Promise<Page<ApiKey>> {
    const rows = await this.apiKeys.find({
      where: {
        workspaceId: caller.workspaceId,
        revokedAt: IsNull(),
        ...(query.cursor !== undefined && { id: LessThan(query.cursor) }),
      },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => row);
  }

  /** Revokes a key at once, on every replica. */
  async revoke(caller: Caller, id: string): Promise<void> {
    const apiKey = await this.apiKeys.findOne({
      where: { id, workspaceId: caller.workspaceId, revokedAt: IsNull() },
      select: { id: true, keyHash: true },
    });
    if (apiKey === null) throw new NotFoundError('API key', id);
    await this.apiKeys.update({ id }, { revokedAt: new Date() });
    await this.live.invalidate(apiKey.keyHash);
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

  private use(live: LiveKey | undefined): Caller {
    const now = Date.now();
    if (live === undefined || live.expiresAt <= now) {
      throw new ProblemError('api-key-invalid', 'The API key is unknown, revoked or expired; make a new one.');
    }
    this.used.set(live.caller.id, new Date(now));
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
    };
  }

  private async flushUses(): Promise<void> {
    const uses = [...this.used];
    this.used.clear();
    for (const [id, lastUsedAt] of uses) await this.apiKeys.update({ id }, { lastUsedAt });
  }
}
