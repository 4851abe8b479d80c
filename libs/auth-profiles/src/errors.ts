/** What every error of this library is: a stable kebab-case `code`, a message without secrets, always a `cause` where there is one. */
export abstract class AuthProfileError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/**
 * Whether repeating helps: `transient` later, `permanent` never (somebody must authorize again),
 * `misconfigured` once the profile or the way out is corrected.
 */
export type TokenFailureKind = 'permanent' | 'transient' | 'misconfigured';

/** What went wrong with a token request, finer than `kind`. */
export type TokenFailureReason =
  | 'timeout'
  | 'network'
  | 'egress-denied'
  | 'url-invalid'
  | 'key-unusable'
  | 'redirected'
  | 'answer-too-large'
  | 'answer-unusable'
  | 'refused';

/** The stable codes of `TokenRequestError`, one a kind. */
export const tokenRequestErrorCodes = {
  permanent: 'token-grant-rejected',
  transient: 'token-endpoint-unavailable',
  misconfigured: 'token-request-misconfigured',
} as const satisfies Record<TokenFailureKind, string>;

/** What is known of a failed token request; `vendorDescription` is at most 200 printable characters without secrets. */
export interface TokenFailure {
  readonly kind: TokenFailureKind;
  readonly reason: TokenFailureReason;
  readonly status?: number;
  readonly vendorError?: string;
  readonly vendorDescription?: string;
  /** How long the provider asks to be left alone (429 and 503). */
  readonly retryAfterSeconds?: number;
}

/** A token request did not yield a token (or a revocation); `kind` says what can be done about it. */
export class TokenRequestError extends AuthProfileError {
  readonly code: (typeof tokenRequestErrorCodes)[TokenFailureKind];
  readonly kind: TokenFailureKind;
  readonly reason: TokenFailureReason;
  readonly status: number | undefined;
  readonly vendorError: string | undefined;
  readonly vendorDescription: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, failure: TokenFailure, options?: ErrorOptions) {
    super(message, options);
    this.code = tokenRequestErrorCodes[failure.kind];
    this.kind = failure.kind;
    this.reason = failure.reason;
    this.status = failure.status;
    this.vendorError = failure.vendorError;
    this.vendorDescription = failure.vendorDescription;
    this.retryAfterSeconds = failure.retryAfterSeconds;
  }
}

/** What an error of the browser flow may carry: the request to settle, and the provider's own words, sanitised. */
export interface FlowErrorOptions extends ErrorOptions {
  readonly authorizationRequestId?: string;
  readonly vendorError?: string;
  readonly vendorDescription?: string;
}

/** An authorization that ended without a token, in the browser's half of the flow. */
export abstract class AuthorizationFlowError extends AuthProfileError {
  readonly authorizationRequestId: string | undefined;
  readonly vendorError: string | undefined;
  readonly vendorDescription: string | undefined;

  constructor(message: string, options: FlowErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.authorizationRequestId = options.authorizationRequestId;
    this.vendorError = options.vendorError;
    this.vendorDescription = options.vendorDescription;
  }
}

/** The callback's query is not one answer to one request: a parameter came twice, or `code` and `error` are both there or both missing. */
export class CallbackMalformedError extends AuthorizationFlowError {
  override readonly code = 'callback-malformed';
}

/** The `state` is missing, forged, or no longer known. */
export class StateInvalidError extends AuthorizationFlowError {
  override readonly code = 'state-invalid';
}

/** The `state` was used before: a reload, the Back button, or a replay. */
export class StateAlreadyUsedError extends AuthorizationFlowError {
  override readonly code = 'state-already-used';
}

/** The authorization request expired before the provider answered. */
export class AuthorizationRequestExpiredError extends AuthorizationFlowError {
  override readonly code = 'authorization-request-expired';
}

/** The callback came from another browser than the one that began. */
export class WrongBrowserError extends AuthorizationFlowError {
  override readonly code = 'wrong-browser';
}

/** The callback belongs to another auth profile than the authorization request. */
export class ProfileMismatchError extends AuthorizationFlowError {
  override readonly code = 'profile-mismatch';
}

/** The callback's `iss` is not the issuer that this profile expects (RFC 9207). */
export class IssuerMismatchError extends AuthorizationFlowError {
  override readonly code = 'issuer-mismatch';
}

/** The person declined at the provider. */
export class AccessDeniedError extends AuthorizationFlowError {
  override readonly code = 'access-denied';
}

/** The provider answered the authorization request with an error other than a refusal by the person. */
export class ProviderError extends AuthorizationFlowError {
  override readonly code = 'provider-error';
}

/** The provider granted less than what is needed; `missing` names the scopes. */
export class ScopeInsufficientError extends AuthorizationFlowError {
  override readonly code = 'scope-insufficient';
  readonly missing: readonly string[];

  constructor(missing: readonly string[], options: FlowErrorOptions = {}) {
    super(`The provider did not grant ${missing.join(', ')}: authorize again and allow all that is asked.`, options);
    this.missing = missing;
  }
}

/** A value for a `{parameter}` of a URL is missing or not allowed; `parameter` names it. */
export class UrlParameterInvalidError extends AuthProfileError {
  override readonly code = 'url-parameter-invalid';
  readonly parameter: string;

  constructor(parameter: string, reason: string) {
    super(`The value of "${parameter}" ${reason}`);
    this.parameter = parameter;
  }
}

/** Something was sealed with a key that this process does not have; `keyId` names it. */
export class VaultKeyMissingError extends AuthProfileError {
  override readonly code = 'vault-key-missing';
  readonly keyId: string;

  constructor(keyId: string, options?: ErrorOptions) {
    super(`No key "${keyId}" is at hand to open what it sealed: give the operator's keys that contain it.`, options);
    this.keyId = keyId;
  }
}

/** Something sealed was altered, damaged, or belongs to another row. */
export class VaultTamperedError extends AuthProfileError {
  override readonly code = 'vault-tampered';
}

/** Every code that an error of this library can have, for tables and documentation. */
export const authProfileErrorCodes = [
  ...Object.values(tokenRequestErrorCodes),
  'callback-malformed',
  'state-invalid',
  'state-already-used',
  'authorization-request-expired',
  'wrong-browser',
  'profile-mismatch',
  'issuer-mismatch',
  'access-denied',
  'provider-error',
  'scope-insufficient',
  'url-parameter-invalid',
  'vault-key-missing',
  'vault-tampered',
] as const;
