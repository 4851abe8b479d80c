/** A refusal in the vendor's words. */
export class GoogleError extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    /** The name of the parameter that is refused. */
    readonly parameter?: string,
  ) {
    super(message);
  }
}

/** The body of an error. */
export function errorBody(code: number, reason: string, message: string, parameter?: string): unknown {
  const where = parameter !== undefined && { locationType: 'parameter', location: parameter };
  return { error: { code, message, errors: [{ domain: 'global', reason, message, ...where }] } };
}

/** The reason that goes with a status, where it has only one. */
export function reasonOf(status: number): string {
  const known: Readonly<Record<number, string>> = {
    401: 'authError',
    403: 'forbidden',
    404: 'notFound',
    409: 'duplicate',
    429: 'rateLimitExceeded',
  };
  return known[status] ?? 'backendError';
}
