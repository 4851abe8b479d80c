/** The body of an error. */
export function errorBody(status: number, code: string, message: string): unknown {
  return { message, code, status, contextId: '00000000-0000-4000-8000-000000000000', details: [], errors: [] };
}

/** An error in the vendor's words. */
export class PlatformError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  get body(): unknown {
    return errorBody(this.status, this.code, this.message);
  }
}
