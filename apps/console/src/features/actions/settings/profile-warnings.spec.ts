import { describe, expect, it } from 'vitest';
import type { Connector } from '../actions.queries.ts';
import type { AuthProfile } from '../authorization/authorization.queries.ts';
import { profileWarnings } from './profile-warnings.ts';

const connector = {
  name: 'Salesforce',
  authorization: { refreshTokenScopes: ['refresh_token', 'offline_access'] },
  operations: [{ title: 'Create a lead', scopes: ['api'] }],
} as unknown as Connector;
const profile = {
  kind: 'custom',
  grantType: 'authorization-code',
  scopes: ['api', 'offline_access'],
  clientSecret: { isSet: true, setAt: null },
  clientAuthentication: 'client_secret_post',
} as unknown as AuthProfile;

describe('warnings of a profile', () => {
  it('are none where nothing is wrong', () => {
    expect(profileWarnings(profile, connector)).toEqual([]);
  });

  it('tell of refresh tokens that will not come, but not where nobody signs in', () => {
    const [warning] = profileWarnings({ ...profile, scopes: ['api'] }, connector);
    expect(warning).toContain('refresh_token or offline_access');
    expect(profileWarnings({ ...profile, scopes: ['api'], grantType: 'client-credentials' }, connector)).toEqual([]);
  });

  it('tell of operations that the system will refuse, and of a secret that is missing', () => {
    const warnings = profileWarnings(
      { ...profile, scopes: ['offline_access'], clientSecret: { isSet: false, setAt: null } },
      connector,
    );
    expect(warnings.join(' ')).toMatch(/no client secret.*“Create a lead”/);
  });

  it('are none where people enter a key, or an app gets the scopes that it was registered with', () => {
    const none = { isSet: false, setAt: null };
    expect(profileWarnings({ ...profile, grantType: 'api-key', scopes: [], clientSecret: none }, connector)).toEqual(
      [],
    );
    expect(profileWarnings({ ...profile, grantType: 'jwt-bearer', scopes: [] }, connector)).toEqual([]);
    expect(profileWarnings({ ...profile, grantType: 'jwt-bearer', scopes: ['id'] }, connector)).toHaveLength(1);
  });

  it('ask for no secret of a client that has none', () => {
    const open = { ...profile, clientAuthentication: 'none', clientSecret: { isSet: false, setAt: null } } as const;
    expect(profileWarnings(open, connector)).toEqual([]);
  });
});
