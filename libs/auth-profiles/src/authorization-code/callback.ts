import type { AttemptStore, AuthorizationAttempt } from './attempt-store.js';

/** The provider's answer in the callback's query, each parameter at most once. */
export interface CallbackAnswer {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  readonly errorDescription?: string;
  readonly iss?: string;
}

/** A callback whose `state` has been taken and found to be this browser's and this profile's. */
export interface ClaimedCallback {
  readonly answer: CallbackAnswer;
  readonly attempt: AuthorizationAttempt;
}

/** What a callback is judged by. */
export interface ClaimOptions {
  readonly attempts: AttemptStore;
  /** The profile that the callback's own URI names. */
  readonly profileId: string;
  /** The value of the cookie that binds the browser, where it came. */
  readonly browserToken: string | undefined;
  readonly now: Date;
}

/**
 * Takes the state of a callback, of errors too, before anything else is done with it. Throws `CallbackMalformedError`,
 * `StateInvalidError`, and with the request's id `WrongBrowserError`, `ProfileMismatchError`, `StateAlreadyUsedError` and
 * `AuthorizationRequestExpiredError`.
 */
export function claimCallback(
  _query: URLSearchParams | Readonly<Record<string, unknown>>,
  _options: ClaimOptions,
): Promise<ClaimedCallback> {
  throw new Error('not built yet');
}
