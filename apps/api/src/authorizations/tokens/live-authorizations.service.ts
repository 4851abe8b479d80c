import { EventEmitter } from 'node:events';
import { Injectable, Logger } from '@nestjs/common';
import type { LifecycleRules } from '#auth-profiles';
import { DataSource } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { ReplicaChannel } from '../../database/replica-channel.js';
import { ReplicatedCache } from '../../database/replicated-cache.js';
import { NotFoundError } from '../../http/problem.js';
import type { Authorization } from '../authorization.entity.js';
import { endUserIdOf, type AuthorizedAction, type Subject } from '../subject.js';
import { fits, ownerKeyOf, toLive, type AuthorizationOwner, type LiveAuthorization } from './live-authorization.js';
import { TokenVaultService } from './token-vault.service.js';

const channelName = 'authorizations';
/** How long a change is missed at most, should its notification be lost. */
const maxAgeMs = 60_000;
const max = 20_000;

/** Authorizations as they are, read through a cache that every replica keeps true. */
@Injectable()
export class LiveAuthorizationsService {
  private readonly logger = new Logger('authorizations');
  private readonly byId: ReplicatedCache<LiveAuthorization>;
  private readonly bySubject: ReplicatedCache<{ readonly id: string | null }>;
  private readonly changes = new EventEmitter().setMaxListeners(0);

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: TokenVaultService,
    private readonly connectors: ConnectorsService,
    channel: ReplicaChannel,
  ) {
    this.byId = new ReplicatedCache(channel, channelName, { max, maxAgeMs });
    this.bySubject = new ReplicatedCache(channel, 'authorization_subjects', { max, maxAgeMs });
    channel.subscribe(channelName, (id) => this.changes.emit(id));
  }

  /** The authorization at hand, without any I/O. */
  peek(id: string): LiveAuthorization | undefined {
    return this.byId.peek(id);
  }

  /** @throws {NotFoundError} */
  async get(id: string): Promise<LiveAuthorization> {
    const live = await this.known(id);
    if (live === undefined) throw new NotFoundError('authorization', id);
    return live;
  }

  /** As the database has it at this moment; undefined when there is none. */
  async find(id: string): Promise<LiveAuthorization | undefined> {
    const row = await this.vault.read(id);
    if (row === undefined) return undefined;
    const tokenSet = await this.vault.open(row);
    return toLive(row, tokenSet, this.rulesOf(row.connectorId));
  }

  /**
   * As `find`.
   * @throws {NotFoundError}
   */
  async reread(id: string): Promise<LiveAuthorization> {
    const live = await this.find(id);
    if (live === undefined) throw new NotFoundError('authorization', id);
    return live;
  }

  /** The authorization that is active for a subject: the action's own, or the one that belongs to the auth profile or the member. */
  async ofSubject(action: AuthorizedAction, subject: Subject): Promise<Authorization | undefined> {
    if (subject.kind === 'member') return activeOf(await this.ofProfile(action, subject.memberId));
    const { id: actionId, workspaceId, botId, authProfileId } = action;
    const owner = { workspaceId, botId, actionId, authProfileId, endUserId: endUserIdOf(subject), memberId: null };
    const own = await this.ofOwner(owner);
    return own !== undefined || subject.kind === 'end-user' ? activeOf(own) : this.savedFor(action);
  }

  /** What is active of the profile of an action, where that may serve it. */
  async savedFor(action: AuthorizedAction): Promise<Authorization | undefined> {
    return action.usesProfileAuthorization ? activeOf(await this.ofProfile(action, null)) : undefined;
  }

  /** What is saved with the profile of an action, or connected by a member, where it fits the action. */
  private async ofProfile(action: AuthorizedAction, memberId: string | null): Promise<Authorization | undefined> {
    const { workspaceId, authProfileId } = action;
    const owner = { workspaceId, botId: null, actionId: null, authProfileId, endUserId: null, memberId };
    const saved = await this.ofOwner(owner);
    return saved !== undefined && fits(saved, action) ? saved : undefined;
  }

  /** What an owner has, also when it must be authorized again. */
  private async ofOwner(owner: AuthorizationOwner): Promise<Authorization | undefined> {
    const held = await this.bySubject.get(ownerKeyOf(owner), () => this.findId(owner));
    if (held === undefined || held.id === null) return undefined;
    const live = this.peek(held.id) ?? (await this.known(held.id));
    return live !== undefined && isLive(live.authorization) ? live.authorization : undefined;
  }

  /** What the connector knows of its provider's tokens. */
  rulesOf(connectorId: string): LifecycleRules {
    const seconds = this.connectors.registry.find(connectorId)?.oauth?.defaultAccessTokenLifetimeSeconds;
    return seconds === undefined ? {} : { defaultLifetimeMs: seconds * 1_000 };
  }

  /** Tells every replica that the token or the state has changed; call it after the commit. */
  async changed(id: string): Promise<void> {
    await this.byId.invalidate(id).catch((error: unknown) => this.missed(error));
  }

  /** Tells every replica that a subject has another authorization, or none; call it after the commit. */
  async moved({ id, ...owner }: AuthorizationOwner & Pick<Authorization, 'id'>): Promise<void> {
    const changed = this.changed(id);
    await this.bySubject.invalidate(ownerKeyOf(owner)).catch((error: unknown) => this.missed(error));
    await changed;
  }

  /** Tells every replica to read everything anew: cheaper than one word for each of thousands. */
  async movedMany(): Promise<void> {
    const told = [this.byId.invalidateAll(), this.bySubject.invalidateAll()];
    await Promise.all(told).catch((error: unknown) => this.missed(error));
  }

  /** Resolves when a replica tells of a change, or after so long. */
  nextChange(id: string, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        clearTimeout(timer);
        this.changes.off(id, settle);
        resolve();
      };
      const timer = setTimeout(settle, withinMs);
      this.changes.on(id, settle);
    });
  }

  private known(id: string): Promise<LiveAuthorization | undefined> {
    return this.byId.get(id, () => this.find(id));
  }

  /** That there is none is remembered of what is shared: every run of an action asks for it. */
  private async findId(owner: AuthorizationOwner): Promise<{ readonly id: string | null } | undefined> {
    const { botId, actionId, endUserId, workspaceId, authProfileId, memberId } = owner;
    const live = `state IN ('active', 'needs-reauthorization')`;
    const [row] = await this.dataSource.query<{ id: string }[]>(
      botId === null
        ? `SELECT id FROM authorizations WHERE bot_id IS NULL AND workspace_id = $1 AND auth_profile_id = $2
             AND coalesce(member_id, '') = $3 AND ${live}`
        : `SELECT id FROM authorizations WHERE action_id = $1 AND coalesce(end_user_id, '') = $2 AND ${live}`,
      botId === null ? [workspaceId, authProfileId, memberId ?? ''] : [actionId, endUserId ?? ''],
    );
    const isShared = endUserId === null && memberId === null;
    return row ?? (isShared ? { id: null } : undefined);
  }

  private missed(error: unknown): void {
    this.logger.warn({ err: error }, `the other replicas learn of a change within ${maxAgeMs / 1_000} seconds`);
  }
}

function isLive({ state }: Authorization): boolean {
  return state === 'active' || state === 'needs-reauthorization';
}

function activeOf(authorization: Authorization | undefined): Authorization | undefined {
  return authorization?.state === 'active' ? authorization : undefined;
}
