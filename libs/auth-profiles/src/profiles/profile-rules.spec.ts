import { describe, expect, it } from 'vitest';
import type { ProfileDraft, ProfilePreset } from './profile-draft.js';
import { checkProfile } from './profile-rules.js';
import type { ProfileCheckOptions } from './url-rules.js';

const draft: ProfileDraft = {
  name: 'Our Salesforce',
  identityProviderName: 'Salesforce',
  grantType: 'authorization-code-pkce',
  clientId: 'client-1',
  clientSecret: 'secret-1',
  clientAuthentication: 'client_secret_post',
  authorizationUrl: 'https://login.example.com/services/oauth2/authorize?prompt=consent',
  tokenUrl: 'https://login.example.com/services/oauth2/token',
  scopes: 'api refresh_token',
};

/** The pointers of what is wrong with the draft once it is changed. */
function pointers(changes: Partial<ProfileDraft>, options: ProfileCheckOptions = {}): string[] {
  return checkProfile({ ...draft, ...changes }, options).violations.map(({ pointer }) => pointer);
}

function warnings(changes: Partial<ProfileDraft>, preset?: ProfilePreset): string[] {
  return checkProfile({ ...draft, ...changes }, { preset }).warnings.map(({ code }) => code);
}

describe('a draft', () => {
  it('that is complete has neither violations nor warnings', () => {
    expect(checkProfile(draft)).toEqual({ violations: [], warnings: [] });
  });

  it('that is empty is told all that it lacks', () => {
    expect(checkProfile({}).violations.map(({ pointer }) => pointer)).toEqual([
      '/name',
      '/identityProviderName',
      '/grantType',
      '/clientId',
      '/clientSecret',
      '/authorizationUrl',
      '/tokenUrl',
    ]);
  });

  it('needs no authorization URL for client credentials', () => {
    expect(pointers({ grantType: 'client-credentials', authorizationUrl: undefined })).toEqual([]);
  });

  it('needs no secret when one is stored, or for a public client', () => {
    expect(pointers({ clientSecret: undefined })).toEqual(['/clientSecret']);
    expect(pointers({ clientSecret: undefined }, { hasStoredSecret: true })).toEqual([]);
    expect(pointers({ clientSecret: undefined, clientAuthentication: 'none' })).toEqual([]);
  });

  it('cannot use client credentials without client authentication', () => {
    expect(pointers({ grantType: 'client-credentials', clientAuthentication: 'none' })).toEqual([
      '/clientAuthentication',
    ]);
  });

  it.each([
    ['/clientId', { clientId: 'x'.repeat(256) }],
    ['/clientSecret', { clientSecret: 'x'.repeat(256) }],
    ['/clientId', { clientId: ' pasted' }],
    ['/clientSecret', { clientSecret: 'pasted\n' }],
    ['/name', { name: '   ' }],
    ['/name', { name: 'a\u0000b' }],
    ['/identityProviderName', { identityProviderName: 'x'.repeat(101) }],
    ['/description', { description: 'x'.repeat(1_001) }],
    ['/grantType', { grantType: 'implicit' as never }],
    ['/clientAuthentication', { clientAuthentication: 'private_key_jwt' as never }],
    ['/scopeSeparator', { scopeSeparator: '&' }],
    ['/scopes', { scopes: 'api "quoted"' }],
    ['/scopes', { scopes: Array.from({ length: 101 }, (_, i) => `s${i}`) }],
    ['/additionalFields/redirect_uri', { additionalFields: { redirect_uri: 'https://evil.example' } }],
    ['/additionalFields/ State ', { additionalFields: { ' State ': 'x' } }],
    ['/additionalFields/', { additionalFields: { '': 'x' } }],
    ['/additionalFields/a~1b~0', { additionalFields: { 'a/b~': 'x\r\ny' } }],
    [
      '/authorizationFields/0/placement',
      { authorizationFields: [{ placement: 'cookie' as never, key: 'k', value: 'v' }] },
    ],
    ['/authorizationFields/0/key', { authorizationFields: [{ placement: 'header', key: 'a b', value: 'v' }] }],
    ['/authorizationFields/0/key', { authorizationFields: [{ placement: 'header', key: 'Host', value: 'v' }] }],
    [
      '/authorizationFields/0/value',
      { authorizationFields: [{ placement: 'header', key: 'x', value: 'v\r\nHost: y' }] },
    ],
    ['/issuer', { issuer: 'login.example.com' }],
    ['/issuer', { issuer: 'https://login.example.com/?a=b' }],
  ] as const)('is told where it is wrong: %s in %j', (pointer, changes) => {
    expect(pointers(changes)).toEqual([pointer]);
  });

  it.each<Partial<ProfileDraft>>([
    { clientId: 'x'.repeat(255), clientSecret: '~!@#$%^&*() +/=' },
    { description: 'two\nlines' },
    { name: 'Ünser Säles 😀' },
    { scopes: 'a, b\nc,,d', scopeSeparator: ',' },
    { scopes: [] },
    { additionalFields: { audience: 'https://api.example', prompt: '' } },
    { authorizationFields: [{ placement: 'header', key: 'X-Api-Version', value: '1 2' }] },
    { refreshUrl: 'https://refresh.example.com/', revocationUrl: '' },
    { issuer: 'https://login.example.com/tenant' },
  ])('may be %j', (changes) => expect(pointers(changes)).toEqual([]));
});

describe('a URL', () => {
  it.each([
    'http://login.example.com/token',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://login.example.com',
    'file:///etc/passwd',
    'login.example.com/token',
    '//login.example.com/token',
    'https://',
    'https://user@login.example.com/',
    'https://user:pass@login.example.com/',
    'https://:pass@login.example.com/',
    'https://login.example.com/#part',
    'https://login.example.com/#',
    'https://login.example.com/a b',
    ' https://login.example.com/',
    'https://login.example.com\\@evil.example/',
    'https://login.example.com/\u0000',
    'https://login.example.com/\u202E',
    'https:/\nlogin.example.com/',
    'https://login.example.com/{',
    'https://login.example.com/{}',
    'https://login.example.com/{{tenant}}',
    'https://login.example.com/{unknown}',
    'https://login.example.com/{tenant}',
    'https://login.example.com:99999/',
    `https://login.example.com/${'x'.repeat(3_000)}`,
  ])('is refused: %j', (url) => {
    expect(pointers({ tokenUrl: url })).toEqual(['/tokenUrl']);
    expect(pointers({ authorizationUrl: url })).toEqual(['/authorizationUrl']);
  });

  it.each([
    'https://login.example.com',
    'https://login.example.com:8443/token',
    'https://login.example.com/token?realm=a&x=%20',
    'https://bücher.example/token',
    `https://login.example.com/${'x'.repeat(2_974)}`,
  ])('is accepted: %j', (url) => expect(pointers({ tokenUrl: url })).toEqual([]));

  it('may use http on a host that the operator lists, and there only', () => {
    const isUrlAllowed = (url: URL): boolean => url.hostname === 'sandbox.internal';
    expect(pointers({ tokenUrl: 'http://sandbox.internal:4000/token' }, { isUrlAllowed })).toEqual([]);
    expect(pointers({ tokenUrl: 'http://other.internal/token' }, { isUrlAllowed })).toEqual(['/tokenUrl']);
    expect(pointers({ issuer: 'http://sandbox.internal:4000' }, { isUrlAllowed })).toEqual([]);
    expect(pointers({ issuer: 'http://other.internal' }, { isUrlAllowed })).toEqual(['/issuer']);
    expect(pointers({ tokenUrl: 'ftp://sandbox.internal/token' }, { isUrlAllowed })).toEqual(['/tokenUrl']);
  });

  it.each([
    'https://{tenant}.example.com/token',
    'https://login.example.com/{tenant}/token',
    'https://login.example.com/?t={tenant}',
  ])('may hold a tenant when tenancy is on: %s', (tokenUrl) =>
    expect(pointers({ tokenUrl, hasTenancy: true })).toEqual([]),
  );

  it.each([
    'https://{tenant}/token',
    'https://{tenant}.com/token',
    'https://login.{tenant}/',
    'https://login.example.com.{tenant}:443',
    '{tenant}://login.example.com/',
  ])('never lets a tenant choose where the secret goes: %s', (tokenUrl) =>
    expect(pointers({ tokenUrl, hasTenancy: true })).toEqual(['/tokenUrl']),
  );

  it('may hold the parameters that its preset declares', () => {
    const preset = { parameters: [{ name: 'domain' }], ownUrls: ['https://{domain}/authorize'] };
    expect(pointers({ tokenUrl: 'https://{domain}/token' }, { preset })).toEqual([]);
    expect(pointers({ tokenUrl: 'https://{instance}/token' }, { preset })).toEqual(['/tokenUrl']);
  });

  it.each(['https://{tenant}/token', 'https://{tenant}.com/token', 'https://login.{tenant}/', 'https://{domain}.com/'])(
    'never lets a declared parameter choose the host, but for the hosts of its preset: %s',
    (url) => {
      const ownUrls = ['https://{domain}/authorize', 'https://login.example.com/{tenant}/token'];
      const preset = { parameters: [{ name: 'tenant' }, { name: 'domain' }], ownUrls };
      expect(pointers({ tokenUrl: url }, { preset })).toEqual(['/tokenUrl']);
      expect(pointers({ apiUrl: url }, { preset })).toEqual(['/apiUrl']);
    },
  );

  it.each(['response_type=token', 'state=x', 'Redirect_URI=x', 'request_uri=x', 'a=b&code_challenge=x'])(
    'of authorization must not carry %s',
    (query) => {
      expect(pointers({ authorizationUrl: `https://as.example.com/?${query}` })).toEqual(['/authorizationUrl']);
    },
  );

  it('of tokens must not carry a secret, which logs on the way would show', () => {
    expect(pointers({ tokenUrl: 'https://as.example.com/?client_secret=x' })).toEqual(['/tokenUrl']);
  });

  it("obeys its preset's rules, whatever the query", () => {
    const message = 'Salesforce token URLs end in /services/oauth2/token.';
    const preset = { urlRules: [{ field: 'tokenUrl', endsWith: '/services/oauth2/token', message }] } as const;
    const check = (tokenUrl: string) => checkProfile({ ...draft, tokenUrl }, { preset }).violations;
    expect(check('https://example.my.example.com/services/oauth2/token?a=b')).toEqual([]);
    expect(check('https://example.com/oauth?x=/services/oauth2/token')).toEqual([{ pointer: '/tokenUrl', message }]);
  });
});

describe('a warning', () => {
  const salesforce: ProfilePreset = { refreshTokenScopes: ['refresh_token', 'offline_access'], pkce: true };
  const google: ProfilePreset = { refreshTokenParameters: { access_type: 'offline' } };

  it('says that the scopes yield no refresh token', () => {
    expect(warnings({ scopes: 'api' }, salesforce)).toEqual(['no-refresh-token']);
    expect(warnings({ scopes: 'api,offline_access' }, salesforce)).toEqual([]);
    expect(warnings({ scopes: 'api', grantType: 'client-credentials' }, salesforce)).toEqual([]);
  });

  it('says that the authorization request yields no refresh token', () => {
    const authorizationUrl = 'https://accounts.example.com/auth';
    expect(warnings({ authorizationUrl }, google)).toEqual(['no-refresh-token']);
    expect(warnings({ authorizationUrl: `${authorizationUrl}?access_type=online` }, google)).toEqual([
      'no-refresh-token',
    ]);
    expect(warnings({ authorizationUrl: `${authorizationUrl}?access_type=offline` }, google)).toEqual([]);
    expect(warnings({ authorizationUrl, additionalFields: { access_type: 'offline' } }, google)).toEqual([]);
  });

  it('recommends PKCE where the provider supports it, and wherever there is no secret', () => {
    expect(warnings({ grantType: 'authorization-code' }, salesforce)).toEqual(['pkce-recommended']);
    expect(warnings({ grantType: 'authorization-code' })).toEqual([]);
    expect(warnings({ grantType: 'authorization-code', clientAuthentication: 'none', clientSecret: '' })).toEqual([
      'public-client-without-pkce',
    ]);
  });

  it('says that a secret is never sent, and that no URL holds a tenant', () => {
    expect(warnings({ clientAuthentication: 'none', hasTenancy: true })).toEqual(['secret-not-sent', 'tenant-unused']);
  });
});
