import {
  AuthorizationRequestExpiredError,
  CallbackMalformedError,
  ProfileMismatchError,
  StateAlreadyUsedError,
  StateInvalidError,
  WrongBrowserError,
} from '../errors.js';
import { hashToken, isTokenOf, isTokenShaped } from '../proofs/random-token.js';
import type { AttemptStore, AuthorizationAttempt } from './attempt-store.js';

/** The provider's answer in the callback's query, each parameter at most once; `code` or `error`, never both. */
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

/** A callback's query as a framework parses it: a parameter that came twice is a list. */
export type CallbackQuery = URLSearchParams | Readonly<Record<string, unknown>>;

/**
 * Takes the state of a callback, of errors too, before anything else is done with it. Throws `CallbackMalformedError`,
 * `StateInvalidError`, and with the request's id `WrongBrowserError`, `ProfileMismatchError`, `StateAlreadyUsedError` and
 * `AuthorizationRequestExpiredError`.
 */
export async function claimCallback(query: CallbackQuery, options: ClaimOptions): Promise<ClaimedCallback> {
  const answer = readCallback(query);
  const taken = await options.attempts.take(hashToken(answer.state));
  if (!taken) {
    throw new StateInvalidError(
      'This callback belongs to no authorization that began here: start again from the link.',
    );
  }
  const { attempt, isFirstTake } = taken;
  const about = { authorizationRequestId: attempt.authorizationRequestId };
  if (options.browserToken === undefined || !isTokenOf(options.browserToken, attempt.browserHash)) {
    throw new WrongBrowserError(
      'This authorization began in another browser: open the link here and start again.',
      about,
    );
  }
  if (attempt.profileId !== options.profileId) {
    throw new ProfileMismatchError(
      'The provider answered to another profile than it was asked for: start again.',
      about,
    );
  }
  if (!isFirstTake) {
    throw new StateAlreadyUsedError('This answer of the provider was used before: return to the chat.', about);
  }
  if (Date.parse(attempt.expiresAt) <= options.now.getTime()) {
    throw new AuthorizationRequestExpiredError(
      'This authorization took too long and expired: ask for a new link.',
      about,
    );
  }
  return { answer, attempt };
}

const maxCodeLength = 8_192;

function readCallback(query: CallbackQuery): CallbackAnswer {
  const state = single(query, 'state');
  const code = single(query, 'code');
  const error = single(query, 'error');
  const answer = { code, error, errorDescription: single(query, 'error_description'), iss: single(query, 'iss') };
  if (!isTokenShaped(state)) {
    throw new StateInvalidError('This callback carries no state of ours: start again from the link.');
  }
  if ((code === undefined) === (error === undefined)) {
    throw new CallbackMalformedError('The callback must carry either a code or an error: start again from the link.');
  }
  if ((code?.length ?? 0) > maxCodeLength) {
    throw new CallbackMalformedError(`The callback's code is longer than ${maxCodeLength} characters: start again.`);
  }
  return { state, ...answer };
}

/** One parameter, empty ones counting as absent; twice is an attack or a broken provider, so it is refused. */
function single(query: CallbackQuery, name: string): string | undefined {
  const values =
    query instanceof URLSearchParams ? query.getAll(name) : Object.hasOwn(query, name) ? [query[name]].flat() : [];
  const [value, ...others] = values;
  if (others.length > 0 || (value !== undefined && typeof value !== 'string')) {
    throw new CallbackMalformedError(`The callback carries "${name}" more than once: start again from the link.`);
  }
  return value === '' ? undefined : value;
}
