import { OperationView } from '../../connectors/connector.dto.js';
import { AnswerField, AnswerObjectField } from '../../http/fields.js';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;

/** Why an action does not work, and what to do about it. */
export class ActionFaultView {
  @AnswerField(text) readonly code!: string;
  @AnswerField({ ...text, description: 'What happened, in plain English.' }) readonly message!: string;
  @AnswerField({ ...text, description: 'What to do next.' }) readonly cure!: string;
}

/** How often operations ran in the last 24 hours; some seconds late. */
export class RunCountsView {
  @AnswerField(count) readonly succeeded!: number;
  @AnswerField({ ...count, description: 'Those with an unknown outcome are among them.' }) readonly failed!: number;
}

/** A dialog task that runs operations of an action. */
export class UsingTaskView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly name!: string;
}

/** What goes with an action when it is deleted. */
export class ActionDeletionView {
  @AnswerField({ ...count, description: 'Authorizations that are revoked.' }) readonly authorizations!: number;
  @AnswerField({ ...count, description: 'People who would have to authorize again.' }) readonly endUsers!: number;
  @AnswerObjectField(() => UsingTaskView, { isList: true, description: 'Dialog tasks that stop working.' })
  readonly dialogTasks!: readonly UsingTaskView[];
  @AnswerField({ ...count, description: 'Conversations that wait for an authorization, and are told that it failed.' })
  readonly conversationsWaiting!: number;
}

/** An operation as the action of a bot offers it. */
export class ActionOperationView extends OperationView {
  @AnswerField({ type: 'boolean', description: 'Whether the action is enabled, so that it can run.' })
  readonly isEnabled!: boolean;
  @AnswerField({
    type: ['string', 'null'],
    enum: ['shared', 'end-user', null],
    description: 'On whose behalf it runs; null until the action is configured.',
  })
  readonly runsAs!: 'shared' | 'end-user' | null;
  @AnswerField({
    type: 'array',
    items: text,
    description: 'Scopes that it needs and the auth profile does not ask for.',
  })
  readonly missingScopes!: readonly string[];
}
