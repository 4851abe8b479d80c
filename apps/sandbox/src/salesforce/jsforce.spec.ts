import { randomBytes } from 'node:crypto';
import jsforce from 'jsforce';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';

const redirectUri = 'http://localhost:9/callback';

let sandbox: Sandbox;
let loginUrl: string;

beforeAll(async () => {
  sandbox = await createSandbox();
  loginUrl = `${sandbox.url}/salesforce`;
});
afterAll(async () => sandbox.close());

function connect(isRotating: boolean) {
  const { clientId, clientSecret } = sandbox.apps.salesforce.register({
    name: 'jsforce',
    redirectUris: [redirectUri],
    isPkceRequired: true,
    rotatesRefreshTokens: isRotating,
  });
  const oauth2 = new jsforce.OAuth2({ loginUrl, clientId, clientSecret, redirectUri, useVerifier: true });
  // Its own verifier is longer than RFC 7636 allows: the vendor takes it, the certified library does not.
  oauth2.codeVerifier = randomBytes(32).toString('base64url');
  return new jsforce.Connection({ oauth2, version: '60.0' });
}

async function logIn(connection: ReturnType<typeof connect>) {
  const url = connection.oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 'a state' });
  const answer = await new HttpBrowser().authorize(url);
  expect(answer.searchParams.get('state')).toBe('a state');
  return connection.authorize(answer.searchParams.get('code') ?? '');
}

it('lets jsforce log in with a code and PKCE, work on a lead, and revoke', async () => {
  const connection = connect(false);
  const user = await logIn(connection);
  expect(user).toMatchObject({
    id: expect.stringMatching(/^005\w{15}$/),
    organizationId: expect.stringMatching(/^00D/),
  });
  expect(await connection.identity()).toMatchObject({ username: 'ada@sandbox.example', user_id: user.id });

  const leads = connection.sobject('Lead');
  const made = await leads.create({ FirstName: 'Nell', LastName: 'Force', Company: 'Proof & Sons' });
  expect(made).toMatchObject({ success: true, errors: [], id: expect.stringMatching(/^00Q\w{15}$/) });
  const id = String(made.id);
  expect(await leads.retrieve(id)).toMatchObject({
    Name: 'Nell Force',
    Status: 'Open - Not Contacted',
    OwnerId: user.id,
  });

  await leads.update({ Id: id, Title: 'Likeness officer' });
  expect(await leads.findOne({ Id: id }, ['Id', 'Title'])).toMatchObject({ Id: id, Title: 'Likeness officer' });
  expect(await leads.find({ Company: { $like: 'Proof%' } }, 'Id,Name').limit(5)).toHaveLength(1);

  const search = '/parameterizedSearch?q=likeness&sobject=Lead&Lead.fields=Id,Name';
  expect(await connection.requestGet(search)).toMatchObject({ searchRecords: [{ Id: id, Name: 'Nell Force' }] });
  expect(connection.limitInfo.apiUsage?.limit).toBe(15_000);

  expect(await leads.destroy(id)).toMatchObject({ id, success: true });
  await expect(leads.retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });

  await connection.logout(true);
  await expect(connection.query('SELECT Id FROM Lead')).rejects.toBeDefined();
});

it('lets jsforce fetch every page of a large result by itself', async () => {
  for (let i = 0; i < 430; i += 1) {
    sandbox.store.salesforce.create('Lead', { LastName: `Number ${i}`, Company: 'Paging Ltd' });
  }
  const connection = connect(false);
  await logIn(connection);
  const found = await connection.query("SELECT Id, Name FROM Lead WHERE Company = 'Paging Ltd' ORDER BY Id", {
    autoFetch: true,
    maxFetch: 1_000,
    headers: { 'Sforce-Query-Options': 'batchSize=200' },
  });
  expect(found.totalSize).toBe(430);
  expect(new Set(found.records.map((record) => record['Name'])).size).toBe(430);
  expect(sandbox.journal.salesforce.count('GET query/{locator}')).toBe(2);
});

it.each([false, true])('refreshes for jsforce when a session ends (rotation: %s)', async (isRotating) => {
  const connection = connect(isRotating);
  await logIn(connection);
  const { accessToken, refreshToken } = connection;
  const before = sandbox.journal.salesforce.count('token refresh_token');
  sandbox.tokens.salesforce.expireAccessTokens();

  expect((await connection.query('SELECT Id FROM Lead LIMIT 1')).totalSize).toBe(1);
  expect(connection.accessToken).not.toBe(accessToken);
  expect(sandbox.journal.salesforce.count('token refresh_token')).toBe(before + 1);

  const again = connection.oauth2.refreshToken(String(refreshToken));
  if (isRotating) await expect(again).rejects.toMatchObject({ name: 'invalid_grant' });
  else expect(await again).not.toHaveProperty('refresh_token');
});

it('lets jsforce log in with a user name and password', async () => {
  const connection = connect(false);
  const user = await connection.login('ben@sandbox.example', 'sandbox');
  expect(await connection.identity()).toMatchObject({ user_id: user.id, display_name: 'Ben Example' });
  await expect(connect(false).login('ben@sandbox.example', 'wrong')).rejects.toThrow('Invalid Password');
});
