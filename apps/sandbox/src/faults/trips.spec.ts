import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import type { RegisteredApp } from '../system.js';

let sandbox: Sandbox;
let app: RegisteredApp;
const callback = 'http://localhost:3000/callback';

beforeAll(async () => {
  sandbox = await createSandbox();
  app = sandbox.apps.salesforce.register({ name: 'Spec', redirectUris: [callback] });
});
afterEach(() => {
  sandbox.faults.salesforce.clear();
  sandbox.trips.salesforce.clear();
});
afterAll(() => sandbox.close());

const oauth = (name: string) => `${sandbox.url}/salesforce/services/oauth2/${name}`;

function authorize(state: string, browser = new HttpBrowser()): Promise<URL> {
  const query = new URLSearchParams({ client_id: app.clientId, redirect_uri: callback, response_type: 'code', state });
  return browser.authorize(`${oauth('authorize')}?${query}&scope=api+refresh_token`);
}

async function token(form: Readonly<Record<string, string>>) {
  const { clientId: client_id, clientSecret: client_secret } = app;
  const body = new URLSearchParams({ client_id, client_secret, ...form });
  const response = await fetch(oauth('token'), { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const exchange = (back: URL) =>
  token({ grant_type: 'authorization_code', redirect_uri: callback, code: back.searchParams.get('code') ?? '' });

async function query(accessToken = '', from = 'User'): Promise<Response> {
  const url = `${sandbox.url}/salesforce/services/data/v60.0/query?q=SELECT+Id+FROM+${from}`;
  return fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
}

describe('a fault of one way', () => {
  it('strikes whoever goes it, and nobody beside', async () => {
    sandbox.trips.salesforce.plan({ state: 'state-of-ada', faults: [{ kind: 'deny' }] });
    sandbox.trips.salesforce.plan({
      state: 'state-of-ben',
      faults: [{ kind: 'missing-scope', scopes: ['refresh_token'] }],
    });
    const [ada, ben, tia] = await Promise.all(
      ['state-of-ada', 'state-of-ben', 'state-of-tia'].map((state) => authorize(state)),
    );
    expect(ada?.searchParams.get('error')).toBe('access_denied');
    expect((await exchange(ben as URL)).body['scope']).toBe('api');
    expect((await exchange(tia as URL)).body['scope']).toBe('api refresh_token');
  });

  it('is asked about again by a browser that was let in before', async () => {
    const browser = new HttpBrowser();
    await authorize('state-of-before', browser);
    sandbox.trips.salesforce.plan({ state: 'state-of-again', faults: [{ kind: 'deny' }] });
    expect((await authorize('state-of-again', browser)).searchParams.get('error')).toBe('access_denied');
    expect((await authorize('state-of-after', browser)).searchParams.has('code')).toBe(true);
  });

  it('goes with its code, its tokens and their successors', async () => {
    const [one, other] = [await authorize('state-of-one'), await authorize('state-of-other')];
    sandbox.trips.salesforce.plan({ state: 'state-of-one', faults: [] });
    const [mine, theirs] = [await authorize('state-of-one'), other];
    sandbox.trips.salesforce.plan({ state: 'state-of-one', faults: [{ kind: 'server-error', on: 'token', times: 1 }] });
    expect((await exchange(theirs)).status).toBe(200);
    expect((await exchange(mine)).status).toBe(503);
    const issued = await exchange(mine);
    expect(issued.status, 'the code was not used up').toBe(200);
    sandbox.trips.salesforce.plan({ state: 'state-of-one', faults: [{ kind: 'rate-limited', on: 'api', times: 1 }] });
    expect((await query((await exchange(one)).body['access_token'])).status, 'went before the plan').toBe(200);
    expect((await query(issued.body['access_token'])).status).toBe(429);
    expect((await query(issued.body['access_token'])).status).toBe(200);
    sandbox.trips.salesforce.plan({ state: 'state-of-one', faults: [{ kind: 'revoked-grant' }] });
    const refreshToken = issued.body['refresh_token'] ?? '';
    expect((await token({ grant_type: 'refresh_token', refresh_token: refreshToken })).body).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('outlives the faults of everybody, which are set and cleared beside it', async () => {
    sandbox.trips.salesforce.plan({ state: 'state-of-ada', faults: [{ kind: 'deny' }] });
    sandbox.faults.salesforce.set([{ kind: 'slow', ms: 1, times: 1 }]);
    sandbox.faults.salesforce.set([]);
    expect((await authorize('state-of-ada')).searchParams.get('error')).toBe('access_denied');
  });

  it('is forgotten when there are too many', () => {
    for (let number = 0; number < 1_500; number += 1) {
      sandbox.trips.salesforce.plan({ state: `state-${number}`, faults: [{ kind: 'deny' }] });
    }
    expect(sandbox.faults.salesforce.list().length).toBeLessThanOrEqual(1_001);
    expect(sandbox.faults.salesforce.take('deny', 'state-1499')).toBeDefined();
    expect(sandbox.faults.salesforce.take('deny', 'state-0')).toBeUndefined();
  });
});

describe('a grant that is taken back later', () => {
  it('works until then, and those beside it go on', async () => {
    sandbox.trips.salesforce.plan({ state: 'state-of-ada', faults: [], revokeAfterMs: 300 });
    const { body: lost } = await exchange(await authorize('state-of-ada'));
    const { body: kept } = await exchange(await authorize('state-of-ben'));
    expect((await query(lost['access_token'])).status).toBe(200);
    await expect.poll(async () => (await query(lost['access_token'])).status).toBe(401);
    const refreshed = await token({ grant_type: 'refresh_token', refresh_token: lost['refresh_token'] ?? '' });
    expect(refreshed.body).toMatchObject({ error: 'invalid_grant' });
    expect((await query(kept['access_token'])).status).toBe(200);
  });
});

describe('the control API', () => {
  it('plans a way for its owner, and takes nothing else', async () => {
    const plan = (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${sandbox.url}/control/salesforce/trips`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await plan({ state: 'state-of-ada', faults: [{ kind: 'deny' }] })).status).toBe(204);
    expect((await authorize('state-of-ada')).searchParams.get('error')).toBe('access_denied');
    for (const bad of [{}, { state: 'short', faults: [] }, { state: 'x'.repeat(20), faults: [{ kind: 'none' }] }]) {
      expect((await plan(bad)).status).toBe(400);
    }
    const fromAPage = { origin: 'https://evil.example' };
    expect((await plan({ state: 'state-of-ada', faults: [] }, fromAPage)).status).toBe(403);
  });
});
