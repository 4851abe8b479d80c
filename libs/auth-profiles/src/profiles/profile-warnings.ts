import { isCodeGrant } from './grant-type.js';
import type { ProfileDraft, ProfileWarning } from './profile-draft.js';
import { parseScopes } from './scopes.js';
import { urlsOf, type ProfileCheckOptions } from './url-rules.js';

type Advice = (draft: ProfileDraft, options: ProfileCheckOptions) => ProfileWarning | undefined;

/** What works in a draft and will disappoint. */
export function profileWarnings(draft: ProfileDraft, options: ProfileCheckOptions): ProfileWarning[] {
  return advice.map((advise) => advise(draft, options)).filter((warning) => warning !== undefined);
}

const refreshScopes: Advice = (draft, { preset }) => {
  const wanted = preset?.refreshTokenScopes ?? [];
  const given = parseScopes(draft.scopes ?? '');
  if (!asksForRefreshToken(draft) || wanted.length === 0) return undefined;
  if (wanted.some((scope) => given.includes(scope))) return undefined;
  return {
    code: 'no-refresh-token',
    pointer: '/scopes',
    message: `Without ${wanted.join(' or ')} the provider gives no refresh token: people must authorize again each time the access token expires.`,
  };
};

const refreshParameters: Advice = (draft, { preset }) => {
  const wanted = Object.entries(preset?.refreshTokenParameters ?? {});
  if (!isCodeGrant(draft.grantType ?? 'authorization-code') || wanted.length === 0) return undefined;
  const query = new URLSearchParams((draft.authorizationUrl ?? '').split('?')[1] ?? '');
  const missing = wanted.find(([name, value]) => (draft.additionalFields?.[name] ?? query.get(name)) !== value);
  if (missing === undefined) return undefined;
  return {
    code: 'no-refresh-token',
    pointer: '/additionalFields',
    message: `Without ${missing.join('=')} the provider gives no refresh token: add it to the additional fields.`,
  };
};

const pkce: Advice = ({ grantType, clientAuthentication }, { preset }) => {
  if (grantType !== 'authorization-code') return undefined;
  const pointer = '/grantType';
  if (clientAuthentication === 'none') {
    return {
      code: 'public-client-without-pkce',
      pointer,
      message: 'A client without a secret is only safe with PKCE: choose it.',
    };
  }
  if (preset?.pkce !== true) return undefined;
  return { code: 'pkce-recommended', pointer, message: 'This provider supports PKCE, and may require it: choose it.' };
};

const unusedSecret: Advice = ({ grantType, clientAuthentication, clientSecret = '' }) =>
  clientAuthentication === 'none' && clientSecret !== '' && grantType !== 'jwt-bearer'
    ? {
        code: 'secret-not-sent',
        pointer: '/clientSecret',
        message: 'The secret is never sent with this client authentication: remove it, or choose another.',
      }
    : undefined;

const legacyGrant: Advice = ({ grantType }) =>
  grantType === 'password'
    ? {
        code: 'password-grant-legacy',
        pointer: '/grantType',
        message:
          'People give their password to this server instead of the provider, and second factors do not work: choose an authorization code wherever the provider has it (RFC 9700 section 2.4).',
      }
    : undefined;

const unusedTenant: Advice = (draft) => {
  const urls = [...urlsOf(draft).map(({ text }) => text), draft.audience ?? ''];
  if (draft.hasTenancy !== true || urls.some((url) => url.includes('{tenant}'))) return undefined;
  return {
    code: 'tenant-unused',
    pointer: '/hasTenancy',
    message: 'No URL holds {tenant}: turn tenancy off, or write it where the tenant belongs.',
  };
};

function asksForRefreshToken({ grantType = 'authorization-code' }: ProfileDraft): boolean {
  return isCodeGrant(grantType) || grantType === 'password';
}

const advice: readonly Advice[] = [refreshScopes, refreshParameters, pkce, unusedSecret, legacyGrant, unusedTenant];
