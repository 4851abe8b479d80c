import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { FlowFixture } from '../testing/flow-fixture.js';

const privateKey = String(
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
);

let flow: FlowFixture;
let profileId: string;

beforeAll(async () => {
  flow = await FlowFixture.start();
  const { url } = flow.crm;
  const { body, text } = await flow.server.call('POST', '/v1/auth-profiles', {
    body: {
      ...{ name: 'Signed', connectorId: 'salesforce', grantType: 'jwt-bearer', clientId: 'client' },
      ...{ clientSecret: privateKey, subject: 'integration@example.com', apiUrl: url },
      ...{ tokenUrl: `${url}/services/oauth2/token`, revocationUrl: `${url}/services/oauth2/revoke` },
    },
  });
  expect(text).not.toContain(privateKey.split('\n')[1]);
  expect(body).toMatchObject({ clientSecret: { isSet: true }, scopes: [], warnings: [] });
  profileId = body.id;
});
afterAll(() => flow.stop());

const configure = (authorizationMode: string) =>
  flow.server.call('PUT', `/v1/bots/${flow.bot.id}/actions/salesforce`, {
    body: { authorizationMode, authProfileId: profileId },
  });

function assertions(): readonly { readonly jti: string; readonly sub: string; readonly iss: string }[] {
  return flow.crm.seen
    .filter(({ path }) => path.endsWith('/token'))
    .map(({ form }) => JSON.parse(Buffer.from(form['assertion']?.split('.')[1] ?? '', 'base64url').toString()));
}

describe('an app that signs assertions', () => {
  it('is no way to authorize for end users', async () => {
    const { status, body } = await configure('end-user');
    expect([status, body.violations]).toEqual([
      400,
      [{ pointer: '/authorizationMode', detail: expect.stringContaining('stands for an app') }],
    ]);
  });

  it('is authorized at once, and again without anybody when its token is refused', async () => {
    expect((await configure('pre-authorized')).status).toBe(200);
    const authorize = `/v1/bots/${flow.bot.id}/actions/salesforce/authorize`;
    const { body } = await flow.server.call('POST', authorize, { body: {} });
    expect(body).toMatchObject({ url: null, status: 'completed' });
    const { authorizationId } = await flow.request(body.id);
    const authorizations = flow.server.app.get(AuthorizationsService);
    const first = await authorizations.access(authorizationId ?? '');
    const second = await authorizations.accessAfterRejection(first.authorizationId, first.accessToken);
    expect(second.accessToken).not.toBe(first.accessToken);
    const sent = assertions();
    expect(sent).toHaveLength(2);
    expect(sent[0]).toMatchObject({ iss: 'client', sub: 'integration@example.com' });
    expect(sent[0]?.jti).not.toBe(sent[1]?.jti);
  });

  it('sends its key to nobody, also when its token is revoked', async () => {
    const { body } = await flow.server.call('GET', '/v1/authorizations');
    const revoked = await flow.server.call('DELETE', `/v1/authorizations/${body.items[0].id}`);
    expect(revoked.body).toMatchObject({ upstream: 'revoked' });
    const sent = JSON.stringify(flow.crm.seen);
    for (const line of privateKey.split('\n').slice(1, -2)) expect(sent).not.toContain(line);
    const rows = await flow.dataSource.query('SELECT * FROM auth_profiles');
    expect(JSON.stringify(rows)).not.toContain(privateKey.split('\n')[1]);
  });
});
