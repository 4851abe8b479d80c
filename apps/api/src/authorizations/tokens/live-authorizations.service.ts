import { EventEmitter } from 'node:events';
import { Injectable, Logger } from '@nestjs/common';
import type { LifecycleRules } from '#auth-profiles';
import { DataSource } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { ReplicaChannel } from '../../database/replica-channel.js';
import { ReplicatedCache } from '../../database/replicated-cache.js';
import { NotFoundError } from '../../http/problem.js';
import type { Authorization } from '../authorization.entity.js';
import { endUserIdOf, type Subject } from '../subject.js';
import { toLive, type LiveAuthorization } from './live-authorization.js';
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
  private readonly bySubject: ReplicatedCache<{ readonly id: string }>;
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

  /** The authorization that is active for a subject. */
  async ofSubject(actionId: string, subject: Subject): Promise<Authorization | undefined> {
    const endUserId = endUserIdOf(subject);
    const held = await this.bySubject.get(subjectKey(actionId, endUserId), () => this.findId(actionId, endUserId));
    if (held === undefined) return undefined;
    const live = this.peek(held.id) ?? (await this.known(held.id));
    return live?.authorization.state === 'active' ? live.authorization : undefined;
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
  async moved({ id, actionId, endUserId }: Pick<Authorization, 'id' | 'actionId' | 'endUserId'>): Promise<void> {
    const changed = this.changed(id);
    if (actionId !== null) {
      const key = subjectKey(actionId, endUserId);
      await this.bySubject.invalidate(key).catch((error: unknown) => this.missed(error));
    }
    await changed;
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

  private async findId(actionId: string, endUserId: string | null): Promise<{ readonly id: string } | undefined> {
    const [row] = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM authorizations WHERE action_id = $1 AND coalesce(end_user_id, '') = $2 AND state = 'active'`,
      [actionId, endUserId ?? ''],
    );
    return row;
  }

  private missed(error: unknown): void {
    this.logger.warn({ err: error }, `the other replicas learn of a change within ${maxAgeMs / 1_000} seconds`);
  }
}

function subjectKey(actionId: string, endUserId: string | null): string {
  return `${actionId}/${endUserId ?? ''}`;
}
