import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { startMailServer, type TestMailServer } from '../../../../test/support/mail-server.js';
import { createDivision, createMember, type MemberOfTest } from '../../../../test/support/members.js';
import { ServerEvents } from '../../../../test/support/server-events.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import type { DomainEvent } from '../events/event.entity.js';
import { EventsService } from '../events/events.service.js';
import type { EventType } from '../events/types/event-types.js';
import { allNoticeKinds, type NoticeKind } from './notice-kinds.js';
import { NoticesService, type NoticeToTell } from './telling/notices.service.js';

const variables = (smtp: TestMailServer) => ({
  ATTACHE_SMTP_URL: smtp.url,
  ATTACHE_MAIL_FROM: 'Attaché <bots@example.com>',
});

let smtp: TestMailServer;
let server: TestServer;
let replica: TestServer;
let database: DataSource;
let workspaceId: string;
let member: MemberOfTest;

beforeAll(async () => {
  smtp = await startMailServer();
  server = await startTestServer({ variables: variables(smtp) });
  replica = await startTestServer({ variables: variables(smtp), databaseUrl: server.databaseUrl });
  database = server.app.get(DataSource);
  [{ id: workspaceId }] = await database.query('SELECT id FROM workspaces');
});
beforeEach(async () => {
  member = await createMember(server, [{ role: 'designer', divisionId: null }]);
});
afterAll(async () => {
  await replica.close();
  await server.close();
  await smtp.close();
});

let told = 0;

/** Tells the member something new. */
async function tell(changes: Partial<NoticeToTell> = {}, by = server): Promise<void> {
  told += 1;
  await by.app.get(NoticesService).tell(() =>
    Promise.resolve({
      ...{ workspaceId, kind: 'action-failed', topic: `topic ${told}`, occasion: `occasion ${told}` },
      ...{ title: `Title ${told}`, body: 'What happened.', recipients: [{ memberId: member.id, link: '/bots' }] },
      ...changes,
    }),
  );
}

const resolve = (topic: string, isSo = true) =>
  server.app.get(NoticesService).resolve({ workspaceId, kinds: ['action-failed'], topic }, () => Promise.resolve(isSo));

const list = async (query = '', who = member) => (await who.call('GET', `/v1/notices${query}`)).body;
const unread = async () => (await member.call('GET', '/v1/notices/summary')).body.unreadCount;
const prefer = (kind: NoticeKind, isInInbox: boolean, isByEmail: boolean) =>
  member.call('PUT', '/v1/notice-preferences', { body: { items: [{ kind, isInInbox, isByEmail }] } });
const mailsOf = ({ email }: MemberOfTest) =>
  smtp.mails.filter(({ to, headers }) => to.includes(email) && headers.has('list-unsubscribe'));

async function happen(type: EventType, data: DomainEvent['data']): Promise<void> {
  const events = server.app.get(EventsService);
  events.dispatch(await database.transaction((manager) => events.record(manager, { workspaceId, type, data })));
}

describe('the inbox', () => {
  it('lists what a member was told, newest first, page by page', async () => {
    expect(await list()).toEqual({ items: [], nextCursor: null });
    for (let n = 0; n < 3; n += 1) await tell();
    const first = await list('?limit=2');
    const second = await list(`?limit=2&cursor=${first.nextCursor}`);
    expect(first.items.map(({ title }: { title: string }) => title)).toEqual([`Title ${told}`, `Title ${told - 1}`]);
    expect(second).toMatchObject({ items: [{ title: `Title ${told - 2}`, readAt: null }], nextCursor: null });
  });

  it('marks one as read, or all, and drops what is deleted', async () => {
    for (let n = 0; n < 3; n += 1) await tell();
    const [newest, second] = (await list()).items;
    expect((await member.call('POST', `/v1/notices/${newest.id}/read`)).status).toBe(204);
    expect(await unread()).toBe(2);
    expect((await list('?show=unread')).items).toHaveLength(2);
    expect((await member.call('DELETE', `/v1/notices/${second.id}`)).status).toBe(204);
    expect((await member.call('DELETE', `/v1/notices/${second.id}`)).status).toBe(404);
    expect(await unread()).toBe(1);
    expect((await member.call('POST', '/v1/notices/read-all')).status).toBe(204);
    expect(await unread()).toBe(0);
    expect((await list()).items).toHaveLength(2);
  });

  it('is nobody else’s: not another member’s, and not an API key’s', async () => {
    await tell();
    const [{ id }] = (await list()).items;
    const other = await createMember(server, [{ role: 'owner', divisionId: null }]);
    expect((await list('', other)).items).toEqual([]);
    for (const [method, path] of [
      ['POST', `/v1/notices/${id}/read`],
      ['DELETE', `/v1/notices/${id}`],
    ] as const) {
      expect((await other.call(method, path)).status).toBe(404);
    }
    await other.call('POST', '/v1/notices/read-all');
    expect(await unread()).toBe(1);
    for (const path of ['/v1/notices', '/v1/notices/summary', '/v1/notices/events', '/v1/notice-preferences']) {
      expect((await server.call('GET', path)).body).toMatchObject({ code: 'permission-missing' });
      expect((await server.call('GET', path, { key: null })).status).toBe(401);
    }
  });

  it('shows nothing of a bot that the member may not see any more', async () => {
    const divisionId = await createDivision(server, `Division ${told}`);
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: `Bot ${told}`, divisionId } });
    member = await createMember(server, [{ role: 'designer', divisionId }]);
    await tell({ recipients: [{ memberId: member.id, link: '/bots', botId: bot.id }] });
    const [{ id }] = (await list()).items;
    await server.call('PATCH', `/v1/bots/${bot.id}`, { body: { divisionId: await createDivision(server, 'Secret') } });
    expect((await list()).items).toEqual([]);
    expect(await unread()).toBe(0);
    expect((await member.call('POST', `/v1/notices/${id}/read`)).status).toBe(404);
  });

  it('is told live, on every replica', async () => {
    const { cookie } = member;
    const stream = await ServerEvents.open({ url: replica.url }, '/v1/notices/events', { cookie });
    expect((await stream.until('summary')).data).toEqual({ unreadCount: 0 });
    await tell();
    expect((await stream.until('summary', 2)).data).toEqual({ unreadCount: 1 });
    await member.call('POST', '/v1/notices/read-all');
    expect((await stream.until('summary', 3)).data).toEqual({ unreadCount: 0 });
    stream.close();
  });
});

describe('a notice', () => {
  it('is told once, however often and wherever the same is heard', async () => {
    const same = { topic: `same ${told}`, occasion: `same ${told}` };
    await Promise.all(Array.from({ length: 10 }, (_, n) => tell(same, n % 2 === 0 ? server : replica)));
    expect((await list()).items).toHaveLength(1);
  });

  it('is not told again before it was well in between', async () => {
    const topic = `flapping ${told}`;
    const well = () => resolve(topic);
    await tell({ topic, occasion: `${topic} 1` });
    await tell({ topic, occasion: `${topic} 2` });
    expect((await list()).items).toMatchObject([{ resolvedAt: null }]);
    await resolve(topic, false);
    expect((await list()).items).toMatchObject([{ resolvedAt: null }]);
    await well();
    await tell({ topic, occasion: `${topic} 1` });
    expect((await list()).items).toMatchObject([{ resolvedAt: expect.any(String) }]);
    await tell({ topic, occasion: `${topic} 3` });
    expect((await list()).items).toMatchObject([{ resolvedAt: null }, { resolvedAt: expect.any(String) }]);
  });

  it('stays deleted when it is heard again', async () => {
    const same = { topic: `gone ${told}`, occasion: `gone ${told}` };
    await tell(same);
    const [{ id }] = (await list()).items;
    await member.call('DELETE', `/v1/notices/${id}`);
    await tell(same);
    expect((await list()).items).toEqual([]);
  });
});

describe('preferences', () => {
  it('are the member’s own, for each kind', async () => {
    const { body } = await member.call('GET', '/v1/notice-preferences');
    expect(body).toMatchObject({ canMail: true, email: member.email });
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(allNoticeKinds);
    const mailed = body.items.filter(({ isByEmail }: { isByEmail: boolean }) => isByEmail);
    expect(mailed.map(({ kind }: { kind: string }) => kind)).toEqual(['authorization-lost', 'new-sign-in']);
    await prefer('action-failed', false, false);
    await tell();
    expect((await list()).items).toEqual([]);
    await prefer('action-failed', true, false);
    await tell();
    expect((await list()).items).toHaveLength(1);
  });

  it.each([
    [{ kind: 'unknown', isInInbox: true, isByEmail: true }],
    [{ kind: 'new-sign-in', isInInbox: true }],
    [{ kind: 'new-sign-in', isInInbox: true, isByEmail: true, memberId: 'mem_other' }],
  ])('are refused as %j', async (item) => {
    const answer = await member.call('PUT', '/v1/notice-preferences', { body: { items: [item] } });
    expect(answer.body.code).toBe('request-invalid');
  });

  it('say what webhooks are told of, for who manages webhooks', async () => {
    const viewer = await createMember(server, [{ role: 'viewer', divisionId: null }]);
    expect((await viewer.call('GET', '/v1/notice-events')).status).toBe(403);
    const body = { kinds: ['action-failed', 'action-failed'] };
    expect((await viewer.call('PUT', '/v1/notice-events', { body })).status).toBe(403);
    expect((await member.call('PUT', '/v1/notice-events', { body })).body).toEqual({ kinds: ['action-failed'] });
    await tell();
    await tell({ kind: 'new-sign-in' });
    const events = await database.query(`SELECT data->>'title' AS title FROM events WHERE type = 'notice.created'`);
    expect(events).toEqual([{ title: `Title ${told - 1}` }]);
    await member.call('PUT', '/v1/notice-events', { body: { kinds: [] } });
  });
});

describe('mail', () => {
  it('says what happened, with a link, and how to get no more of it', async () => {
    await prefer('action-failed', true, true);
    await tell({ title: 'Salesforce\r\nBcc: eve@example.com', body: 'Look <at> it.' });
    await expect.poll(() => mailsOf(member).length, { timeout: 20_000 }).toBe(1);
    const [mail] = mailsOf(member);
    expect(mail?.headers.get('subject')).toBe('Salesforce Bcc: eve@example.com');
    expect(mail?.headers.get('list-unsubscribe')).toContain('/inbox?tab=preferences');
    expect(mail?.body).toMatch(/http:\/\/localhost:\d+\/bots\b/);
    expect(mail?.body).toContain('Look &lt;at&gt; it.');
  });

  it('is one for a hundred notices at once, and none for what is well again or switched off', async () => {
    await prefer('action-failed', false, true);
    await tell({ topic: 'well again' });
    await resolve('well again');
    const before = told;
    for (let n = 0; n < 100; n += 1) await tell({}, n % 2 === 0 ? server : replica);
    await tell({ kind: 'profile-invited' });
    await expect.poll(() => mailsOf(member).length, { timeout: 25_000 }).toBe(1);
    expect(mailsOf(member)[0]?.headers.get('subject')).toBe('100 notices: an action no longer works');
    expect(mailsOf(member)[0]?.body).toContain(`Title ${before + 1}`);
    expect(mailsOf(member)[0]?.body).toContain('and 80 more.');
    expect((await list()).items).toHaveLength(1);
    const unsent = await database.query(
      'SELECT count(*)::integer AS n FROM notice_copies WHERE is_by_email AND mailed_at IS NULL',
    );
    expect(unsent).toEqual([{ n: 0 }]);
  });
});

describe('a sign-in', () => {
  const signIn = (address: string, userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0') =>
    happen('member.signed-in', { memberId: member.id, sessionId: 's', method: 'password', address, userAgent });

  it('is news from a place that was not seen before, and only then', async () => {
    const places = () => database.query('SELECT 1 FROM sign_in_places WHERE member_id = $1', [member.id]);
    const news = async () => (await list()).items.filter(({ kind }: { kind: string }) => kind === 'new-sign-in');
    await expect.poll(places, { timeout: 10_000 }).toHaveLength(1);
    expect(await news()).toEqual([]);
    await signIn('198.51.100.7');
    await expect.poll(async () => (await news()).length).toBe(1);
    expect(await news()).toMatchObject([{ title: 'New sign-in with Firefox on Linux', link: '/account' }]);
    expect((await news())[0].body).toContain('198.51.100.7');
    await signIn('198.51.100.7');
    await signIn('2001:db8:1:2::1');
    await signIn('2001:db8:1:2:3::4');
    await expect.poll(async () => (await news()).length).toBe(2);
    await expect.poll(places).toHaveLength(3);
  });
});
