import { Injectable } from '@nestjs/common';
import { checkGraph, type DialogGraph, type GraphProblem } from '#dialogs';
import { DataSource, LessThan, QueryFailedError } from 'typeorm';
import { BotsService } from '../bots/bots.service.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { toDialogTaskView, type DialogTaskView, type ReplaceDialogTaskDto } from './dialog-task.dto.js';
import { DialogTask, type DialogTaskOrigin } from './dialog-task.entity.js';

/** What a task is made of. */
export interface NewDialogTask {
  readonly name: string;
  readonly graph: unknown;
  readonly origin?: DialogTaskOrigin;
}

const uniqueViolation = '23505';

/** Dialog tasks of bots: only graphs that the engine can run are kept. */
@Injectable()
export class DialogTasksService {
  private readonly ofBots: ReplicatedCache<readonly DialogTask[]>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly connectors: ConnectorsService,
    channel: ReplicaChannel,
  ) {
    this.ofBots = new ReplicatedCache(channel, 'dialog_tasks', { max: 2_000, maxAgeMs: 60_000 });
  }

  /** @throws {ProblemError} `dialog-task-invalid`, `name-taken` */
  async create(caller: Caller, botId: string, { name, graph, origin }: NewDialogTask): Promise<DialogTaskView> {
    const bot = await this.bots.get(caller, botId);
    const warnings = this.check(graph);
    const now = new Date();
    const row = { id: newId('dialogTask'), workspaceId: bot.workspaceId, botId, name, graph: graph as DialogGraph };
    const task = Object.assign(new DialogTask(), row, {
      origin: origin ?? null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await refusingTakenNames(name, () => this.dataSource.manager.insert(DialogTask, task as object));
    await this.ofBots.invalidate(botId);
    return toDialogTaskView(task, warnings);
  }

  /** The tasks of a bot, newest first. */
  async list(caller: Caller, botId: string, query: PageQuery): Promise<Page<DialogTask>> {
    await this.bots.get(caller, botId);
    const where = { botId, ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) };
    const rows = await this.dataSource.manager.find(DialogTask, {
      where,
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => row);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, botId: string, taskId: string): Promise<DialogTaskView> {
    const task = await this.find(caller, botId, taskId);
    return toDialogTaskView(task, this.problemsOf(task.graph));
  }

  /** Replaces a task; @throws {ProblemError} `version-conflict`, `dialog-task-invalid`, `name-taken` */
  async replace(caller: Caller, botId: string, taskId: string, dto: ReplaceDialogTaskDto): Promise<DialogTaskView> {
    await this.find(caller, botId, taskId);
    this.check(dto.graph);
    const changes = { name: dto.name, graph: dto.graph, version: dto.version + 1, updatedAt: new Date() };
    const { affected } = await refusingTakenNames(dto.name, () =>
      this.dataSource.manager.update(DialogTask, { id: taskId, version: dto.version }, changes as object),
    );
    await this.ofBots.invalidate(botId);
    if (affected === 0) {
      throw new ProblemError(
        'version-conflict',
        'The dialog task was changed meanwhile; read it again, then change it.',
      );
    }
    return this.get(caller, botId, taskId);
  }

  async remove(caller: Caller, botId: string, taskId: string): Promise<void> {
    await this.find(caller, botId, taskId);
    await this.dataSource.manager.delete(DialogTask, { id: taskId });
    await this.ofBots.invalidate(botId);
  }

  /** Every task of a bot, without I/O when they were read lately; for conversations. */
  async ofBot(botId: string): Promise<readonly DialogTask[]> {
    const tasks = await this.ofBots.get(botId, () =>
      this.dataSource.manager.find(DialogTask, { where: { botId }, order: { id: 'ASC' } }),
    );
    return tasks ?? [];
  }

  private async find(caller: Caller, botId: string, taskId: string): Promise<DialogTask> {
    await this.bots.get(caller, botId);
    const task = await this.dataSource.manager.findOneBy(DialogTask, { id: taskId, botId });
    if (task === null) throw new NotFoundError('dialog task', taskId);
    return task;
  }

  /** Refuses a graph with errors; answers its warnings. */
  private check(graph: unknown): readonly GraphProblem[] {
    const problems = this.problemsOf(graph);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return problems;
    const violations = errors.map(({ pointer, message, nodeId, code }) => ({
      pointer: `/graph${pointer}`,
      detail: message,
      code,
      ...(nodeId !== undefined && { nodeId }),
    }));
    throw new ProblemError(
      'dialog-task-invalid',
      `The graph has ${errors.length} error(s); the first: ${errors[0]?.message}`,
      {
        violations,
      },
    );
  }

  private problemsOf(graph: unknown): readonly GraphProblem[] {
    return checkGraph(graph, {
      operations: (operationId) => {
        const input = this.connectors.registry.findOperation(operationId)?.input;
        return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
      },
    });
  }
}

async function refusingTakenNames<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
    if (code !== uniqueViolation) throw error;
    throw new ProblemError(
      'name-taken',
      `Another dialog task is named '${name}'; choose another name.`,
      {},
      { cause: error },
    );
  }
}
