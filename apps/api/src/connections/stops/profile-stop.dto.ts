import { AnswerField, AnswerObjectField } from '../../http/fields.js';
import { subjectKinds, type SubjectKind } from '../../authorizations/subject.js';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;

/** What an emergency stop found to be revoked. */
export class StopCountsView {
  @AnswerField({ ...count, description: 'Of actions and of the profile.' }) readonly shared!: number;
  @AnswerField({ ...count, description: "Members' own." }) readonly members!: number;
  @AnswerField(count) readonly endUsers!: number;
  @AnswerField({ ...count, description: 'Not proven yet, of whatever kind; counted here alone.' })
  readonly quarantined!: number;
}

/** What became of tokens at the provider. Ours are unusable from the first moment on, whatever is said here. */
export class StopProgressView {
  @AnswerField({ ...count, description: 'The provider has still to be asked, or is asked again.' })
  readonly pending!: number;
  @AnswerField(count) readonly revoked!: number;
  @AnswerField({ ...count, description: 'The provider has no revocation endpoint, or no token was left.' })
  readonly notSupported!: number;
  @AnswerField({ ...count, description: 'The provider could not be asked, or refused, in six attempts over hours.' })
  readonly failed!: number;
}

/** An emergency stop of an auth profile. */
export class ProfileStopView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(text) readonly authProfileId!: string;
  @AnswerField({ type: 'boolean', description: 'Nothing is authorized with the profile until it is resumed.' })
  readonly isPaused!: boolean;
  @AnswerField({ type: 'boolean', description: 'Nothing is pending any more.' }) readonly isFinished!: boolean;
  @AnswerField({ ...count, description: 'All that was found.' }) readonly total!: number;
  @AnswerObjectField(() => StopCountsView) readonly found!: StopCountsView;
  @AnswerObjectField(() => StopProgressView) readonly progress!: StopProgressView;
  @AnswerField({ ...text, enum: ['member', 'api-key'] }) readonly startedByKind!: string;
  @AnswerField(text) readonly startedById!: string;
  @AnswerField({ ...text, format: 'date-time' }) readonly startedAt!: string;
  @AnswerField(optionalTime) readonly resumedAt!: string | null;
}

/** What became of one authorization. */
export class StopReceiptView {
  @AnswerField({ ...text, description: 'Id of the authorization.' }) readonly id!: string;
  @AnswerField({ ...text, enum: [...subjectKinds] }) readonly subject!: SubjectKind;
  @AnswerField({ ...text, description: 'Masked.' }) readonly accountName!: string;
  @AnswerField(text) readonly connectorId!: string;
  @AnswerField({ type: ['string', 'null'], description: 'Null where it is of no bot, or of one that you may not see.' })
  readonly botId!: string | null;
  @AnswerField({
    ...text,
    enum: ['pending', 'revoked', 'not-supported', 'failed'],
    description: 'What the provider says; `pending` with attempts: it could not be asked, and is asked again.',
  })
  readonly upstream!: 'pending' | 'revoked' | 'not-supported' | 'failed';
  @AnswerField({ ...count, description: 'How often the provider could not be asked.' })
  readonly failedAttempts!: number;
  @AnswerField({ ...optionalTime, description: 'When it is asked again.' }) readonly nextAttemptAt!: string | null;
  @AnswerField({ ...optionalTime, description: 'When its tokens were erased.' }) readonly erasedAt!: string | null;
}
