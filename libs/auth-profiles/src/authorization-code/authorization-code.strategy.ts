import OAuth2Strategy from 'passport-oauth2';
import type { OAuthClientSettings } from '../profiles/oauth-client-settings.js';

/** How passport-oauth2 is answered: an error, or results. */
export type Done = (error: unknown, ...results: unknown[]) => void;

/**
 * The authorization code grant (RFC 6749 section 4.1) as a passport strategy, built from a profile's settings. An instance serves one
 * leg of one request, so make one for each; `passport.authenticate` takes the instance itself. It never looks at the request, only at
 * what it was made with, and errs with this library's errors.
 */
export abstract class AuthorizationCodeStrategy extends OAuth2Strategy {
  /** An object, so that the copies which passport makes of a registered strategy share it. */
  private readonly use = { hasServed: false };

  constructor(protected readonly settings: OAuthClientSettings) {
    super(
      {
        authorizationURL: settings.authorizationUrl ?? '',
        tokenURL: settings.tokenUrl,
        clientID: settings.clientId,
        clientSecret: '',
        callbackURL: settings.redirectUri,
        scope: settings.scopes.length === 0 ? undefined : [...settings.scopes],
        scopeSeparator: settings.scopeSeparator,
        pkce: settings.grantType === 'authorization-code-pkce',
        state: true,
        skipUserProfile: true,
        passReqToCallback: true,
      },
      // eslint-disable-next-line max-params -- passport-oauth2 gives the raw answer only to six parameters
      (_request, _accessToken, _refreshToken, tokenSet, _profile, done) => done(null, tokenSet),
    );
    Object.assign(this, { _oauth2: this.endpoints(), _stateStore: this });
  }

  override authenticate(_request: unknown): void {
    if (this.use.hasServed) return this.error(new Error('A strategy serves one request only: make a new one.'));
    this.use.hasServed = true;
    try {
      super.authenticate({ query: this.query() } as never);
    } catch (error) {
      this.error(error);
    }
  }

  /** The query that the base class may see. */
  protected abstract query(): Readonly<Record<string, string | undefined>>;

  /** What the base class asks of its OAuth client. */
  protected endpoints(): Readonly<Record<string, unknown>> {
    const { authorizationUrl, tokenUrl, clientId } = this.settings;
    return { _authorizeUrl: authorizationUrl, _accessTokenUrl: tokenUrl, _clientId: clientId };
  }

  /** Keeps named errors as they are. */
  protected _createOAuthError(_message: string, error: unknown): unknown {
    return error;
  }
}
