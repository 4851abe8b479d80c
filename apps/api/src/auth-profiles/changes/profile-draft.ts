import { isAppGrant, isCodeGrant, isCredentialGrant, type GrantType, type ProfileDraft } from '#auth-profiles';
import type { Connector, OAuthPreset } from '#connectors';
import type { ProfileFieldsDto } from '../auth-profile.dto.js';

/** What stands where a secret value stood. */
export const mask = '•••';

type DraftField = Exclude<keyof ProfileFieldsDto, 'authorizationFields'> | 'name' | 'clientId';

/** The fields of a body or a row, what is null or empty taken for left out; authorization fields are added apart. */
export function toDraft(fields: { readonly [Field in DraftField]?: unknown }): ProfileDraft {
  const { name, clientId, clientSecret, clientAuthentication, description, identityProviderName, grantType } = fields;
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer } = fields;
  const { scopes, scopeSeparator, hasTenancy, additionalFields } = fields;
  const { apiUrl, credentialsId, credentials, subject, audience, keyId } = fields;
  return withoutEmpty({
    ...{ name, clientId, clientSecret, clientAuthentication, description, identityProviderName, grantType },
    ...{ authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer },
    ...{ scopes, scopeSeparator, hasTenancy, additionalFields },
    ...{ apiUrl, credentialsId, credentials, subject, audience, keyId },
  }) as ProfileDraft;
}

/** What a field is when nobody says anything. */
const blank: ProfileDraft = {
  description: '',
  clientAuthentication: 'client_secret_post',
  scopes: [],
  scopeSeparator: ' ',
  hasTenancy: false,
  additionalFields: {},
  authorizationFields: [],
};

/** A draft with what the connector's preset knows for what was left out, and without what its kind does not have. */
export function withPresetDefaults(draft: ProfileDraft, connector: Connector | undefined): ProfileDraft {
  if (connector === undefined) return ofItsKind({ ...blank, ...draft });
  const { oauth, credentials = [], name } = connector;
  const grantType = draft.grantType ?? preferredGrant(connector);
  const names: ProfileDraft = { name, identityProviderName: name, grantType };
  if (grantType !== undefined && isCredentialGrant(grantType)) {
    const credentialsId = credentials.find(({ kind }) => kind === grantType)?.id;
    return ofItsKind({ ...blank, ...names, ...withoutEmpty({ credentialsId }), ...draft });
  }
  if (oauth === undefined) return ofItsKind({ ...blank, ...names, ...draft });
  const preset: ProfileDraft = {
    ...names,
    clientAuthentication: oauth.clientAuthentication,
    scopes: scopesFor(grantType, oauth),
    scopeSeparator: oauth.scopeSeparator,
    additionalFields: isCodeGrant(grantType ?? 'authorization-code') ? oauth.additionalParameters : {},
    ...presetUrls({ ...draft, grantType }, oauth),
  };
  return ofItsKind({ ...blank, ...preset, ...draft });
}

function preferredGrant({ oauth, credentials = [] }: Connector): GrantType | undefined {
  if (oauth === undefined) return credentials[0]?.kind;
  return oauth.pkce ? 'authorization-code-pkce' : 'authorization-code';
}

/** An app has nobody to stay connected for; assertions ask for no scopes unless told. */
function scopesFor(grantType: GrantType | undefined, { defaultScopes, refreshTokenScopes }: OAuthPreset) {
  if (grantType === 'jwt-bearer') return [];
  if (grantType !== 'client-credentials') return defaultScopes;
  return defaultScopes.filter((scope) => !refreshTokenScopes.includes(scope));
}

const oauthFields = [
  ...(['clientId', 'clientSecret', 'authorizationUrl', 'tokenUrl', 'refreshUrl', 'revocationUrl', 'issuer'] as const),
  ...(['scopes', 'additionalFields', 'clientAuthentication'] as const),
];

/** Leaves away what a profile of another kind would have, so that nothing stays behind when the kind is changed. */
function ofItsKind(draft: ProfileDraft): ProfileDraft {
  const { grantType } = draft;
  if (grantType === undefined) return draft;
  const foreign: readonly (keyof ProfileDraft)[] = [
    ...(isCredentialGrant(grantType) ? oauthFields : (['credentialsId', 'credentials'] as const)),
    ...(grantType === 'jwt-bearer' ? [] : (['subject', 'audience', 'keyId'] as const)),
  ];
  const kept = Object.entries(draft).filter(([field]) => !foreign.some((one) => one === field));
  const { scopes, additionalFields, clientAuthentication } = blank;
  return { scopes, additionalFields, clientAuthentication, ...(Object.fromEntries(kept) as ProfileDraft) };
}

/** The refresh and revocation URLs go with the token URL: beside another one they would send tokens elsewhere. */
function presetUrls(draft: ProfileDraft, oauth: OAuthPreset): ProfileDraft {
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl, assertionAudience } = oauth;
  const { grantType = 'authorization-code' } = draft;
  const isOwn = draft.authorizationUrl !== undefined || draft.tokenUrl !== undefined;
  const isSigned = grantType === 'jwt-bearer';
  return withoutEmpty({
    tokenUrl,
    authorizationUrl: isCodeGrant(grantType) ? authorizationUrl : undefined,
    refreshUrl: isOwn || isAppGrant(grantType) ? undefined : refreshUrl,
    revocationUrl: isOwn ? undefined : revocationUrl,
    audience: isSigned && !isOwn ? assertionAudience : undefined,
  });
}

function withoutEmpty<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Fields;
}
