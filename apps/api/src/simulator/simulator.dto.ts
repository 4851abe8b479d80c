import { AnswerField, AnswerObjectField, ChoiceField } from '../http/fields.js';
import { simulatedOutcomes, type SimulatedOutcome } from './outcomes.js';

const text = { type: 'string' } as const;

/** Body of choosing what the next sign-in comes to. */
export class ChooseOutcomeDto {
  @ChoiceField(simulatedOutcomes, { description: 'Holds for one sign-in; `allowed` holds until another is chosen.' })
  readonly outcome!: SimulatedOutcome;
}

/** Something that a sign-in can come to. */
export class SimulatedOutcomeView {
  @AnswerField({ ...text, enum: [...simulatedOutcomes] }) readonly id!: SimulatedOutcome;
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly description!: string;
}

/** What the next sign-in of a bot comes to, where the sandbox plays the provider. */
export class SimulatorView {
  @AnswerField({
    type: 'boolean',
    description: 'Whether the operator runs a sandbox, and an action of the bot is authorized there.',
  })
  readonly isAvailable!: boolean;
  @AnswerField({ ...text, enum: [...simulatedOutcomes] }) readonly outcome!: SimulatedOutcome;
  @AnswerObjectField(() => SimulatedOutcomeView, { isList: true }) readonly outcomes!: readonly SimulatedOutcomeView[];
}
