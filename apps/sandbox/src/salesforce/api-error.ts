/** An error of the REST API; its body is an array with one entry. */
export class SalesforceError extends Error {
  readonly status: number;
  readonly errorCode: string;
  readonly fields: readonly string[] | undefined;

  constructor(status: number, errorCode: string, message: string, fields?: readonly string[]) {
    super(message);
    this.status = status;
    this.errorCode = errorCode;
    this.fields = fields;
  }

  get body(): readonly unknown[] {
    const { message, errorCode, fields } = this;
    return [{ message, errorCode, ...(fields ? { fields } : {}) }];
  }
}

/** 404 for whatever does not exist. */
export function notFound(): SalesforceError {
  return new SalesforceError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

/** 401 for a missing, expired or revoked access token. */
export function invalidSession(): SalesforceError {
  return new SalesforceError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
}
