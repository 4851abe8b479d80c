import { AccessDeniedError, ProfileMismatchError, ProviderError, StateInvalidError } from '../errors.js';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import { hashToken } from '../proofs/random-token.js';
import { sanitise } from '../token-endpoint/redaction.js';
import type { TokenEndpointClient } from '../token-endpoint/token-endpoint-client.js';
import type { ClaimedCallback } from './callback.js';
import { AuthorizationCodeStrategy, type Done } from './authorization-code.strategy.js';
import { checkIssuer } from './issuer.js';

/** The callback as `claimCallback` gave it, and what exchanges its code. */
export interface ReturnTrip {
  readonly claimed: ClaimedCallback;
  readonly tokens: TokenEndpointClient;
}

/** The way back: judges the provider's answer, exchanges the code, and succeeds with the `TokenSet` as passport's user. */
export class AuthorizationCallbackStrategy extends AuthorizationCodeStrategy {
  constructor(
    settings: OAuthClientSettings,
    private readonly trip: ReturnTrip,
  ) {
    super(settings);
  }

  /** The state store's half that passport-oauth2 calls before it exchanges the code; yields the PKCE verifier. */
  verify(_request: unknown, state: string, _meta: unknown, done: Done): void {
    const { attempt } = this.trip.claimed;
    if (attempt.stateHash === hashToken(state)) return done(null, attempt.codeVerifier ?? true);
    done(new StateInvalidError('The state is not the one that was claimed: start again from the link.'));
  }

  protected override query(): Readonly<Record<string, string | undefined>> {
    const { answer, attempt } = this.trip.claimed;
    const about = { authorizationRequestId: attempt.authorizationRequestId };
    if (attempt.profileId !== this.settings.profileId) {
      throw new ProfileMismatchError('The callback belongs to another profile than the request: start again.', about);
    }
    checkIssuer(answer.iss, this.settings, about);
    if (answer.error !== undefined) throw refusal(this.trip.claimed, answer.error);
    return { code: answer.code, state: answer.state };
  }

  protected override endpoints(): Readonly<Record<string, unknown>> {
    return {
      ...super.endpoints(),
      getOAuthAccessToken: (code: string, params: { readonly code_verifier?: string }, done: Done): void => {
        this.trip.tokens
          .exchangeCode(this.settings, { code, codeVerifier: params.code_verifier })
          .then(
            (tokenSet) => done(null, tokenSet.accessToken, tokenSet.refreshToken, tokenSet),
            (error: unknown) => done(error),
          )
          .catch((error: unknown) => this.error(error));
      },
    };
  }
}

/** How providers say that the person declined (RFC 6749 section 4.1.2.1, and what some say instead). */
const refusals: readonly string[] = [
  'access_denied',
  'user_denied',
  'consent_denied',
  'user_cancelled_login',
  'user_cancelled_authorize',
];

function refusal({ answer, attempt }: ClaimedCallback, error: string): Error {
  const vendorError = sanitise(error, [])?.slice(0, 64);
  const about = {
    authorizationRequestId: attempt.authorizationRequestId,
    vendorError,
    vendorDescription: sanitise(answer.errorDescription, []),
  };
  if (refusals.includes(error)) {
    return new AccessDeniedError('Access was declined at the provider: start again from the link to allow it.', about);
  }
  const said = /^[\w.:-]{1,64}$/.test(error) ? ` "${error}"` : '';
  return new ProviderError(
    `The provider answered the authorization request with an error${said}: see what it says.`,
    about,
  );
}
