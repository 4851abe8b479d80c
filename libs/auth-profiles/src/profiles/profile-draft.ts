import type { OwnCredentials } from '../credentials/own-credentials.js';
import type { GrantType } from './grant-type.js';
import type { ClientAuthentication } from './oauth-client-settings.js';

/** A field added to every call that is made with a profile's authorization. */
export interface AuthorizationField {
  readonly placement: 'header' | 'body' | 'query' | 'path';
  readonly key: string;
  readonly value: string;
}

/** An auth profile as somebody filled it in; nothing in it is trusted. */
export interface ProfileDraft {
  readonly name?: string;
  readonly description?: string;
  /** Shown to end users. */
  readonly identityProviderName?: string;
  readonly grantType?: GrantType;
  /** With `jwt-bearer` also the issuer of assertions. */
  readonly clientId?: string;
  /** With `jwt-bearer` the private key, PEM. */
  readonly clientSecret?: string;
  readonly clientAuthentication?: ClientAuthentication;
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly revocationUrl?: string;
  /** Text as pasted, or a list. */
  readonly scopes?: string | readonly string[];
  readonly scopeSeparator?: string;
  /** Whether URLs hold `{tenant}`, which is asked of whoever authorizes. */
  readonly hasTenancy?: boolean;
  readonly additionalFields?: Readonly<Record<string, string>>;
  readonly authorizationFields?: readonly AuthorizationField[];
  readonly issuer?: string;
  /** Where the system's API lives, when not where the connector expects it. */
  readonly apiUrl?: string;
  /** Which of the connector's credentials are asked for. */
  readonly credentialsId?: string;
  /** What is asked for where no connector tells it. */
  readonly credentials?: OwnCredentials;
  /** Of assertions: the client ID unless told. */
  readonly subject?: string;
  /** Of assertions: the token URL unless told; it may hold `{parameters}`. */
  readonly audience?: string;
  /** Of the key that signs assertions. */
  readonly keyId?: string;
}

/** The fields of a draft that are URLs of OAuth. */
export type OAuthUrlField = 'authorizationUrl' | 'tokenUrl' | 'refreshUrl' | 'revocationUrl';

/** The fields of a draft that are URLs. */
export type UrlField = OAuthUrlField | 'apiUrl';

/** What a connector declares about its provider, as far as the rules of a profile need it. */
export interface ProfilePreset {
  readonly urlRules?: readonly { readonly field: OAuthUrlField; readonly endsWith: string; readonly message: string }[];
  /** `{parameter}`s that its URLs may hold besides `{tenant}`. */
  readonly parameters?: readonly { readonly name: string }[];
  /** URLs of its own with `{parameters}`: only a host that stands in one of them may be for whoever authorizes to say. */
  readonly ownUrls?: readonly string[];
  readonly pkce?: boolean;
  /** Any one of them yields a refresh token; empty: none is needed. */
  readonly refreshTokenScopes?: readonly string[];
  /** Such as `access_type=offline`: without them in the authorization request there is no refresh token. */
  readonly refreshTokenParameters?: Readonly<Record<string, string>>;
}

/** A rule that a draft breaks; `pointer` is an RFC 6901 JSON pointer. */
export interface ProfileViolation {
  readonly pointer: string;
  readonly message: string;
}

/** Something that works and will disappoint. */
export interface ProfileWarning extends ProfileViolation {
  readonly code:
    | 'no-refresh-token'
    | 'password-grant-legacy'
    | 'pkce-recommended'
    | 'public-client-without-pkce'
    | 'secret-not-sent'
    | 'tenant-unused';
}

/** What `checkProfile` found; a draft may be saved when there are no violations. */
export interface ProfileCheck {
  readonly violations: readonly ProfileViolation[];
  readonly warnings: readonly ProfileWarning[];
}
