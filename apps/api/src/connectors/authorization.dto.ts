import type { GrantType } from '#auth-profiles';
import type { Connector, CredentialField, CredentialPreset, OAuthPreset } from '#connectors';
import { AnswerField, AnswerObjectField } from '../http/fields.js';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const optionalText = { type: ['string', 'null'] } as const;

/** A scope in plain words. */
export class ScopeView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, description: 'What it allows, in words for whoever authorizes.' })
  readonly description!: string;
  @AnswerField(
    { type: 'object', additionalProperties: text, description: 'The same in other languages, by language tag.' },
    { optional: true },
  )
  readonly translations?: Readonly<Record<string, string>>;
}

/** A value that the URLs of a preset or a profile need. */
export class ParameterView {
  @AnswerField(text) readonly name!: string;
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ ...text, description: 'A regular expression for the whole value.' }) readonly pattern!: string;
  @AnswerField(text, { optional: true }) readonly default?: string;
  @AnswerField(texts) readonly examples!: readonly string[];
  @AnswerField({ type: 'boolean', description: "The API's base URL needs it." }, { optional: true })
  readonly isOfBaseUrl?: boolean;
}

/** How to authorize with a system. */
export class AuthorizationPresetView {
  @AnswerField({ ...text, description: 'May hold `{parameters}`.' }) readonly authorizationUrl!: string;
  @AnswerField(text) readonly tokenUrl!: string;
  @AnswerField(optionalText) readonly refreshUrl!: string | null;
  @AnswerField(optionalText) readonly revocationUrl!: string | null;
  @AnswerObjectField(() => ScopeView, { isList: true }) readonly scopes!: readonly ScopeView[];
  @AnswerField(texts) readonly defaultScopes!: readonly string[];
  @AnswerField({ ...texts, description: 'Any one of them yields a refresh token; empty: none is needed.' })
  readonly refreshTokenScopes!: readonly string[];
  @AnswerField(text) readonly scopeSeparator!: string;
  @AnswerField({ type: 'boolean' }) readonly pkce!: boolean;
  @AnswerField(text) readonly clientAuthentication!: string;
  @AnswerField({ type: 'object', additionalProperties: text })
  readonly additionalFields!: Readonly<Record<string, string>>;
  @AnswerObjectField(() => ParameterView, { isList: true }) readonly parameters!: readonly ParameterView[];
}

/** One thing that a person types in. */
export class CredentialFieldView {
  @AnswerField({ ...text, enum: ['username', 'password', 'key'] }) readonly name!: 'username' | 'password' | 'key';
  @AnswerField(text) readonly title!: string;
  @AnswerField({ ...text, description: 'Where the person finds it.' }) readonly description!: string;
  @AnswerField(
    {
      type: 'object',
      additionalProperties: { type: 'object', properties: { title: text, description: text } },
      description: 'Both in other languages, by language tag.',
    },
    { optional: true },
  )
  readonly translations?: CredentialField['translations'];
  @AnswerField({ ...text, description: 'A regular expression for the whole value.' }, { optional: true })
  readonly pattern?: string;
  @AnswerField({ type: 'boolean', description: 'Never shown again.' }) readonly isSecret!: boolean;
}

/** A way to authorize without OAuth. */
export class CredentialPresetView {
  @AnswerField(text) readonly id!: string;
  @AnswerField({ ...text, enum: ['basic', 'api-key'], description: 'The grant type of profiles that use it.' })
  readonly kind!: 'basic' | 'api-key';
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ ...optionalText, format: 'uri' }) readonly documentation!: string | null;
  @AnswerObjectField(() => CredentialFieldView, { isList: true }) readonly fields!: readonly CredentialFieldView[];
  @AnswerObjectField(() => ParameterView, { isList: true }) readonly parameters!: readonly ParameterView[];
  @AnswerField({ type: 'object', additionalProperties: text, description: 'Where it goes in each call.' })
  readonly placement!: CredentialPreset['placement'];
}

/** What is shown of how to authorize with a system. */
export function toPresetView(oauth: OAuthPreset): AuthorizationPresetView {
  const { authorizationUrl, tokenUrl, scopes, defaultScopes, refreshTokenScopes } = oauth;
  const { scopeSeparator, pkce, clientAuthentication, parameters } = oauth;
  return {
    ...{ authorizationUrl, tokenUrl, scopes, defaultScopes, refreshTokenScopes },
    ...{ scopeSeparator, pkce, clientAuthentication, parameters },
    refreshUrl: oauth.refreshUrl ?? null,
    revocationUrl: oauth.revocationUrl ?? null,
    additionalFields: oauth.additionalParameters,
  };
}

/** What is shown of a way to authorize without OAuth. */
export function toCredentialPresetView(preset: CredentialPreset): CredentialPresetView {
  const { id, kind, title, description, parameters, placement, documentation = null } = preset;
  const fields =
    preset.kind === 'basic'
      ? [fieldView('username', preset.username), fieldView('password', preset.password)]
      : [fieldView('key', preset.key)];
  return { id, kind, title, description, documentation, parameters, placement, fields };
}

function fieldView(name: CredentialFieldView['name'], field: CredentialField): CredentialFieldView {
  return { name, ...field, isSecret: name !== 'username' };
}

/** Every way to authorize with a system, the best one first. */
export function grantTypesOf({
  oauth,
  credentials = [],
}: Pick<Connector, 'oauth' | 'credentials'>): readonly GrantType[] {
  const code = ['authorization-code-pkce', 'authorization-code'] as const;
  const grants = oauth === undefined ? [] : [...(oauth.pkce ? code : code.toReversed()), ...(oauth.otherGrants ?? [])];
  return [...new Set([...grants, ...credentials.map(({ kind }) => kind)])];
}
