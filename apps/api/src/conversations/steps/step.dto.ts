import type { JsonValue, TraceStepKind } from '#dialogs';
import { AnswerField, AnswerObjectField } from '../../http/fields.js';
import { TraceView } from '../../runs/run.dto.js';
import { runStatuses, type RunStatus } from '../../runs/run.entity.js';

/** The run of an operation that a step tells of; neither its input nor its output. */
export class StepRunView {
  @AnswerField({ type: 'string', description: 'Id of the run.' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly operation!: string;
  @AnswerField({ type: 'string', enum: [...runStatuses] }) readonly status!: RunStatus;
  @AnswerField({ type: ['string', 'null'] }) readonly errorCode!: string | null;
  @AnswerField({ type: ['integer', 'null'] }) readonly durationMs!: number | null;
  @AnswerObjectField(() => TraceView, { isList: true }) readonly requests!: readonly TraceView[];
}

/** One thing that happened in a turn of a conversation that is watched. */
export class StepView {
  @AnswerField({ type: 'integer', description: 'From 1, without gaps.' }) readonly sequence!: number;
  @AnswerField({ type: 'integer', description: 'The number of the first step of the same turn.' })
  readonly turn!: number;
  @AnswerField({ type: 'integer', description: 'The number of the last message of the turn.' })
  readonly message!: number;
  @AnswerField({
    type: 'string',
    description:
      '`understood`, `entered`, `extracted`, `asked`, `rejected`, `corrected`, `decided`, `said`, `sent`, `received`, `waiting` or `ended`.',
  })
  readonly kind!: TraceStepKind;
  @AnswerField({ type: ['string', 'null'] }) readonly taskId!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly nodeId!: string | null;
  @AnswerField({ description: 'By kind; sensitive values are left out.' }) readonly detail!: JsonValue;
  @AnswerObjectField(() => StepRunView, { nullable: true }) readonly run!: StepRunView | null;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** The answer to `GET .../steps`. */
export class StepsView {
  @AnswerObjectField(() => StepView, { isList: true }) readonly steps!: readonly StepView[];
}
