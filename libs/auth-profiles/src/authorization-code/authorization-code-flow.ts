import { StateInvalidError } from '../errors.js';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import type { TokenSet } from '../token-endpoint/token-set.js';
import type { AuthorizationAttempt } from './attempt-store.js';
import { AuthorizationCallbackStrategy, type ReturnTrip } from './authorization-callback.strategy.js';
import type { AuthorizationCodeStrategy } from './authorization-code.strategy.js';
import { AuthorizationRedirectStrategy, type OutwardTrip } from './authorization-redirect.strategy.js';

/** Where to send the browser, and the attempt that was saved. */
export interface StartedAuthorization {
  readonly redirectUrl: string;
  readonly attempt: AuthorizationAttempt;
}

/** Saves a new attempt and gives the provider's URL to send the browser to. */
export async function startAuthorization(
  settings: OAuthClientSettings,
  trip: OutwardTrip,
): Promise<StartedAuthorization> {
  const strategy = new AuthorizationRedirectStrategy(settings, trip);
  const { redirectUrl } = await drive(strategy);
  if (redirectUrl === undefined || !strategy.attempt) throw new TypeError('An outward trip ends in a redirect.');
  return { redirectUrl, attempt: strategy.attempt };
}

/**
 * Exchanges the code of a claimed callback, once; throws `AccessDeniedError`, `ProviderError`, `IssuerMismatchError`,
 * `ProfileMismatchError` and `TokenRequestError`.
 */
export async function finishAuthorization(settings: OAuthClientSettings, trip: ReturnTrip): Promise<TokenSet> {
  const { tokenSet } = await drive(new AuthorizationCallbackStrategy(settings, trip));
  if (!tokenSet) throw new TypeError('A claimed callback ends in a token set.');
  return tokenSet;
}

interface Outcome {
  readonly redirectUrl?: string;
  readonly tokenSet?: TokenSet;
}

/** Runs a strategy as passport does: with the ways it may end put onto the instance. */
function drive(strategy: AuthorizationCodeStrategy): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    Object.assign(strategy, {
      redirect: (redirectUrl: string) => resolve({ redirectUrl }),
      success: (tokenSet: TokenSet) => resolve({ tokenSet }),
      fail: () => reject(new StateInvalidError('The callback was refused: start again from the link.')),
      error: reject,
    });
    strategy.authenticate(undefined);
  });
}
