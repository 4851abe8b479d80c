import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';
import { isReservedParameter } from '../profiles/reserved-parameters.js';
import { newRandomToken } from '../proofs/random-token.js';
import type { AttemptStore, AuthorizationAttempt } from './attempt-store.js';
import { AuthorizationCodeStrategy, type Done } from './authorization-code.strategy.js';

/** What a trip to the provider is for, and where its attempt is kept. */
export interface OutwardTrip {
  readonly attempts: AttemptStore;
  readonly authorizationRequestId: string;
  /** SHA-256 of the cookie that binds the browser (`newRandomToken`). */
  readonly browserHash: string;
  readonly expiresAt: Date;
  /** For this request alone, such as `login_hint`; OAuth's own parameters are left out. */
  readonly hints?: Readonly<Record<string, string>>;
}

/** The outward leg: saves an attempt with a new state and PKCE verifier (RFC 7636, S256), and redirects to the provider. */
export class AuthorizationRedirectStrategy extends AuthorizationCodeStrategy {
  /** Set once it has redirected. */
  attempt: AuthorizationAttempt | undefined;

  constructor(
    settings: OAuthClientSettings,
    private readonly trip: OutwardTrip,
  ) {
    super(settings);
  }

  override authorizationParams(): Record<string, string> {
    const fields = Object.entries({ ...this.settings.additionalFields, ...this.trip.hints });
    return Object.fromEntries(fields.filter(([name]) => !isReservedParameter(name)));
  }

  /** The state store's half that passport-oauth2 calls before it redirects. */
  // eslint-disable-next-line max-params -- passport-oauth2 counts the parameters
  store(_request: unknown, verifier: string | undefined, _state: unknown, _meta: unknown, done: Done): void {
    this.begin(verifier).then(
      (state) => done(null, state),
      (error: unknown) => done(error),
    );
  }

  protected override query(): Readonly<Record<string, string>> {
    return {};
  }

  private async begin(codeVerifier: string | undefined): Promise<string> {
    const { token, hash } = newRandomToken();
    const { attempts, authorizationRequestId, browserHash, expiresAt } = this.trip;
    this.attempt = {
      stateHash: hash,
      authorizationRequestId,
      profileId: this.settings.profileId,
      browserHash,
      codeVerifier,
      expiresAt: expiresAt.toISOString(),
    };
    await attempts.save(this.attempt);
    return token;
  }
}
