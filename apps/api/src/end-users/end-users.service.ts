import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { defaultChannel, type EndUserDto } from './end-user.dto.js';
import { EndUser } from './end-user.entity.js';

/** The people who talk to bots. */
@Injectable()
export class EndUsersService {
  private readonly known: ReplicatedCache<EndUser>;

  constructor(
    @InjectRepository(EndUser) private readonly endUsers: Repository<EndUser>,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'end_users', { max: 50_000, maxAgeMs: 300_000 });
  }

  /** The person a host names, made known when they are new; a new display name replaces the old one. */
  async upsert(bot: { readonly id: string; readonly workspaceId: string }, dto: EndUserDto): Promise<EndUser> {
    const channel = dto.channel ?? defaultChannel;
    const found = await this.find(bot.id, dto.id, channel);
    if (found !== undefined && (dto.displayName === undefined || dto.displayName === found.displayName)) return found;
    if (found === undefined) return this.add(bot, { ...dto, channel });
    await this.endUsers.update({ id: found.id }, { displayName: dto.displayName ?? null });
    await this.known.invalidate(cacheKey(bot.id, channel, dto.id));
    return this.endUsers.findOneByOrFail({ id: found.id });
  }

  /** By the host's id; without I/O when the person was seen lately. */
  async find(botId: string, externalId: string, channel = defaultChannel): Promise<EndUser | undefined> {
    return this.known.get(
      cacheKey(botId, channel, externalId),
      async () => (await this.endUsers.findOneBy({ botId, channel, externalId })) ?? undefined,
    );
  }

  /** By our own id. */
  async get(endUserId: string): Promise<EndUser | undefined> {
    return (await this.endUsers.findOneBy({ id: endUserId })) ?? undefined;
  }

  /** By our own ids, in no order. */
  async listByIds(endUserIds: readonly string[]): Promise<readonly EndUser[]> {
    const ids = [...new Set(endUserIds)];
    return ids.length === 0 ? [] : this.endUsers.findBy({ id: In(ids) });
  }

  /** The people whom a host knows by an id, on one channel or on each. */
  async listNamed(botId: string, externalId: string, channel?: string): Promise<readonly EndUser[]> {
    return this.endUsers.findBy({ botId, externalId, ...(channel !== undefined && { channel }) });
  }

  /** To be called when somebody is gone. */
  async forget({ botId, channel, externalId }: EndUser): Promise<void> {
    await this.known.invalidate(cacheKey(botId, channel, externalId));
  }

  /** Two requests may name a new person at once: the id that was stored first stays. */
  private async add(
    { id: botId, workspaceId }: { readonly id: string; readonly workspaceId: string },
    { id: externalId, channel, displayName }: EndUserDto & { readonly channel: string },
  ): Promise<EndUser> {
    const row = { id: newId('endUser'), workspaceId, botId, channel, externalId, displayName: displayName ?? null };
    await this.endUsers.createQueryBuilder().insert().values(row).orIgnore().execute();
    return this.endUsers.findOneByOrFail({ botId, channel, externalId });
  }
}

function cacheKey(botId: string, channel: string, externalId: string): string {
  return `${botId}/${channel}/${externalId}`;
}
