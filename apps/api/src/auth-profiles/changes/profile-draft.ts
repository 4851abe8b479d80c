import type { ProfileDraft } from '#auth-profiles';
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
  return withoutEmpty({
    ...{ name, clientId, clientSecret, clientAuthentication, description, identityProviderName, grantType },
    ...{ authorizationUrl, tokenUrl, refreshUrl, revocationUrl, issuer },
    ...{ scopes, scopeSeparator, hasTenancy, additionalFields },
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

/** A draft with what the connector's preset knows for what was left out. */
export function withPresetDefaults(draft: ProfileDraft, connector: Connector | undefined): ProfileDraft {
  if (connector === undefined) return { ...blank, ...draft };
  const { oauth, name } = connector;
  const names: ProfileDraft = { name, identityProviderName: name };
  if (oauth === undefined) return { ...blank, ...names, ...draft };
  const preset: ProfileDraft = {
    ...names,
    grantType: oauth.pkce ? 'authorization-code-pkce' : 'authorization-code',
    clientAuthentication: oauth.clientAuthentication,
    scopes: oauth.defaultScopes,
    scopeSeparator: oauth.scopeSeparator,
    additionalFields: oauth.additionalParameters,
    ...presetUrls(draft, oauth),
  };
  return { ...blank, ...preset, ...draft };
}

/** The refresh and revocation URLs go with the token URL: beside another one they would send tokens elsewhere. */
function presetUrls(draft: ProfileDraft, oauth: OAuthPreset): ProfileDraft {
  const { authorizationUrl, tokenUrl, refreshUrl, revocationUrl } = oauth;
  const isOwn = draft.authorizationUrl !== undefined || draft.tokenUrl !== undefined;
  const needsPerson = draft.grantType !== 'client-credentials';
  return withoutEmpty({
    tokenUrl,
    authorizationUrl: needsPerson ? authorizationUrl : undefined,
    refreshUrl: isOwn ? undefined : refreshUrl,
    revocationUrl: isOwn ? undefined : revocationUrl,
  });
}

function withoutEmpty<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Fields;
}
