import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn, formTokenIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { Authorization } from '../apps/api/src/authorizations/authorization.entity.js';
import { TokenVaultService } from '../apps/api/src/authorizations/tokens/token-vault.service.js';
import { systems } from '../apps/sandbox/src/systems.js';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { EventReader } from './support/events.js';
import { Person } from './support/person.js';
import { Receiver } from './support/receiver.js';
import { call, type ApiRequest, type TestServer } from './support/server.js';
import { expectStatus, startWorld, type World } from './support/world.js';

/** Something that nobody may find, and the only answers in which it is what was asked for. */
interface Secret {
  readonly name: string;
  readonly value: string;
  readonly mayBeIn?: RegExp;
}

/** One thing that the server wrote. */
interface Written {
  readonly where: string;
  readonly text: string;
}

const secrets: Secret[] = [];
const answers: Written[] = [];
const events: Written[] = [];
let world: World;
let server: TestServer;
let receiver: Receiver;

function keep(name: string, value: unknown, mayBeIn?: RegExp): void {
  if (typeof value !== 'string' || value.length < 6) throw new Error(`${name} is no secret: ${String(value)}`);
  secrets.push({ name, value, ...(mayBeIn && { mayBeIn }) });
}

/** The server, by a client that remembers every answer. */
function recording({ url, key, ...rest }: TestServer): TestServer {
  const remembering = async (method: string, path: string, request: ApiRequest = {}) => {
    const answer = await call(url, method, path, { key, ...request });
    answers.push({ where: `${method} ${path}`, text: `${answer.text} ${JSON.stringify([...answer.headers])}` });
    return answer;
  };
  return { ...rest, url, key, call: remembering };
}

const tokenRoute = /^POST \/v1\/authorizations\/\w+\/token$/;
const linkAnswers = /^POST .*\/(authorization-links|authorize|messages|runs)$/;
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const fresh = () => ({ 'idempotency-key': randomBytes(12).toString('hex') });

/** Goes to the provider and back, and keeps all that passes on the way. */
async function authorize(link: string): Promise<string> {
  keep('link token', tokenOf(link), linkAnswers);
  const person = new Person(server.url);
  const landing = await person.open(link);
  keep('form token', formTokenIn(landing.html), /^page of the link$/);
  answers.push({ where: 'page of the link', text: landing.html.replaceAll(tokenOf(link), '') });
  const provider = await person.goOn(link);
  keep('state', provider.searchParams.get('state'));
  const callback = await person.decide(provider);
  keep('authorization code', callback.searchParams.get('code'));
  const page = await person.comeBack(callback);
  await person.comeBack(callback);
  for (const value of person.browser.cookies.values()) keep('browser cookie', value);
  keep('code of the proof', codeIn(page.html), /^page of the code$/);
  answers.push({ where: 'page of the code', text: page.html });
  return codeIn(page.html);
}

async function keepTokens(): Promise<number> {
  const vault = server.app.get(TokenVaultService);
  const rows = await server.app.get(DataSource).manager.find(Authorization);
  let kept = 0;
  for (const { id } of rows) {
    const row = await vault.read(id);
    const tokenSet = row && (await vault.open(row));
    if (tokenSet === undefined) continue;
    keep('access token', tokenSet.accessToken, tokenRoute);
    if (tokenSet.refreshToken !== undefined) keep('refresh token', tokenSet.refreshToken);
    kept += 1;
  }
  return kept;
}

/** The words of the story that everybody may find: a search that misses them searches in the wrong place. */
const botName = 'Canary assistant';

beforeAll(async () => {
  receiver = await Receiver.start();
  world = await startWorld({ allowedHosts: [receiver.host] });
  server = recording(world.server);
  world = { ...world, server };
  await administration();
  await chatStory();
  await typedStory();
  await failures();
  await receiver.hear('completed', completedRequest);
  events.push({ where: 'webhook', text: JSON.stringify(receiver.told) });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

async function administration(): Promise<void> {
  keep('password', server.owner.password);
  keep('owner key', server.key);
  keep('session cookie', server.cookie.split('=')[1]);
  keep('master key', Buffer.alloc(32, 7).toString('base64'));
  const operators = world.sandbox.systemProfiles(server.url).filter(({ clientSecret }) => clientSecret !== undefined);
  for (const { name, clientSecret } of operators) keep(`client secret of the operator at ${name}`, clientSecret);
  const wrong = { email: server.owner.email, password: 'canary-wrong-password' };
  keep('wrong password', wrong.password);
  await server.call('POST', '/v1/session', { key: null, body: wrong });
  await server.call('GET', '/v1/bots', { key: 'canary-key-that-is-wrong' });
  keep('wrong key', 'canary-key-that-is-wrong');
  const key = { name: 'second', permissions: ['bots:view'] };
  const headers = fresh();
  const made = await server.call('POST', '/v1/api-keys', { body: key, headers });
  keep('API key', expectStatus(made, 201).body.key, /^POST \/v1\/api-keys$/);
  await server.call('POST', '/v1/api-keys', { body: key, headers });
  const webhook = { url: `http://${receiver.host}/other` };
  const hook = await server.call('POST', '/v1/webhooks', { body: webhook, headers: fresh() });
  keep('webhook secret', hook.body.secret, /^POST \/v1\/webhooks$/);
  await receiver.subscribe(server);
  const field = { placement: 'header', key: 'x-canary', value: 'canary-of-a-field' } as const;
  const custom = await createCustomProfile(world, { authorizationFields: [field] });
  keep('client secret of the customer', custom.clientSecret);
  keep('authorization field', field.value);
  await server.call('POST', `/v1/auth-profiles/${custom.id}/test`, { body: {} });
  await server.call('PATCH', `/v1/auth-profiles/${custom.id}`, { body: { clientSecret: 'canary-second-secret' } });
  keep('changed client secret', 'canary-second-secret');
  await server.call('GET', '/v1/auth-profiles');
}

let completedRequest = '';

async function chatStory(): Promise<void> {
  const action = await SalesforceAction.forEndUsers(server, botName);
  await action.install('create-lead');
  const chat = await Chat.start(server, action.botId, 'u-42');
  const stream = await EventReader.open(server, chat.conversationId);
  const lead = new Map([
    [/first name/i, 'Grace'],
    [/last name/i, 'Hopper'],
    [/company/i, 'Example Navy'],
  ]);
  await chat.answer('create a lead', lead);
  const code = await authorize(chat.link());
  await chat.hear(/6-digit code/);
  await chat.say(code);
  await chat.hear(/Hopper of Example Navy/);
  stream.close();
  expect(await keepTokens()).toBeGreaterThan(0);
  const list = await server.call('GET', '/v1/authorizations');
  const { id } = list.body.items[0];
  const token = await server.call('POST', `/v1/authorizations/${id}/token`, { headers: fresh() });
  expect(secrets.map(({ value }) => value)).toContain(expectStatus(token, 200).body.accessToken);
  world.sandbox.tokens.salesforce.expireAccessTokens();
  expectStatus(await action.run('list-leads', {}, 'u-42', fresh()), 200);
  expect(world.sandbox.journal.salesforce.count('token refresh_token')).toBe(1);
  await keepTokens();
  await server.call('GET', `/v1/bots/${action.botId}/runs`);
  await server.call('GET', `/v1/conversations/${chat.conversationId}/messages`);
  await linkStory(action);
}

async function linkStory(action: SalesforceAction): Promise<void> {
  const body = { endUser: { id: 'u-7' }, returnUrl: 'https://chat.example.com/' };
  const path = `${action.path}/authorization-links`;
  const headers = fresh();
  const link = expectStatus(await server.call('POST', path, { body, headers }), 201).body;
  await server.call('POST', path, { body, headers });
  const code = await authorize(link.url as string);
  const verify = `/v1/authorization-requests/${link.id}/verify`;
  expectStatus(await server.call('POST', verify, { body: { code }, headers: fresh() }), 200);
  completedRequest = link.id as string;
  await keepTokens();
  const required = await action.run('list-leads', {}, 'u-8', fresh());
  keep('link token of a run', tokenOf(required.body.authorizationRequest.url as string), linkAnswers);
}

/** What people type in, right and wrong, and the key of an app. */
async function typedStory(): Promise<void> {
  const profile = 'system-freshdesk-api-key';
  const apiKey = systems.freshdesk.people[0]?.apiKey;
  keep('API key of a person', apiKey, tokenRoute);
  keep('wrong API key of a person', 'canary-wrong-key-of-a-person');
  const bot = expectStatus(await server.call('POST', '/v1/bots', { body: { name: 'Typed' }, headers: fresh() }), 201);
  const path = `/v1/bots/${bot.body.id as string}/actions/freshdesk`;
  const settings = { authorizationMode: 'end-user', authProfileId: profile };
  expectStatus(await server.call('PUT', path, { body: settings }), 200);
  expectStatus(await server.call('POST', `${path}/enable`, { headers: fresh() }), 200);
  const wanted = { body: { endUser: { id: 'u-9' } }, headers: fresh() };
  const link = expectStatus(await server.call('POST', `${path}/authorization-links`, wanted), 201).body;
  keep('link token of a form', tokenOf(link.url as string), linkAnswers);
  const person = new Person(server.url);
  const { pathname } = new URL(link.url as string);
  const submit = async (key: string | undefined) => {
    const formToken = formTokenIn((await person.open(link.url as string)).html);
    return person.browser.post(pathname, { formToken, 'credential.key': key ?? '' });
  };
  const refused = await submit('canary-wrong-key-of-a-person');
  answers.push({ where: 'page of a wrong key', text: refused.html.replaceAll(tokenOf(link.url as string), '') });
  expect(refused.html).toContain('did not accept');
  const done = await submit(apiKey);
  const page = await person.open(new URL(done.location ?? '/', server.url).href);
  keep('code of the proof', codeIn(page.html), /^page of the code$/);
  const verify = `/v1/authorization-requests/${link.id as string}/verify`;
  await server.call('POST', verify, { body: { code: codeIn(page.html) }, headers: fresh() });
  const run = { body: { input: { limit: 5 }, endUserId: 'u-9' }, headers: fresh() };
  expectStatus(await server.call('POST', `${path}/operations/list-tickets/runs?trace=true`, run), 200);
  for (const key of [apiKey, 'canary-wrong-key-of-a-person']) {
    await server.call('POST', `/v1/auth-profiles/${profile}/test`, { body: { credentials: { key } } });
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  keep('private key', pem.split('\n')[1]);
  const signed = await createCustomProfile(world, { name: 'Signed', grantType: 'jwt-bearer', clientSecret: pem });
  await server.call('POST', `/v1/auth-profiles/${signed.id}/test`, { body: {} });
  await server.call('GET', `/v1/auth-profiles/${signed.id}`);
  await keepTokens();
}

/** What goes wrong is written down with more care than what goes well. */
async function failures(): Promise<void> {
  const { faults } = world.sandbox;
  const action = await SalesforceAction.forEndUsers(server);
  for (const kind of ['server-error', 'html', 'close-before', 'revoked-grant'] as const) {
    faults.salesforce.set([{ kind, on: 'token' }]);
    const { url } = await action.link('u-fails');
    keep('link token of a failure', tokenOf(url), linkAnswers);
    const person = new Person(server.url);
    const callback = await person.decide(await person.goOn(url));
    keep('authorization code of a failure', callback.searchParams.get('code'));
    const page = await person.comeBack(callback);
    answers.push({ where: 'page of a failure', text: page.html });
  }
  faults.salesforce.clear();
  const guess = randomBytes(32).toString('base64url');
  keep('guessed link token', guess);
  await server.call('GET', `/authorize/${guess}`, { key: null });
  await server.call('GET', `/oauth/callback/system-salesforce?state=${guess}&code=canary-guessed-code`, { key: null });
  keep('guessed code', 'canary-guessed-code');
  await server.call('GET', `/v1/none/${guess}?token=${guess}`);
  const { body } = await server.call('GET', '/v1/authorizations');
  world.sandbox.tokens.salesforce.expireAccessTokens();
  faults.salesforce.set([
    { kind: 'server-error', on: 'revoke' },
    { kind: 'revoked-grant', on: 'token' },
  ]);
  for (const { id } of body.items) await server.call('POST', `/v1/authorizations/${id}/token`);
  await server.call('DELETE', `/v1/authorizations/${body.items[0].id}`);
  faults.salesforce.clear();
  await server.call('GET', '/metrics', { key: null });
}

/** A secret as it is, and as it may hide: in a URL, in base64, in the text of bytes; digits only where they stand alone. */
function patternsOf({ value }: Secret): readonly RegExp[] {
  const escape = (text: string) => text.replace(/[^\w]/g, '\\$&');
  if (/^\d{6}$/.test(value)) {
    return [new RegExp(`(?<![\\w.])${value.slice(0, 3)} ?${value.slice(3)}(?!\\w)`)];
  }
  const bytes = Buffer.from(value);
  const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
  const encoded = [bytes.toString('hex'), bytes.toString('base64').replace(/..?=*$/, '')];
  return [...new Set([...forms, ...encoded])].map((form) => new RegExp(escape(form)));
}

/** `secret in place` for all that was found. */
function leaks(written: readonly Written[]): readonly string[] {
  return secrets.flatMap((secret) => {
    const patterns = patternsOf(secret);
    const places = written.filter(({ where, text }) => {
      return secret.mayBeIn?.test(where) !== true && patterns.some((pattern) => pattern.test(text));
    });
    return places.map(({ where }) => `${secret.name} in ${where}`);
  });
}

async function tables(): Promise<readonly Written[]> {
  const database = server.app.get(DataSource);
  const named: { name: string }[] = await database.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
      WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const read = named.map(async ({ name }) => {
    const rows: { row: string }[] = await database.query(`SELECT t::text AS row FROM ${name} t`);
    return { where: name, text: rows.map(({ row }) => row).join('\n') };
  });
  return Promise.all(read);
}

describe('a canary', () => {
  it('is of every kind, and would be found', () => {
    const names = new Set(secrets.map(({ name }) => name));
    for (const name of ['access token', 'refresh token', 'link token', 'code of the proof', 'API key', 'password']) {
      expect(names).toContain(name);
    }
    expect(new Set(secrets.filter(({ name }) => name === 'refresh token').map(({ value }) => value)).size).toBe(3);
    for (const secret of secrets) {
      expect(leaks([{ where: 'here', text: `(a,"${secret.value}",b)` }]).join()).toContain(`${secret.name} in here`);
    }
  });

  it('is in no line of the log', () => {
    const written = server.logs();
    expect(written.split('\n').length).toBeGreaterThan(20);
    expect(leaks(written.split('\n').map((line) => ({ where: line.slice(0, 400), text: line })))).toEqual([]);
  });

  it('is in no answer but the one that it was asked for, and in no event', () => {
    expect(answers.length).toBeGreaterThan(40);
    expect(answers.some(({ text }) => text.includes(botName))).toBe(true);
    expect(events[0]?.text).toContain(completedRequest);
    expect(leaks([...answers, ...events])).toEqual([]);
  });

  it('is in no table, and no table was forgotten', async () => {
    const read = await tables();
    const filled = read.filter(({ text }) => text !== '').map(({ where }) => where);
    const expected = [
      'authorizations',
      'authorization_requests',
      'authorization_attempts',
      'messages',
      'effects',
      'runs',
    ];
    expect(filled).toEqual(expect.arrayContaining(expected.map((name) => `public.${name}`)));
    expect(read.find(({ where }) => where === 'public.bots')?.text).toContain(botName);
    expect(leaks(read)).toEqual([]);
  });
});
