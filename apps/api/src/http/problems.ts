interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/**
 * Every code that the API can answer with: the only place where a code meets an HTTP status.
 * `docs/problems.md` has a heading for each, with cause and cure.
 */
export const problems = {
  'request-invalid': { status: 400, title: 'The request is not valid' },
  'body-malformed': { status: 400, title: 'The body is not valid JSON' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unsupported': { status: 415, title: 'The body is not JSON' },
  'not-signed-in': { status: 401, title: 'Sign in, or send an API key' },
  'credentials-wrong': { status: 401, title: 'The e-mail address or the password is wrong' },
  'api-key-invalid': { status: 401, title: 'The API key is not valid' },
  'permission-missing': { status: 403, title: 'A permission is missing' },
  'route-closed': { status: 403, title: 'The route names no permission' },
  'origin-forbidden': { status: 403, title: 'The request comes from another site' },
  'not-found': { status: 404, title: 'Not found' },
  'route-unknown': { status: 404, title: 'There is no such route' },
  'name-taken': { status: 409, title: 'The name is taken' },
  'version-conflict': { status: 409, title: 'Somebody else has changed it' },
  'idempotency-key-in-use': { status: 409, title: 'The same request is still running' },
  'idempotency-key-reused': { status: 422, title: 'The idempotency key belongs to another request' },
  'idempotency-outcome-unknown': { status: 409, title: 'Nobody knows how the first request ended' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  'set-up-done': { status: 409, title: 'The installation is set up already' },
  'set-up-token-invalid': { status: 401, title: 'The set-up token is not valid' },
  'shutting-down': { status: 503, title: 'The server is stopping' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problems;

/** Whether a value is a code of the table. */
export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(problems, code);
}
