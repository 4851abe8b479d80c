import { AuthorizedEndUserView, NeedsBot, toEndUserView } from '../authorizations/authorization.dto.js';
import { subjectKinds, type SubjectKind } from '../authorizations/subject.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import { AnswerField, AnswerObjectField, ChoiceField, TextField } from '../http/fields.js';
import { PageQuery } from '../http/pages.js';
import { requestStatuses, type AuthorizationRequest, type RequestStatus } from './authorization-request.entity.js';
import { endingReasons } from './endings/ending.js';
import { timelineSteps, type TimelineEntry } from './endings/timeline.js';
import { maxCodeAttempts } from './proofs/proofs.service.js';

/** Which requests to list. */
export class ListAuthorizationRequestsQuery extends PageQuery {
  @TextField({ optional: true, max: 100 }) readonly connectorId?: string;
  @ChoiceField(requestStatuses, { optional: true }) readonly status?: RequestStatus;
  @ChoiceField(subjectKinds, { optional: true }) readonly subject?: SubjectKind;
  @TextField({ optional: true, max: 100 }) readonly conversationId?: string;
  @NeedsBot()
  @TextField({ optional: true, max: 200, description: "The host's id of the person; needs `botId`." })
  readonly endUserId?: string;
  @TextField({ optional: true, max: 100 }) readonly botId?: string;
}

/** Body of typing a code back. */
export class VerifyCodeDto {
  @TextField({ max: 64, description: 'The 6 digits that the last page showed.', example: '482 913' })
  readonly code!: string;
}

/** Body of vouching for a person. */
export class ConfirmEndUserDto {
  @TextField({ max: 200, description: "The host's id of the person who is signed in where they came back to." })
  readonly endUserId!: string;
}

/** How a request to authorize stands; its link is told only once, when it is made. */
export class AuthorizationRequestView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({
    type: ['string', 'null'],
    description: 'Null for what is to belong to the auth profile, or to a member.',
  })
  readonly botId!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly actionId!: string | null;
  @AnswerField({ type: 'string' }) readonly authProfileId!: string;
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string', enum: [...subjectKinds] }) readonly subject!: SubjectKind;
  @AnswerField({ type: ['string', 'null'] }) readonly conversationId!: string | null;
  @AnswerField({ type: 'string', enum: [...requestStatuses] }) readonly status!: RequestStatus;
  @AnswerField({ type: ['string', 'null'], enum: [...Object.keys(endingReasons), null], description: 'Why it ended.' })
  readonly reason!: string | null;
  @AnswerField({ type: ['string', 'null'], description: 'Why it ended, in plain English.' })
  readonly message!: string | null;
  @AnswerField({ type: ['string', 'null'], description: 'Once it is completed.' })
  readonly authorizationId!: string | null;
  @AnswerField({ type: ['string', 'null'], description: 'Who signed in at the system, once that is proven.' })
  readonly accountName!: string | null;
  @AnswerField({ type: ['integer', 'null'], description: 'While a code is awaited.' })
  readonly codeAttemptsLeft!: number | null;
  @AnswerField({ type: ['string', 'null'], format: 'date-time', description: 'While a code is awaited.' })
  readonly codeExpiresAt!: string | null;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly expiresAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly completedAt!: string | null;
}

/** One thing that happened to a request. */
export class TimelineEntryView {
  @AnswerField({ type: 'string', enum: [...timelineSteps] }) readonly step!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly at!: string;
  @AnswerField({ type: 'string', description: 'Why, as a stable word.' }, { optional: true }) readonly reason?: string;
}

/** Who asked for an authorization. */
export class StarterView {
  @AnswerField({ type: 'string', enum: ['member', 'api-key', 'conversation'] }) readonly kind!: string;
  @AnswerField({ type: 'string' }) readonly id!: string;
}

/** A request with whom it is for, and everything that happened to it. */
export class AuthorizationRequestDetailsView extends AuthorizationRequestView {
  @AnswerObjectField(() => AuthorizedEndUserView, { nullable: true }) readonly endUser!: AuthorizedEndUserView | null;
  @AnswerObjectField(() => StarterView) readonly startedBy!: StarterView;
  @AnswerField({ type: 'array', items: { type: 'string' }, description: 'The scopes that are asked for.' })
  readonly scopes!: readonly string[];
  @AnswerObjectField(() => TimelineEntryView, { isList: true }) readonly timeline!: readonly TimelineEntry[];
}

/** All that is shown of a request. */
export function toAuthorizationRequestDetailsView(
  row: AuthorizationRequest,
  endUser: EndUser | undefined,
): AuthorizationRequestDetailsView {
  return {
    ...toAuthorizationRequestView(row),
    endUser: endUser === undefined ? null : toEndUserView(endUser),
    startedBy: { kind: row.startedByKind, id: row.startedById },
    ...{ scopes: row.scopes, timeline: row.timeline },
  };
}

/** What is shown of a request. */
export function toAuthorizationRequestView(row: AuthorizationRequest): AuthorizationRequestView {
  const { id, botId, actionId, authProfileId, connectorId, subjectKind, conversationId, status, reason, message } = row;
  const isAwaited = status === 'proof-required';
  const isCompleted = status === 'completed';
  return {
    ...{
      id,
      botId,
      actionId,
      authProfileId,
      connectorId,
      subject: subjectKind,
      conversationId,
      status,
      reason,
      message,
    },
    authorizationId: isCompleted ? row.authorizationId : null,
    accountName: isCompleted ? row.accountName : null,
    codeAttemptsLeft: isAwaited ? maxCodeAttempts - row.codeAttempts : null,
    codeExpiresAt: isAwaited ? (row.codeExpiresAt?.toISOString() ?? null) : null,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}
