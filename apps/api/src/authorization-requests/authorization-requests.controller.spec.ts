import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuthorizationRequestsService } from './authorization-requests.service.js';
import { FlowFixture, type FixtureLink } from './testing/flow-fixture.js';
import { codeIn, titleOf, type TestBrowser } from './testing/test-browser.js';

describe('/v1/authorization-requests', () => {
  let flow: FlowFixture;
  beforeAll(async () => {
    flow = await FlowFixture.start();
  });
  afterAll(() => flow.stop());

  const path = (id: string, verb = '') => `/v1/authorization-requests/${id}${verb}`;
  const verify = (id: string, code: string) => flow.server.call('POST', path(id, '/verify'), { body: { code } });

  /** A request whose proof is awaited, and the code that its last page shows. */
  async function awaited(
    changes?: Parameters<FlowFixture['link']>[0],
  ): Promise<{ link: FixtureLink; browser: TestBrowser; code: string }> {
    const link = await flow.link(changes);
    const browser = flow.browser();
    const { location } = await browser.comeBack(await browser.continueFrom(link.path));
    return { link, browser, code: codeIn((await browser.get(location ?? '')).html) };
  }

  const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

  it('tells how a request stands, and never its link again', async () => {
    const link = await flow.link();
    const { status, body, text } = await flow.server.call('GET', path(link.id));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: link.id,
      status: 'pending',
      reason: null,
      subject: 'end-user',
      connectorId: 'salesforce',
    });
    expect(text).not.toContain(link.path.slice('/authorize/'.length));
    expect(text).not.toContain('/authorize/');
  });

  it('tells whose account it is only once that is proven', async () => {
    const { link, code } = await awaited();
    const before = await flow.server.call('GET', path(link.id));
    expect(before.body).toMatchObject({
      status: 'proof-required',
      codeAttemptsLeft: 3,
      accountName: null,
      authorizationId: null,
    });
    expect(before.text).not.toContain(code);
    const after = await verify(link.id, code);
    expect(after.status).toBe(200);
    expect(after.body).toMatchObject({ status: 'completed', accountName: 'Ada <b>Example</b>' });
    expect(await flow.told(link.id)).toEqual(['proof-requested', 'completed authorized']);
    expect(await flow.authorizationStates(link.id)).toEqual(['active']);
  });

  it('takes a code as people type it', async () => {
    const { link, code } = await awaited();
    expect((await verify(link.id, ` ${code.slice(0, 3)} ${code.slice(3)} `)).body.status).toBe('completed');
  });

  it('counts wrong codes, and throws the authorization away at the third', async () => {
    const { link, browser, code } = await awaited();
    const first = await verify(link.id, wrong(code));
    expect([first.status, first.body.code, first.body.attemptsLeft]).toEqual([422, 'code-wrong', 2]);
    expect((await verify(link.id, 'not a code')).body).toMatchObject({ code: 'code-wrong', attemptsLeft: 2 });
    expect((await verify(link.id, wrong(code, 2))).body.attemptsLeft).toBe(1);
    const third = await verify(link.id, wrong(code, 3));
    expect([third.status, third.body.code]).toEqual([409, 'proof-failed']);
    expect((await verify(link.id, code)).body.code).toBe('proof-not-awaited');
    expect(await flow.told(link.id)).toEqual(['proof-requested', 'failed code-attempts-exhausted']);
    expect(titleOf((await browser.get(`/oauth/result/${link.id}`)).html)).toBe('The code was wrong three times');
    await expect.poll(() => flow.authorizationStates(link.id), { timeout: 10_000 }).toEqual([]);
    expect(flow.crm.count('/services/oauth2/revoke')).toBeGreaterThan(0);
  });

  it('gives three guesses however many are made at once', async () => {
    const { link, code } = await awaited();
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, by) => verify(link.id, wrong(code, by + 1))));
    const codes = guesses.map(({ body }) => String(body.code));
    expect(codes.filter((one) => one === 'code-wrong')).toHaveLength(2);
    expect(codes.filter((one) => one === 'proof-failed')).toHaveLength(1);
    expect((await verify(link.id, code)).status).toBe(409);
    expect(await flow.told(link.id)).toEqual(['proof-requested', 'failed code-attempts-exhausted']);
  });

  it('accepts the right code once when it is sent twice at once', async () => {
    const { link, code } = await awaited();
    const answers = await Promise.all([verify(link.id, code), verify(link.id, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await flow.told(link.id)).toEqual(['proof-requested', 'completed authorized']);
    expect(await flow.authorizationStates(link.id)).toEqual(['active']);
  });

  it('takes no code after ten minutes', async () => {
    const { link, code } = await awaited();
    await flow.set(link.id, 'code_expires_at', new Date(Date.now() - 1));
    expect((await verify(link.id, code)).body).toMatchObject({ code: 'proof-not-awaited' });
    expect(await flow.told(link.id)).toEqual(['proof-requested', 'failed proof-expired']);
  });

  it('takes a code from the conversation that waits, and from no other', async () => {
    const { link, code } = await awaited({ conversationId: 'cnv_mine' });
    const requests = flow.server.app.get(AuthorizationRequestsService);
    const foreign = requests.verify(link.id, code, { conversationId: 'cnv_other' });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
    await expect(requests.verify(link.id, code, { conversationId: 'cnv_mine' })).resolves.toMatchObject({
      status: 'completed',
    });
  });

  it('takes no code for a request that knows no conversation', async () => {
    const { link, code } = await awaited();
    const requests = flow.server.app.get(AuthorizationRequestsService);
    const forged = requests.verify(link.id, code, { conversationId: null as unknown as string });
    await expect(forged).rejects.toMatchObject({ code: 'not-found' });
  });

  it('lets the host vouch for the person who was asked, once somebody has authorized', async () => {
    const confirm = (id: string, endUserId: string) =>
      flow.server.call('POST', path(id, '/confirm'), { body: { endUserId } });
    const early = await flow.link();
    expect((await confirm(early.id, 'u-4711')).body.code).toBe('proof-not-awaited');
    const { link } = await awaited();
    expect((await confirm(link.id, 'u-4711')).body.status).toBe('completed');
    const stranger = await awaited();
    const refused = await confirm(stranger.link.id, 'u-4712');
    expect(refused.body).toMatchObject({ code: 'proof-failed', reason: 'another-person' });
    expect(await flow.told(stranger.link.id)).toEqual(['proof-requested', 'failed another-person']);
    await expect.poll(() => flow.authorizationStates(stranger.link.id), { timeout: 10_000 }).toEqual([]);
  });

  it('withdraws a request, once', async () => {
    const { link } = await awaited();
    const cancel = () => flow.server.call('POST', path(link.id, '/cancel'));
    expect((await cancel()).body).toMatchObject({ status: 'cancelled', reason: 'withdrawn' });
    expect((await cancel()).status).toBe(200);
    expect(await flow.told(link.id)).toEqual(['proof-requested', 'cancelled withdrawn']);
    await expect.poll(() => flow.authorizationStates(link.id), { timeout: 10_000 }).toEqual([]);
  });

  it('tells whoever waits when the action goes away', async () => {
    const [pending, { link: unproven }] = [await flow.link(), await awaited()];
    await flow.server.app.get(AuthorizationRequestsService).cancelAllOfAction(flow.action.id);
    expect(await flow.told(pending.id)).toEqual(['cancelled withdrawn']);
    expect(await flow.told(unproven.id)).toEqual(['proof-requested', 'cancelled withdrawn']);
    await expect.poll(() => flow.authorizationStates(unproven.id), { timeout: 10_000 }).toEqual([]);
  });

  it('knows nothing of other workspaces and of bots that a key may not use', async () => {
    const { link, code } = await awaited();
    const { body: bot } = await flow.server.call('POST', '/v1/bots', { body: { name: `Another ${Date.now()}` } });
    const made = await flow.server.call('POST', '/v1/api-keys', {
      key: null,
      headers: { cookie: flow.server.cookie, origin: flow.server.url },
      body: { name: 'narrow', permissions: ['authorizations:view', 'authorizations:request'], botIds: [bot.id] },
    });
    const { key } = made.body;
    const calls = [
      flow.server.call('GET', path(link.id), { key }),
      flow.server.call('POST', path(link.id, '/verify'), { key, body: { code } }),
      flow.server.call('POST', path(link.id, '/confirm'), { key, body: { endUserId: 'u-4711' } }),
      flow.server.call('POST', path(link.id, '/cancel'), { key }),
      flow.server.call('GET', path('arq_01m81rmyyhfk0twnaew1tdnfkv')),
    ];
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    await flow.dataSource.query(
      `WITH other AS (INSERT INTO workspaces (id, name) VALUES ('wsp_other', 'Other') RETURNING id)
       UPDATE authorization_requests SET workspace_id = (SELECT id FROM other) WHERE id = $1`,
      [link.id],
    );
    expect((await verify(link.id, code)).status).toBe(404);
    expect((await flow.request(link.id)).status).toBe('proof-required');
  });

  it('demands permissions and well-formed bodies', async () => {
    const { link } = await awaited();
    expect((await flow.server.call('GET', path(link.id), { key: null })).status).toBe(401);
    for (const body of [
      {},
      { code: 123456 },
      { code: '1'.repeat(65) },
      { code: '123456', more: 1 },
      { code: ['123456'] },
    ]) {
      expect((await flow.server.call('POST', path(link.id, '/verify'), { body })).status).toBe(400);
    }
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(
      (await flow.server.call('POST', path(link.id, '/verify'), { body: 'code=123456', headers: form })).status,
    ).toBe(415);
    expect((await flow.request(link.id)).codeAttempts).toBe(0);
  });

  it('authorizes a client credentials profile at once, without a link', async () => {
    const { AuthProfilesService } = await import('../auth-profiles/auth-profiles.service.js');
    const profile = await flow.server.app.get(AuthProfilesService).resolve(flow.workspaceId, 'system-salesforce');
    const settings = (given: Readonly<Record<string, string>>) =>
      ({ ...profile.clientSettings(given), grantType: 'client-credentials' }) as const;
    const resolve = flow.server.app.get(AuthProfilesService);
    const original = resolve.resolve.bind(resolve);
    const machine = { ...profile, grantType: 'client-credentials' as const, clientSettings: settings };
    resolve.resolve = async () => machine;
    await flow.dataSource.query("UPDATE actions SET authorization_mode = 'pre-authorized'");
    try {
      const started = await flow.link({ profile: machine, subject: { kind: 'shared' }, endUser: undefined });
      expect(started).toMatchObject({ url: null, status: 'completed' });
      expect(await flow.told(started.id)).toEqual(['completed authorized']);
      flow.crm.token = () => ({ status: 401, body: { error: 'invalid_client' } });
      const refused = flow.link({ profile: machine, subject: { kind: 'shared' }, endUser: undefined });
      await expect(refused).rejects.toMatchObject({ code: 'token-request-misconfigured' });
    } finally {
      resolve.resolve = original;
      flow.crm.token = (form) => flow.crm.tokenFor(form);
      await flow.dataSource.query("UPDATE actions SET authorization_mode = 'end-user'");
    }
  });
});
