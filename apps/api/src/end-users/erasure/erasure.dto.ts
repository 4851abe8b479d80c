import { AnswerField, AnswerObjectField } from '../../http/fields.js';

/** What is done with tokens that an end user has granted. */
export const upstreamOutcomes = ['revoked', 'not-supported', 'failed', 'pending'] as const;

export type UpstreamOutcome = (typeof upstreamOutcomes)[number];

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

/** The proof that an end user was erased. */
export class EndUserErasureView {
  @AnswerField({ type: 'string', description: 'Our own id of who was erased: from now on the pseudonym of nobody.' })
  readonly endUserId!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly erasedAt!: string;
  @AnswerObjectField(() => ErasedRowsView, { isList: true }) readonly erased!: readonly ErasedRowsView[];
  @AnswerObjectField(() => ErasedAuthorizationView, { isList: true })
  readonly authorizations!: readonly ErasedAuthorizationView[];
  @AnswerObjectField(() => ErasureScanView) readonly scan!: ErasureScanView;
}
