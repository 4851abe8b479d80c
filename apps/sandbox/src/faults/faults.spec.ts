import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import { endpointClasses, faultTable, type EndpointClass, type Fault, type FaultKind } from './fault-table.js';

interface Seen {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

let sandbox: Sandbox;
let root: string;
let token: string;

beforeAll(async () => {
  sandbox = await createSandbox();
  root = `${sandbox.url}/salesforce`;
  sandbox.systemProfiles('http://localhost:3000');
  token = (JSON.parse((await tokenRequest()).text) as { access_token: string }).access_token;
});
afterEach(() => {
  sandbox.faults.salesforce.clear();
  sandbox.journal.salesforce.clear();
});
afterAll(async () => sandbox.close());

async function see(url: string, init: RequestInit): Promise<Seen> {
  const response = await fetch(url, { ...init, redirect: 'manual' });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function tokenRequest(): Promise<Seen> {
  const { clientId, clientSecret } = sandbox.apps.salesforce.systemApp;
  const grant = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  return see(`${root}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(grant) });
}

function createLead(lastName = 'Fault', signal?: AbortSignal): Promise<Seen> {
  return see(`${root}/services/data/v60.0/sobjects/Lead`, {
    method: 'POST',
    signal,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ LastName: lastName, Company: 'Spec' }),
  });
}

function authorizationUrl(): string {
  const { clientId: client_id, redirectUris } = sandbox.apps.salesforce.systemApp;
  const pkce = { code_challenge: 'c'.repeat(43), code_challenge_method: 'S256' };
  const query = { response_type: 'code', client_id, redirect_uri: redirectUris[0] ?? '', ...pkce };
  return `${root}/services/oauth2/authorize?${new URLSearchParams({ ...query, scope: 'api refresh_token' })}`;
}

const requests: Readonly<Record<EndpointClass, () => Promise<Seen>>> = {
  authorize: () => see(authorizationUrl(), {}),
  token: tokenRequest,
  revoke: () => see(`${root}/services/oauth2/revoke`, { method: 'POST', body: new URLSearchParams({ token: 'x' }) }),
  api: () => createLead(),
};

const leads = (lastName: string) =>
  sandbox.store.salesforce.list('Lead').filter((lead) => lead['LastName'] === lastName).length;

type Expectation = (seen: Promise<Seen>, on: EndpointClass) => Promise<unknown>;

/** What a caller sees of each fault that strikes on the way in or out. */
const expectations: Readonly<Partial<Record<FaultKind, Expectation>>> = {
  'expired-token': async (seen) =>
    expect(await seen).toMatchObject({ status: 401, text: expect.stringMatching(/^\[.*INVALID_SESSION_ID/) }),
  'revoked-grant': async (seen) =>
    expect(JSON.parse((await seen).text)).toEqual({
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    }),
  forbidden: async (seen) =>
    expect(await seen).toMatchObject({ status: 403, text: expect.stringContaining('INSUFFICIENT_ACCESS') }),
  'not-found': async (seen) => expect((await seen).status).toBe(404),
  conflict: async (seen) => expect((await seen).status).toBe(409),
  'unknown-field': async (seen) =>
    expect(JSON.parse((await seen).text)).toMatchObject({ success: true, somethingNew: expect.anything() }),
  'missing-field': async (seen) => expect(JSON.parse((await seen).text)).not.toHaveProperty('success'),
  'rate-limited': async (seen) => {
    const { status, headers } = await seen;
    expect([status, headers.get('retry-after')]).toEqual([429, '1']);
  },
  'quota-exceeded': async (seen) =>
    expect(await seen).toMatchObject({ status: 403, text: expect.stringContaining('REQUEST_LIMIT_EXCEEDED') }),
  'server-error': async (seen) => expect((await seen).status).toBe(503),
  'server-error-after': async (seen) => expect((await seen).status).toBe(504),
  'error-with-200': async (seen) =>
    expect(await seen).toMatchObject({ status: 200, text: expect.stringMatching(/invalid_grant|UNKNOWN_EXCEPTION/) }),
  html: async (seen) => expect(await seen).toMatchObject({ status: 200, text: expect.stringMatching(/^<!doctype/) }),
  'empty-body': async (seen) => expect(await seen).toMatchObject({ status: 200, text: '' }),
  'huge-body': async (seen) => {
    const { text } = await seen;
    expect(text.length).toBeGreaterThan(10 * 1024 * 1024);
    expect(JSON.parse(text)).toHaveProperty('padding');
  },
  redirect: async (seen) => {
    const { status, headers } = await seen;
    expect([status, headers.get('location')]).toEqual([302, 'https://elsewhere.invalid/']);
  },
  'never-answers': async (seen) => {
    const silence = new Promise((resolve) => setTimeout(resolve, 100, 'silence'));
    expect(await Promise.race([seen.catch(() => 'answer'), silence])).toBe('silence');
  },
  'close-before': async (seen) => expect(seen).rejects.toThrow('fetch failed'),
  'close-after': async (seen) => expect(seen).rejects.toThrow('fetch failed'),
  'truncated-json': async (seen, on) => {
    const { status, text } = await seen;
    expect(status).toBeLessThan(500);
    if (on === 'token' || on === 'api') expect(() => JSON.parse(text) as unknown).toThrow(/JSON/);
  },
  drip: async (seen, on) => {
    const before = performance.now();
    const { text } = await seen;
    if (text.length > 0) expect(performance.now() - before).toBeGreaterThan(text.length / 2);
    if (on === 'api') expect(JSON.parse(text)).toMatchObject({ success: true });
  },
  slow: takesLong,
  'slow-after': takesLong,
};

async function takesLong(seen: Promise<Seen>): Promise<void> {
  const before = performance.now();
  expect((await seen).status).toBeLessThan(500);
  expect(performance.now() - before).toBeGreaterThan(100);
}

const milliseconds: Readonly<Partial<Record<FaultKind, number>>> = { drip: 1, slow: 120, 'slow-after': 120 };
const rows = Object.entries(faultTable) as [FaultKind, (typeof faultTable)[FaultKind]][];
const outside = rows.filter(([, { stage }]) => stage !== 'inside');

it('has an expectation for every fault that strikes on the way', () => {
  expect(Object.keys(expectations).sort()).toEqual(outside.map(([kind]) => kind).sort());
});

it.each(Object.entries(faultTable))('tells of %s in the README', async (kind, { means }) => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${kind}\` `));
  expect(row?.split('|').at(-2)?.trim()).toBe(means);
});

describe.each(outside)('%s', (kind, { on }) => {
  it.each([...on])('strikes %s once, and then no more', async (endpoint) => {
    const field = kind === 'missing-field' ? 'success' : undefined;
    sandbox.faults.salesforce.set([{ kind, on: endpoint, times: 1, ms: milliseconds[kind], field }]);
    await expectations[kind]?.(requests[endpoint](), endpoint);
    expect(sandbox.faults.salesforce.list()).toEqual([]);
    expect(sandbox.journal.salesforce.list().at(-1)).toMatchObject({ class: endpoint, fault: kind });
    expect((await requests[endpoint]()).status).toBeLessThan(500);
  });

  it('leaves other endpoints alone', async () => {
    const others = endpointClasses.filter((endpoint) => !(on as readonly EndpointClass[]).includes(endpoint));
    sandbox.faults.salesforce.set([{ kind, times: 1 }]);
    for (const endpoint of others) await requests[endpoint]();
    expect(sandbox.faults.salesforce.list()).toHaveLength(1);
  });
});

describe('a write', () => {
  it.each([
    ['close-before', 0],
    ['close-after', 1],
    ['server-error', 0],
    ['server-error-after', 1],
    ['truncated-json', 1],
    ['empty-body', 0],
  ] as const)('struck by %s happens %i times', async (kind, times) => {
    sandbox.faults.salesforce.set([{ kind, on: 'api' }]);
    await createLead(kind).catch(() => undefined);
    expect(leads(kind)).toBe(times);
  });

  it.each([
    ['slow', 0],
    ['slow-after', 1],
  ] as const)('struck by %s happens %i times when the caller gives up waiting', async (kind, times) => {
    sandbox.faults.salesforce.set([{ kind, ms: 200 }]);
    await expect(createLead(`left ${kind}`, AbortSignal.timeout(100))).rejects.toThrow('timeout');
    await sleep(200);
    expect(leads(`left ${kind}`)).toBe(times);
  });
});

describe('switching', () => {
  it('counts requests, matches method and path, and puts a delay before another fault', async () => {
    const faults: readonly Fault[] = [
      { kind: 'slow', on: 'api', ms: 60 },
      { kind: 'server-error', on: 'api', method: 'POST', path: '/Lead', times: 2, status: 500 },
    ];
    sandbox.faults.salesforce.set(faults);
    const before = performance.now();
    expect((await createLead()).status).toBe(500);
    expect(performance.now() - before).toBeGreaterThan(50);
    expect(sandbox.faults.salesforce.list()).toEqual([faults[0], { ...faults[1], times: 1 }]);
    const headers = { authorization: `Bearer ${token}` };
    expect((await see(`${root}/services/data/v60.0/sobjects`, { headers })).status).toBe(200);
    expect((await createLead()).status).toBe(500);
    expect((await createLead()).status).toBe(201);
  });

  it('notes the grant type of a token request that was never handled', async () => {
    sandbox.faults.salesforce.set([{ kind: 'close-before', on: 'token' }]);
    await tokenRequest().catch(() => undefined);
    expect(sandbox.journal.salesforce.counts()).toEqual({ 'token client_credentials': 1 });
    expect(sandbox.journal.salesforce.list()[0]).not.toHaveProperty('status');
  });
});

describe('at the consent page', () => {
  const decide = async () => (await new HttpBrowser().authorize(authorizationUrl())).searchParams;

  it('deny wins over the button, once', async () => {
    sandbox.faults.salesforce.set([{ kind: 'deny', times: 1 }]);
    expect((await decide()).get('error')).toBe('access_denied');
    expect((await decide()).get('code')).toBeTruthy();
  });

  it('deny also strikes whoever allowed the app before', async () => {
    const browser = new HttpBrowser();
    await browser.authorize(authorizationUrl());
    sandbox.faults.salesforce.set([{ kind: 'deny', times: 1 }]);
    expect((await browser.authorize(authorizationUrl())).searchParams.get('error')).toBe('access_denied');
  });

  it.each([
    [undefined, 'refresh_token'],
    [['refresh_token'], 'api'],
  ])('missing-scope withholds %j and leaves %s', async (scopes, left) => {
    sandbox.faults.salesforce.set([{ kind: 'missing-scope', times: 1, scopes }]);
    const redirectUri = 'http://x.test/';
    const { clientId, clientSecret } = sandbox.apps.salesforce.register({ name: 'Plain', redirectUris: [redirectUri] });
    const app = { client_id: clientId, redirect_uri: redirectUri };
    const query = new URLSearchParams({ response_type: 'code', ...app, scope: 'api refresh_token' });
    const back = await new HttpBrowser().authorize(`${root}/services/oauth2/authorize?${query}`);
    const grant = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' };
    const body = new URLSearchParams({ ...grant, ...app, client_secret: clientSecret });
    const { text } = await see(`${root}/services/oauth2/token`, { method: 'POST', body });
    const answer = JSON.parse(text) as Record<string, string>;
    expect(answer['scope']).toBe(left);
    expect('refresh_token' in answer).toBe(left === 'refresh_token');
  });

  it('wrong-iss names another issuer, once', async () => {
    sandbox.faults.salesforce.set([{ kind: 'wrong-iss', times: 1 }]);
    expect((await decide()).get('iss')).toBe('https://elsewhere.invalid');
    expect((await decide()).get('iss')).toBe(root);
  });
});
