/** A refusal in the vendor's words. */
export class TicketError extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super('refused');
  }
}

/** The body of an error. */
export function errorBody(error: string, description: string, details?: object): unknown {
  return { error, description, ...(details && { details }) };
}

/** A value that a ticket cannot have. */
export function invalid(field: string, description: string, error = 'InvalidValue'): TicketError {
  return new TicketError(
    422,
    errorBody('RecordInvalid', 'Record validation errors', { [field]: [{ description, error }] }),
  );
}

/** The body of a fault, by its status. */
export function faultBody(status: number, message: string): unknown {
  if (status === 401) return { error: 'invalid_token', error_description: message };
  if (status === 403) return { error: { title: 'Forbidden', message } };
  const names: Readonly<Record<number, string>> = {
    404: 'RecordNotFound',
    409: 'UpdateConflict',
    429: 'APIRateLimitExceeded',
  };
  return errorBody(names[status] ?? 'InternalError', message);
}
