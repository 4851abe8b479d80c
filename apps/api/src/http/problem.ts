import type { ProblemCode } from './problems.js';

/** One thing wrong with a request body, query or path. */
export interface Violation {
  /** JSON pointer into the body (`/tokenUrl`), or the name of the query or path parameter. */
  readonly pointer: string;
  readonly detail: string;
}

/** An error of our own that the API answers as an RFC 9457 problem. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /** @param extensions further members of the problem; never a secret, a token or a vendor's body */
  constructor(
    readonly code: ProblemCode,
    message: string,
    readonly extensions: Readonly<Record<string, unknown>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}

/** A body, query or path that is not as it must be. */
export class RequestInvalidError extends ProblemError {
  constructor(readonly violations: readonly Violation[]) {
    const first = violations[0];
    super(
      'request-invalid',
      first === undefined ? 'The request is not valid.' : `${first.pointer || 'The body'}: ${first.detail}`,
      {
        violations,
      },
    );
  }
}

/** Something that does not exist, or that this caller may not know of. */
export class NotFoundError extends ProblemError {
  constructor(noun: string, id: string) {
    super('not-found', `There is no ${noun} '${id.slice(0, 80)}' that you may see.`);
  }
}
