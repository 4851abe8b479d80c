import type { DialogTemplate } from './dialog.js';
import type { VendorAnswer, VendorFault } from './http-answer.js';
import type { ConnectorHttp } from './http.js';
import type { Operation, OperationInfo } from './operation.js';

/** A scope that an app may ask for; the description tells an end user what it allows, in plain words. */
export interface OAuthScope {
  readonly id: string;
  readonly description: string;
}

/** A value that an OAuth preset's URLs need: `{name}` in a template. */
export interface PresetParameter {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** An anchored regular expression; what does not match it never becomes part of a URL. */
  readonly pattern: string;
  readonly default?: string;
  readonly examples: readonly string[];
}

/** The URLs of an OAuth preset: https URL templates with `{parameter}`. */
export interface PresetUrls {
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Defaults to `tokenUrl`. */
  readonly refreshUrl?: string;
  /** RFC 7009, or the vendor's own endpoint that behaves like it. */
  readonly revocationUrl?: string;
}

/** A rule for the URLs of profiles that customers write themselves. */
export interface UrlRule {
  readonly field: keyof PresetUrls;
  readonly endsWith: string;
  readonly message: string;
}

/** How to authorize with a system; plain data for whoever drives OAuth. */
export interface OAuthPreset extends PresetUrls {
  readonly scopes: readonly OAuthScope[];
  readonly defaultScopes: readonly string[];
  readonly scopeSeparator: ' ' | ',';
  /** PKCE with S256 (RFC 7636). */
  readonly pkce: boolean;
  readonly clientAuthentication: 'client_secret_post' | 'client_secret_basic' | 'none';
  /** Added to the authorization request. */
  readonly additionalParameters: Readonly<Record<string, string>>;
  readonly parameters: readonly PresetParameter[];
  readonly urlRules: readonly UrlRule[];
  /** Any one of them is needed to get a refresh token; empty: none is needed. */
  readonly refreshTokenScopes: readonly string[];
  /** Assumed when token answers carry no `expires_in`. */
  readonly defaultAccessTokenLifetimeSeconds?: number;
}

/** What a connector may know of an authorization: never a token. */
export interface Grant {
  /** Values of the preset's parameters, such as `domain`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the token answer held besides OAuth's own fields, such as `instance_url`. */
  readonly extras: Readonly<Record<string, unknown>>;
  readonly scopes: readonly string[];
}

/** Whom an authorization stands for at the vendor. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly organisation?: string;
  /** The vendor's edition or plan, in its own words. */
  readonly edition?: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** What a connector works with: a guarded `http` that is already authorized, and the base URL for links. */
export interface ConnectorContext {
  readonly http: ConnectorHttp;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly grant: Grant;
}

/** One external system: plain data, and a few functions that only ever reach out through `http`. */
export interface Connector {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly website: string;
  /** The connector's README, relative to the repository's root. */
  readonly readme: string;
  readonly oauth: OAuthPreset;
  /** Where the API lives; throws `VendorAnswerInvalidError` when the grant does not say. The egress guard judges it. */
  baseUrl(grant: Grant): string;
  whoami(context: ConnectorContext): Promise<Account>;
  /** Throws `AccountNotUsableError`, in plain words, when the account cannot be worked with. */
  verify(context: ConnectorContext, account: Account): Promise<void>;
  /** Reads the vendor's error bodies; without it, or without an answer from it, the HTTP status decides. */
  readonly interpretFault?: (answer: VendorAnswer) => VendorFault | undefined;
  readonly operations: readonly Operation[];
  readonly templates: readonly DialogTemplate[];
}

/** A connector as the catalogue shows it: no functions, JSON only. */
export interface ConnectorInfo extends Omit<
  Connector,
  'baseUrl' | 'whoami' | 'verify' | 'interpretFault' | 'operations'
> {
  readonly operations: readonly OperationInfo[];
}

/** Declares a connector; throws when its parts do not belong together. */
export function defineConnector(connector: Connector): Connector {
  return Object.freeze(connector);
}
