import { AnswerField, AnswerObjectField, ChoiceField, IntegerField, TextField, TimeField } from '../http/fields.js';
import { PageQuery } from '../http/pages.js';
import { actorKinds, auditOutcomes, type ActorKind, type AuditDetails, type AuditOutcome } from './audit-entry.js';

/** Which entries of the audit trail are meant. */
export class AuditQuery extends PageQuery {
  @TimeField({ optional: true, description: 'Not before this moment.' }) readonly from?: string;
  @TimeField({ optional: true, description: 'Before this moment.' }) readonly to?: string;
  @TextField({ optional: true, max: 100, description: 'Id of the member or API key who did it.' })
  readonly actor?: string;
  @ChoiceField(actorKinds, { optional: true }) readonly actorKind?: ActorKind;
  @TextField({ optional: true, max: 100, description: 'Id of an operation, or type of an event.' })
  readonly action?: string;
  @TextField({ optional: true, max: 100, description: 'Id of something that was concerned.' })
  readonly target?: string;
  @ChoiceField(auditOutcomes, { optional: true }) readonly outcome?: AuditOutcome;
  @TextField({ optional: true, max: 100, description: 'Part of a name, an id, an action, an address or a code.' })
  readonly text?: string;
}

const optionalText = { type: ['string', 'null'] };

/** Who did something, under the name of that time. */
export class AuditActorView {
  @AnswerField({ type: 'string', enum: [...actorKinds] }) readonly kind!: ActorKind;
  @AnswerField(optionalText) readonly id!: string | null;
  @AnswerField(optionalText) readonly name!: string | null;
}

/** What something was done to. */
export class AuditTargetView {
  @AnswerField({ type: 'string' }) readonly kind!: string;
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField(optionalText) readonly name!: string | null;
}

/** The place of an entry in the chain. */
export class AuditSealView {
  @AnswerField({ type: 'integer' }) readonly sequence!: number;
  @AnswerField({ type: 'string' }) readonly previousHash!: string;
  @AnswerField({ type: 'string', description: 'HMAC-SHA-256 of the entry and of the hash before.' })
  readonly hash!: string;
}

/** An entry of the audit trail. */
export class AuditEntryView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly occurredAt!: string;
  @AnswerObjectField(() => AuditActorView) readonly actor!: AuditActorView;
  @AnswerField({ type: 'string', description: 'Id of the operation of this API, or type of an event.' })
  readonly action!: string;
  @AnswerObjectField(() => AuditTargetView, { nullable: true }) readonly target!: AuditTargetView | null;
  @AnswerField({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Everything that was concerned: noun and id.',
  })
  readonly targets!: Readonly<Record<string, string>>;
  @AnswerField({ type: 'string', enum: [...auditOutcomes] }) readonly outcome!: AuditOutcome;
  @AnswerField({ ...optionalText, description: 'Code of the problem that was answered.' })
  readonly problemCode!: string | null;
  @AnswerField({ ...optionalText, description: 'Network address that the request came from.' })
  readonly address!: string | null;
  @AnswerField(optionalText) readonly userAgent!: string | null;
  @AnswerField(optionalText) readonly requestId!: string | null;
  @AnswerField({
    type: 'object',
    additionalProperties: { type: ['string', 'number', 'boolean', 'array'], items: { type: 'string' } },
    description: 'Names of the fields that were sent, and other facts; never what was in them.',
  })
  readonly details!: AuditDetails;
  @AnswerObjectField(() => AuditSealView, { nullable: true }) readonly seal!: AuditSealView | null;
}

/** What can be wrong with the trail. */
export const auditBreaks = ['altered', 'removed', 'inserted', 'truncated', 'forged', 'key-missing'] as const;
export type AuditBreakKind = (typeof auditBreaks)[number];

/** The first place where the trail is not as it was written. */
export class AuditBreakView {
  @AnswerField({ type: 'string', enum: [...auditBreaks] }) readonly kind!: AuditBreakKind;
  @AnswerField({ type: ['integer', 'null'] }) readonly sequence!: number | null;
  @AnswerField(optionalText) readonly entryId!: string | null;
  @AnswerField({ type: 'string', description: 'What was found, in a sentence.' }) readonly detail!: string;
}

/** A place of the chain that somebody wrote down, such as from the log. */
export class VerifyAuditTrailDto {
  @IntegerField({ optional: true, min: 0, max: Number.MAX_SAFE_INTEGER, description: 'Sequence of a noted head.' })
  readonly sequence?: number;
  @TextField({ optional: true, max: 100, description: 'Hash of the noted head.' }) readonly hash?: string;
}

/** What came of checking the whole trail. */
export class AuditVerificationView {
  @AnswerField({ type: 'boolean' }) readonly isIntact!: boolean;
  @AnswerField({ type: 'integer', description: 'How many sealed entries were found good.' }) readonly checked!: number;
  @AnswerField({ type: 'integer', description: 'Entries up to this one were deleted by the retention; 0: none.' })
  readonly prunedThrough!: number;
  @AnswerField({ type: 'integer', description: 'Sequence of the last seal.' }) readonly headSequence!: number;
  @AnswerField({ type: 'string', description: 'Hash of the last seal: note it elsewhere to prove a later cut.' })
  readonly headHash!: string;
  @AnswerField({ type: 'integer', description: 'Entries that are about to be sealed.' }) readonly waiting!: number;
  @AnswerObjectField(() => AuditBreakView, { nullable: true }) readonly break!: AuditBreakView | null;
}

/** For how long entries are kept. */
export class AuditSettingsDto {
  @IntegerField({ min: 30, max: 36_500, description: 'Days; at least 30.' }) readonly retentionDays!: number;
}

/** For how long entries are kept, and since when there are any. */
export class AuditSettingsView {
  @AnswerField({ type: 'integer' }) readonly retentionDays!: number;
  @AnswerField({ type: ['string', 'null'], format: 'date-time', description: 'When the oldest entry was written.' })
  readonly oldestAt!: string | null;
}
