import { AuthorizedEndUserView, toEndUserView } from '../authorizations/authorization.dto.js';
import type { EndUser } from '../end-users/end-user.entity.js';
import { AnswerField, AnswerObjectField, ChoiceField, JsonField, TextField, TimeField } from '../http/fields.js';
import { PageQuery } from '../http/pages.js';
import { shownRunStatuses, shownStatusOf, type Run, type ShownRunStatus } from './run.entity.js';

/** Body of running an operation. */
export class CreateRunDto {
  @TextField({ optional: true, max: 200, description: "The host's id of the person on whose behalf it runs." })
  readonly endUserId?: string;
  @TextField({
    optional: true,
    max: 50,
    pattern: /^[\w.-]+$/,
    description: 'The channel of that person; `api` unless told.',
  })
  readonly channel?: string;
  @ChoiceField(['me'], {
    optional: true,
    description: '`me`: by the account that the signed-in member has connected. Left out: as the action says.',
  })
  readonly as?: 'me';
  @JsonField({ description: "The operation's input, by its JSON Schema." })
  readonly input!: Readonly<Record<string, unknown>>;
}

/** Query of running an operation. */
export class RunOperationQuery {
  @ChoiceField(['true', 'false'], {
    optional: true,
    description:
      'With `true` the answer, and a problem, tells the requests that were sent, what authorizes them hidden; needs `runs:view`.',
  })
  readonly trace?: 'true' | 'false';
}

/** Query of the list of runs. */
export class ListRunsQuery extends PageQuery {
  @TextField({ optional: true, max: 50 }) readonly connectorId?: string;
  @TextField({ optional: true, max: 100, description: 'Id of an operation.', example: 'crm.create-lead' })
  readonly operation?: string;
  @ChoiceField(shownRunStatuses, { optional: true }) readonly status?: ShownRunStatus;
  @ChoiceField(['api', 'dialog'], { optional: true }) readonly source?: 'api' | 'dialog';
  @TextField({ optional: true, max: 200, description: "The host's id of the person." }) readonly endUserId?: string;
  @TextField({ optional: true, max: 100 }) readonly conversationId?: string;
  @TimeField({ optional: true, description: 'Only runs that began then, or later.' }) readonly startedFrom?: string;
  @TimeField({ optional: true, description: 'Only runs that began earlier.' }) readonly startedBefore?: string;
}

/** One direction of an exchange with the system. */
export class CallPartView {
  @AnswerField({ type: 'object', additionalProperties: { type: 'string' } })
  readonly headers!: Readonly<Record<string, string>>;
  @AnswerField({ type: 'string', description: 'At most 16,000 characters.' }) readonly body!: string;
  @AnswerField({ type: 'boolean' }) readonly isTruncated!: boolean;
}

/** What the system answered. */
export class CallAnswerView extends CallPartView {
  @AnswerField({ type: 'integer' }) readonly status!: number;
}

/** One request to the system and its answer, what authorizes it hidden; it is kept nowhere. */
export class CallView {
  @AnswerField({ type: 'string' }) readonly method!: string;
  @AnswerField({ type: 'string' }) readonly url!: string;
  @AnswerField({ type: 'integer' }) readonly attempt!: number;
  @AnswerField({ type: 'number' }) readonly durationMs!: number;
  @AnswerObjectField(() => CallPartView) readonly request!: CallPartView;
  @AnswerObjectField(() => CallAnswerView, { optional: true, description: 'Missing when no complete answer came.' })
  readonly response?: CallAnswerView;
}

/** What came of a run. */
export class RunResultView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ description: "The operation's output, by its JSON Schema." }) readonly output!: unknown;
  @AnswerObjectField(() => CallView, { isList: true, optional: true, description: 'With `trace=true`.' })
  readonly calls?: readonly CallView[];
}

/** One request that a run sent; neither secrets nor values of path or query. */
export class TraceView {
  @AnswerField({ type: 'string' }) readonly method!: string;
  @AnswerField({ type: 'string' }) readonly host!: string;
  @AnswerField({ type: 'string' }) readonly pathTemplate!: string;
  @AnswerField({ type: ['integer', 'null'] }) readonly status!: number | null;
  @AnswerField({ type: 'number' }) readonly durationMs!: number;
  @AnswerField({ type: 'integer' }) readonly attempt!: number;
  @AnswerField({ type: 'integer' }) readonly bytes!: number;
}

/** A run as it is shown: neither its input nor its output. */
export class RunView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({ type: 'string' }) readonly operation!: string;
  @AnswerObjectField(() => AuthorizedEndUserView, { nullable: true }) readonly endUser!: AuthorizedEndUserView | null;
  @AnswerField({ type: 'string', description: 'Id of the member, API key or conversation.' })
  readonly callerId!: string;
  @AnswerField({ type: ['string', 'null'], description: 'The member who ran it as themselves.' })
  readonly memberId!: string | null;
  @AnswerField({ type: 'string', enum: ['api', 'dialog'] }) readonly source!: 'api' | 'dialog';
  @AnswerField({
    type: 'string',
    enum: [...shownRunStatuses],
    description: '`authorization-required`: it only found that somebody must authorize first, and did nothing.',
  })
  readonly status!: ShownRunStatus;
  @AnswerField({ type: ['string', 'null'] }) readonly errorCode!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly errorMessage!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly conversationId!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly authorizationId!: string | null;
  @AnswerObjectField(() => TraceView, { isList: true }) readonly trace!: readonly TraceView[];
  @AnswerField({ type: 'string', format: 'date-time' }) readonly startedAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly finishedAt!: string | null;
}

/** What is shown of a run. */
export function toRunView(run: Run, endUser: EndUser | undefined): RunView {
  const { id, connectorId, operation, callerId, memberId, source } = run;
  const { errorCode, errorMessage, conversationId, authorizationId } = run;
  return {
    ...{ id, connectorId, operation, callerId, memberId, source, status: shownStatusOf(run) },
    ...{ errorCode, errorMessage, conversationId, authorizationId },
    endUser: endUser === undefined ? null : toEndUserView(endUser),
    trace: run.trace.map((entry) => ({ ...entry, status: entry.status ?? null })),
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
