import { AnswerField, AnswerObjectField, IntegerField, JsonField, TextField } from '../http/fields.js';
import type { DialogTask, DialogTaskOrigin } from './dialog-task.entity.js';

/** Body of making a dialog task. */
export class CreateDialogTaskDto {
  @TextField({ max: 100, example: 'Create a lead' }) readonly name!: string;
  @JsonField({
    description: 'The graph; see the schema DialogGraph.',
    schema: { $ref: '#/components/schemas/DialogGraph' },
  })
  readonly graph!: Readonly<Record<string, unknown>>;
}

/** Body of replacing a dialog task. */
export class ReplaceDialogTaskDto extends CreateDialogTaskDto {
  @IntegerField({
    min: 1,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version!: number;
}

/** Body of installing a template. */
export class InstallTemplateDto {
  @TextField({ optional: true, max: 100, description: "The template's title unless told." }) readonly name?: string;
}

/** Something about a graph that does no harm but may not be meant. */
export class GraphWarningView {
  @AnswerField({ type: 'string' }) readonly code!: string;
  @AnswerField({ type: 'string', description: 'JSON pointer into the graph.' }) readonly pointer!: string;
  @AnswerField({ type: 'string' }) readonly message!: string;
  @AnswerField({ type: 'string' }, { optional: true }) readonly nodeId?: string;
}

/** Where a task was copied from. */
export class DialogTaskOriginView {
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string' }) readonly template!: string;
  @AnswerField({ type: 'integer' }) readonly version!: number;
}

/** A dialog task as lists show it. */
export class DialogTaskSummaryView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerObjectField(() => DialogTaskOriginView, { nullable: true })
  readonly origin!: DialogTaskOrigin | null;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly updatedAt!: string;
}

/** A dialog task with its graph. */
export class DialogTaskView extends DialogTaskSummaryView {
  @AnswerField({ $ref: '#/components/schemas/DialogGraph' }) readonly graph!: DialogTask['graph'];
  @AnswerObjectField(() => GraphWarningView, { isList: true }) readonly warnings!: readonly GraphWarningView[];
}

/** A template of a connector, and what a bot has of it. */
export class TemplateView {
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField({ type: 'string' }) readonly description!: string;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({ type: 'array', items: { type: 'string' }, description: 'Ids of the operations that it runs.' })
  readonly requires!: readonly string[];
  @AnswerField({
    type: 'array',
    items: { type: 'string' },
    description: 'Dialog tasks of the bot that were copied from it.',
  })
  readonly installedAs!: readonly string[];
}

/** The answer to `GET .../templates`. */
export class TemplatesView {
  @AnswerObjectField(() => TemplateView, { isList: true }) readonly items!: readonly TemplateView[];
}

/** What lists show of a task. */
export function toDialogTaskSummaryView(task: DialogTask): DialogTaskSummaryView {
  const { id, name, origin, version } = task;
  return {
    id,
    name,
    origin,
    version,
    createdAt: task.createdAt.toISOString(),
    updatedAt: task.updatedAt.toISOString(),
  };
}

/** A task with its graph and what is odd about it. */
export function toDialogTaskView(task: DialogTask, warnings: readonly GraphWarningView[]): DialogTaskView {
  return { ...toDialogTaskSummaryView(task), graph: task.graph, warnings };
}
