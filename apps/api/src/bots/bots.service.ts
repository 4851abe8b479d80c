import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { And, In, LessThan, QueryFailedError, Repository, type FindOptionsWhere } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { retriedTransaction } from '../database/retried-transaction.js';
import { BotsOfDivisions, Caller, type AnyCaller } from '../http/caller.js';
import { reachOf } from '../http/grants.js';
import { holding, toPage, type NamedPageQuery, type Page } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { DivisionsService } from '../members/divisions.service.js';
import type { CreateBotDto, UpdateBotDto } from './bot.dto.js';
import { Bot } from './bot.entity.js';

const uniqueViolation = '23505';

/** Bots of a workspace. */
@Injectable()
export class BotsService extends BotsOfDivisions {
  private readonly known: ReplicatedCache<Bot>;
  /** The ids of a division's bots. */
  private readonly ofDivisions: ReplicatedCache<ReadonlySet<string>>;

  constructor(
    @InjectRepository(Bot) private readonly bots: Repository<Bot>,
    private readonly divisions: DivisionsService,
    channel: ReplicaChannel,
  ) {
    super();
    this.known = new ReplicatedCache(channel, 'bots', { max: 10_000, maxAgeMs: 60_000 });
    this.ofDivisions = new ReplicatedCache(channel, 'bots_of_divisions', { max: 1_000, maxAgeMs: 60_000 });
  }

  /** @throws {ProblemError} `name-taken` */
  async create(caller: Caller, dto: CreateBotDto): Promise<Bot> {
    if (caller.botIds !== undefined && caller.divisionIds === undefined) {
      throw new ProblemError('permission-missing', 'This API key serves certain bots only; it cannot make another.');
    }
    const divisionId = await this.divisions.choose(caller, dto.divisionId);
    const now = new Date();
    const bot = this.bots.create({
      id: newId('bot'),
      workspaceId: caller.workspaceId,
      divisionId,
      name: dto.name,
      description: dto.description ?? '',
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await this.refusingTakenNames(dto.name, () => this.bots.insert(bot));
    await this.ofDivisions.invalidate(divisionId);
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

  override async botsOf(divisionIds: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
    const bots = new Map<string, string>();
    for (const divisionId of divisionIds) {
      const ids = await this.ofDivisions.get(divisionId, async () => {
        const rows = await this.bots.find({ where: { divisionId }, select: { id: true } });
        return new Set(rows.map(({ id }) => id));
      });
      for (const id of ids ?? []) bots.set(id, divisionId);
    }
    return bots;
  }

  /** One bot, for work that no caller waits for. */
  async find(botId: string): Promise<Bot | undefined> {
    return this.known.get(botId, async () => (await this.bots.findOneBy({ id: botId })) ?? undefined);
  }

  /** @throws {ProblemError} `name-taken`, `version-conflict`; {NotFoundError} */
  async update(caller: Caller, botId: string, dto: UpdateBotDto): Promise<Bot> {
    const bot = await this.get(caller, botId);
    const expected = dto.version ?? bot.version;
    const divisionId =
      dto.divisionId === undefined ? bot.divisionId : await this.divisions.choose(asEditor(caller), dto.divisionId);
    const changes = {
      ...(dto.name !== undefined && { name: dto.name }),
      ...(dto.description !== undefined && { description: dto.description }),
      divisionId,
      version: expected + 1,
      updatedAt: new Date(),
    };
    const { affected } = await this.refusingTakenNames(dto.name ?? bot.name, () =>
      this.bots.update({ id: botId, version: expected }, changes),
    );
    await this.known.invalidate(botId);
    if (divisionId !== bot.divisionId) await this.forgetDivisions(bot.divisionId, divisionId);
    if (affected === 0)
      throw new ProblemError('version-conflict', 'The bot was changed meanwhile; read it again, then change it.');
    return this.get(caller, botId);
  }

  /** Deletes a bot and all that belongs to it. */
  async remove(caller: Caller, botId: string): Promise<void> {
    const { divisionId } = await this.get(caller, botId);
    // A turn that goes on meanwhile locks the same rows in another order.
    await retriedTransaction(this.bots.manager.dataSource, (manager) => manager.delete(Bot, { id: botId }));
    await this.known.invalidate(botId);
    await this.forgetDivisions(divisionId);
  }

  private async forgetDivisions(...divisionIds: readonly string[]): Promise<void> {
    for (const divisionId of divisionIds) await this.ofDivisions.invalidate(divisionId);
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

/** A caller wherever they may edit bots, whatever division the request at hand was narrowed to. */
function asEditor(caller: Caller): Caller {
  if (caller.grants === undefined) return caller;
  return new Caller({ ...caller, divisionIds: reachOf(caller.grants, 'bots:edit') });
}
