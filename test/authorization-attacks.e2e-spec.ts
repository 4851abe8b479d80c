import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allPermissions, isForSomeBots } from '../apps/api/src/http/permissions.js';
import { codeIn, formTokenIn, titleOf } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { Person } from './support/person.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let action: SalesforceAction;

beforeAll(async () => {
  world = await startWorld();
  action = await SalesforceAction.forEndUsers(world.server, 'Sales assistant');
});
afterAll(() => world.close());

const person = () => new Person(world.server.url);
const exchanges = () => world.sandbox.journal.salesforce.count('token authorization_code');

async function statusOf(id: string): Promise<string> {
  const { body } = await world.server.call('GET', `/v1/authorization-requests/${id}`);
  return body.reason === null ? body.status : `${body.status} ${body.reason}`;
}

async function verify(id: string, code: string) {
  return world.server.call('POST', `/v1/authorization-requests/${id}/verify`, { body: { code } });
}

describe('a state', () => {
  it('is used once: a replay with another code exchanges nothing', async () => {
    const link = await action.link('u-replay');
    const somebody = person();
    const callback = await somebody.decide(await somebody.goOn(link.url));
    const { html } = await somebody.comeBack(callback);
    const before = exchanges();
    callback.searchParams.set('code', 'stolen-code');
    expect(codeIn((await somebody.comeBack(callback)).html)).toBe(codeIn(html));
    expect((await person().comeBack(callback)).status).toBe(403);
    expect(exchanges()).toBe(before);
  });

  it('is refused under the callback of another profile, and stays good under its own', async () => {
    const profile = await createCustomProfile(world);
    const link = await action.link('u-swap');
    const somebody = person();
    const callback = await somebody.decide(await somebody.goOn(link.url));
    const before = exchanges();
    const swapped = new URL(callback.href.replace('/system-salesforce', `/${profile.id}`));
    expect(swapped.pathname).not.toBe(callback.pathname);
    const refused = await somebody.comeBack(swapped);
    expect([refused.status, titleOf(refused.html)]).toEqual([400, 'This answer does not fit']);
    expect(exchanges()).toBe(before);
    expect(codeIn((await somebody.comeBack(callback)).html)).toMatch(/^\d{6}$/);
  });

  it.each([
    ['of somebody else', 'https://evil.example'],
    ['that is missing', undefined],
  ])('ends the request when it comes with an issuer %s, before any code is sent', async (_, issuer) => {
    const link = await action.link('u-iss');
    const somebody = person();
    const callback = await somebody.decide(await somebody.goOn(link.url));
    const before = exchanges();
    if (issuer === undefined) callback.searchParams.delete('iss');
    else callback.searchParams.set('iss', issuer);
    expect(titleOf((await somebody.comeBack(callback)).html)).toBe('The answer came from somewhere else');
    expect(await statusOf(link.id)).toBe('failed issuer-mismatch');
    expect(exchanges()).toBe(before);
  });

  it.each([
    ['tampered with', (value: string) => (value.startsWith('A') ? 'B' : 'A') + value.slice(1)],
    ['cut off', (value: string) => value.slice(1)],
    ['emptied', () => ''],
  ])('is refused with a cookie that was %s', async (_, spoil) => {
    const link = await action.link('u-cookie');
    const somebody = person();
    const callback = await somebody.decide(await somebody.goOn(link.url));
    const before = exchanges();
    const good = new Map(somebody.browser.cookies);
    for (const [name, value] of good) somebody.browser.cookies.set(name, spoil(value));
    const refused = await somebody.comeBack(callback);
    expect([refused.status, titleOf(refused.html)]).toEqual([403, 'This began in another browser']);
    expect((await somebody.open(`${world.server.url}/oauth/result/${link.id}`)).status).toBe(400);
    expect(exchanges()).toBe(before);
    expect(await statusOf(link.id)).toBe('redirected');
  });
});

describe('a forwarded link', () => {
  it('gives the sender nothing: only the browser that finished sees the code', async () => {
    const chat = await Chat.start(world.server, action.botId, 'u-evil');
    const link = await action.link('u-evil', { conversationId: chat.conversationId });
    const [victim, sender] = [person(), person()];
    await sender.goOn(link.url);
    const { html } = await victim.authorize(link.url);
    const code = codeIn(html);
    expect(html).toContain('Never give it to anybody else');
    const result = await sender.open(`${world.server.url}/oauth/result/${link.id}`);
    expect(result.html).not.toContain(code.slice(0, 3) + ' ' + code.slice(3));
    expect(result.html).not.toContain('Ada');
    const opened = await sender.open(link.url);
    expect([opened.status, opened.html.includes('Ada')]).toEqual([409, false]);
    expect((await action.createLead('Stolen', 'u-evil')).body.code).toBe('authorization-required');
  });

  it('cannot be finished by guessing, however many guesses come at once', async () => {
    const link = await action.link('u-evil');
    const { html } = await person().authorize(link.url);
    const guesses = Array.from({ length: 12 }, (_, index) => String(100_000 + index * 7_919));
    const wrong = guesses.filter((guess) => guess !== codeIn(html));
    const answers = await Promise.all(wrong.map((guess) => verify(link.id, guess)));
    const codes = answers.map(({ body }) => body.code as string);
    expect(codes.filter((code) => code === 'code-wrong')).toHaveLength(2);
    expect(codes.filter((code) => code === 'proof-failed')).toHaveLength(1);
    expect((await verify(link.id, codeIn(html))).body.code).toBe('proof-not-awaited');
    expect((await action.createLead('Guessed', 'u-evil')).body.code).toBe('authorization-required');
  });

  it('is not finished by the code of another request', async () => {
    const [mine, theirs] = [await action.link('u-a'), await action.link('u-b')];
    const code = codeIn((await person().authorize(mine.url)).html);
    const other = codeIn((await person().authorize(theirs.url)).html);
    if (code !== other) expect((await verify(theirs.id, code)).body.code).toBe('code-wrong');
    expect((await verify(mine.id, code)).status).toBe(200);
  });
});

describe('a key of another bot', () => {
  it('finds nothing of a bot that it was not made for, by any id, and learns not even that it is there', async () => {
    const { server } = world;
    await action.install('create-lead');
    const chat = await Chat.start(server, action.botId, 'u-mine');
    const link = await action.link('u-mine');
    expectStatus(await verify(link.id, codeIn((await person().authorize(link.url)).html)), 200);
    const run = expectStatus(await action.createLead('Mine', 'u-mine'), 200).body.id as string;
    const { authorizationId } = (await server.call('GET', `/v1/authorization-requests/${link.id}`)).body;
    const open = await action.link('u-mine');
    const { body: tasks } = await server.call('GET', `/v1/bots/${action.botId}/dialog-tasks`);
    const task = tasks.items[0].id as string;

    const own = await SalesforceAction.forEndUsers(server);
    const permissions = allPermissions.filter(isForSomeBots);
    const body = { name: 'other bot', permissions, botIds: [own.botId] };
    const key = expectStatus(await server.call('POST', '/v1/api-keys', { body }), 201).body.key as string;
    expectStatus(await server.call('GET', `/v1/bots/${own.botId}`, { key }), 200);

    const [mine, theirs] = [`/v1/bots/${action.botId}`, `/v1/bots/${own.botId}`];
    const attempts: readonly (readonly [string, string, object?])[] = [
      ['GET', mine],
      ['PATCH', mine, { name: 'stolen' }],
      ['DELETE', mine],
      ['GET', action.path],
      ['PUT', action.path, { authorizationMode: 'end-user' }],
      ['DELETE', action.path],
      ['POST', `${action.path}/disable`],
      ['POST', `${action.path}/authorization-links`, { endUser: { id: 'u-mine' } }],
      ['POST', `${action.path}/operations/list-leads/runs`, { endUserId: 'u-mine', input: {} }],
      ['GET', `${mine}/runs`],
      ['GET', `${mine}/runs/${run}`],
      ['GET', `${theirs}/runs/${run}`],
      ['GET', `${mine}/dialog-tasks/${task}`],
      ['GET', `${theirs}/dialog-tasks/${task}`],
      ['DELETE', `${theirs}/dialog-tasks/${task}`],
      ['GET', `/v1/authorizations/${authorizationId}`],
      ['POST', `/v1/authorizations/${authorizationId}/token`],
      ['DELETE', `/v1/authorizations/${authorizationId}`],
      ['GET', `/v1/authorization-requests/${link.id}`],
      ['POST', `/v1/authorization-requests/${open.id}/verify`, { code: '123456' }],
      ['POST', `/v1/authorization-requests/${open.id}/confirm`, { endUserId: 'u-mine' }],
      ['POST', `/v1/authorization-requests/${open.id}/cancel`],
      ['GET', `/v1/conversations/${chat.conversationId}`],
      ['GET', `/v1/conversations/${chat.conversationId}/messages`],
      ['GET', `/v1/conversations/${chat.conversationId}/events`],
      ['POST', `/v1/conversations/${chat.conversationId}/messages`, { text: 'hello' }],
    ];
    const answers: string[] = [];
    for (const [method, path, sent] of attempts) {
      const answer = await server.call(method, path, { key, ...(sent && { body: sent }) });
      answers.push(`${method} ${path} ${answer.status} ${answer.body?.code}`);
    }
    expect(answers).toEqual(attempts.map(([method, path]) => `${method} ${path} 404 not-found`));
    for (const list of ['/v1/bots', '/v1/authorizations']) {
      const { text } = expectStatus(await server.call('GET', list, { key }), 200);
      expect(text).not.toContain(action.botId);
    }
    expect(await statusOf(open.id)).toBe('pending');
    expectStatus(await action.createLead('Mine', 'u-mine'), 200);
  });

  it('cannot hang a request on a conversation of another bot', async () => {
    const { server } = world;
    const chat = await Chat.start(server, action.botId, 'u-mine');
    const before = await chat.transcript();
    const own = await SalesforceAction.forEndUsers(server);
    const body = { endUser: { id: 'u-theirs' }, conversationId: chat.conversationId };
    const answer = await server.call('POST', `${own.path}/authorization-links`, { body });
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer: '/conversationId' }] } });
    expect(await chat.transcript()).toEqual(before);
  });
});

describe('a page of another site', () => {
  it('cannot press the button for somebody', async () => {
    const link = await action.link('u-csrf');
    const victim = person();
    const { html } = await victim.open(link.url);
    const form = { formToken: formTokenIn(html) };
    expect(form.formToken).not.toBe('');
    const foreign: readonly Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: 'http://evil.localhost' },
      { 'sec-fetch-site': 'cross-site', origin: 'null' },
    ];
    for (const path of [link.url, `${link.url}/decline`]) {
      for (const headers of foreign) {
        const answer = await victim.browser.post(path, form, headers);
        expect([answer.status, answer.location]).toEqual([403, null]);
      }
      const guessed = await victim.browser.post(path, { formToken: 'guessed' });
      expect([guessed.status, guessed.location]).toEqual([409, null]);
      const bare = await person().browser.post(path, form);
      expect([bare.status, bare.location]).toEqual([409, null]);
    }
    expect(await statusOf(link.id)).toBe('pending');
    const framed = await victim.open(link.url);
    expect(framed.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('cannot use the session of a member', async () => {
    const { server } = world;
    const body = { name: 'made by another site' };
    const origins = ['https://evil.example', 'null', `${server.url}.evil.example`];
    for (const origin of origins) {
      const headers = { cookie: server.cookie, origin };
      const refused = await server.call('POST', '/v1/bots', { key: null, headers, body });
      expect([refused.status, refused.body.code]).toEqual([403, 'origin-forbidden']);
    }
    const asText = { cookie: server.cookie, origin: server.url, 'content-type': 'text/plain' };
    expect((await server.call('POST', '/v1/bots', { key: null, headers: asText, body })).status).toBe(415);
    expect((await server.call('GET', '/v1/bots')).text).not.toContain('made by another site');
  });
});

describe('names from outside', () => {
  it('stay text on every page', async () => {
    const { server } = world;
    const [bold, closing] = ['<img src=x onerror=alert(1)>{{ 7 | times: 7 }}', '"><script>alert(1)</script>'];
    const attacked = await SalesforceAction.forEndUsers(server, bold);
    const endUser = { id: 'u-<b>', displayName: closing, channel: 'web' };
    const link = await attacked.link('u-x', { endUser });
    const somebody = person();
    const landing = await somebody.open(link.url);
    const done = await somebody.authorize(link.url);
    for (const { html } of [landing, done]) {
      expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
      expect(html).not.toMatch(/<img|<script(?! src="\/pages\/[0-9a-f]{12}\.js")|<b>/);
      expect(html).toContain('{{ 7 | times: 7 }}');
    }
    expect(landing.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(landing.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('never become headers', async () => {
    const { server } = world;
    const name = 'Bot\r\nSet-Cookie: evil=1\r\n\r\n<h1>';
    const made = await server.call('POST', '/v1/bots', { body: { name } });
    expect(made.headers.get('set-cookie')).toBeNull();
    const requestId = await server.call('GET', '/v1/bots', { headers: { 'x-request-id': 'a b%0d%0aevil: 1' } });
    expect(requestId.headers.get('x-request-id')).toMatch(/^[\w-]{8,64}$/);
    const link = await action.link('u-head');
    const landing = await person().open(`${link.url}?lang=de%0d%0aSet-Cookie:%20evil=1`);
    expect([landing.headers.get('content-language'), landing.headers.get('evil')]).toEqual(['en', null]);
    const callback = '/oauth/callback/system-salesforce%0d%0aSet-Cookie:evil=1?state=a%0d%0a&code=b%0d%0aEvil:1';
    const answer = await person().open(server.url + callback);
    expect(answer.headers.getSetCookie().join()).not.toContain('evil');
  });
});

describe('a return URL', () => {
  const bad = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'relative',
    'http://evil.example/',
    'https://user:pass@evil.example/',
    'https://evil.example/\r\nSet-Cookie: a=b',
    'https:\\\\evil.example\tx',
    'ftp://evil.example/',
    '',
  ];

  it.each(bad)('is refused when it is %j', async (returnUrl) => {
    const body = { endUser: { id: 'u-return' }, returnUrl };
    const { server } = world;
    const refused = await server.call('POST', `${action.path}/authorization-links`, { body });
    expect([refused.status, refused.body.code]).toEqual([400, 'request-invalid']);
    expect(refused.body.violations.map(({ pointer }: { pointer: string }) => pointer)).toContain('/returnUrl');
  });

  it('is never followed by the server: the last page only links to it, and names where it leads', async () => {
    const link = await action.link('u-return', { returnUrl: 'https://chat.example.com/x?y=1#z' });
    const page = await person().authorize(link.url, { decision: 'deny' });
    expect([page.status, page.location]).toEqual([200, null]);
    expect(page.html).toContain('Back to chat.example.com');
    expect(page.html).not.toMatch(/http-equiv="refresh"/i);
  });
});

describe('what is stored', () => {
  it('holds no token of a link and no code: a thief of the database can finish nothing', async () => {
    const link = await action.link('u-thief');
    const code = codeIn((await person().authorize(link.url)).html);
    const token = link.url.split('/').at(-1) ?? '';
    const rows = await world.server.app
      .get(DataSource)
      .query('SELECT t::text AS row FROM authorization_requests t WHERE id = $1', [link.id]);
    expect(rows).toHaveLength(1);
    expect(rows[0].row).not.toContain(token);
    expect(rows[0].row).not.toMatch(new RegExp(`[(,]${code}[,)]`));
  });
});
