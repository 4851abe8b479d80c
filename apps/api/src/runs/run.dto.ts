import { AnswerField, AnswerObjectField, ChoiceField, JsonField, TextField } from '../http/fields.js';
import { PageQuery } from '../http/pages.js';
import { runStatuses, type Run, type RunStatus } from './run.entity.js';

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
  @JsonField({ description: "The operation's input, by its JSON Schema." })
  readonly input!: Readonly<Record<string, unknown>>;
}

/** Query of the list of runs. */
export class ListRunsQuery extends PageQuery {
  @TextField({ optional: true, max: 50 }) readonly connectorId?: string;
  @ChoiceField(runStatuses, { optional: true }) readonly status?: RunStatus;
}

/** What came of a run. */
export class RunResultView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ description: "The operation's output, by its JSON Schema." }) readonly output!: unknown;
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
  @AnswerField({ type: 'string' }) readonly operation!: string;
  @AnswerField({ type: 'string', enum: ['api', 'dialog'] }) readonly source!: 'api' | 'dialog';
  @AnswerField({ type: 'string', enum: [...runStatuses] }) readonly status!: RunStatus;
  @AnswerField({ type: ['string', 'null'] }) readonly errorCode!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly errorMessage!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly conversationId!: string | null;
  @AnswerField({ type: ['string', 'null'] }) readonly authorizationId!: string | null;
  @AnswerObjectField(() => TraceView, { isList: true }) readonly trace!: readonly TraceView[];
  @AnswerField({ type: 'string', format: 'date-time' }) readonly startedAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time' }) readonly finishedAt!: string | null;
}

/** What is shown of a run. */
export function toRunView(run: Run): RunView {
  const { id, operation, source, status, errorCode, errorMessage, conversationId, authorizationId } = run;
  return {
    id,
    operation,
    source,
    status,
    errorCode,
    errorMessage,
    conversationId,
    authorizationId,
    trace: run.trace.map((entry) => ({ ...entry, status: entry.status ?? null })),
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}
