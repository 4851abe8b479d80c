import { Injectable } from '@nestjs/common';
import type { DialogTemplate } from '#connectors';
import type { DialogGraph } from '#dialogs';
import { DataSource } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Caller } from '../../http/caller.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../../http/problem.js';
import type { DialogTaskView } from '../dialog-task.dto.js';
import { DialogTask, type DialogTaskOrigin } from '../dialog-task.entity.js';
import { DialogTasksService } from '../dialog-tasks.service.js';
import { GraphChecksService } from '../graph-checks.service.js';
import { versionConflict } from '../task-writes.service.js';
import { changesOf, mergeGraphs, type MergedGraph, type Versions } from './merge-graphs.js';
import { keepChoices, type TaskOriginView, type UpgradeDialogTaskDto } from './upgrade.dto.js';

/** A task beside the template that it was copied from. */
interface Descent {
  readonly task: DialogTask;
  readonly origin: DialogTaskOrigin;
  readonly template: DialogTemplate | undefined;
  /** Undefined when there is nothing newer. */
  readonly versions: Versions<DialogGraph> | undefined;
}

/** Where it is not known what a template was like, all that differs from it is in conflict. */
const unknownBase: DialogGraph = { schemaVersion: 1, nodes: [] };

/** Brings tasks up to newer versions of the templates that they were copied from, without losing what was edited. */
@Injectable()
export class UpgradesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorsService,
    private readonly tasks: DialogTasksService,
    private readonly checks: GraphChecksService,
  ) {}

  /**
   * What a newer version of the template would change.
   * @throws {NotFoundError} also for a task that is no copy of a template
   */
  async origin(caller: Caller, botId: string, taskId: string): Promise<TaskOriginView> {
    const { task, origin, template, versions } = await this.descentOf(caller, botId, taskId);
    const { connectorId, template: name, version: installedVersion } = origin;
    return {
      ...{ connectorId, template: name, title: template?.title ?? task.name },
      ...{ installedVersion, currentVersion: template?.version ?? null, hasUpgrade: versions !== undefined },
      changes: versions === undefined ? [] : changesOf(versions),
      conflicts: versions === undefined ? [] : merge(versions).conflicts,
    };
  }

  /**
   * Upgrades a task to the newest version of its template; without a newer one nothing changes.
   * @throws {ProblemError} `version-conflict`; `upgrade-conflict` with the `conflicts` that `keep` says nothing of
   */
  async upgrade(caller: Caller, botId: string, taskId: string, dto: UpgradeDialogTaskDto): Promise<DialogTaskView> {
    const { task, origin, template, versions } = await this.descentOf(caller, botId, taskId);
    if (dto.version !== task.version) throw versionConflict(task);
    if (template === undefined || versions === undefined) return this.tasks.get(caller, botId, taskId);
    const keep = requireChoices(dto.keep ?? {});
    const { graph, conflicts } = merge(versions, keep);
    const open = conflicts.filter(({ nodeId }) => !Object.hasOwn(keep, nodeId));
    if (open.length > 0) {
      const titles = open.map(({ title, nodeId }) => `"${title || nodeId}"`).join(', ');
      const detail = `The template and this bot have changed the same in ${titles}; say in keep which side stays.`;
      throw new ProblemError('upgrade-conflict', detail, { conflicts: open });
    }
    return this.tasks.write(caller, task, {
      ...{ version: task.version, graph, problems: this.checks.admit(graph) },
      ...{ origin: { ...origin, version: template.version }, originGraph: versions.theirs },
    });
  }

  private async descentOf(caller: Caller, botId: string, taskId: string): Promise<Descent> {
    const task = await this.tasks.find(caller, botId, taskId);
    const { origin } = task;
    if (origin === null) throw new NotFoundError('template of the dialog task', taskId);
    const template = this.connectors.registry
      .find(origin.connectorId)
      ?.templates.find(({ name }) => name === origin.template);
    if (template === undefined || template.version <= origin.version) {
      return { task, origin, template, versions: undefined };
    }
    const base = await this.baseOf(taskId);
    return { task, origin, template, versions: { base, mine: task.graph, theirs: asJson(template.graph) } };
  }

  private async baseOf(taskId: string): Promise<DialogGraph> {
    const select = { id: true, originGraph: true } as const;
    const row = await this.dataSource.manager.findOne(DialogTask, { where: { id: taskId }, select });
    return row?.originGraph ?? unknownBase;
  }
}

/** @throws {ProblemError} `dialog-task-invalid` where two nodes of the task have one id */
function merge(versions: Versions<DialogGraph>, keep?: UpgradeDialogTaskDto['keep']): MergedGraph {
  const ids = versions.mine.nodes.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return mergeGraphs(versions, keep);
  throw new ProblemError(
    'dialog-task-invalid',
    `Two nodes have the id "${twice}", so that nobody can tell which one the template means; give each its own first.`,
  );
}

function requireChoices(keep: NonNullable<UpgradeDialogTaskDto['keep']>) {
  const wrong = Object.entries(keep).filter(([, choice]) => !keepChoices.includes(choice));
  if (wrong.length === 0) return keep;
  const detail = `It must be one of: ${keepChoices.join(', ')}.`;
  throw new RequestInvalidError(wrong.map(([nodeId]) => ({ pointer: `/keep/${nodeId}`, detail })));
}

/** As it is stored. */
function asJson(graph: DialogGraph): DialogGraph {
  return JSON.parse(JSON.stringify(graph)) as DialogGraph;
}
