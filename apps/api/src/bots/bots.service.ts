import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { And, In, LessThan, QueryFailedError, Repository, type FindOptionsWhere } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import type { AnyCaller, Caller } from '../http/caller.js';
import { holding, toPage, type NamedPageQuery, type Page } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import type { CreateBotDto, UpdateBotDto } from './bot.dto.js';
import { Bot } from './bot.entity.js';

const uniqueViolation = '23505';

/** Bots of a workspace. */
@Injectable()
export class BotsService {
  private readonly known: ReplicatedCache<Bot>;

  constructor(
    @InjectRepository(Bot) private readonly bots: Repository<Bot>,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'bots', { max: 10_000, maxAgeMs: 60_000 });
  }

  /** @throws {ProblemError} `name-taken` */
  async create(caller: Caller, dto: CreateBotDto): Promise<Bot> {
    if (caller.botIds !== undefined) {
      throw new ProblemError('permission-missing', 'This API key serves certain bots only; it cannot make another.');
    }
    const now = new Date();
    const home = { workspaceId: caller.workspaceId, name: 'Home' };
    const [division] = await this.bots.query<{ id: string }[]>(
      'SELECT id FROM divisions WHERE workspace_id = $1 AND name = $2',
      [home.workspaceId, home.name],
    );
    if (division === undefined) throw new NotFoundError('division', home.name);
    const bot = this.bots.create({
      id: newId('bot'),
      workspaceId: caller.workspaceId,
      divisionId: division.id,
      name: dto.name,
      description: dto.description ?? '',
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await this.refusingTakenNames(dto.name, () => this.bots.insert(bot));
    return bot;
  }

  /** The bots that the caller may know of, newest first. */
  async list(caller: Caller, query: NamedPageQuery): Promise<Page<Bot>> {
    const conditions = [
      ...(query.cursor === undefined ? [] : [LessThan(query.cursor)]),
      ...(caller.botIds === undefined ? [] : [In([...caller.botIds])]),
    ];
    const where: FindOptionsWhere<Bot> = { workspaceId: caller.workspaceId };
    if (conditions.length > 0) where.id = And(...conditions);
    if (query.search !== undefined) where.name = holding(query.search);
    const rows = await this.bots.find({ where, order: { id: 'DESC' }, take: query.limit + 1 });
    return toPage(rows, query.limit, (row) => row);
  }

  /**
   * One bot of the caller's workspace; without I/O when it was read lately.
   * @throws {NotFoundError}
   */
  async get(caller: AnyCaller, botId: string): Promise<Bot> {
    caller.requireBot(botId);
    const bot = await this.find(botId);
    if (bot === undefined || bot.workspaceId !== caller.workspaceId) throw new NotFoundError('bot', botId);
    return bot;
  }

  /** One bot, for work that no caller waits for. */
  async find(botId: string): Promise<Bot | undefined> {
    return this.known.get(botId, async () => (await this.bots.findOneBy({ id: botId })) ?? undefined);
  }

  /** @throws {ProblemError} `name-taken`, `version-conflict`; {NotFoundError} */
  async update(caller: Caller, botId: string, dto: UpdateBotDto): Promise<Bot> {
    const bot = await this.get(caller, botId);
    const expected = dto.version ?? bot.version;
    const changes = {
      ...(dto.name !== undefined && { name: dto.name }),
      ...(dto.description !== undefined && { description: dto.description }),
      version: expected + 1,
      updatedAt: new Date(),
    };
    const { affected } = await this.refusingTakenNames(dto.name ?? bot.name, () =>
      this.bots.update({ id: botId, version: expected }, changes),
    );
    await this.known.invalidate(botId);
    if (affected === 0)
      throw new ProblemError('version-conflict', 'The bot was changed meanwhile; read it again, then change it.');
    return this.get(caller, botId);
  }

  /** Deletes a bot and all that belongs to it. */
  async remove(caller: Caller, botId: string): Promise<void> {
    await this.get(caller, botId);
    await this.bots.delete({ id: botId });
    await this.known.invalidate(botId);
  }

  private async refusingTakenNames<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
    try {
      return await write();
    } catch (error) {
      const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
      if (code !== uniqueViolation) throw error;
      throw new ProblemError(
        'name-taken',
        `Another bot is named '${name}'; choose another name.`,
        {},
        { cause: error },
      );
    }
  }
}
