import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { declaredRoutes } from '../openapi.js';
import type { DeclaredRoute } from '../http/openapi/routes.js';
import type { AuditEntryView } from './audit-entry.dto.js';
import { auditLevelOf } from './requests/request-recorder.service.js';

let server: TestServer;
let routes: readonly DeclaredRoute[];

/** What changes nothing, or is told otherwise: a look at something, what is said in chats, what events tell of. */
const keptOnlyWhenRefused = [
  'beginAuthorization',
  'checkAuthProfile',
  'checkDialogGraph',
  'chooseForAuthorization',
  'declineAuthorization',
  'endChat',
  'lookUpInvitation',
  'readAllNotices',
  'readNotice',
  'sendChatMessage',
  'sendMessage',
  'startChat',
];
const absent = 'bot_01jc0000000000000000000000';

beforeAll(async () => {
  [server, routes] = await Promise.all([startTestServer(), declaredRoutes()]);
});
afterAll(() => server.close());

async function entriesOf(action: string): Promise<readonly AuditEntryView[]> {
  const { body } = await server.call('GET', `/v1/audit-entries?action=${encodeURIComponent(action)}`);
  return body.items as readonly AuditEntryView[];
}

const isChange = ({ method }: DeclaredRoute) => method !== 'GET';
const nameOf = ({ documentation, method, path }: DeclaredRoute) => documentation?.id ?? `${method} ${path}`;

describe('routes that change something', () => {
  it('are all kept, but for those that are listed here', () => {
    const others = routes.filter(isChange).filter((route) => !['awaited', 'batched'].includes(auditLevelOf(route)));
    expect(others.map(nameOf).sort()).toEqual(keptOnlyWhenRefused);
  });

  it('leave an entry each when they are called, whatever comes of it', async () => {
    const ends = ['signOut', 'setUp', 'endOtherSessions', 'rotateKeys'];
    const kept = routes.filter(isChange).filter((route) => !keptOnlyWhenRefused.includes(nameOf(route)));
    const missing: string[] = [];
    for (const route of kept.filter((one) => !ends.includes(nameOf(one)))) {
      await server.call(route.method, route.path.replaceAll(/:\w+/g, absent), { body: {} });
      if ((await entriesOf(nameOf(route))).length === 0) missing.push(nameOf(route));
    }
    expect(missing).toEqual([]);
    expect(kept.length).toBeGreaterThan(60);
  });

  it('leave an entry when somebody is refused for want of a permission', async () => {
    const made = await server.call('POST', '/v1/api-keys', { body: { name: 'nothing', permissions: ['bots:view'] } });
    await server.call('POST', '/v1/api-keys', { key: made.body.key as string, body: {} });
    const [entry] = await entriesOf('createApiKey');
    expect(entry).toMatchObject({
      actor: { kind: 'api-key', name: 'nothing' },
      outcome: 'denied',
      problemCode: 'permission-missing',
    });
  });
});

describe('the audit trail by the API', () => {
  it('answers one entry, and 404 for what it does not have', async () => {
    await server.call('POST', '/v1/bots', { body: { name: 'One' } });
    const [entry] = await entriesOf('createBot');
    const answer = await server.call('GET', `/v1/audit-entries/${entry?.id}`);
    expect(answer.body).toMatchObject({ id: entry?.id, action: 'createBot', target: { kind: 'bot', name: 'One' } });
    expect((await server.call('GET', '/v1/audit-entries/aud_none')).status).toBe(404);
  });

  it.each(['?from=yesterday', '?outcome=perhaps', '?limit=0', '?cursor=x', '?unknown=1', '?actorKind=nobody'])(
    'refuses %s',
    async (query) => {
      expect((await server.call('GET', `/v1/audit-entries${query}`)).status).toBe(400);
      expect((await server.call('GET', `/v1/audit-entries/export${query}`)).status).toBe(400);
    },
  );

  it('takes what people look for as text, whatever it is made of', async () => {
    for (const text of [`%`, `'; DROP TABLE audit_entries; --`, '$1', '?', '\\', 'ä']) {
      const answer = await server.call(
        'GET',
        `/v1/audit-entries?text=${encodeURIComponent(text)}&action=${encodeURIComponent(text)}`,
      );
      expect(answer.status).toBe(200);
      expect(answer.body.items).toEqual([]);
    }
  });

  it('cannot be added to, changed or deleted', async () => {
    const [entry] = await entriesOf('createBot');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await server.call(method, `/v1/audit-entries/${entry?.id}`, { body: {} })).status).toBe(404);
  });

  it('checks itself, and says where it ends', async () => {
    const { body } = await server.call('POST', '/v1/audit-entries/verification', { body: {} });
    expect(body).toMatchObject({ isIntact: true, break: null, prunedThrough: 0, waiting: 0 });
    expect(body.checked).toBe(body.headSequence);
    const noted = { sequence: body.headSequence as number, hash: 'another' };
    const forged = await server.call('POST', '/v1/audit-entries/verification', { body: noted });
    expect(forged.body).toMatchObject({ isIntact: false, break: { kind: 'forged', sequence: noted.sequence } });
  });
});
