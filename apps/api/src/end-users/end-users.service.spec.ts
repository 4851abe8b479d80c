import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { EndUsersService } from './end-users.service.js';

let server: TestServer;
let bot: { readonly id: string; readonly workspaceId: string };
let endUsers: EndUsersService;

beforeAll(async () => {
  server = await startTestServer();
  const made = await server.call('POST', '/v1/bots', { body: { name: 'Sales assistant' } });
  const [workspace] = await server.app.get(DataSource).query<[{ id: string }]>('SELECT id FROM workspaces');
  bot = { id: made.body.id as string, workspaceId: workspace.id };
  endUsers = server.app.get(EndUsersService);
});
afterAll(() => server.close());

describe('a person whom a host names', () => {
  it('keeps the id that conversations and authorizations know them by when their name changes', async () => {
    const nameless = await endUsers.upsert(bot, { id: 'u-1' });
    const conversations = `/v1/bots/${bot.id}/conversations`;
    for (const displayName of ['Grace', 'Grace Hopper']) {
      const body = { endUser: { id: 'u-1', displayName } };
      const started = await server.call('POST', conversations, { body });
      expect(started.status).toBe(201);
      expect(started.body.endUser.displayName).toBe(displayName);
    }
    expect(await endUsers.find(bot.id, 'u-1')).toMatchObject({ id: nameless.id, displayName: 'Grace Hopper' });
    expect((await endUsers.upsert(bot, { id: 'u-1' })).displayName).toBe('Grace Hopper');
  });

  it('is one person when many requests name them first at once', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => endUsers.upsert(bot, { id: 'u-2' })));
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
  });

  it('is another person on another channel', async () => {
    const there = await endUsers.upsert(bot, { id: 'u-1', channel: 'slack' });
    expect(there.id).not.toBe((await endUsers.find(bot.id, 'u-1'))?.id);
  });
});
