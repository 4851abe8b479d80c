import {
  isAppGrant,
  requireScopes,
  type OAuthClientSettings,
  type TokenRequestError,
  type TokenSet,
} from '#auth-profiles';

/** One thing that a test has shown; `bad` keeps the profile from working. */
export interface Finding {
  readonly code: string;
  readonly level: 'good' | 'notice' | 'bad';
  readonly message: string;
}

/** What a token answer shows. */
export function tokenFindings(tokenSet: TokenSet, requested: readonly string[], now: Date): readonly Finding[] {
  const granted = tokenSet.scopes ?? requested;
  return [
    good('token-received', 'The token endpoint gave an access token.'),
    scopeFinding(tokenSet, requested),
    good('scopes-granted', granted.length === 0 ? 'No scopes are named.' : `Granted: ${granted.join(' ')}.`),
    expiryFinding(tokenSet, now),
    tokenSet.refreshToken === undefined
      ? good('refresh-by-request', 'There is no refresh token: a new token is asked for instead.')
      : good('refresh-token-received', 'The token can be refreshed.'),
  ].filter((finding) => finding !== undefined);
}

/** What a refusal is judged by besides itself. */
export type RefusedSettings = Pick<OAuthClientSettings, 'redirectUri' | 'grantType'>;

/** What it shows when a token endpoint refuses a code that nobody was given: a right profile is told just that. */
export function refusalFinding(error: TokenRequestError, settings: RefusedSettings): Finding {
  const { redirectUri: callbackUrl, grantType } = settings;
  if (error.reason !== 'refused') return bad(`token-endpoint-${error.reason}`, error.message);
  const words = (error.vendorError ?? '').toLowerCase();
  const isClientRefused = error.status === 401 || /client|application|app_id/.test(words);
  if (words.includes('redirect')) {
    return bad('callback-url-unknown', `Register the callback URL ${callbackUrl} at the provider. ${saying(error)}`);
  }
  if (isClientRefused) {
    return bad('client-refused', `Client ID and secret, sent this way, are not accepted. ${saying(error)}`);
  }
  if (words.includes('grant_type')) {
    return bad('grant-type-refused', `The app may not use this grant type. ${saying(error)}`);
  }
  return (error.kind === 'permanent' && personless(error, grantType)) || byKind(error);
}

/** What it means that everything was asked for real, and not with a made-up code. */
function personless(error: TokenRequestError, grantType: RefusedSettings['grantType']): Finding | undefined {
  if (grantType === 'password') {
    return bad('credentials-refused', `User name and password are not accepted. ${saying(error)}`);
  }
  if (isAppGrant(grantType)) {
    return bad(
      'grant-refused',
      `The provider refuses the app: check key, subject, audience and scopes. ${saying(error)}`,
    );
  }
  return undefined;
}

function byKind(error: TokenRequestError): Finding {
  if (error.kind === 'transient') return bad('token-endpoint-unavailable', error.message);
  if (error.kind === 'misconfigured') {
    return bad('answer-unexpected', `Check token URL and client authentication. ${saying(error)}`);
  }
  return good('client-accepted', 'Token URL, client ID and secret are right: only the made-up code was refused.');
}

function saying({ vendorError, vendorDescription }: TokenRequestError): string {
  const said = [vendorError, vendorDescription].filter((words) => words !== undefined).join(': ');
  return said === '' ? 'The provider does not say why.' : `The provider says: ${said}`;
}

/** Makes a finding that nothing needs to be done about. */
export function good(code: string, message: string): Finding {
  return { code, level: 'good', message };
}

/** Makes a finding that may disappoint. */
export function notice(code: string, message: string): Finding {
  return { code, level: 'notice', message };
}

/** Makes a finding that keeps the profile from working. */
export function bad(code: string, message: string): Finding {
  return { code, level: 'bad', message };
}

function scopeFinding(tokenSet: TokenSet, requested: readonly string[]): Finding | undefined {
  try {
    requireScopes(requested, tokenSet);
    return undefined;
  } catch (error) {
    return notice('scopes-missing', (error as Error).message);
  }
}

function expiryFinding({ expiresAt }: TokenSet, now: Date): Finding {
  if (expiresAt === undefined) return notice('expiry-unknown', 'The provider does not say when the token expires.');
  const seconds = Math.round((Date.parse(expiresAt) - now.getTime()) / 1_000);
  return good('expiry-known', `The token expires in ${seconds} seconds.`);
}
