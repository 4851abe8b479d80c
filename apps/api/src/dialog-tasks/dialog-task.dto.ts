import type { GraphProblem } from '#dialogs';
import { AnswerField, AnswerObjectField, IntegerField, JsonField, TextField } from '../http/fields.js';
import { isLive, type DialogTask, type DialogTaskAuthor, type DialogTaskOrigin } from './dialog-task.entity.js';

const graphSchema = { $ref: '#/components/schemas/DialogGraph' };

/** Body of asking what is wrong with a graph. */
export class CheckGraphDto {
  @JsonField({ description: 'The graph; see the schema DialogGraph.', schema: graphSchema })
  readonly graph!: Readonly<Record<string, unknown>>;
}

/** Body of making a dialog task. */
export class CreateDialogTaskDto extends CheckGraphDto {
  @TextField({ max: 100, example: 'Create a lead' }) readonly name!: string;
}

/** Body of replacing a dialog task. */
export class ReplaceDialogTaskDto extends CreateDialogTaskDto {
  @IntegerField({
    min: 1,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version!: number;
}

/** Which draft to discard. */
export class DiscardDraftQuery {
  @IntegerField({
    optional: true,
    min: 1,
    fromQuery: true,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version?: number;
}

/** Where to follow a task from. */
export class FollowDialogTaskQuery {
  @IntegerField({
    optional: true,
    fromQuery: true,
    description: 'The version that is known; a newer one is told at once. The current one unless told.',
  })
  readonly version?: number;
}

/** Something wrong with a graph: an error keeps it from going live, a warning does no harm. */
export class GraphProblemView {
  @AnswerField({ type: 'string', enum: ['error', 'warning'] }) readonly severity!: 'error' | 'warning';
  @AnswerField({ type: 'string', description: 'Stable, kebab-case.' }) readonly code!: string;
  @AnswerField({ type: 'string', description: 'JSON pointer into the graph.' }) readonly pointer!: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly nodeId?: string;
  @AnswerField({ type: 'string' }) readonly message!: string;
}

/** What is wrong with a graph. */
export class GraphCheckView {
  @AnswerObjectField(() => GraphProblemView, { isList: true }) readonly problems!: readonly GraphProblemView[];
}

/** Where a task was copied from. */
export class DialogTaskOriginView {
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string' }) readonly template!: string;
  @AnswerField({ type: 'integer' }) readonly version!: number;
}

/** Who changed a task last. */
export class DialogTaskAuthorView {
  @AnswerField({ type: 'string', enum: ['member', 'api-key'] }) readonly kind!: 'member' | 'api-key';
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
}

/** A dialog task as lists show it. */
export class DialogTaskSummaryView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerObjectField(() => DialogTaskOriginView, { nullable: true })
  readonly origin!: DialogTaskOrigin | null;
  @AnswerField({ type: 'integer', description: 'Of the working copy; grows with each change.' })
  readonly version!: number;
  @AnswerField({
    type: ['integer', 'null'],
    description: 'The version that conversations use; null for a task that was never free of errors.',
  })
  readonly liveVersion!: number | null;
  @AnswerField({ type: 'boolean', description: 'Whether conversations use the working copy as it is.' })
  readonly isLive!: boolean;
  @AnswerObjectField(() => DialogTaskAuthorView, { nullable: true }) readonly updatedBy!: DialogTaskAuthor | null;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly updatedAt!: string;
}

/** A dialog task with its graph. */
export class DialogTaskView extends DialogTaskSummaryView {
  @AnswerField({ $ref: '#/components/schemas/DialogGraph', description: 'The working copy.' })
  readonly graph!: DialogTask['graph'];
  @AnswerObjectField(() => GraphProblemView, { isList: true }) readonly problems!: readonly GraphProblemView[];
}

/** What lists show of a task. */
export type DialogTaskSummary = Omit<DialogTask, 'graph' | 'liveGraph' | 'originGraph' | 'workspaceId' | 'botId'>;

/** What lists show of a task. */
export function toDialogTaskSummaryView(task: DialogTaskSummary): DialogTaskSummaryView {
  const { id, name, origin, version, liveVersion, updatedBy } = task;
  return {
    ...{ id, name, origin, version, liveVersion, updatedBy },
    isLive: isLive(task),
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
  };
}

/** A task with its working copy and what is wrong with it. */
export function toDialogTaskView(
  task: DialogTaskSummary & Pick<DialogTask, 'graph'>,
  problems: readonly GraphProblem[],
): DialogTaskView {
  return { ...toDialogTaskSummaryView(task), graph: task.graph, problems };
}
