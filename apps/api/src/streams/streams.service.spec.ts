import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDivision, createMember, withCookie, type MemberOfTest } from '../../../../test/support/members.js';
import { ServerEvents } from '../../../../test/support/server-events.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { SessionsService } from '../sessions/sessions.service.js';

let server: TestServer;
let here: string;
let there: string;

beforeAll(async () => {
  server = await startTestServer();
  here = await createDivision(server, 'Here');
  there = await createDivision(server, 'There');
});
afterAll(() => server.close());

const listen = (cookie: string, path: string) => ServerEvents.open({ url: server.url }, path, { cookie });
const createBot = async (name: string) =>
  String((await server.call('POST', '/v1/bots', { body: { name, divisionId: here } })).body.id);
const moveAway = async (botId: string) =>
  expect((await server.call('PATCH', `/v1/bots/${botId}`, { body: { divisionId: there } })).status).toBe(200);
const isOpen = (stream: ServerEvents) =>
  Promise.race([stream.ended().then(() => false), sleep(1_000).then(() => true)]);

/** A member whose last role was taken away, signed in. */
async function createPowerless(): Promise<Pick<MemberOfTest, 'call' | 'cookie'>> {
  const { id } = await createMember(server, [{ role: 'viewer', divisionId: here }]);
  await server.app.get(DataSource).query('DELETE FROM grants WHERE member_id = $1', [id]);
  const cookie = `attache_session=${(await server.app.get(SessionsService).start(id)).token}`;
  return { ...withCookie(server, cookie), cookie };
}

describe('a stream for everybody who is signed in', () => {
  it('goes on for a member of one division, and ends at sign-out for one without any permission', async () => {
    const ofDivision = await createMember(server, [{ role: 'viewer', divisionId: here }]);
    const powerless = await createPowerless();
    const goesOn = await listen(ofDivision.cookie, '/v1/notices/events');
    const ends = await listen(powerless.cookie, '/v1/notices/events');
    expect((await powerless.call('DELETE', '/v1/session')).status).toBe(204);
    await ends.ended();
    expect(await isOpen(goesOn)).toBe(true);
    goesOn.close();
  }, 20_000);
});

describe('a stream of a bot', () => {
  it('ends when the bot moves to a division that the member has no role in, and goes on for who has', async () => {
    const [left, follows] = [
      await createMember(server, [{ role: 'designer', divisionId: here }]),
      await createMember(
        server,
        [here, there].map((divisionId) => ({ role: 'designer', divisionId })),
      ),
    ];
    const botId = await createBot('A bot that moves');
    const path = `/v1/bots/${botId}/activity/events`;
    const [ends, goesOn] = [await listen(left.cookie, path), await listen(follows.cookie, path)];
    await moveAway(botId);
    await ends.ended();
    expect(await isOpen(goesOn)).toBe(true);
    goesOn.close();
  }, 20_000);

  it('ends too where its address names a conversation only', async () => {
    const { cookie } = await createMember(server, [{ role: 'designer', divisionId: here }]);
    const botId = await createBot('A bot that talks');
    const { body } = await server.call('POST', `/v1/bots/${botId}/conversations`, { body: { endUser: { id: 'u-1' } } });
    const stream = await listen(cookie, `/v1/conversations/${body.id}/events`);
    await moveAway(botId);
    await stream.ended();
  }, 20_000);
});
