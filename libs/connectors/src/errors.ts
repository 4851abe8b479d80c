/** Every code that an error of a connector can have; each says what the caller can do next. */
export type ConnectorErrorCode =
  | 'vendor-unauthorized'
  | 'vendor-forbidden'
  | 'vendor-rate-limited'
  | 'record-not-found'
  | 'vendor-rejected-input'
  | 'vendor-conflict'
  | 'vendor-unavailable'
  | 'vendor-unreachable'
  | 'vendor-timeout'
  | 'vendor-answer-invalid'
  | 'response-too-large'
  | 'egress-denied'
  | 'outcome-unknown'
  | 'account-not-usable'
  | 'input-invalid';

/** What an error may carry besides its message; none of it is ever a token, a secret or a vendor's raw body. */
export interface ConnectorErrorOptions extends ErrorOptions {
  /** The vendor's own words to the user: at most 500 characters, without control characters. */
  readonly vendorMessage?: string;
  /** The vendor's own code, such as `REQUIRED_FIELD_MISSING`. */
  readonly vendorCode?: string;
  /** The HTTP status that the vendor answered with. */
  readonly status?: number;
  /** How long the vendor asks to be left alone. */
  readonly retryAfterSeconds?: number;
}

/** What every connector error is: a stable `code`, and whether repeating later can help (`isTransient`). */
export abstract class ConnectorError extends Error {
  abstract readonly code: ConnectorErrorCode;
  readonly isTransient: boolean = false;
  readonly vendorMessage: string | undefined;
  readonly vendorCode: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, options: ConnectorErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = new.target.name;
    this.vendorMessage = options.vendorMessage;
    this.vendorCode = options.vendorCode;
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** The vendor refused the access token: refresh it once and repeat, since nothing was done. */
export class VendorUnauthorizedError extends ConnectorError {
  override readonly code = 'vendor-unauthorized';
}

/** The account may not do this: ask the vendor's administrator for the permission or scope. */
export class VendorForbiddenError extends ConnectorError {
  override readonly code = 'vendor-forbidden';
}

/** The vendor's rate limit is used up: wait `retryAfterSeconds` where it is known, then repeat; nothing was done. */
export class VendorRateLimitedError extends ConnectorError {
  override readonly code = 'vendor-rate-limited';
  override readonly isTransient = true;
}

/** The record does not exist, or the account cannot see it. */
export class RecordNotFoundError extends ConnectorError {
  override readonly code = 'record-not-found';
}

/** The vendor refused the values: change `fields` (the vendor's names) and run again. */
export class VendorRejectedInputError extends ConnectorError {
  override readonly code = 'vendor-rejected-input';
  readonly fields: readonly string[];

  constructor(message: string, options: ConnectorErrorOptions & { readonly fields?: readonly string[] } = {}) {
    super(message, options);
    this.fields = options.fields ?? [];
  }
}

/** The vendor already has such a record, or it was changed meanwhile. */
export class VendorConflictError extends ConnectorError {
  override readonly code = 'vendor-conflict';
}

/** The vendor answered that it cannot serve at the moment. */
export class VendorUnavailableError extends ConnectorError {
  override readonly code = 'vendor-unavailable';
  override readonly isTransient = true;
}

/** No connection came about, or it broke on a read: nothing was done, repeating is safe. */
export class VendorUnreachableError extends ConnectorError {
  override readonly code = 'vendor-unreachable';
  override readonly isTransient = true;
}

/** A read did not finish before its deadline, or its caller gave up: nothing was done, repeating is safe. */
export class VendorTimeoutError extends ConnectorError {
  override readonly code = 'vendor-timeout';
  override readonly isTransient = true;
}

/** The vendor answered something that is not what its API promises. */
export class VendorAnswerInvalidError extends ConnectorError {
  override readonly code = 'vendor-answer-invalid';
}

/** The vendor's answer is larger than allowed: ask for less at once. */
export class ResponseTooLargeError extends ConnectorError {
  override readonly code = 'response-too-large';
}

/** The address may not be called from here: it is private, or not https, and the operator does not list its host. */
export class EgressDeniedError extends ConnectorError {
  override readonly code = 'egress-denied';
}

/** A write was sent, and whether it took effect is not known: look before you repeat. */
export class OutcomeUnknownError extends ConnectorError {
  override readonly code = 'outcome-unknown';
}

/** The authorization works, but this account cannot be used; the message tells its owner why and what to do. */
export class AccountNotUsableError extends ConnectorError {
  override readonly code = 'account-not-usable';
}

/** One place where an input does not fit its schema; `pointer` is an RFC 6901 JSON pointer into the input. */
export interface InputViolation {
  readonly pointer: string;
  readonly message: string;
  readonly keyword: string;
}

/** The input does not fit the operation: correct each of `violations`. */
export class InputInvalidError extends ConnectorError {
  override readonly code = 'input-invalid';
  readonly violations: readonly InputViolation[];

  constructor(message: string, violations: readonly InputViolation[], options: ConnectorErrorOptions = {}) {
    super(message, options);
    this.violations = violations;
  }
}
