import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import type { Fault } from '../apps/sandbox/src/faults/fault-table.js';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { Person } from './support/person.js';
import type { ApiAnswer, ApiRequest } from './support/server.js';
import { json, Vendor, type Behaviour } from './support/vendor.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let vendor: Vendor;
let action: SalesforceAction;

beforeAll(async () => {
  vendor = await Vendor.start();
  world = await startWorld({ allowedHosts: [vendor.host] });
  action = await SalesforceAction.forEndUsers(world.server, 'Sales assistant');
  const link = await action.link('u-good');
  const { html } = await new Person(world.server.url).authorize(link.url);
  const body = { code: codeIn(html) };
  expectStatus(await world.server.call('POST', `/v1/authorization-requests/${link.id}/verify`, { body }), 200);
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

/** A problem with a stable type, words, a request id, and nothing of the inside. */
function expectProblem(answer: ApiAnswer, status: number, code: string): void {
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ type: `urn:attache:problem:${code}`, status, title: expect.any(String) });
  expect(answer.body.detail.length).toBeGreaterThan(10);
  expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|\n\s+at |SELECT |typeorm|undici/i);
}

const pointers = (answer: ApiAnswer) => answer.body.violations.map(({ pointer }: { pointer: string }) => pointer);

describe('a body', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const malformed: readonly (readonly [name: string, request: ApiRequest, status: number, code: string])[] = [
    ['that is cut off', { body: '{"name": "x"' }, 400, 'body-malformed'],
    ['that is empty', { body: '' }, 400, 'request-invalid'],
    ['that is no object', { body: '[]' }, 400, 'request-invalid'],
    ['that is null', { body: 'null' }, 400, 'request-invalid'],
    ['that is a text', { body: '"name"' }, 400, 'request-invalid'],
    ['that poisons prototypes', { body: '{"name":"x","__proto__":{"a":1}}' }, 400, 'body-malformed'],
    ['that is 2 MB', { body: `{"name":"${'x'.repeat(2_000_000)}"}` }, 413, 'body-too-large'],
    ['that is deep', { body: `{"name":${deep}}` }, 400, 'request-invalid'],
    ['of a wrong kind', { body: 'a=b', headers: { 'content-type': 'text/xml' } }, 415, 'media-type-unsupported'],
  ];

  it.each(malformed)('%s is refused', async (_, request, status, code) => {
    expectProblem(await world.server.call('POST', '/v1/bots', request), status, code);
  });

  it('is told by pointer what is unknown, missing or of a wrong type', async () => {
    const { server } = world;
    const cases: readonly (readonly [string, string, object, readonly string[]])[] = [
      ['POST', '/v1/bots', { name: 'x', colour: 'red' }, ['/colour']],
      ['POST', '/v1/bots', { name: 5 }, ['/name']],
      ['POST', '/v1/bots', { name: { $gt: '' } }, ['/name']],
      ['POST', '/v1/bots', {}, ['/name']],
      ['PUT', action.path, { authorizationMode: 'everybody' }, ['/authorizationMode']],
      ['POST', `${action.path}/authorization-links`, { endUser: { id: 7 } }, ['/endUser/id']],
      ['POST', `${action.path}/authorization-links`, { endUser: 'u' }, ['/endUser']],
      ['POST', `/v1/bots/${action.botId}/conversations`, { endUser: { id: 'u', 'a/b~c': 1 } }, ['/endUser/a~1b~0c']],
      ['POST', '/v1/webhooks', { url: 'https://x.example', eventTypes: ['nothing'] }, ['/eventTypes']],
    ];
    for (const [method, path, body, expected] of cases) {
      const answer = await server.call(method, path, { body });
      expectProblem(answer, 400, 'request-invalid');
      expect([...new Set(pointers(answer))]).toEqual(expected);
    }
  });

  it('is told by pointer what does not fit an operation', async () => {
    const refused = await action.run('create-lead', { lastName: '', company: 7, colour: 'red' }, 'u-good');
    expectProblem(refused, 400, 'input-invalid');
    expect(pointers(refused)).toEqual(expect.arrayContaining(['/lastName', '/company', '/colour']));
  });
});

describe('text that databases and terminals dislike', () => {
  const texts = ['a\u0000b', '\ud800', '\u202ename\u0007', 'x'.repeat(10_000)];

  it.each(texts.map((text) => [text.slice(0, 12), text]))(
    'is taken or refused, never a failure: %j',
    async (_, text) => {
      const { server } = world;
      const conversations = `/v1/bots/${action.botId}/conversations`;
      const begun = await server.call('POST', conversations, { body: { endUser: { id: 'u-odd' } } });
      const answers = [
        await server.call('POST', '/v1/bots', { body: { name: text } }),
        await server.call('POST', conversations, { body: { endUser: { id: text, displayName: text } } }),
        await server.call('POST', `/v1/conversations/${begun.body.id}/messages`, { body: { text } }),
        await server.call('POST', `${action.path}/authorization-links`, { body: { endUser: { id: text } } }),
        await action.run('create-lead', { lastName: text, company: 'x' }, 'u-good'),
        await action.run('search-leads', { keyword: text }, text),
        await server.call('POST', '/v1/session', { key: null, body: { email: `${text}@x.example`, password: text } }),
        await server.call('GET', `/v1/bots?cursor=${encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))}`),
      ];
      for (const answer of answers) {
        expect([answer.status < 500, answer.text]).toEqual([true, answer.text]);
        expect(answer.text).not.toMatch(/"code":"internal"/);
      }
    },
  );

  it('is no id either', async () => {
    const { server } = world;
    const ids = ['%00', '%ff', '..%2f..%2fetc', 'a%00b', "'%20OR%201=1--", 'x'.repeat(190)];
    const collections = ['bots', 'auth-profiles', 'authorizations', 'authorization-requests', 'conversations'];
    for (const id of ids) {
      for (const collection of collections) {
        const answer = await server.call('GET', `/v1/${collection}/${id}`);
        expect([collection, id, answer.status < 500 && answer.status >= 400]).toEqual([collection, id, true]);
      }
      const page = await fetch(`${server.url}/authorize/${id}`);
      expect([id, page.status >= 400]).toEqual([id, true]);
      expect(page.status).toBeLessThan(500);
      const type = /%00|%ff/.test(id) ? 'application/problem+json' : 'text/html';
      expect([id, page.headers.get('content-type')]).toEqual([id, `${type}; charset=utf-8`]);
    }
  });

  it('is no query', async () => {
    const { server } = world;
    for (const query of ['limit=-1', 'limit=abc', 'limit=1e9', 'limit=1&limit=2', 'colour=red']) {
      expectProblem(await server.call('GET', `/v1/bots?${query}`), 400, 'request-invalid');
    }
  });
});

const inside = [
  'https://127.0.0.1/services/oauth2/token',
  'https://2130706433/services/oauth2/token',
  'https://0x7f.1/services/oauth2/token',
  'https://0/services/oauth2/token',
  'https://0.0.0.0/services/oauth2/token',
  'https://[::1]/services/oauth2/token',
  'https://[::]/services/oauth2/token',
  'https://[::ffff:127.0.0.1]/services/oauth2/token',
  'https://[::ffff:7f00:1]/services/oauth2/token',
  'https://[64:ff9b::7f00:1]/services/oauth2/token',
  'https://10.0.0.1/services/oauth2/token',
  'https://169.254.169.254/services/oauth2/token',
  'https://localhost/services/oauth2/token',
  'https://localhost./services/oauth2/token',
  'https://a.localhost/services/oauth2/token',
  'http://example.com/services/oauth2/token',
  'javascript:alert(1)//services/oauth2/token',
  'file:///etc/passwd/services/oauth2/token',
  'https://user:pass@example.com/services/oauth2/token',
];

describe('an address inside the network', () => {
  it.each(inside)('is refused for a profile and for a webhook: %s', async (url) => {
    const { server } = world;
    const profile = { name: `p ${url}`, clientId: 'c', connectorId: 'salesforce' };
    for (const field of ['tokenUrl', 'refreshUrl', 'revocationUrl', 'authorizationUrl']) {
      const body = { ...profile, [field]: url.replace('token', field === 'authorizationUrl' ? 'authorize' : 'token') };
      const refused = await server.call('POST', '/v1/auth-profiles', { body });
      expectProblem(refused, 400, 'request-invalid');
      expect(pointers(refused)).toContain(`/${field}`);
    }
    const refused = await server.call('POST', '/v1/webhooks', { body: { url } });
    expectProblem(refused, 400, 'request-invalid');
    expect(pointers(refused)).toEqual(['/url']);
  });

  it('is refused when a name leads there, without a connection', async () => {
    let connections = 0;
    const listener = createServer((socket) => void ((connections += 1), socket.destroy())).listen(0, '0.0.0.0');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const tokenUrl = `https://${hostname()}:${port}/services/oauth2/token`;
    const answer = await authorizeAtOnce(tokenUrl);
    listener.close();
    expectProblem(answer, 502, 'token-request-misconfigured');
    expect(connections).toBe(0);
  });

  const elsewhere = ['https://127.0.0.1', 'http://169.254.169.254', 'https://[::ffff:10.0.0.1]', 'https://2130706433'];
  it.each(elsewhere)('is refused as instance_url: %s', async (instance) => {
    const tokens = { access_token: 'at', token_type: 'Bearer', scope: 'api refresh_token', instance_url: instance };
    const answer = await authorizeAtOnce(vendor.tokenUrl('elsewhere', json(tokens)));
    expectProblem(answer, 422, 'egress-denied');
  });
});

let profileNumber = 0;

/** A client credentials profile with this token endpoint, and what comes of authorizing with it. */
async function authorizeAtOnce(tokenUrl: string): Promise<ApiAnswer> {
  profileNumber += 1;
  const name = `Profile ${profileNumber}`;
  const changes = { grantType: 'client-credentials', authorizationUrl: null, revocationUrl: null, tokenUrl, name };
  const { id } = await createCustomProfile(world, changes);
  const settings = { authorizationMode: 'pre-authorized', authProfileId: id } as const;
  const bad = await SalesforceAction.configure(world.server, settings);
  const answer = await world.server.call('POST', `${bad.path}/authorize`, { body: {} });
  expect((await world.server.call('POST', `${bad.path}/enable`)).body.code).toBe('authorization-required');
  return answer;
}

const good = {
  access_token: 'canary',
  token_type: 'Bearer',
  scope: 'api refresh_token',
  instance_url: 'https://x.example',
};
const text = (body: string, type = 'application/json'): Behaviour => {
  return (response) => response.writeHead(200, { 'content-type': type }).end(body);
};
const drip = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 1_000);
  response.on('close', () => clearInterval(timer));
};
const [unavailable, misconfigured] = ['503 token-endpoint-unavailable', '502 token-request-misconfigured'];

/** What a token endpoint does -> how authorizing ends. */
const behaviours: Readonly<Record<string, readonly [behave: Behaviour, outcome: string]>> = {
  'answers HTML': [text('<html>Login</html>', 'text/html'), misconfigured],
  'answers nothing': [text(''), misconfigured],
  'answers 10 MB': [text(JSON.stringify({ ...good, padding: 'x'.repeat(10_000_000) })), misconfigured],
  'answers half an answer': [text(JSON.stringify(good).slice(0, 40)), misconfigured],
  'answers a list': [json([]), misconfigured],
  'gives a number as token': [json({ ...good, access_token: 12345 }), misconfigured],
  'gives no token': [json({ token_type: 'Bearer' }), misconfigured],
  'answers an error with 200': [json({ error: 'invalid_client', error_description: 'no' }), misconfigured],
  'answers a dead grant with 200': [json({ error: 'invalid_grant' }), '409 token-grant-rejected'],
  redirects: [
    (response) => response.writeHead(302, { location: '/stolen/services/oauth2/token' }).end(),
    misconfigured,
  ],
  'is down': [json({}, 503), unavailable],
  'is busy': [json({}, 429), unavailable],
  'closes early': [(response) => response.destroy(), unavailable],
  'breaks off': [
    (response) => response.writeHead(200, { 'content-length': '999' }).write('{', () => response.destroy()),
    unavailable,
  ],
  'never answers': [() => undefined, unavailable],
  'drips a byte a second': [drip, unavailable],
};

/** What the API of a vendor does -> how a run ends. */
const faults: readonly (readonly [fault: Fault, outcome: string])[] = [
  [{ kind: 'html', on: 'api' }, '502 vendor-answer-invalid'],
  [{ kind: 'empty-body', on: 'api' }, '502 vendor-answer-invalid'],
  [{ kind: 'huge-body', on: 'api' }, '502 response-too-large'],
  [{ kind: 'error-with-200', on: 'api' }, '503 vendor-unavailable'],
  [{ kind: 'redirect', on: 'api', location: 'http://169.254.169.254/' }, '502 vendor-answer-invalid'],
  [{ kind: 'truncated-json', on: 'api' }, '502 vendor-answer-invalid'],
  [{ kind: 'close-before', on: 'api' }, '502 vendor-unreachable'],
  [{ kind: 'server-error', on: 'api' }, '503 vendor-unavailable'],
  [{ kind: 'quota-exceeded', on: 'api' }, '503 vendor-rate-limited'],
];

describe('a token endpoint', () => {
  it('may give a number as text where its meaning is clear', async () => {
    const { sandbox, server } = world;
    const app = sandbox.apps.salesforce.register({ name: 'Robot', redirectUris: [] });
    const form = { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret };
    const system = sandbox.systemProfiles(server.url).find(({ connectorId }) => connectorId === 'salesforce');
    const given = await fetch(system?.tokenUrl ?? '', { method: 'POST', body: new URLSearchParams(form) });
    const tokens = (await given.json()) as Readonly<Record<string, unknown>>;
    const answer = { ...tokens, scope: 'api refresh_token', expires_in: '3600' };
    const changes = { grantType: 'client-credentials', authorizationUrl: null, revocationUrl: null };
    const tokenUrl = vendor.tokenUrl('texts', json(answer));
    const { id } = await createCustomProfile(world, { ...changes, tokenUrl });
    const settings = { authorizationMode: 'pre-authorized', authProfileId: id } as const;
    const lenient = await SalesforceAction.configure(server, settings);
    const begun = expectStatus(await server.call('POST', `${lenient.path}/authorize`, { body: {} }), 201);
    const { authorizationId } = (await server.call('GET', `/v1/authorization-requests/${begun.body.id}`)).body;
    const { expiresAt } = (await server.call('GET', `/v1/authorizations/${authorizationId}`)).body;
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  });
});

describe("a vendor's API", () => {
  it.each(faults)('ends well and named: %j', async (fault, outcome) => {
    const { sandbox } = world;
    sandbox.faults.salesforce.set([fault]);
    const answer = await action.run(
      'get-lead',
      { id: String(sandbox.store.salesforce.list('Lead')[0]?.['Id']) },
      'u-good',
    );
    sandbox.faults.salesforce.clear();
    expect(`${answer.status} ${answer.body.code}`).toBe(outcome);
    expectProblem(answer, answer.status, answer.body.code);
  });
});

describe.concurrent('the patience of the server', () => {
  it('ends every token request well and named, within its deadline', async () => {
    const begun = performance.now();
    const outcomes = Object.entries(behaviours).map(async ([name, [behave]]) => {
      const tokenUrl = vendor.tokenUrl(encodeURIComponent(name), behave);
      const answer = await authorizeAtOnce(tokenUrl);
      expectProblem(answer, answer.status, answer.body.code);
      expect(answer.text).not.toMatch(/canary|<html|xxxx/);
      return [name, `${answer.status} ${answer.body.code}`];
    });
    const expected = Object.entries(behaviours).map(([name, [, outcome]]) => [name, outcome]);
    expect(await Promise.all(outcomes)).toEqual(expected);
    expect(vendor.seen.filter((path) => path.startsWith('/stolen'))).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(60_000);
  });

  it('ends a run within its deadline when the API is silent or drips', async () => {
    const { sandbox } = world;
    sandbox.faults.salesforce.set([
      { kind: 'never-answers', on: 'api', path: 'query' },
      { kind: 'drip', on: 'api', path: 'parameterizedSearch' },
    ]);
    const begun = performance.now();
    const answers = await Promise.all([
      action.run('list-leads', {}, 'u-good'),
      action.run('search-leads', { keyword: 'Quill' }, 'u-good'),
    ]);
    sandbox.faults.salesforce.clear();
    for (const answer of answers) expectProblem(answer, 504, 'vendor-timeout');
    expect(performance.now() - begun).toBeLessThan(60_000);
  });
});
