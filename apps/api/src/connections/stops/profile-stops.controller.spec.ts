import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RevocationsService } from '../../authorizations/revocation/revocations.service.js';
import { newId } from '../../database/identifiers.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { ProfileFixture } from '../testing/profile-fixture.js';

/** At 20 a second; the bench has more. */
const many = 300;
let fixture: ProfileFixture;

beforeAll(async () => {
  fixture = await ProfileFixture.start();
});
afterAll(() => fixture.stop());

const app = { grantType: 'client-credentials', authorizationUrl: null };
const sweptProgressOf = async (path: string) => {
  await fixture.flow.server.app.get(RevocationsService).sweep();
  return progressOf(path);
};
const progressOf = async (path: string) => (await fixture.call('GET', `${path}/revocation`)).body.progress;

/** An action whose end users have authorized; answers the ids of their authorizations. */
async function endUsersOf(profileId: string, count: number): Promise<readonly string[]> {
  const { botId } = await fixture.action(profileId);
  const encryption = fixture.flow.server.app.get(EncryptionService);
  const ids = Array.from({ length: count }, () => newId('authorization'));
  const tokenSetOf = (id: string) =>
    JSON.stringify({ accessToken: `canary-${id}`, tokenType: 'Bearer', issuedAt: new Date(), extras: {} });
  const sealed = await Promise.all(
    ids.map((id) => encryption.seal(tokenSetOf(id), { table: 'authorizations', column: 'token_set_sealed', id })),
  );
  await fixture.dataSource.query(
    `INSERT INTO authorizations (id, workspace_id, bot_id, action_id, connector_id, auth_profile_id, registration_version,
       subject_kind, end_user_id, state, token_set_sealed, account, scopes, parameters, extras, is_refreshable, activated_at)
     SELECT one.id, workspace_id, bot_id, actions.id, 'salesforce', $2, 1, 'end-user', one.id, 'active', one.sealed,
       '{"id": "005", "name": "Grace Hopper", "details": {}}', '{}', '{}', '{}', false, now()
     FROM actions, unnest($3::text[], $4::text[]) AS one (id, sealed) WHERE bot_id = $1`,
    [botId, profileId, ids, sealed],
  );
  return ids;
}

describe('an emergency stop', () => {
  it(
    'revokes everything of a profile, tells what became of each, and lets nothing new be authorized until it is resumed',
    { timeout: 120_000 },
    async () => {
      const { id, path } = await fixture.profile();
      const { id: otherId, path: otherPath } = await fixture.profile(app);
      const action = await fixture.action(id);
      const ada = await fixture.member(['designer', null]);
      for (const start of [`${path}/authorize`, `/v1/connections/${id}/authorize`, `${action.path}/authorize`]) {
        await ada.finish((await ada.call('POST', start, {})).body.url);
      }
      await ada.call('POST', `${action.path}/enable`);
      await fixture.call('POST', `${otherPath}/authorize`, {});
      const { body: pending } = await ada.call('POST', `/v1/connections/${id}/authorize`, {});
      expect((await ada.call('GET', `${path}/revocation`)).status).toBe(404);

      const stopped = await ada.call('POST', `${path}/revocation`);
      expect(stopped).toMatchObject({
        status: 202,
        body: { isPaused: true, total: 3, found: { shared: 2, members: 1, endUsers: 0, quarantined: 0 } },
      });
      expect((await ada.call('POST', `${path}/revocation`)).body.id).toBe(stopped.body.id);
      expect((await ada.call('GET', path)).body).toMatchObject({ isPaused: true });
      for (const start of [`${path}/authorize`, `/v1/connections/${id}/authorize`, `${action.path}/authorize`]) {
        expect((await ada.call('POST', start, {})).body.code, start).toBe('auth-profile-paused');
      }
      const run = `${action.path}/operations/create-lead/runs`;
      for (const as of [undefined, 'me']) {
        const ran = await ada.call('POST', run, { as, input: { lastName: 'Hopper', company: 'Example' } });
        expect(['auth-profile-paused', 'action-not-enabled']).toContain(ran.body.code);
      }
      // A provider that was too slow is asked again.
      await expect.poll(() => sweptProgressOf(path), { timeout: 80_000 }).toMatchObject({ pending: 0, revoked: 3 });
      const { items } = (await ada.call('GET', `${path}/revocation/receipts`)).body;
      expect(items).toHaveLength(3);
      expect(items[0]).toMatchObject({ upstream: 'revoked', failedAttempts: 0, nextAttemptAt: null });
      expect(JSON.stringify(items)).not.toContain('Example');
      const request = async () => (await ada.call('GET', `/v1/authorization-requests/${pending.id}`)).body.status;
      await expect.poll(request, { timeout: 10_000 }).toBe('cancelled');
      await expect.poll(async () => (await fixture.call('GET', action.path)).body.state).toBe('error');
      expect((await fixture.call('GET', `${otherPath}/authorization`)).body.authorization).toMatchObject({
        state: 'active',
      });
      expect(otherId).not.toBe(id);

      expect((await ada.call('POST', `${path}/resume`)).body).toMatchObject({ isPaused: false });
      expect((await ada.call('POST', `${path}/resume`)).status).toBe(200);
      await ada.finish((await ada.call('POST', `${action.path}/authorize`, {})).body.url);
      await expect.poll(async () => (await fixture.call('GET', action.path)).body.state).toBe('configured');
      const told = await fixture.dataSource.query<{ type: string }[]>(
        `SELECT type FROM events WHERE data->>'authProfileId' = $1 AND type IN ('auth-profile.revoked', 'auth-profile.resumed')
       ORDER BY id`,
        [id],
      );
      expect(told.map(({ type }) => type)).toEqual(['auth-profile.revoked', 'auth-profile.resumed']);
    },
  );

  it('asks a provider again that cannot be asked, and serves nothing meanwhile', async () => {
    const { path } = await fixture.profile(app);
    fixture.flow.crm.routes = { '/services/oauth2/revoke': { status: 503, body: {} } };
    await fixture.call('POST', `${path}/authorize`, {});
    const { body } = await fixture.call('GET', `${path}/authorization`);
    await fixture.call('POST', `${path}/revocation`);
    const receipt = async () => (await fixture.call('GET', `${path}/revocation/receipts`)).body.items[0];
    await expect.poll(receipt, { timeout: 20_000 }).toMatchObject({ upstream: 'pending', failedAttempts: 1 });
    expect((await receipt()).nextAttemptAt).not.toBeNull();
    const sealed = `SELECT token_set_sealed IS NULL AS erased FROM authorizations WHERE id = $1`;
    expect(await fixture.dataSource.query(sealed, [body.authorization.id])).toEqual([{ erased: false }]);
    expect((await fixture.call('POST', `/v1/authorizations/${body.authorization.id}/token`)).body.code).toBe(
      'authorization-lost',
    );
    // Its last attempt is due now.
    const due = `UPDATE authorizations SET revocation_attempts = 5, lease_until = now() WHERE id = $1`;
    await fixture.dataSource.query(due, [body.authorization.id]);
    await fixture.flow.server.app.get(RevocationsService).sweep();
    expect(await receipt()).toMatchObject({ upstream: 'failed', nextAttemptAt: null });
    expect(await fixture.dataSource.query(sealed, [body.authorization.id])).toEqual([{ erased: true }]);
    fixture.flow.crm.routes = {};
  });

  it(
    `ends ${many} authorizations at once, and goes on where a process has left off`,
    { timeout: 120_000 },
    async () => {
      const { id, path } = await fixture.profile(app);
      await fixture.call('POST', `${path}/authorize`, {});
      const ids = await endUsersOf(id, many);
      const live = fixture.flow.server.app.get(AuthorizationsService);
      const startedAt = Date.now();
      const { body } = await fixture.call('POST', `${path}/revocation`);
      expect(body).toMatchObject({ total: many + 1, found: { shared: 1, endUsers: many } });
      await expect(live.access(ids[0] ?? '')).rejects.toThrow(/authorize again/);
      expect(Date.now() - startedAt).toBeLessThan(30_000);
      // Whoever had taken these has died.
      await fixture.dataSource.query(
        `UPDATE authorizations SET lease_until = now() + interval '2 seconds' WHERE revocation_id = $1 AND upstream_revocation IS NULL`,
        [body.id],
      );
      const revocations = fixture.flow.server.app.get(RevocationsService);
      await expect
        .poll(
          async () => {
            await revocations.sweep();
            return progressOf(path);
          },
          { timeout: 100_000, interval: 500 },
        )
        .toMatchObject({ pending: 0 });
      // Whatever was begun twice: no token is left out, and each has a receipt.
      const revoked = fixture.flow.crm.seen.filter(({ path: asked }) => asked === '/services/oauth2/revoke');
      const tokens = new Set(revoked.map(({ form }) => form['token']));
      expect(ids.filter((one) => !tokens.has(`canary-${one}`))).toEqual([]);
      expect(await progressOf(path)).toMatchObject({ revoked: many + 1, failed: 0 });
      const left = await fixture.dataSource.query(
        `SELECT count(*)::int AS count FROM authorizations WHERE auth_profile_id = $1 AND token_set_sealed IS NOT NULL`,
        [id],
      );
      expect(left).toEqual([{ count: 0 }]);
      const first = await fixture.call('GET', `${path}/revocation/receipts?limit=100`);
      expect(first.body.items).toHaveLength(100);
      expect(first.body.nextCursor).not.toBeNull();
    },
  );

  it("is of the operator's profiles, too, by who manages all divisions", async () => {
    const limited = await fixture.member(['designer', await fixture.division()]);
    const path = '/v1/auth-profiles/system-salesforce';
    expect((await limited.call('POST', `${path}/revocation`)).status).toBe(403);
    expect((await fixture.call('POST', `${path}/revocation`)).status).toBe(202);
    expect((await fixture.call('GET', path)).body).toMatchObject({ isPaused: true });
    expect((await limited.call('POST', `${path}/resume`)).status).toBe(403);
    expect((await fixture.call('POST', `${path}/resume`)).status).toBe(200);
  });

  it('is not for a key that was made for some bots', async () => {
    const { id, path } = await fixture.profile();
    const { botId } = await fixture.action(id);
    const permissions = ['auth-profiles:view', 'auth-profiles:manage'];
    const { body } = await fixture.call('POST', '/v1/api-keys', { name: 'k', permissions, botIds: [botId] });
    const refused = await fixture.flow.server.call('POST', `${path}/revocation`, { key: body.key as string });
    expect(refused).toMatchObject({ status: 403, body: { code: 'permission-missing' } });
  });
});
