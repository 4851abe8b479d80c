import { Injectable } from '@nestjs/common';
import type { DialogGraph } from '#dialogs';
import { DataSource, LessThan } from 'typeorm';
import { BotsService } from '../bots/bots.service.js';
import { newId } from '../database/identifiers.js';
import type { Caller } from '../http/caller.js';
import { holding, toPage, type NamedPageQuery, type Page } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import {
  toDialogTaskView,
  type DialogTaskSummary,
  type DialogTaskView,
  type ReplaceDialogTaskDto,
} from './dialog-task.dto.js';
import { DialogTask, isLive, type DialogTaskOrigin } from './dialog-task.entity.js';
import { GraphChecksService } from './graph-checks.service.js';
import { TaskWritesService, versionConflict, type TaskWrite } from './task-writes.service.js';

/** What a task is made of. */
export interface NewDialogTask {
  readonly name: string;
  readonly graph: unknown;
  readonly origin?: DialogTaskOrigin;
}

const summary = {
  ...{ id: true, name: true, origin: true, version: true, liveVersion: true },
  ...{ updatedBy: true, createdAt: true, updatedAt: true },
} as const;

/** Dialog tasks of bots: a working copy that may have errors, and what is live, which has none. */
@Injectable()
export class DialogTasksService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly checks: GraphChecksService,
    private readonly writes: TaskWritesService,
  ) {}

  /** @throws {ProblemError} `dialog-task-invalid`, `dialog-task-too-large`, `name-taken` */
  async create(caller: Caller, botId: string, { name, graph, origin }: NewDialogTask): Promise<DialogTaskView> {
    const { workspaceId } = await this.bots.get(caller, botId);
    const admitted = this.admit(graph);
    const row = { id: newId('dialogTask'), workspaceId, botId, name, origin: origin ?? null };
    const originGraph = origin === undefined ? null : admitted.graph;
    const task = await this.writes.insert(caller, { ...row, originGraph }, admitted);
    return toDialogTaskView(task, admitted.problems);
  }

  /** The tasks of a bot, newest first. */
  async list(caller: Caller, botId: string, query: NamedPageQuery): Promise<Page<DialogTaskSummary>> {
    await this.bots.get(caller, botId);
    const rows = await this.dataSource.manager.find(DialogTask, {
      where: {
        botId,
        ...(query.cursor !== undefined && { id: LessThan(query.cursor) }),
        ...(query.search !== undefined && { name: holding(query.search) }),
      },
      select: summary,
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => row);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, botId: string, taskId: string): Promise<DialogTaskView> {
    return this.show(await this.find(caller, botId, taskId));
  }

  /**
   * Replaces the working copy; without errors it goes live, with errors what is live stays.
   * @throws {ProblemError} `version-conflict`, `dialog-task-invalid`, `dialog-task-too-large`, `name-taken`
   */
  async replace(caller: Caller, botId: string, taskId: string, dto: ReplaceDialogTaskDto): Promise<DialogTaskView> {
    const task = await this.find(caller, botId, taskId);
    const { name, version } = dto;
    return this.write(caller, task, { name, version, ...this.admit(dto.graph) });
  }

  /** Writes a new version of a task that was read; see `replace`. */
  async write(caller: Caller, task: DialogTask, write: TaskWrite): Promise<DialogTaskView> {
    return toDialogTaskView(await this.writes.update(caller, task, write), write.problems);
  }

  /**
   * Makes the working copy what is live again.
   * @throws {ProblemError} `version-conflict`, `dialog-task-never-live`
   */
  async discardDraft(caller: Caller, botId: string, taskId: string, version?: number): Promise<DialogTaskView> {
    const task = await this.find(caller, botId, taskId);
    if (version !== undefined && version !== task.version) throw versionConflict(task);
    if (isLive(task)) return this.show(task);
    if (task.liveGraph !== null) {
      return this.show(
        await this.writes.update(caller, task, { version: task.version, graph: task.liveGraph, problems: [] }),
      );
    }
    throw new ProblemError(
      'dialog-task-never-live',
      'The task was never free of errors, so that there is nothing to go back to: correct it, or delete it.',
    );
  }

  /** @throws {NotFoundError} */
  async remove(caller: Caller, botId: string, taskId: string): Promise<void> {
    await this.writes.delete(await this.find(caller, botId, taskId));
  }

  /**
   * A task of a bot that the caller may know of.
   * @throws {NotFoundError}
   */
  async find(caller: Caller, botId: string, taskId: string): Promise<DialogTask> {
    await this.bots.get(caller, botId);
    const task = await this.dataSource.manager.findOneBy(DialogTask, { id: taskId, botId });
    if (task === null) throw new NotFoundError('dialog task', taskId);
    return task;
  }

  private show(task: DialogTask): DialogTaskView {
    return toDialogTaskView(task, this.checks.problemsOf(task.graph));
  }

  private admit(graph: unknown) {
    const problems = this.checks.admit(graph);
    return { graph: graph as DialogGraph, problems };
  }
}
