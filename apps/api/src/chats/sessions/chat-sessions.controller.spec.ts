import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { declaredRoutes } from '../../openapi.js';
import { beginChat, createChatBot, createSecret, from, signUser, type Signing } from '../testing/chat-client.js';

const shop = 'https://shop.example.com';
let server: TestServer;
let replica: TestServer;
let botId: string;

beforeAll(async () => {
  server = await startTestServer();
  replica = await startTestServer({ databaseUrl: server.databaseUrl });
  botId = await createChatBot(server, 'Chatty', { allowedOrigins: [shop] });
});
afterAll(async () => {
  await replica.close();
  await server.close();
});

const say = (token: string, text: string, headers = {}, on = server) =>
  on.call('POST', `/v1/chat/${botId}/messages`, { key: token, body: { text }, headers });

describe('an anonymous user', () => {
  it('begins a conversation of their own, and takes it up again with the token, on every replica', async () => {
    const { status, body } = await beginChat(server, botId);
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'Sales assistant', locale: 'en', theme: { colorScheme: 'auto' } });
    const said = await say(body.token, 'hello');
    expect(said.body.messages[0]).toMatchObject({ author: 'end-user', content: { text: 'hello' } });
    const again = await replica.call('GET', `/v1/chat/${botId}/session`, { key: body.token });
    expect(again.body.conversationId).toBe(body.conversationId);
    expect(again.body.messages).toEqual([...body.messages, ...said.body.messages]);
    expect(again.body.token).toBeUndefined();
    const other = await beginChat(server, botId);
    expect(other.body.conversationId).not.toBe(body.conversationId);
    expect(other.body.messages.some((message: { author: string }) => message.author === 'end-user')).toBe(false);
  });

  it('is somebody whose id nobody can guess', async () => {
    await beginChat(server, botId);
    const rows: { external_id: string }[] = await server.app
      .get(DataSource)
      .query(`SELECT external_id FROM end_users WHERE channel = 'web' AND external_id LIKE 'anonymous:%'`);
    expect(new Set(rows.map(({ external_id }) => external_id)).size).toBe(rows.length);
    for (const { external_id } of rows) expect(external_id).toMatch(/^anonymous:[\w-]{43}$/);
  });

  it('cannot name a conversation, nor talk in one of another bot', async () => {
    const mine = (await beginChat(server, botId)).body;
    expect((await beginChat(server, botId, { body: { conversationId: mine.conversationId } })).status).toBe(404);
    const elsewhere = await createChatBot(server, 'Another');
    const path = `/v1/chat/${elsewhere}/messages`;
    const answer = await server.call('POST', path, { key: mine.token, body: { text: 'hi' } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is refused where the bot takes only signed users', async () => {
    const closed = await createChatBot(server, 'Members only', { anonymousUsers: false });
    expect(await beginChat(server, closed)).toMatchObject({ status: 401, body: { code: 'user-token-required' } });
  });

  it('says each thing once, however often it is sent', async () => {
    const { token } = (await beginChat(server, botId)).body;
    const key = { 'idempotency-key': 'once-and-for-all' };
    const first = await say(token, 'hello', key);
    const [again, elsewhere] = [await say(token, 'hello', key), await say(token, 'hello', key, replica)];
    expect([again.body, elsewhere.body]).toEqual([first.body, first.body]);
    const { body } = await server.call('GET', `/v1/chat/${botId}/messages`, { key: token });
    expect(body.messages.filter((message: { author: string }) => message.author === 'end-user')).toHaveLength(1);
  });

  it('speaks the language that they want, where the bot does', async () => {
    for (const [locale, spoken] of [
      ['de-AT,de,en', 'de'],
      ['fr', 'en'],
    ]) {
      expect((await beginChat(server, botId, { body: { locale } })).body.locale).toBe(spoken);
    }
  });
});

describe('a session', () => {
  it('may do nothing but hold its chat', async () => {
    const { token, conversationId } = (await beginChat(server, botId)).body;
    const guarded = (await declaredRoutes()).filter(({ access }) => access !== 'public' && access !== 'any-site');
    expect(guarded.length).toBeGreaterThan(60);
    for (const { method, path, access } of guarded.filter((route) => route.access !== 'chat')) {
      const target = path
        .replace(':botId', botId)
        .replace(':conversationId', conversationId)
        .replaceAll(/:\w+/g, 'none');
      const answer = await server.call(method, target, { key: token });
      expect({ status: answer.status, code: answer.body?.code }, `${method} ${path} ${access}`).toEqual({
        status: 403,
        code: 'permission-missing',
      });
    }
  });

  it('is no cookie, and no key opens its routes', async () => {
    const { token } = (await beginChat(server, botId)).body;
    const path = `/v1/chat/${botId}/messages`;
    const headers = { cookie: `attache_session=${token}`, origin: server.url };
    expect((await server.call('GET', path, { key: null, headers })).status).toBe(401);
    expect((await server.call('GET', path)).body.code).toBe('permission-missing');
    expect((await server.call('GET', path, { key: null, headers: { cookie: server.cookie } })).status).toBe(403);
  });

  it('is over after a day, when it is ended, and when the chat is switched off', async () => {
    const over = { status: 401, body: { code: 'chat-session-over' } };
    const idle = (await beginChat(server, botId)).body.token;
    await server.app.get(DataSource).query(`UPDATE chat_sessions SET last_seen_at = now() - interval '25 hours'`);
    expect(await say(idle, 'hello')).toMatchObject(over);
    const ended = (await beginChat(server, botId)).body.token;
    expect((await say(ended, 'hello', {}, replica)).status).toBe(200);
    expect((await server.call('DELETE', `/v1/chat/${botId}/session`, { key: ended })).status).toBe(204);
    expect(await say(ended, 'hello')).toMatchObject(over);
    expect(await say(`${ended.slice(0, -1)}_`, 'hello')).toMatchObject(over);

    const brief = await createChatBot(server, 'Brief');
    const { token } = (await beginChat(server, brief)).body;
    const settings = (await server.call('GET', `/v1/bots/${brief}/chat`)).body;
    const { secrets: _, pageUrl: __, scriptUrl: ___, ...body } = settings;
    await server.call('PUT', `/v1/bots/${brief}/chat`, { body: { ...body, isEnabled: false } });
    expect(await server.call('GET', `/v1/chat/${brief}/session`, { key: token })).toMatchObject(over);
    expect((await beginChat(server, brief)).status).toBe(404);
  });

  it('stores no token', async () => {
    const { token } = (await beginChat(server, botId)).body;
    const rows = await server.app.get(DataSource).query('SELECT * FROM chat_sessions');
    expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    expect(server.logs()).not.toContain(token.slice(4));
  });

  it('does not flood the bot', async () => {
    const { token } = (await beginChat(server, botId)).body;
    await server.app.get(DataSource).query(`UPDATE attempt_limits SET points = 120 WHERE key LIKE 'chat-message%'`);
    expect((await say(token, 'hello')).status).toBe(200);
    await server.app.get(DataSource).query(`UPDATE attempt_limits SET points = 120 WHERE key LIKE 'chat-message%'`);
    const answer = await say(token, 'hello');
    expect(answer).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = (await beginChat(server, botId)).body.token;
    expect((await say(other, 'hello')).status).toBe(200);
  });

  it('is not begun without end from one address', async () => {
    await server.app.get(DataSource).query(`DELETE FROM attempt_limits`);
    const answers = await Promise.all(Array.from({ length: 230 }, () => beginChat(server, botId)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(200);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
    await server.app.get(DataSource).query(`DELETE FROM attempt_limits`);
  });
});

describe('a user whom the host has signed', () => {
  it('takes up their latest conversation, in every browser, and no other one of somebody else', async () => {
    const secret = await createSecret(server, botId);
    const begin = async (claims: Signing['claims'] = {}, body: object = {}) =>
      beginChat(server, botId, { body: { userToken: await signUser(secret, botId, { claims }), ...body } });
    const first = (await begin()).body;
    await say(first.token, 'hello');
    const second = (await begin()).body;
    expect(second.conversationId).toBe(first.conversationId);
    expect(second.messages.some(({ author }: { author: string }) => author === 'end-user')).toBe(true);
    const other = (await begin({ sub: 'u-43' })).body;
    expect(other.conversationId).not.toBe(first.conversationId);
    const stolen = await begin({ sub: 'u-43' }, { conversationId: first.conversationId });
    expect(stolen).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is known by the two newest secrets, and by no older one', async () => {
    const signed = await createChatBot(server, 'Rotating');
    const secrets = [];
    for (let round = 0; round < 3; round += 1) secrets.push(await createSecret(server, signed));
    const statuses = [];
    for (const secret of secrets) {
      const answer = await beginChat(server, signed, { body: { userToken: await signUser(secret, signed) } });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([401, 201, 201]);
    const { body } = await server.call('GET', `/v1/bots/${signed}/chat`);
    expect(body.secrets).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain(secrets[2]);
    const rows = await server.app.get(DataSource).query('SELECT * FROM chat_secrets');
    expect(JSON.stringify(rows)).not.toContain(secrets[2]);
  });

  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
  it.each<[string, Signing]>([
    ['expired', { claims: { exp: inSeconds(-60) } }],
    ['without an end', { claims: { exp: undefined } }],
    ['valid for too long', { claims: { exp: inSeconds(3_700) } }],
    ['for another bot', { claims: { aud: 'bot_other' } }],
    ['for no bot', { claims: { aud: undefined } }],
    ['of nobody', { claims: { sub: undefined } }],
    ['of an empty name', { claims: { sub: '  ' } }],
    ['of somebody anonymous', { claims: { sub: 'anonymous:x' } }],
    ['with a name that is none', { claims: { name: { first: 'Ada' } } }],
    ['not valid yet', { claims: { nbf: inSeconds(60) } }],
    ['signed in another way', { algorithm: 'HS512' }],
  ])('is refused with a token %s', async (_title, signing) => {
    const secret = await createSecret(server, botId);
    const userToken = await signUser(secret, botId, signing);
    const answer = await beginChat(server, botId, { body: { userToken } });
    expect(answer).toMatchObject({ status: 401, body: { code: 'user-token-invalid' } });
    expect(answer.text).not.toContain(userToken);
  });

  it('is refused with a token that is unsigned, forged, or of a bot without secrets', async () => {
    const secret = await createSecret(server, botId);
    const [, payload, signature] = (await signUser(secret, botId)).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forgeries = [`${none}.${payload}.`, `${none}.${payload}.${signature}`, await signUser('guessed', botId), 'x'];
    for (const userToken of forgeries) {
      expect((await beginChat(server, botId, { body: { userToken } })).status).toBe(401);
    }
    const bare = await createChatBot(server, 'Without secrets');
    const answer = await beginChat(server, bare, { body: { userToken: await signUser('', bare).catch(() => 'x') } });
    expect(answer.body.code).toBe('user-token-invalid');
  });
});

describe('a page of another site', () => {
  it('may call the chat where the bot allows it, without cookies', async () => {
    const answer = await beginChat(server, botId, { headers: from(shop) });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toContain('Origin');
    expect(answer.headers.get('set-cookie')).toBeNull();
    const refused = await server.call('GET', `/v1/chat/${botId}/session`, { key: null, headers: from(shop) });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('access-control-allow-origin')).toBe(shop);
  });

  it('asks first, as browsers do', async () => {
    const preflight = (path: string, origin: string) =>
      server.call('OPTIONS', path, {
        key: null,
        headers: { ...from(origin), 'access-control-request-method': 'POST' },
      });
    const good = await preflight(`/v1/chat/${botId}/messages`, shop);
    expect(good.status).toBe(204);
    expect(good.headers.get('access-control-allow-headers')).toContain('authorization');
    for (const [path, origin] of [
      [`/v1/chat/${botId}/messages`, 'https://evil.example'],
      [`/v1/chat/bot_none/messages`, shop],
      ['/v1/session', shop],
      [`/v1/bots/${botId}`, shop],
    ] as const) {
      const bad = await preflight(path, origin);
      expect({ status: bad.status, allowed: bad.headers.get('access-control-allow-origin') }, path).toEqual({
        status: 404,
        allowed: null,
      });
    }
  });

  it.each(['https://evil.example', 'https://shop.example.com.evil.example', 'http://shop.example.com', 'null'])(
    'that the bot does not name is refused: %s',
    async (origin) => {
      const answer = await beginChat(server, botId, { headers: from(origin) });
      expect(answer).toMatchObject({ status: 403, body: { code: 'origin-forbidden' } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

describe('the page of the chat', () => {
  it('binds the browser, by a cookie that scripts cannot read', async () => {
    const answer = await beginChat(server, botId, { headers: from(server.url, 'same-origin') });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^attache_browser=[\w-]{43};.*HttpOnly;.*SameSite=Lax/);
  });

  it('is strict about what runs in it, escapes the title, and is embedded nowhere', async () => {
    const evil = await createChatBot(server, 'Evil', { title: '</title><script>alert(1)</script>' });
    const page = await server.call('GET', `/chat/${evil}`, { key: null });
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text.match(/<script/g)).toHaveLength(1);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('x-robots-tag')).toContain('noindex');
  });

  it('is a page that says so where there is no chat', async () => {
    for (const id of ['bot_none', (await server.call('POST', '/v1/bots', { body: { name: 'Mute' } })).body.id]) {
      const page = await server.call('GET', `/chat/${id}`, { key: null });
      expect(page.status).toBe(404);
      expect(page.headers.get('content-type')).toContain('text/html');
    }
  });
});
