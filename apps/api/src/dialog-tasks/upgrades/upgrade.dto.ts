import { AnswerField, AnswerObjectField, IntegerField, JsonField } from '../../http/fields.js';

export const keepChoices = ['mine', 'theirs'] as const;
/** Which side of a conflict stays: the task's own, or the template's. */
export type KeepChoice = (typeof keepChoices)[number];

export const changeKinds = ['added', 'removed', 'changed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Body of upgrading a task to the newest version of its template. */
export class UpgradeDialogTaskDto {
  @IntegerField({
    min: 1,
    description: 'The version of the task that was read; another one in between answers `version-conflict`.',
  })
  readonly version!: number;
  @JsonField({
    optional: true,
    description: 'For each node in conflict, by its id: which side stays where both changed the same.',
    schema: { additionalProperties: { type: 'string', enum: [...keepChoices] } },
  })
  readonly keep?: Readonly<Record<string, KeepChoice>>;
}

const fields = {
  type: 'array',
  items: { type: 'string' },
  description: 'JSON pointers into the node; an empty one is all of it.',
};

/** What a newer template has otherwise about one node. */
export class TemplateChangeView {
  @AnswerField({ type: 'string', enum: [...changeKinds] }) readonly kind!: ChangeKind;
  @AnswerField({ type: 'string' }) readonly nodeId!: string;
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField(fields) readonly fields!: readonly string[];
  @AnswerField({ type: 'boolean', description: 'Whether the node was edited on the bot.' })
  readonly isEdited!: boolean;
}

/** Where the template and the bot have changed the same in different ways. */
export class UpgradeConflictView {
  @AnswerField({ type: 'string' }) readonly nodeId!: string;
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField(fields) readonly fields!: readonly string[];
}

/** A task beside the template that it was copied from. */
export class TaskOriginView {
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string' }) readonly template!: string;
  @AnswerField({ type: 'string', description: "The template's." }) readonly title!: string;
  @AnswerField({ type: 'integer' }) readonly installedVersion!: number;
  @AnswerField({ type: ['integer', 'null'], description: 'Null when the connector ships it no more.' })
  readonly currentVersion!: number | null;
  @AnswerField({ type: 'boolean' }) readonly hasUpgrade!: boolean;
  @AnswerObjectField(() => TemplateChangeView, { isList: true }) readonly changes!: readonly TemplateChangeView[];
  @AnswerObjectField(() => UpgradeConflictView, { isList: true }) readonly conflicts!: readonly UpgradeConflictView[];
}
