import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { ArrayContainedBy, In, IsNull, LessThan, Repository, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { hashSecret, randomSecret } from '../encryption/secrets.js';
import type { Caller } from '../http/caller.js';
import { isForSomeBots, type Permission } from '../http/permissions.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../http/problem.js';
import type { CreateApiKeyDto, ShownApiKey } from './api-key.dto.js';
import { ApiKey } from './api-key.entity.js';
import { keyPrefix, LiveKeysService } from './live-keys.service.js';
import { suspendedAmong } from './suspended-keys.js';

/** Keys that a change has revoked. */
export interface RevokedKeys {
  readonly count: number;
  readonly forget: () => Promise<void>;
}

/** Keys for programs: made, listed, and revoked at once. */
@Injectable()
export class ApiKeysService {
  constructor(
    @InjectRepository(ApiKey) private readonly apiKeys: Repository<ApiKey>,
    private readonly live: LiveKeysService,
  ) {}

  /**
   * Makes a key; its text is in this answer and nowhere else.
   * @throws {ProblemError} `permission-missing` and `request-invalid` when the key would be able to do more than its maker;
   * `not-signed-in`, `api-key-invalid` when that has ended meanwhile
   */
  async create(caller: Caller, dto: CreateApiKeyDto): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
    for (const permission of dto.permissions) caller.requirePermission(permission);
    const botIds = dto.botIds ?? (caller.botIds === undefined ? null : [...caller.botIds]);
    if (botIds !== null) refuseWholeWorkspace(dto.permissions);
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
    await this.apiKeys.manager.transaction(async (manager) => {
      await holdMaker(manager, caller);
      await manager.insert(ApiKey, apiKey);
    });
    return { apiKey, key };
  }

  /** The keys of a workspace that are not revoked, newest first; a key for certain bots sees those for its bots only. */
  async list(caller: Caller, query: PageQuery): Promise<Page<ShownApiKey>> {
    const where = { ...visibleTo(caller), ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) };
    const rows = await this.apiKeys.find({ where, order: { id: 'DESC' }, take: query.limit + 1 });
    const ids = rows.map(({ id }) => id);
    const suspended = await suspendedAmong(this.apiKeys.manager, ids);
    return toPage(rows, query.limit, (apiKey) => ({ id: apiKey.id, apiKey, isSuspended: suspended.has(apiKey.id) }));
  }

  /** Revokes a key at once, on every replica. */
  async revoke(caller: Caller, id: string): Promise<void> {
    const apiKey = await this.apiKeys.findOne({
      where: { ...visibleTo(caller), id },
      select: { id: true, keyHash: true },
    });
    if (apiKey === null) throw new NotFoundError('API key', id);
    await this.apiKeys.update({ id }, { revokedAt: new Date() });
    await this.live.forget([apiKey.keyHash]);
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

  /** Revokes the keys of a member with the change that ends them; once it is committed, call `forget`. */
  async revokeWith(manager: EntityManager, memberId: string): Promise<RevokedKeys> {
    const revoked: ApiKey[] = [];
    // One of them may have made another one while this waited for it.
    for (let keys = await this.madeBy(memberId, manager); keys.length > 0;) {
      await manager.update(ApiKey, { id: In(keys.map(({ id }) => id)) }, { revokedAt: new Date() });
      revoked.push(...keys);
      keys = await this.madeBy(memberId, manager);
    }
    return { count: revoked.length, forget: await this.changedWith(manager, revoked) };
  }

  /**
   * Gives the keys of a member to somebody else with a change, who answers for them from then on; call the answer once it is committed.
   * @throws {RequestInvalidError} when that is one of them: nobody would answer for it
   */
  async handOverWith(manager: EntityManager, memberId: string, to: Caller): Promise<() => Promise<void>> {
    const keys = await this.madeBy(memberId, manager);
    if (keys.some(({ id }) => id === to.id)) {
      const detail = 'The key that asks is one of them, and nobody would answer for it; use another, or revoke them.';
      throw new RequestInvalidError([{ pointer: '/apiKeys', detail }]);
    }
    await manager.update(ApiKey, { createdBy: memberId }, { createdBy: to.id });
    return this.changedWith(manager, keys);
  }

  /** With a change of whoever made keys; call the answer once it is committed, and every replica reads them again. */
  async changedWith(manager: EntityManager, keys: readonly ApiKey[]): Promise<() => Promise<void>> {
    const ids = keys.map(({ id }) => id);
    const rows = await manager.query<{ key_hash: string }[]>('SELECT key_hash FROM api_keys WHERE id = ANY($1)', [ids]);
    return () => this.live.forget(rows.map(({ key_hash: keyHash }) => keyHash));
  }

  /** What a live key may do everywhere; undefined for one that is over or rests, or that serves certain bots only. */
  async permissionsOf(
    manager: EntityManager,
    { workspaceId, id }: Pick<ApiKey, 'workspaceId' | 'id'>,
  ): Promise<ReadonlySet<Permission> | undefined> {
    const key = await manager.findOneBy(ApiKey, { workspaceId, id, revokedAt: IsNull(), botIds: IsNull() });
    const isOver = key === null || (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now());
    if (isOver || (await suspendedAmong(manager, [id])).has(id)) return undefined;
    return new Set(key.permissions);
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

/** Whoever makes a key is not removed meanwhile: their keys are found when they are, or there is no key. */
async function holdMaker(manager: EntityManager, { kind, id }: Caller): Promise<void> {
  const [table, isLive, code] =
    kind === 'member'
      ? (['members', 'deactivated_at IS NULL', 'not-signed-in'] as const)
      : (['api_keys', 'revoked_at IS NULL', 'api-key-invalid'] as const);
  const rows = await manager.query<unknown[]>(`SELECT FROM ${table} WHERE id = $1 AND ${isLive} FOR SHARE`, [id]);
  if (rows.length === 0) throw new ProblemError(code, 'Whoever makes the key has been signed out meanwhile.');
}

/** What concerns the whole workspace is none of the business of a key that serves certain bots. */
function refuseWholeWorkspace(permissions: readonly Permission[]): void {
  const violations = permissions.flatMap((permission, at) =>
    isForSomeBots(permission)
      ? []
      : [
          {
            pointer: `/permissions/${at}`,
            detail: `'${permission}' concerns the whole workspace; leave it out, or make a key for all bots.`,
          },
        ],
  );
  if (violations.length > 0) throw new RequestInvalidError(violations);
}
