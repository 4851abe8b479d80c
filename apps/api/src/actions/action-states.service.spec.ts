import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LiveAuthorizationsService } from '../authorizations/tokens/live-authorizations.service.js';
import { ProfileFixture } from '../connections/testing/profile-fixture.js';
import type { DomainEvent } from '../events/event.entity.js';
import { EventsService } from '../events/events.service.js';
import type { EventType } from '../events/types/event-types.js';
import { ActionStatesService } from './action-states.service.js';
import { ActionsService } from './actions.service.js';

let fixture: ProfileFixture;
let profile: { readonly id: string; readonly path: string };
let path: string;
let actionId: string;

beforeAll(async () => {
  fixture = await ProfileFixture.start();
});
afterAll(() => fixture.stop());
beforeEach(async () => {
  profile = await fixture.profile({ grantType: 'client-credentials', authorizationUrl: null });
  ({ path } = await fixture.action(profile.id));
  await fixture.call('POST', `${profile.path}/authorize`, {});
  expect((await fixture.call('POST', `${path}/enable`)).status).toBe(200);
  [{ id: actionId }] = await fixture.dataSource.query('SELECT id FROM actions WHERE auth_profile_id = $1', [
    profile.id,
  ]);
});

const stateOf = async () => {
  const { state, errorCode } = (await fixture.call('GET', path)).body;
  return { state, errorCode };
};
const works = { state: 'configured', errorCode: null };

/** What is told of the profile or the action, as it was recorded. */
async function told(type: EventType): Promise<readonly DomainEvent[]> {
  return fixture.dataSource.query(
    `SELECT id, workspace_id AS "workspaceId", type, subject, data, occurred_at AS "occurredAt" FROM events
     WHERE type = $1 AND (data->>'authProfileId' = $2 OR data->>'actionId' = $3) ORDER BY id`,
    [type, profile.id, actionId],
  );
}

/** Hears of events once more, one after the other. */
async function hearAgain(...events: readonly DomainEvent[]): Promise<void> {
  const states = fixture.flow.server.app.get(ActionStatesService);
  for (const event of events) await states['follow'](event);
}

/** Nothing serves the action any more, and nobody has told of it yet. */
async function lose(): Promise<void> {
  const sql = `UPDATE authorizations SET state = 'revoked' WHERE auth_profile_id = $1`;
  await fixture.dataSource.query(sql, [profile.id]);
  await fixture.flow.server.app.get(LiveAuthorizationsService).movedMany();
}

async function stopAndGoOn(): Promise<void> {
  await fixture.call('POST', `${profile.path}/revocation`);
  await expect.poll(stateOf).toEqual({ state: 'error', errorCode: 'authorization-revoked' });
  await fixture.call('POST', `${profile.path}/resume`);
  await fixture.call('POST', `${profile.path}/authorize`, {});
  await expect.poll(stateOf).toEqual(works);
}

describe('the state of an action', () => {
  it('follows what serves it now, however late, often and disorderly news of it arrives', async () => {
    await stopAndGoOn();
    const [stop] = await told('auth-profile.revoked');
    const [before, now] = await told('authorization.activated');
    const late = [stop!, stop!, before!, stop!, { ...now!, type: 'authorization.needs-reauthorization' as const }];
    for (const event of late) {
      await hearAgain(event);
      expect(await stateOf(), event.type).toEqual(works);
    }
    await hearAgain(now!, stop!, { ...before!, type: 'authorization.revoked' });
    expect(await stateOf()).toEqual(works);
  });

  it('is told of once, though several events tell that nothing serves it any more', async () => {
    await lose();
    const [activated] = await told('authorization.activated');
    const lost = { ...activated!, type: 'authorization.revoked' as const };
    await Promise.all(Array.from({ length: 8 }, () => hearAgain(lost)));
    expect(await stateOf()).toEqual({ state: 'error', errorCode: 'authorization-revoked' });
    expect(await told('action.failed')).toHaveLength(1);
  });

  it('stays disabled for whoever has disabled it meanwhile', async () => {
    await lose();
    const [activated] = await told('authorization.activated');
    const lost = { ...activated!, type: 'authorization.revoked' as const };
    const [disabled] = await Promise.all([fixture.call('POST', `${path}/disable`), hearAgain(lost), hearAgain(lost)]);
    expect(disabled.status).toBe(200);
    expect((await stateOf()).state).toBe('disabled');
    fixture.flow.server.app.get(EventsService).dispatch(lost);
    await hearAgain(lost);
    expect((await stateOf()).state).toBe('disabled');
  });
});

describe('an action that is configured anew', () => {
  it('tells that it is disabled, or works again', async () => {
    const other = await fixture.profile({ grantType: 'client-credentials', authorizationUrl: null });
    const configure = (authorizationMode: string, { id: authProfileId }: { readonly id: string }) =>
      fixture.call('PUT', path, { authProfileId, authorizationMode });
    expect((await configure('pre-authorized', other)).body.state).toBe('disabled');
    expect(await told('action.disabled')).toHaveLength(1);
    await fixture.dataSource.query(`UPDATE actions SET state = 'error', error_code = 'x' WHERE id = $1`, [actionId]);
    await fixture.flow.server.app.get(ActionsService)['known'].invalidateAll();
    expect((await configure('end-user', await fixture.profile())).body).toMatchObject(works);
    expect(await told('action.recovered')).toHaveLength(1);
  });
});
