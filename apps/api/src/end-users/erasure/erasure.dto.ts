import { AnswerField, AnswerObjectField } from '../../http/fields.js';
import type { EndUserErasure } from './end-user-erasure.entity.js';

/** What is done with tokens that an end user has granted. */
export const upstreamOutcomes = ['revoked', 'not-supported', 'failed', 'pending'] as const;

export type UpstreamOutcome = (typeof upstreamOutcomes)[number];

/** Whether an erasure goes on. */
export const erasureStates = ['running', 'finished'] as const;

export type ErasureState = (typeof erasureStates)[number];

/** Rows of one table that were erased. */
export class ErasedRowsView {
  @AnswerField({ type: 'string', example: 'messages' }) readonly table!: string;
  @AnswerField({ type: 'integer' }) readonly count!: number;
}

/** What became of an authorization of an end user who was erased. */
export class ErasedAuthorizationView {
  @AnswerField({ type: 'string' }) readonly authorizationId!: string;
  @AnswerField({ type: 'string' }) readonly connectorId!: string;
  @AnswerField({
    type: 'string',
    enum: [...upstreamOutcomes],
    description: '`pending`: the provider is asked again in the background; nobody can use the tokens any more.',
  })
  readonly upstream!: UpstreamOutcome;
}

/** A look through all columns after an erasure. */
export class ErasureScanView {
  @AnswerField({ type: 'integer', description: 'Columns that were looked through; all that hold text.' })
  readonly columns!: number;
  @AnswerObjectField(() => ErasedRowsView, {
    isList: true,
    description: 'Where the id of the end user still stands; empty when nothing is left.',
  })
  readonly found!: readonly ErasedRowsView[];
}

/** The erasure of an end user, and in the end the proof of it. */
export class EndUserErasureView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string', description: 'Our own id of who is erased: from now on the pseudonym of nobody.' })
  readonly endUserId!: string;
  @AnswerField({
    type: 'string',
    enum: [...erasureStates],
    description: '`running`: nobody finds the person any more, and what is known of them is being erased.',
  })
  readonly state!: ErasureState;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly requestedAt!: string;
  @AnswerField({ type: ['string', 'null'], format: 'date-time', description: 'When all of it was gone.' })
  readonly erasedAt!: string | null;
  @AnswerObjectField(() => ErasedRowsView, { isList: true, description: 'So far; all of it once it is finished.' })
  readonly erased!: readonly ErasedRowsView[];
  @AnswerObjectField(() => ErasedAuthorizationView, { isList: true })
  readonly authorizations!: readonly ErasedAuthorizationView[];
  @AnswerObjectField(() => ErasureScanView, { nullable: true, description: 'Null until it is finished.' })
  readonly scan!: ErasureScanView | null;
}

/** An erasure as it is shown. */
export function toErasureView(erasure: EndUserErasure): EndUserErasureView {
  const { id, endUserId, requestedAt, finishedAt, erased, authorizations, scan } = erasure;
  return {
    id,
    endUserId,
    state: finishedAt === null ? 'running' : 'finished',
    requestedAt: requestedAt.toISOString(),
    erasedAt: finishedAt?.toISOString() ?? null,
    erased: toRowViews(erased),
    authorizations: Object.entries(authorizations).map(([authorizationId, each]) => ({ authorizationId, ...each })),
    scan: finishedAt === null ? null : { columns: scan.columns ?? 0, found: toRowViews(scan.found ?? {}) },
  };
}

function toRowViews(counts: Readonly<Record<string, number>>): readonly ErasedRowsView[] {
  return Object.entries(counts).map(([table, count]) => ({ table, count }));
}
