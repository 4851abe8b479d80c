import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProfileFixture, type TestMember } from '../../connections/testing/profile-fixture.js';
import { newId } from '../../database/identifiers.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import type { EventType } from '../../events/types/event-types.js';
import { InboxService } from '../inbox/inbox.service.js';
import { SettlingService } from '../telling/settling.service.js';
import { ExpiringAuthorizationsService } from './expiring-authorizations.service.js';

let fixture: ProfileFixture;
let designer: TestMember;
let profile: { readonly id: string; readonly path: string };
let path: string;
let authorizationId: string;
let actionId: string;

beforeAll(async () => {
  fixture = await ProfileFixture.start();
});
afterAll(() => fixture.stop());
beforeEach(async () => {
  designer = await fixture.member(['designer', null]);
  profile = await fixture.profile({ grantType: 'client-credentials', authorizationUrl: null });
  ({ path } = await fixture.action(profile.id));
  await fixture.call('POST', `${profile.path}/authorize`, {});
  await fixture.call('POST', `${path}/enable`);
  authorizationId = (await fixture.call('GET', `${profile.path}/authorization`)).body.authorization.id;
  [{ id: actionId }] = await sql('SELECT id FROM actions WHERE auth_profile_id = $1', [profile.id]);
});

// Whatever a spec asks for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const sql = (query: string, parameters: unknown[] = []): Promise<any> => fixture.dataSource.query(query, parameters);

/** What the designer was told, by name, and whether it is still so. */
async function told(): Promise<readonly string[]> {
  const { items } = (await designer.call('GET', '/v1/notices')).body;
  return (items as { kind: string; resolvedAt: string | null }[])
    .map(({ kind, resolvedAt }) => `${kind}: ${resolvedAt === null ? 'open' : 'over'}`)
    .sort();
}

const soon = () => expect.poll(told, { timeout: 10_000 });
const sweep = () => fixture.flow.server.app.get(SettlingService).sweep();

/** Everything that happened to a resource is heard once more, the latest first. */
async function hearAgain(subject: string): Promise<void> {
  const events: DomainEvent[] = await sql(
    `SELECT id, workspace_id AS "workspaceId", type, subject, data, occurred_at AS "occurredAt" FROM events
     WHERE subject = $1 ORDER BY id DESC`,
    [subject],
  );
  for (const event of events) await fixture.flow.server.app.get(EventsService)['run'](event);
}

async function happen(type: EventType, data: DomainEvent['data']): Promise<void> {
  const events = fixture.flow.server.app.get(EventsService);
  const { workspaceId } = fixture.flow;
  const event = await fixture.dataSource.transaction((manager) => events.record(manager, { workspaceId, type, data }));
  await events['run'](event);
}

/** The provider does not take it any more; every call finds out by itself. */
async function lose(): Promise<void> {
  await sql(`UPDATE authorizations SET state = 'needs-reauthorization' WHERE id = $1`, [authorizationId]);
  const data = { authorizationId, connectorId: 'salesforce', subject: 'shared', authProfileId: profile.id };
  for (let call = 0; call < 5; call += 1) await happen('authorization.needs-reauthorization', data);
}

describe('a lost authorization', () => {
  it('is told of once, and over when somebody has authorized again', async () => {
    await lose();
    await soon().toEqual(['authorization-lost: open']);
    await sweep();
    expect(await told()).toEqual(['authorization-lost: open']);
    await fixture.call('POST', `${profile.path}/authorize`, {});
    await soon().toEqual(['authorization-lost: over']);
    await hearAgain(authorizationId);
    expect(await told()).toEqual(['authorization-lost: over']);
  });

  it('is over when it is deleted with what it was for', async () => {
    await lose();
    await sql('DELETE FROM authorizations WHERE id = $1', [authorizationId]);
    expect(await told()).toEqual(['authorization-lost: open']);
    await sweep();
    expect(await told()).toEqual(['authorization-lost: over']);
  });
});

describe('an authorization that ends soon', () => {
  const look = () => fixture.flow.server.app.get(ExpiringAuthorizationsService).look();
  const ends = (after: string, isRefreshable = false) =>
    sql(`UPDATE authorizations SET expires_at = now() + $2::interval, is_refreshable = $3 WHERE id = $1`, [
      ...[authorizationId, after, isRefreshable],
    ]);

  it('is told of once, however often it is looked for, and only where it cannot be refreshed', async () => {
    await ends('4 days');
    await look();
    await ends('1 hour', true);
    await look();
    expect(await told()).toEqual([]);
    await ends('2 days');
    await Promise.all([look(), look(), look()]);
    expect(await told()).toEqual(['authorization-expiring: open']);
    await ends('-1 minute');
    await look();
    await sweep();
    expect(await told()).toEqual(['authorization-expiring: open']);
  });

  it('is over when somebody has authorized again, or when it is lost', async () => {
    await ends('2 days');
    await look();
    await fixture.call('POST', `${profile.path}/authorize`, {});
    await soon().toEqual(['authorization-expiring: over']);
    await ends('2 days');
    await look();
    await lose();
    await soon().toEqual(['authorization-expiring: over', 'authorization-expiring: over', 'authorization-lost: open']);
  });

  it('is over when it ends later than it was told', async () => {
    await ends('2 days');
    await look();
    await ends('30 days');
    await sweep();
    expect(await told()).toEqual(['authorization-expiring: over']);
  });
});

describe('an emergency stop', () => {
  it('is told of once, and over when the profile is resumed', async () => {
    for (const n of [1, 2]) expect((await fixture.call('POST', `${profile.path}/revocation`)).status, `${n}`).toBe(202);
    await soon().toEqual(['action-failed: open', 'authorizations-revoked: open']);
    await hearAgain(profile.id);
    await sweep();
    expect(await told()).toEqual(['action-failed: open', 'authorizations-revoked: open']);
    await fixture.call('POST', `${profile.path}/resume`);
    await soon().toEqual(['action-failed: open', 'authorizations-revoked: over']);
    await fixture.call('POST', `${profile.path}/authorize`, {});
    await soon().toEqual(['action-failed: over', 'authorizations-revoked: over']);
    await hearAgain(profile.id);
    await hearAgain(actionId);
    expect(await told()).toEqual(['action-failed: over', 'authorizations-revoked: over']);
  });
});

describe('an action in error', () => {
  const fail = async () => {
    await sql(`UPDATE actions SET state = 'error', error_code = 'broken' WHERE id = $1`, [actionId]);
    const [{ botId }] = await sql('SELECT bot_id AS "botId" FROM actions WHERE id = $1', [actionId]);
    const data = { actionId, botId, connectorId: 'salesforce', errorCode: 'broken' };
    for (let call = 0; call < 5; call += 1) await happen('action.failed', data);
    expect(await told()).toEqual(['action-failed: open']);
  };

  it('is told of once, and over when it is disabled', async () => {
    await fail();
    await fixture.call('POST', `${path}/disable`);
    await soon().toEqual(['action-failed: over']);
    await hearAgain(actionId);
    expect(await told()).toEqual(['action-failed: over']);
  });

  it('is over when it is deleted', async () => {
    await fail();
    expect((await fixture.call('DELETE', path)).status).toBe(204);
    await sweep();
    expect(await told()).toEqual(['action-failed: over']);
  });
});

describe('an invitation to a profile', () => {
  it('is told once to whoever has the role, and stays as it is', async () => {
    const operator = await fixture.member(['operator', null]);
    const data = { authProfileId: profile.id, name: 'Sales', roles: ['designer'] };
    await happen('auth-profile.role-invited', data);
    await hearAgain(profile.id);
    await sweep();
    expect(await told()).toEqual(['profile-invited: open']);
    expect((await operator.call('GET', '/v1/notices')).body.items).toEqual([]);
  });
});

describe('a new sign-in', () => {
  it('is told once, and stays as it is', async () => {
    const signIn = (address: string) =>
      happen('member.signed-in', {
        ...{ memberId: designer.id, sessionId: newId('session'), method: 'password', address, userAgent: 'Firefox' },
      });
    const places = () => sql('SELECT 1 FROM sign_in_places WHERE member_id = $1', [designer.id]);
    await expect.poll(places, { timeout: 10_000 }).toHaveLength(1);
    for (let call = 0; call < 3; call += 1) await signIn('198.51.100.2');
    await hearAgain(designer.id);
    await sweep();
    expect(await told()).toEqual(['new-sign-in: open']);
  });
});

describe('old notices', () => {
  it('are let go of after 90 days, and so are places of sign-ins after 180', async () => {
    await lose();
    await happen('auth-profile.role-invited', { authProfileId: profile.id, name: 'Sales', roles: ['designer'] });
    await sql(
      `UPDATE notices SET created_at = now() - interval '91 days' WHERE kind = 'authorization-lost' AND resolved_at IS NULL`,
    );
    const place = 'INSERT INTO sign_in_places (member_id, fingerprint, seen_at) VALUES ($1, $2, now() - $3::interval)';
    await sql(place, [designer.id, 'old', '181 days']);
    await sql(place, [designer.id, 'new', '179 days']);
    await fixture.flow.server.app.get(InboxService)['cleanUp']();
    expect(await told()).toEqual(['profile-invited: open']);
    const places = await sql(
      `SELECT fingerprint FROM sign_in_places WHERE member_id = $1 AND fingerprint IN ('old', 'new')`,
      [designer.id],
    );
    expect(places).toEqual([{ fingerprint: 'new' }]);
  });
});
