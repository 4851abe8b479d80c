import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, type Sandbox } from './sandbox.js';
import { systemProfilesAt } from './system-profiles.js';
import { HttpBrowser } from './testing.js';

let sandbox: Sandbox;
let control: string;

beforeEach(async () => {
  sandbox = await createSandbox();
  control = `${sandbox.url}/control/salesforce`;
});
afterEach(async () => sandbox.close());

async function call(method: string, url: string, content?: unknown, headers: Record<string, string> = {}) {
  const isJson = content !== undefined;
  const response = await fetch(url, {
    method,
    headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
    body: isJson ? JSON.stringify(content) : undefined,
  });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as Record<string, unknown> };
}

/** fetch sets `Host` itself, so that this goes one level lower. */
function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${control}/records`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('a sandbox', () => {
  it('starts and works without a word, and several stand side by side', async () => {
    const spies = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
    const other = await createSandbox();
    try {
      other.systemProfiles('http://localhost:1');
      other.store.salesforce.create('Lead', { LastName: 'Only here', Company: 'C' });
      const { clientId } = other.apps.salesforce.systemApp;
      const query = { response_type: 'code', client_id: clientId, redirect_uri: 'http://nowhere.test/' };
      await new HttpBrowser().open(`${other.url}/salesforce/services/oauth2/authorize?${new URLSearchParams(query)}`);
      expect(JSON.stringify(sandbox.store.salesforce.snapshot())).not.toContain('Only here');
      for (const spy of spies) expect(spy).not.toHaveBeenCalled();
    } finally {
      for (const spy of spies) spy.mockRestore();
      await other.close();
    }
  });

  it('says which port is taken instead of waiting for it', async () => {
    await expect(createSandbox({ port: Number(new URL(sandbox.url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('goes by its public URL, path included', async () => {
    const proxied = await createSandbox({ publicUrl: 'https://demo.example/vendors/' });
    try {
      const profiles = proxied.systemProfiles('https://api.example/');
      expect(profiles.filter(({ connectorId }) => connectorId === 'salesforce')).toEqual([
        {
          ...{ connectorId: 'salesforce', name: 'Salesforce (sandbox)' },
          authorizationUrl: 'https://demo.example/vendors/salesforce/services/oauth2/authorize',
          tokenUrl: 'https://demo.example/vendors/salesforce/services/oauth2/token',
          revocationUrl: 'https://demo.example/vendors/salesforce/services/oauth2/revoke',
          issuer: 'https://demo.example/vendors/salesforce',
          scopes: ['api', 'refresh_token'],
          clientId: expect.any(String),
          clientSecret: expect.any(String),
        },
      ]);
      expect(systemProfilesAt('https://demo.example/vendors')).toEqual(proxied.systemProfiles('https://api.example'));
      expect(proxied.apps.salesforce.systemApp.redirectUris).toEqual([
        'https://api.example/oauth/callback/system-salesforce',
      ]);
    } finally {
      await proxied.close();
    }
  });

  it('serves any number of APIs with the same app', () => {
    sandbox.systemProfiles('http://localhost:3000');
    sandbox.systemProfiles('http://localhost:3001');
    sandbox.systemProfiles('http://localhost:3000');
    expect(sandbox.apps.salesforce.systemApp.redirectUris).toEqual([
      'http://localhost:3000/oauth/callback/system-salesforce',
      'http://localhost:3001/oauth/callback/system-salesforce',
    ]);
  });

  it('shows who can log in, on a page without scripts', async () => {
    const response = await fetch(sandbox.url);
    const text = await response.text();
    expect(text).toContain('ada@sandbox.example');
    expect(text).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('closes at once while requests hang', async () => {
    sandbox.faults.salesforce.set([{ kind: 'never-answers' }]);
    const hanging = fetch(`${sandbox.url}/salesforce/services/data/v60.0/sobjects`).catch(() => 'cut off');
    await vi.waitFor(() => expect(sandbox.journal.salesforce.list()).toHaveLength(1));
    await sandbox.close();
    expect(await hanging).toBe('cut off');
  });
});

describe('the control API', () => {
  it('switches faults', async () => {
    const faults = [{ kind: 'server-error', on: 'token', times: 2 }];
    expect(await call('PUT', `${control}/faults`, { faults })).toMatchObject({ status: 200, body: { faults } });
    expect(sandbox.faults.salesforce.list()).toEqual(faults);
    expect((await call('GET', `${control}/faults`)).body).toHaveProperty('kinds.deny.means');
    expect((await call('DELETE', `${control}/faults`)).status).toBe(204);
    expect(sandbox.faults.salesforce.list()).toEqual([]);
  });

  it.each([
    ['an unknown kind', { faults: [{ kind: 'earthquake' }] }],
    ['an unknown field', { faults: [{ kind: 'slow', sloth: 1 }] }],
    ['no times', { faults: [{ kind: 'slow', times: 0 }] }],
    ['something else', [{ kind: 'slow' }]],
  ])('refuses faults with %s, and leaves what is on', async (_what, body) => {
    sandbox.faults.salesforce.set([{ kind: 'slow' }]);
    expect((await call('PUT', `${control}/faults`, body)).status).toBe(400);
    expect(sandbox.faults.salesforce.list()).toEqual([{ kind: 'slow' }]);
  });

  it('registers an app that works, and changes it', async () => {
    const { status, body } = await call('POST', `${control}/apps`, {
      name: 'Mine',
      redirectUris: ['http://a.test/cb'],
    });
    expect([status, body]).toMatchObject([201, { name: 'Mine', clientSecret: expect.stringMatching(/^\w{64}$/) }]);
    const clientId = String(body['clientId']);
    const query = { response_type: 'code', client_id: clientId, redirect_uri: 'http://b.test/cb', scope: 'api' };
    const url = `${sandbox.url}/salesforce/services/oauth2/authorize?${new URLSearchParams(query)}`;
    expect((await fetch(url)).status).toBe(400);
    const changes = { redirectUris: ['http://b.test/cb'], isPkceRequired: false };
    expect((await call('PATCH', `${control}/apps/${clientId}`, changes)).status).toBe(200);
    expect((await new HttpBrowser().authorize(url)).host).toBe('b.test');
    expect((await call('PATCH', `${control}/apps/nobody`, changes)).status).toBe(404);
    expect((await call('POST', `${control}/apps`, { name: 'Bad', redirectUris: ['javascript:alert(1)'] })).status).toBe(
      400,
    );
  });

  it('hands out system profiles and lets their API in', async () => {
    const apiPublicUrl = 'http://localhost:4321';
    const { body } = await call('POST', `${sandbox.url}/control/system-profiles`, { apiPublicUrl });
    expect(body).toEqual({ systemProfiles: sandbox.systemProfiles(apiPublicUrl) });
  });

  it('shows requests and records, and puts everything back', async () => {
    const { systemApp } = sandbox.apps.salesforce;
    sandbox.store.salesforce.create('Lead', { LastName: 'Gone soon', Company: 'C' });
    await fetch(`${sandbox.url}/salesforce/services/data/v60.0/query?q=SELECT+secret`);
    const { counts, requests } = (await call('GET', `${control}/requests`)).body;
    expect(counts).toEqual({ 'GET query': 1 });
    expect(requests).toMatchObject([{ method: 'GET', path: '/services/data/v60.0/query', status: 401 }]);
    expect(JSON.stringify(requests)).not.toContain('secret');
    expect(JSON.stringify((await call('GET', `${control}/records`)).body)).toContain('Gone soon');

    sandbox.faults.salesforce.set([{ kind: 'slow' }]);
    expect((await call('POST', `${control}/reset`)).status).toBe(204);
    expect(JSON.stringify(sandbox.store.salesforce.snapshot())).not.toContain('Gone soon');
    expect([sandbox.faults.salesforce.list(), sandbox.journal.salesforce.counts()]).toEqual([[], {}]);
    expect(sandbox.apps.salesforce.systemApp).toEqual(systemApp);
  });

  it('takes back grants by user name and expires tokens', async () => {
    expect((await call('POST', `${control}/revoke-grants`, { user: 'ada@sandbox.example' })).body).toEqual({
      revoked: 0,
    });
    expect((await call('POST', `${control}/revoke-grants`, { user: 'nobody' })).status).toBe(404);
    expect((await call('GET', `${sandbox.url}/control/nothing/faults`)).status).toBe(404);
    expect((await call('GET', `${sandbox.url}/control/constructor/faults`)).status).toBe(404);
    expect((await call('POST', `${control}/expire-tokens`)).body).toEqual({ expired: 0 });
  });

  it.each([
    ['a page on another site', { origin: 'https://evil.example' }],
    ['a page on another port', { origin: 'http://localhost:1' }],
    ['a name that was pointed at this computer', { host: 'evil.example' }],
    ['somebody behind a proxy', { 'x-forwarded-for': '10.0.0.1' }],
  ])('turns %s away', async (_who, headers) => {
    expect(await statusFor({})).toBe(200);
    expect(await statusFor(headers as Record<string, string>)).toBe(403);
  });
});
