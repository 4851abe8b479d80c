import { AnswerField, AnswerObjectField } from '../../http/fields.js';

const text = { type: 'string' } as const;
const texts = { type: 'object', additionalProperties: text } as const;

/** One thing that a test has shown. */
export class FindingView {
  @AnswerField(text) readonly code!: string;
  @AnswerField({ ...text, enum: ['good', 'notice', 'bad'] }) readonly level!: 'good' | 'notice' | 'bad';
  @AnswerField({ ...text, description: 'What was found, and what to do next.' }) readonly message!: string;
}

/** What was sent to the token endpoint, secrets masked. */
export class ExchangeRequestView {
  @AnswerField(text) readonly method!: string;
  @AnswerField(text) readonly url!: string;
  @AnswerField(texts) readonly headers!: Readonly<Record<string, string>>;
  @AnswerField({ ...text, description: 'The form, encoded.' }) readonly body!: string;
}

/** What the token endpoint answered, tokens and secrets masked. */
export class ExchangeResponseView {
  @AnswerField({ type: 'integer' }) readonly status!: number;
  @AnswerField(texts) readonly headers!: Readonly<Record<string, string>>;
  @AnswerField(text) readonly body!: string;
  @AnswerField({ type: 'boolean' }) readonly isTruncated!: boolean;
}

/** An exchange with the token endpoint. */
export class ExchangeView {
  @AnswerObjectField(() => ExchangeRequestView) readonly request!: ExchangeRequestView;
  @AnswerObjectField(() => ExchangeResponseView, { optional: true }) readonly response?: ExchangeResponseView;
  @AnswerField({ ...text, format: 'date-time' }) readonly startedAt!: string;
  @AnswerField({ type: 'integer' }) readonly durationMs!: number;
}

/** What a test of a profile has shown. */
export class ProfileTrialView {
  @AnswerField({ type: 'boolean', description: 'Nothing bad was found.' }) readonly ok!: boolean;
  @AnswerObjectField(() => FindingView, { isList: true }) readonly findings!: readonly FindingView[];
  @AnswerObjectField(() => ExchangeView, { optional: true }) readonly exchange?: ExchangeView;
}
