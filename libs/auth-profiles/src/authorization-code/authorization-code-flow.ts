import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import type { TokenEndpointClient } from '../token-endpoint/token-endpoint-client.js';
import type { TokenSet } from '../token-endpoint/token-set.js';
import type { AttemptStore, AuthorizationAttempt } from './attempt-store.js';
import type { ClaimedCallback } from './callback.js';

/** What begins one trip to the provider. */
export interface StartOptions {
  readonly settings: OAuthClientSettings;
  readonly attempts: AttemptStore;
  readonly authorizationRequestId: string;
  /** SHA-256 of the cookie that binds the browser (`newRandomToken`). */
  readonly browserHash: string;
  readonly expiresAt: Date;
  /** Hints for this request alone, such as `login_hint`; OAuth's own parameters are refused. */
  readonly hints?: Readonly<Record<string, string>>;
}

/** Saves a new attempt and gives the provider's URL to send the browser to. */
export function startAuthorization(
  _options: StartOptions,
): Promise<{ readonly redirectUrl: string; readonly attempt: AuthorizationAttempt }> {
  throw new Error('not built yet');
}

/** What ends the trip: the callback as `claimCallback` gave it. */
export interface FinishOptions {
  readonly settings: OAuthClientSettings;
  readonly tokens: TokenEndpointClient;
  readonly claimed: ClaimedCallback;
}

/** Exchanges the code; throws `AccessDeniedError`, `ProviderError`, `IssuerMismatchError`, `ProfileMismatchError`, `TokenRequestError`. */
export function finishAuthorization(_options: FinishOptions): Promise<TokenSet> {
  throw new Error('not built yet');
}
