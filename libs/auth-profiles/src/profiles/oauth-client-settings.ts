import type { AssertionSettings } from '../assertions/assertion.js';
import type { TokenGrantType } from './grant-type.js';

/** How the client proves itself at the token endpoint (RFC 6749 section 2.3.1); `none` is a public client. */
export type ClientAuthentication = 'client_secret_post' | 'client_secret_basic' | 'none';

/** All that OAuth needs of an auth profile, its URLs already filled; holds the secret, so never log it. */
export interface OAuthClientSettings {
  readonly profileId: string;
  readonly grantType: TokenGrantType;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly clientAuthentication: ClientAuthentication;
  /** Needed for the code grants. A query already in it is kept. */
  readonly authorizationUrl?: string;
  readonly tokenUrl: string;
  /** Defaults to `tokenUrl`. */
  readonly refreshUrl?: string;
  /** RFC 7009. */
  readonly revocationUrl?: string;
  readonly scopes: readonly string[];
  readonly scopeSeparator: string;
  /** Added to the authorization request; where there is none, to the token request. */
  readonly additionalFields: Readonly<Record<string, string>>;
  /** The profile's own callback URL. */
  readonly redirectUri: string;
  /** When set, the callback must carry exactly this `iss` (RFC 9207). */
  readonly issuer?: string;
  /** Needed for `jwt-bearer`. */
  readonly assertion?: AssertionSettings;
}
