import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { erased } from './erasure/testing.js';

let server: TestServer;
let botId: string;
let people: string;

beforeAll(async () => {
  server = await startTestServer();
  botId = await createBot('Receptionist');
  people = `/v1/bots/${botId}/end-users`;
  await greet(botId, { id: 'u-1', displayName: 'Grace Hopper' });
  await greet(botId, { id: 'u-2', displayName: '100% Ada_\\' });
  await greet(botId, { id: 'u-1', channel: 'sms' });
});
afterAll(() => server.close());

async function createBot(name: string): Promise<string> {
  return (await server.call('POST', '/v1/bots', { body: { name } })).body.id as string;
}

async function greet(bot: string, endUser: object): Promise<string> {
  const { body } = await server.call('POST', `/v1/bots/${bot}/conversations`, { body: { endUser } });
  return body.id as string;
}

const search = async (text: string) => {
  const { body } = await server.call('GET', `${people}?search=${encodeURIComponent(text)}`);
  return body.items.map(({ externalId, channel }: Record<string, string>) => `${externalId} ${channel}`);
};

describe('end users', () => {
  it('are listed newest first, by page, with what is held and was said of them', async () => {
    const { body } = await server.call('GET', `${people}?limit=2`);
    expect(body.items).toMatchObject([
      { externalId: 'u-1', channel: 'sms', displayName: null, authorizationCount: 0, conversationCount: 1 },
      { externalId: 'u-2', channel: 'api', displayName: '100% Ada_\\' },
    ]);
    expect(Date.parse(body.items[0].lastSeenAt)).toBeGreaterThanOrEqual(Date.parse(body.items[0].createdAt));
    const rest = await server.call('GET', `${people}?limit=2&cursor=${body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ externalId: 'u-1', channel: 'api' }], nextCursor: null });
  });

  it('are found by a part of the id or of the name, in any case, whatever it holds', async () => {
    expect(await search('HOPPER')).toEqual(['u-1 api']);
    expect(await search('u-1')).toEqual(['u-1 sms', 'u-1 api']);
    expect(await search('100%')).toEqual(['u-2 api']);
    expect(await search('_\\')).toEqual(['u-2 api']);
    expect(await search("'; DROP TABLE end_users; --")).toEqual([]);
    expect(await search('%')).toEqual(['u-2 api']);
  });

  it('are deleted, and are somebody new when they come back', async () => {
    const conversationId = await greet(botId, { id: 'u-gone', displayName: 'Gone' });
    const [{ id }] = (await server.call('GET', `${people}?search=u-gone`)).body.items;
    expect((await server.call('GET', `${people}/${id}`)).body.conversationCount).toBe(1);
    const answers = await Promise.all([1, 2].map(() => server.call('DELETE', `${people}/${id}`)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await server.call('GET', `${people}/${id}`)).status).toBe(404);
    const proof = await erased(server, botId, answers[0]?.body.id as string);
    expect(proof).toMatchObject({ endUserId: id, authorizations: [], scan: { found: [] } });
    expect(proof.erased).toEqual(
      expect.arrayContaining([
        { table: 'conversations', count: 1 },
        { table: 'end_users', count: 1 },
      ]),
    );
    expect(proof.scan.columns).toBeGreaterThan(100);
    expect((await server.call('GET', `/v1/conversations/${conversationId}`)).status).toBe(404);
    await greet(botId, { id: 'u-gone' });
    expect((await server.call('GET', `${people}?search=u-gone`)).body.items).toMatchObject([{ displayName: null }]);
  });

  it('do not exist below another bot', async () => {
    const other = await createBot('Other');
    const [{ id }] = (await server.call('GET', people)).body.items;
    expect((await server.call('GET', `/v1/bots/${other}/end-users/${id}`)).status).toBe(404);
    expect((await server.call('DELETE', `/v1/bots/${other}/end-users/${id}`)).status).toBe(404);
    expect((await server.call('GET', `${people}/${id}`)).status).toBe(200);
  });
});
