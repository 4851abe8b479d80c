import { Injectable } from '@nestjs/common';
import type { DialogGraph, GraphProblem } from '#dialogs';
import { DataSource, QueryFailedError } from 'typeorm';
import type { Caller } from '../http/caller.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { DialogTask, type DialogTaskAuthor, type DialogTaskOrigin } from './dialog-task.entity.js';
import { hasErrors } from './graph-checks.service.js';
import { LiveTasksService } from './live-tasks.service.js';
import { TaskChangesService } from './task-changes.service.js';

/** What becomes of a task. */
export interface TaskWrite {
  /** The version that was read. */
  readonly version: number;
  readonly name?: string;
  /** Of the schema. */
  readonly graph: DialogGraph;
  /** What is wrong with it; an error keeps it from going live. */
  readonly problems: readonly GraphProblem[];
  readonly origin?: DialogTaskOrigin;
  readonly originGraph?: DialogGraph;
}

const uniqueViolation = '23505';

/** Writes tasks: nobody overwrites what somebody else has written meanwhile, and everybody is told. */
@Injectable()
export class TaskWritesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly live: LiveTasksService,
    private readonly changes: TaskChangesService,
  ) {}

  /** @throws {ProblemError} `name-taken` */
  async insert(
    caller: Caller,
    task: Pick<DialogTask, 'id' | 'workspaceId' | 'botId' | 'name' | 'origin' | 'originGraph'>,
    { graph, problems }: Pick<TaskWrite, 'graph' | 'problems'>,
  ): Promise<DialogTask> {
    const now = new Date();
    const row = Object.assign(new DialogTask(), task, {
      ...{ graph, version: 1, liveGraph: null, liveVersion: null, ...liveGraph({ graph, problems, version: 0 }) },
      ...{ createdAt: now, updatedAt: now, updatedBy: await this.authorOf(caller) },
    });
    await refusingTakenNames(task.name, () => this.dataSource.manager.insert(DialogTask, row as object));
    await this.live.changed(task.botId);
    return row;
  }

  /**
   * Writes a new version; without errors it goes live.
   * @throws {ProblemError} `version-conflict` with `version`, `updatedAt` and `updatedBy`; `name-taken`; {NotFoundError}
   */
  async update(caller: Caller, task: DialogTask, { problems, ...write }: TaskWrite): Promise<DialogTask> {
    const { version, graph } = write;
    const changes = {
      ...{ ...write, ...liveGraph({ graph, problems, version }), version: version + 1 },
      ...{ updatedAt: new Date(), updatedBy: await this.authorOf(caller) },
    };
    const { affected } = await refusingTakenNames(write.name ?? task.name, () =>
      this.dataSource.manager.update(DialogTask, { id: task.id, version }, changes as object),
    );
    if (affected !== 1) throw await this.conflict(task.id);
    await this.tell(task);
    return Object.assign(new DialogTask(), task, changes);
  }

  async delete(task: DialogTask): Promise<void> {
    await this.dataSource.manager.delete(DialogTask, { id: task.id });
    await this.tell(task);
  }

  private async tell({ id, botId }: DialogTask): Promise<void> {
    await this.live.changed(botId);
    await this.changes.announce(id);
  }

  private async conflict(taskId: string): Promise<ProblemError> {
    const task = await this.dataSource.manager.findOneBy(DialogTask, { id: taskId });
    return task === null ? new NotFoundError('dialog task', taskId) : versionConflict(task);
  }

  private async authorOf(caller: Caller): Promise<DialogTaskAuthor> {
    const { id } = caller;
    const kind = caller.kind === 'member' ? 'member' : 'api-key';
    const table = kind === 'member' ? 'members' : 'api_keys';
    const [row] = await this.dataSource.query<{ name: string }[]>(`SELECT name FROM ${table} WHERE id = $1`, [id]);
    return { kind, id, name: row?.name ?? id };
  }
}

/** Somebody else was faster: who, and when. */
export function versionConflict({ version, updatedAt, updatedBy }: DialogTask): ProblemError {
  const detail = `${updatedBy?.name ?? 'Somebody'} changed the dialog task meanwhile: it has version ${version} now. Read it again, then change it.`;
  return new ProblemError('version-conflict', detail, {
    ...{ version, updatedAt: updatedAt.toISOString(), updatedBy: updatedBy?.name ?? null },
  });
}

/** The columns that make a new version live, where nothing keeps it from that. */
function liveGraph({ graph, problems, version }: Pick<TaskWrite, 'graph' | 'problems' | 'version'>) {
  return hasErrors(problems) ? {} : { liveGraph: graph, liveVersion: version + 1 };
}

async function refusingTakenNames<Result>(name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    const { code } = (error instanceof QueryFailedError ? error.driverError : {}) as { readonly code?: string };
    if (code !== uniqueViolation) throw error;
    const detail = `Another dialog task is named '${name}'; choose another name.`;
    throw new ProblemError('name-taken', detail, {}, { cause: error });
  }
}
