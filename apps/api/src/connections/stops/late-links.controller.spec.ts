import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn, formTokenIn, titleOf, type TestBrowser } from '../../authorization-requests/testing/test-browser.js';
import { AuthProfileRevocation } from '../../auth-profiles/auth-profile.entity.js';
import { claimStop } from '../../auth-profiles/powers/profile-pauses.service.js';
import { newId } from '../../database/identifiers.js';
import { UsesService } from '../../authorizations/tokens/uses.service.js';
import { ProfileFixture } from '../testing/profile-fixture.js';

const atOnce = 20;
const tokenPath = '/services/oauth2/token';
let fixture: ProfileFixture;

beforeAll(async () => {
  fixture = await ProfileFixture.start();
});
afterAll(() => fixture.stop());

interface EndUsersLink {
  readonly id: string;
  readonly path: string;
}

/** An action that end users authorize with a profile. */
async function endUserAction(authProfileId: string): Promise<(endUserId: string) => Promise<EndUsersLink>> {
  const { body: bot } = await fixture.call('POST', '/v1/bots', { name: newId('run') });
  const path = `/v1/bots/${bot.id}/actions/salesforce`;
  await fixture.call('PUT', path, { authorizationMode: 'end-user', authProfileId });
  await fixture.call('POST', `${path}/enable`);
  return async (endUserId) => {
    const made = await fixture.call('POST', `${path}/authorization-links`, { endUser: { id: endUserId } });
    if (made.status !== 201) throw new Error(`no link: ${made.text}`);
    return { id: made.body.id, path: new URL(made.body.url as string).pathname };
  };
}

const reasonOf = async (id: string) => {
  const { status, reason } = await fixture.flow.request(id);
  return `${status} ${reason}`;
};

/** Goes through the browser, up to the code of the proof. */
async function codeOf({ path }: EndUsersLink): Promise<string> {
  const browser = fixture.flow.browser();
  const back = await browser.comeBack(await browser.continueFrom(path));
  return codeIn((await browser.get(back.location ?? '')).html);
}

const press = async (browser: TestBrowser, path: string, html: string, form = {}) =>
  browser.post(path, { formToken: formTokenIn(html), ...form });

describe('a link from before an emergency stop', () => {
  it('stays dead when the profile is resumed at once, opened or not', async () => {
    const { id, path } = await fixture.profile();
    const link = await endUserAction(id);
    const [opened, forgotten] = [await link('one'), await link('two')];
    await fixture.call('POST', `${path}/revocation`);
    await fixture.call('POST', `${path}/resume`);
    const page = await fixture.flow.browser().get(opened.path);
    expect([page.status, titleOf(page.html)]).toEqual([410, 'Salesforce was disconnected']);
    expect(await reasonOf(opened.id)).toBe('cancelled profile-stopped');
    await expect.poll(() => reasonOf(forgotten.id), { timeout: 10_000 }).toBe('cancelled profile-stopped');
    const fresh = await link('three');
    expect(await codeOf(fresh)).toMatch(/^\d{6}$/);
  });

  it('sends no code to the provider, whoever comes back while the profile is stopped', async () => {
    const { id, path } = await fixture.profile();
    const link = await (await endUserAction(id))('one');
    const browser = fixture.flow.browser();
    const provider = await browser.continueFrom(link.path);
    await fixture.call('POST', `${path}/revocation`);
    const asked = fixture.flow.crm.count(tokenPath);
    const back = await browser.comeBack(provider);
    const page = await browser.get(back.location ?? '', { 'accept-language': 'de' });
    expect(titleOf(page.html)).toBe('Salesforce wurde getrennt');
    expect(fixture.flow.crm.count(tokenPath)).toBe(asked);
    expect(await reasonOf(link.id)).toBe('cancelled profile-stopped');
  });

  it('asks nobody for a password, and sends none that was typed in before', async () => {
    const { id, path } = await fixture.profile({ grantType: 'password', authorizationUrl: null });
    const link = await endUserAction(id);
    const [shown, late] = [await link('one'), await link('two')];
    const browser = fixture.flow.browser();
    const form = await browser.get(shown.path);
    expect(form.html).toContain('name="credential.password"');
    await fixture.call('POST', `${path}/revocation`);
    const asked = fixture.flow.crm.count(tokenPath);
    const typed = { 'credential.username': 'ada', 'credential.password': 'canary-password' };
    const answers = [await press(browser, shown.path, form.html, typed), await browser.get(late.path)];
    for (const { status, html } of answers) {
      expect([status, titleOf(html)]).toEqual([410, 'Salesforce was disconnected']);
      expect(html).not.toContain('name="credential.password"');
    }
    expect(fixture.flow.crm.count(tokenPath)).toBe(asked);
  });

  it('is not proven any more: the code that was shown is worth nothing', async () => {
    const { id, path } = await fixture.profile();
    const link = await (await endUserAction(id))('one');
    const code = await codeOf(link);
    await fixture.call('POST', `${path}/revocation`);
    const { body } = await fixture.call('POST', `/v1/authorization-requests/${link.id}/verify`, { code });
    expect(body.code).toBe('proof-not-awaited');
    expect(await reasonOf(link.id)).toBe('cancelled profile-stopped');
  });
});

describe('an emergency stop in the middle of things', () => {
  it(
    `leaves nothing alive of ${atOnce} proofs that come at the same time, and nobody is told of an error`,
    { timeout: 60_000 },
    async () => {
      const { id, path } = await fixture.profile();
      const link = await endUserAction(id);
      const uses = fixture.flow.server.app.get(UsesService);
      const names = Array.from({ length: atOnce }, (_, index) => `u-${index}`);
      // Everybody has authorized before, and does so again: the new tokens go where the former ones are.
      const prove = async (made: EndUsersLink, code: string) =>
        fixture.call('POST', `/v1/authorization-requests/${made.id}/verify`, { code });
      const begun = async (name: string) => {
        const made = await link(name);
        return { made, code: await codeOf(made) };
      };
      for (const { made, code } of await Promise.all(names.map(begun))) await prove(made, code);
      const again = await Promise.all(names.map(begun));
      const rows = await fixture.dataSource.query<{ id: string }[]>(
        `SELECT id FROM authorizations WHERE auth_profile_id = $1 AND state = 'active' ORDER BY random()`,
        [id],
      );
      expect(rows).toHaveLength(atOnce);
      for (const row of rows) uses.use(row.id);
      const proofs = again.map(({ made, code }) => prove(made, code));
      const [stopped, answers] = await Promise.all([
        fixture.call('POST', `${path}/revocation`),
        Promise.all(proofs),
        uses.flush(),
      ]);
      expect(stopped.status).toBe(202);
      expect(answers.map(({ status }) => status).filter((status) => ![200, 409].includes(status))).toEqual([]);
      const alive = await fixture.dataSource.query<object[]>(
        `SELECT id, state FROM authorizations WHERE auth_profile_id = $1 AND state <> 'revoked'`,
        [id],
      );
      expect(alive).toEqual([]);
    },
  );

  it('lets whoever proves something wait, and then refuses them', async () => {
    const { id } = await fixture.profile();
    const link = await (await endUserAction(id))('one');
    const code = await codeOf(link);
    const { workspaceId } = fixture.flow;
    const proof = await fixture.dataSource.transaction(async (manager) => {
      await claimStop(manager, { workspaceId, authProfileId: id });
      const proving = fixture.call('POST', `/v1/authorization-requests/${link.id}/verify`, { code });
      const waiting = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
      const isWaiting = async () => (await fixture.dataSource.query<object[]>(waiting)).length > 0;
      await expect.poll(isWaiting, { interval: 20, timeout: 10_000 }).toBe(true);
      const counts = { shared: 0, members: 0, endUsers: 0, quarantined: 1 };
      const row = { id: newId('authProfileRevocation'), workspaceId, authProfileId: id, counts, startedAt: new Date() };
      await manager.insert(AuthProfileRevocation, { ...row, startedByKind: 'member', startedById: 'mbr_1' });
      return () => proving;
    });
    expect(await proof()).toMatchObject({ status: 409, body: { code: 'proof-not-awaited' } });
    expect(await reasonOf(link.id)).toBe('cancelled profile-stopped');
  });

  it('is repeated when the database has ended it, because somebody else waits for it and it for them', async () => {
    const { id, path } = await fixture.profile();
    const link = await endUserAction(id);
    for (const name of ['one', 'two']) {
      const made = await link(name);
      const code = await codeOf(made);
      await fixture.call('POST', `/v1/authorization-requests/${made.id}/verify`, { code });
    }
    const [first, last] = await fixture.dataSource.query<{ id: string }[]>(
      'SELECT id FROM authorizations WHERE auth_profile_id = $1 ORDER BY id',
      [id],
    );
    const lock = 'SELECT id FROM authorizations WHERE id = $1 FOR UPDATE';
    const stopped = await fixture.dataSource.transaction(async (manager) => {
      await manager.query(lock, [last?.id]);
      const stopping = fixture.call('POST', `${path}/revocation`);
      // The stop holds the first one now, and waits for the last; who has waited longer is ended.
      const isHeld = async () => {
        const free: object[] = await fixture.dataSource.query(`${lock} SKIP LOCKED`, [first?.id]);
        return free.length === 0;
      };
      await expect.poll(isHeld, { interval: 20 }).toBe(true);
      await manager.query(lock, [first?.id]);
      return () => stopping;
    });
    expect(await stopped()).toMatchObject({ status: 202, body: { total: 2 } });
    expect(fixture.flow.server.logs()).not.toContain('deadlock detected');
  });
});
