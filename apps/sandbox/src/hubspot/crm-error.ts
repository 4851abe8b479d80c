import { randomUUID } from 'node:crypto';

/** A refusal in the vendor's words. */
export class CrmError extends Error {
  constructor(
    readonly status: number,
    readonly category: string,
    message: string,
    readonly more: object = {},
  ) {
    super(message);
  }
}

/** The body of an error. */
export function errorBody(category: string, message: string, more: object = {}): unknown {
  return { status: 'error', message, correlationId: randomUUID(), category, ...more };
}

/** The category of a status that has only one. */
export function categoryOf(status: number): string {
  const known: Readonly<Record<number, string>> = {
    401: 'EXPIRED_AUTHENTICATION',
    403: 'MISSING_SCOPES',
    404: 'OBJECT_NOT_FOUND',
    409: 'CONFLICT',
    429: 'RATE_LIMITS',
  };
  return known[status] ?? 'INTERNAL_ERROR';
}
