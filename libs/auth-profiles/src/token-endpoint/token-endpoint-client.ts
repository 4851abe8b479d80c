import type { Dispatcher } from 'undici';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import type { MaskedExchange } from './masked-exchange.js';
import type { TokenSet } from './token-set.js';

/** What a token endpoint client needs from outside. */
export interface TokenEndpointClientOptions {
  /** The guarded way out. An error of it whose `code` is `egress-denied` makes the request `misconfigured`. */
  readonly dispatcher: Dispatcher;
  /** For the whole request, from connecting to the last byte; 20,000 by default. */
  readonly timeoutMs?: number;
  /** 1 MB by default. */
  readonly maxResponseBytes?: number;
  readonly now: () => Date;
  /** Sees every exchange, masked, before the call settles; must not throw. */
  readonly onExchange?: (exchange: MaskedExchange) => void;
}

/** What a revocation came to: `already-invalid` when the provider no longer knew the token, `not-supported` when it cannot revoke. */
export type RevocationOutcome = 'revoked' | 'already-invalid' | 'not-supported';

/** Every request to a provider's token and revocation endpoints; all methods throw `TokenRequestError` only. */
export interface TokenEndpointClient {
  /** RFC 6749 section 4.1.3, RFC 7636 section 4.5. */
  exchangeCode(
    settings: OAuthClientSettings,
    grant: { readonly code: string; readonly codeVerifier?: string },
  ): Promise<TokenSet>;
  /** RFC 6749 section 6; the answer is not merged: see `mergeRefreshed`. `extra` adds fields that are not OAuth's own. */
  refresh(
    settings: OAuthClientSettings,
    refreshToken: string,
    extra?: Readonly<Record<string, string>>,
  ): Promise<TokenSet>;
  /** RFC 6749 section 4.4. */
  clientCredentials(settings: OAuthClientSettings): Promise<TokenSet>;
  /** RFC 7009. */
  revoke(
    settings: OAuthClientSettings,
    token: string,
    hint?: 'access_token' | 'refresh_token',
  ): Promise<RevocationOutcome>;
}

/** Makes a client; it holds no state, so make one wherever it is handy. */
export function createTokenEndpointClient(_options: TokenEndpointClientOptions): TokenEndpointClient {
  throw new Error('not built yet');
}
