import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startTestServer, type TestServer } from '../../../../../test/support/server.js';
import type { AuditEntryView } from '../../audit/audit-entry.dto.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ variables: { ATTACHE_TRUST_PROXY: 'on' } });
});
afterAll(() => server.close());

async function comeBack(address: string): Promise<string | null> {
  const headers = { 'x-forwarded-for': address };
  const answer = await call(server.url, 'GET', '/sign-in/sso/callback?state=none&code=none', { key: null, headers });
  expect(answer.status).toBe(302);
  return answer.headers.get('location');
}

async function entriesFrom(address: string): Promise<readonly AuditEntryView[]> {
  const { body } = await server.call('GET', '/v1/audit-entries?action=finishSingleSignOn');
  return (body.items as readonly AuditEntryView[]).filter((entry) => entry.address === address);
}

describe('coming back from a provider without a passage that was begun', () => {
  it('is kept as denied, with how it ended', async () => {
    expect(await comeBack('203.0.113.1')).toBe('/sign-in?sso=over');
    expect(await entriesFrom('203.0.113.1')).toMatchObject([{ outcome: 'denied', problemCode: 'over' }]);
  });

  it('fills no trail, and is throttled for each address', async () => {
    const places = await Promise.all(Array.from({ length: 101 }, () => comeBack('203.0.113.2')));
    expect(places.filter((place) => place === '/sign-in?sso=over').length).toBe(100);
    expect(places.filter((place) => place === '/sign-in?sso=too-many-attempts').length).toBe(1);
    const entries = await entriesFrom('203.0.113.2');
    expect(entries.length).toBe(6);
    expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['denied']));
    expect(await comeBack('203.0.113.3')).toBe('/sign-in?sso=over');
  });
});
