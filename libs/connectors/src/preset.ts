import { InputInvalidError, type InputViolation } from './errors.js';

/** A scope that an app may ask for; the description tells an end user what it allows, in plain words. */
export interface OAuthScope {
  readonly id: string;
  readonly description: string;
  /** The same in other languages, by language tag (`de`). */
  readonly translations?: Readonly<Record<string, string>>;
}

/** A value that an OAuth preset's URLs need: `{name}` in a template. */
export interface PresetParameter {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** A regular expression for the whole value; what does not match it never becomes part of a URL. */
  readonly pattern: string;
  readonly default?: string;
  readonly examples: readonly string[];
  /** The base URL needs it: it is asked for although no URL of OAuth holds it. */
  readonly isOfBaseUrl?: boolean;
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

/** Ways to get tokens without a browser (RFC 6749 sections 4.3 and 4.4, RFC 7523 section 2.1). */
export type OtherGrant = 'client-credentials' | 'jwt-bearer' | 'password';

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
  /** Added to the authorization request, or there is no refresh token: `access_type=offline`. */
  readonly refreshTokenParameters?: Readonly<Record<string, string>>;
  /** What the system takes besides an authorization code, the best one first. */
  readonly otherGrants?: readonly OtherGrant[];
  /** The audience of assertions for `jwt-bearer`, which may hold parameters; the token URL unless told. */
  readonly assertionAudience?: string;
  /** What to know before an app is registered, in plain words for a designer; shown beside the form of a new auth profile. */
  readonly hints?: readonly string[];
  /** Assumed when token answers carry no `expires_in`. */
  readonly defaultAccessTokenLifetimeSeconds?: number;
}

/** A preset's URLs with their parameters filled in. */
export interface FilledPresetUrls extends PresetUrls {
  readonly refreshUrl: string;
}

/**
 * Fills the `{parameter}`s of a preset's URLs with checked values; defaults apply.
 * Throws `InputInvalidError` with a pointer `/<parameter>` for a value that is missing, unknown or of the wrong form.
 */
export function fillPresetUrls(preset: OAuthPreset, values: Readonly<Record<string, string>>): FilledPresetUrls {
  const filled = new Map<string, string>();
  const violations: InputViolation[] = unknownValues(preset, values);
  for (const { name, pattern, default: byDefault } of preset.parameters) {
    const value = Object.hasOwn(values, name) ? values[name] : byDefault;
    if (value === undefined) violations.push({ pointer: `/${name}`, message: 'is required', keyword: 'required' });
    else if (matches(pattern, value)) filled.set(name, value);
    else violations.push({ pointer: `/${name}`, message: 'does not have the expected form', keyword: 'pattern' });
  }
  if (violations.length > 0) {
    const names = violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
    throw new InputInvalidError(`The parameters of the authorization are not valid: ${names}.`, violations);
  }
  const fill = (url: string): string => url.replace(/\{(\w+)\}/g, (_, name: string) => filled.get(name) ?? '');
  return {
    authorizationUrl: fill(preset.authorizationUrl),
    tokenUrl: fill(preset.tokenUrl),
    refreshUrl: fill(preset.refreshUrl ?? preset.tokenUrl),
    revocationUrl: preset.revocationUrl && fill(preset.revocationUrl),
  };
}

/** Whether the whole value matches, whether or not the pattern is anchored. */
export function matches(pattern: string, value: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(value);
}

function unknownValues({ parameters }: OAuthPreset, values: Readonly<Record<string, string>>): InputViolation[] {
  return Object.keys(values)
    .filter((name) => !parameters.some((parameter) => parameter.name === name))
    .map((name) => ({ pointer: `/${name}`, message: 'is not a known parameter', keyword: 'additionalProperties' }));
}
