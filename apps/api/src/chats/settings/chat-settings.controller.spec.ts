import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';
import { createChatBot, openChat } from '../testing/chat-client.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the chat of a bot', () => {
  it('is off until it is set up', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'New' } });
    const { body } = await server.call('GET', `/v1/bots/${bot.id}/chat`);
    expect(body).toMatchObject({ isEnabled: false, title: 'New', allowedOrigins: [], secrets: [] });
    expect(body.pageUrl).toBe(`${server.url}/chat/${bot.id}`);
    expect(body.scriptUrl).toBe(`${server.url}/chat/attache-chat.js`);
    const page = await fetch(body.pageUrl);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('There is no chat here');
  });

  it('keeps what was put, as it was put', async () => {
    const botId = await createChatBot(server, 'Kept');
    const allowedOrigins = ['https://shop.example.com', 'http://localhost:8080'];
    const settings = {
      ...openChat,
      allowedOrigins,
      greeting: 'Hi <b>',
      theme: { accentColor: '#AA00BB', colorScheme: 'dark' },
    };
    const put = await server.call('PUT', `/v1/bots/${botId}/chat`, { body: settings });
    expect(put.status).toBe(200);
    const { body } = await server.call('GET', `/v1/bots/${botId}/chat`);
    expect(body).toMatchObject({ ...settings, theme: { accentColor: '#aa00bb', colorScheme: 'dark' } });
    expect(put.body).toEqual(body);
  });

  it.each([
    ['https://shop.example.com/', '/allowedOrigins/0'],
    ['https://shop.example.com/path', '/allowedOrigins/0'],
    ['http://shop.example.com', '/allowedOrigins/0'],
    ['https://*.example.com', '/allowedOrigins/0'],
    ['*', '/allowedOrigins/0'],
    ['null', '/allowedOrigins/0'],
    ['https://user@shop.example.com', '/allowedOrigins/0'],
    ['HTTPS://shop.example.com', '/allowedOrigins/0'],
    ['javascript:alert(1)', '/allowedOrigins/0'],
  ])('allows no such origin: %s', async (origin, pointer) => {
    const botId = await createChatBot(server, `Origin ${origin}`);
    const body = { ...openChat, allowedOrigins: [origin] };
    const answer = await server.call('PUT', `/v1/bots/${botId}/chat`, { body });
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer }] } });
  });

  it.each([
    ['no language', { languages: [] }],
    ['a language that is none', { languages: ['en', '../x'] }],
    ['a colour that is none', { theme: { accentColor: 'red;background:url(x)' } }],
    ['an empty title', { title: ' ' }],
    ['a field that there is not', { secret: 'x' }],
  ])('refuses %s', async (_title, change) => {
    const botId = await createChatBot(server, `Refused ${JSON.stringify(change)}`.slice(0, 90));
    const answer = await server.call('PUT', `/v1/bots/${botId}/chat`, { body: { ...openChat, ...change } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });

  it('is set up by whoever may edit the bot', async () => {
    const botId = await createChatBot(server, 'Guarded');
    const { body } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'viewer', permissions: ['bots:view'] },
    });
    const key = String(body.key);
    expect((await server.call('GET', `/v1/bots/${botId}/chat`, { key })).status).toBe(200);
    expect((await server.call('PUT', `/v1/bots/${botId}/chat`, { key, body: openChat })).status).toBe(403);
    expect((await server.call('POST', `/v1/bots/${botId}/chat/secret`, { key })).status).toBe(403);
  });
});
