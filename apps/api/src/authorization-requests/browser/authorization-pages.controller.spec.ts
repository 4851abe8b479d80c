import { newRandomToken } from '#auth-profiles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FlowFixture, type FixtureLink } from '../testing/flow-fixture.js';
import { codeIn, formTokenIn, titleOf } from '../testing/test-browser.js';

describe('the pages of the authorization flow', () => {
  let flow: FlowFixture;
  beforeAll(async () => {
    flow = await FlowFixture.start({ botName: '<script>alert(1)</script>' });
  });
  afterAll(() => flow.stop());

  /** Goes through the whole flow in one browser; answers its last page. */
  async function goThrough(link: FixtureLink, answer?: Readonly<Record<string, string>>) {
    const browser = flow.browser();
    const back = await browser.comeBack(await browser.continueFrom(link.path), answer);
    return { browser, back, page: await browser.get(back.location ?? '/nowhere') };
  }

  describe('the link', () => {
    it('shows who asks, for what and for whom, and escapes every name', async () => {
      const { path } = await flow.link();
      const { status, html, headers } = await flow.browser().get(path);
      expect(status).toBe(200);
      expect(html).toContain('Connect Salesforce to &lt;script&gt;alert(1)&lt;/script&gt;');
      expect(html).not.toContain('<script');
      expect(html).toContain('G•••er, channel whatsapp');
      expect(html).not.toContain('Grace');
      expect(html).toContain('Read and change records in Salesforce on your behalf');
      expect(html).toContain('30 minutes');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
      );
    });

    it('changes nothing when it is opened, by a person or by a robot', async () => {
      const { id, path } = await flow.link();
      const before = await flow.request(id);
      const browser = flow.browser();
      await browser.head(path);
      await browser.get(path, { 'user-agent': 'facebookexternalhit/1.1' });
      await browser.get(`${path}/decline`);
      const { timeline, ...after } = await flow.request(id);
      const { timeline: _, ...stood } = before;
      expect(after).toEqual(stood);
      expect(timeline.map(({ step }) => step)).toEqual(['created', 'opened']);
      expect(await flow.told(id)).toEqual([]);
    });

    it('speaks German when the browser asks for it, and remembers a choice', async () => {
      const { path } = await flow.link();
      const browser = flow.browser();
      expect((await browser.get(path, { 'accept-language': 'fr;q=0.9, de-AT;q=0.8' })).html).toContain('lang="de"');
      expect((await browser.get(`${path}?lang=en`, { 'accept-language': 'de' })).html).toContain('<html lang="en">');
      expect((await browser.get(path, { 'accept-language': 'de' })).html).toContain('<html lang="en">');
    });

    it('binds the browser with a cookie that scripts and other sites do not get', async () => {
      const { path } = await flow.link();
      const { headers } = await flow.browser().get(path);
      expect(headers.getSetCookie()[0]).toMatch(/^attache_browser=[\w-]{43}; .*Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it('is refused as unknown when it was never made', async () => {
      const { status, html } = await flow.browser().get(`/authorize/${'A'.repeat(43)}`);
      expect([status, titleOf(html)]).toEqual([404, 'This link is not valid']);
      expect((await flow.browser().get('/authorize/%3Cscript%3E')).status).toBe(404);
    });

    it('is no longer looked up in peace after many unknown ones, while good ones still open', async () => {
      const { path } = await flow.link();
      const guess = () => flow.browser().get(`/authorize/${newRandomToken().token}`);
      let last = await guess();
      for (let count = 0; count < 80 && last.status === 404; count += 1) last = await guess();
      expect([last.status, titleOf(last.html)]).toEqual([429, 'Too many attempts']);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
      const callback = await flow.browser().get(`/oauth/callback/system-salesforce?state=${'A'.repeat(43)}&code=x`);
      expect(callback.status).toBe(429);
      const browser = flow.browser();
      expect((await browser.comeBack(await browser.continueFrom(path))).location).toContain('/oauth/result/');
      await flow.dataSource.query('DELETE FROM attempt_limits');
    });

    it('leads to the provider with state, PKCE and its own redirect URI, and tells nobody its token', async () => {
      const { path } = await flow.link();
      const browser = flow.browser();
      const page = await browser.get(path);
      const answer = await browser.post(path, { formToken: formTokenIn(page.html) });
      const provider = new URL(answer.location ?? '');
      expect(answer.status).toBe(303);
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
      expect(provider.origin).toBe(flow.crm.url);
      expect(Object.fromEntries(provider.searchParams)).toMatchObject({
        response_type: 'code',
        client_id: 'client',
        redirect_uri: `${flow.server.url}/oauth/callback/system-salesforce`,
        code_challenge_method: 'S256',
        scope: 'api refresh_token',
      });
      expect(provider.href).not.toContain(path.slice('/authorize/'.length));
    });

    it('makes a fresh trip for each press of the button, and bounds their number', async () => {
      const { path } = await flow.link();
      const browser = flow.browser();
      const formToken = formTokenIn((await browser.get(path)).html);
      const press = () => browser.post(path, { formToken });
      const [one, two] = await Promise.all([press(), press()]);
      const states = [one, two].map(({ location }) => new URL(location ?? '').searchParams.get('state'));
      expect(new Set(states).size).toBe(2);
      for (let trip = 2; trip < 20; trip += 1) expect((await press()).status).toBe(303);
      expect(await press()).toMatchObject({ status: 429, location: null });
    });

    it('asks again, and does nothing, without the form token of this browser', async () => {
      const { id, path } = await flow.link();
      const stolen = formTokenIn((await flow.browser().get(path)).html);
      for (const form of [{ formToken: stolen }, { formToken: '' }, {}] as Record<string, string>[]) {
        const answer = await flow.browser().post(path, form);
        expect([answer.status, answer.location]).toEqual([409, null]);
        expect(answer.html).toContain('Please press the button once more');
      }
      expect((await flow.request(id)).status).toBe('pending');
    });

    it('refuses forms that another site posts, whatever they hold', async () => {
      const { id, path } = await flow.link();
      const browser = flow.browser();
      const formToken = formTokenIn((await browser.get(path)).html);
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
        expect((await browser.post(path, { formToken }, headers)).status).toBe(403);
        expect((await browser.post(`${path}/decline`, { formToken }, headers)).status).toBe(403);
      }
      const old = flow.browser({ isOld: true });
      const oldToken = formTokenIn((await old.get(path)).html);
      expect((await old.post(path, { formToken: oldToken }, { origin: 'https://evil.example' })).status).toBe(403);
      expect((await flow.request(id)).status).toBe('pending');
      expect((await old.post(path, { formToken: oldToken })).status).toBe(303);
    });

    it('ends when somebody says that it was not them, and tells it', async () => {
      const { id, path } = await flow.link();
      const browser = flow.browser();
      const formToken = formTokenIn((await browser.get(path)).html);
      const answer = await browser.post(`${path}/decline`, { formToken });
      expect([answer.status, titleOf(answer.html)]).toEqual([200, 'Thank you for telling us']);
      expect(await flow.told(id)).toEqual(['cancelled not-me']);
      expect((await flow.browser().get(path)).html).toContain('Thank you for telling us');
      expect((await browser.post(path, { formToken })).location).toBeNull();
    });

    it('has expired when its time is up, for whoever opens it', async () => {
      const { id, path } = await flow.link();
      await flow.set(id, 'expires_at', new Date(Date.now() - 1000));
      const { status, html } = await flow.browser().get(path);
      expect([status, titleOf(html)]).toEqual([410, 'This link has expired']);
      expect(await flow.told(id)).toEqual(['expired expired']);
    });
  });

  describe('the way back', () => {
    it('ends at a calm address with a code, which a reload and the Back button show again', async () => {
      const link = await flow.link({ returnUrl: 'https://chat.example.com/room?x=1' });
      const { browser, back, page } = await goThrough(link);
      expect(back.location).toBe(`/oauth/result/${link.id}`);
      expect(titleOf(page.html)).toBe('One last step');
      expect(page.html).toContain('Ada &lt;b&gt;Example&lt;/b&gt;');
      const target = `https://chat.example.com/room?x=1&amp;authorizationRequestId=${link.id}&amp;status=proof-required`;
      expect(page.html).toContain(`href="${target}"`);
      expect(page.headers.get('content-security-policy')).toContain("form-action 'self'");
      const again = await browser.get(back.location ?? '');
      expect(codeIn(again.html)).toMatch(/^\d{6}$/);
      expect(codeIn(again.html)).toBe(codeIn(page.html));
      expect(await flow.told(link.id)).toEqual(['proof-requested']);
      expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
      expect((await browser.get(link.path)).location).toBe(back.location);
    });

    it('sends the PKCE verifier that belongs to the challenge', async () => {
      const link = await flow.link();
      await goThrough(link);
      const { form } = flow.crm.seen.filter(({ path }) => path.endsWith('/token')).at(-1) ?? {};
      expect(form).toMatchObject({ grant_type: 'authorization_code', code: 'a-code' });
      expect(form?.['code_verifier']).toMatch(/^[\w-]{43,128}$/);
    });

    it('uses a state once: a replay in the same browser sees how it went, and no second code is exchanged', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const provider = await browser.continueFrom(link.path);
      await browser.comeBack(provider);
      const exchanges = flow.crm.count('/services/oauth2/token');
      const replay = await browser.comeBack(provider, { code: 'another-code' });
      expect(replay.location).toBe(`/oauth/result/${link.id}`);
      const refused = await browser.comeBack(provider, { error: 'access_denied' });
      expect(refused.location).toBe(`/oauth/result/${link.id}`);
      expect(flow.crm.count('/services/oauth2/token')).toBe(exchanges);
      expect((await flow.request(link.id)).status).toBe('proof-required');
    });

    it('accepts no answer in another browser, and does not spoil it for its owner', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const provider = await browser.continueFrom(link.path);
      const exchanges = flow.crm.count('/services/oauth2/token');
      const other = flow.browser();
      expect(await other.comeBack(provider)).toMatchObject({ status: 403, location: null });
      await other.get(link.path);
      const tampered = await other.comeBack(provider);
      expect([tampered.status, titleOf(tampered.html)]).toEqual([403, 'This began in another browser']);
      expect(flow.crm.count('/services/oauth2/token')).toBe(exchanges);
      expect(await flow.told(link.id)).toContain('interrupted wrong-browser');
      const back = await browser.comeBack(provider);
      expect(back.location).toBe(`/oauth/result/${link.id}`);
      expect((await flow.request(link.id)).status).toBe('proof-required');
    });

    it('refuses a cookie that was tampered with', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const provider = await browser.continueFrom(link.path);
      const cookie = browser.cookies.get('attache_browser') ?? '';
      for (const value of [
        `${cookie}x`,
        cookie.slice(0, -1),
        `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`,
      ]) {
        browser.cookies.set('attache_browser', value);
        expect((await browser.comeBack(provider)).status).toBe(403);
      }
    });

    it('shows the code to the browser that finished, not to whoever else began with the same link', async () => {
      const link = await flow.link();
      const attacker = flow.browser();
      await attacker.continueFrom(link.path);
      const { back } = await goThrough(link);
      const seen = await attacker.get(back.location ?? '');
      expect(titleOf(seen.html)).toBe('This is being finished in another browser');
      expect(codeIn(seen.html)).toBe('');
      expect(seen.html).not.toContain('Ada');
      expect(titleOf((await attacker.get(link.path)).html)).toBe('This is being finished in another browser');
      const stranger = await flow.browser().get(back.location ?? '');
      expect([stranger.status, titleOf(stranger.html)]).toEqual([400, 'This page cannot be opened by itself']);
    });

    it('lets several requests of one browser go on side by side', async () => {
      const [one, two] = [await flow.link(), await flow.link()];
      const browser = flow.browser();
      const [first, second] = [await browser.continueFrom(one.path), await browser.continueFrom(two.path)];
      expect((await browser.comeBack(first)).location).toBe(`/oauth/result/${one.id}`);
      expect((await browser.comeBack(second)).location).toBe(`/oauth/result/${two.id}`);
      expect((await flow.request(one.id)).status).toBe('proof-required');
      expect((await flow.request(two.id)).status).toBe('proof-required');
    });

    it('lets one of two tabs finish, and shows the other how it went', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const [left, right] = [await browser.continueFrom(link.path), await browser.continueFrom(link.path)];
      const exchanges = flow.crm.count('/services/oauth2/token');
      const backs = await Promise.all([browser.comeBack(left), browser.comeBack(right)]);
      expect(backs.map(({ location }) => location)).toEqual(Array(2).fill(`/oauth/result/${link.id}`));
      expect(flow.crm.count('/services/oauth2/token')).toBe(exchanges + 1);
      expect(titleOf((await browser.get(`/oauth/result/${link.id}`)).html)).toBe('One last step');
      expect(await flow.told(link.id)).toEqual(['proof-requested']);
      expect(await flow.authorizationStates(link.id)).toEqual(['quarantined']);
    });

    it('takes no part in a HEAD or a prefetch of the callback', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const provider = await browser.continueFrom(link.path);
      const state = provider.searchParams.get('state') ?? '';
      const callback = `/oauth/callback/system-salesforce?state=${state}&code=a-code`;
      expect((await browser.head(callback)).status).toBe(204);
      expect((await browser.get(callback, { 'sec-purpose': 'prefetch' })).status).toBe(204);
      expect((await browser.get(callback)).location).toBe(`/oauth/result/${link.id}`);
    });

    it('refuses callbacks that are malformed or belong to nothing', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const provider = await browser.continueFrom(link.path);
      const state = provider.searchParams.get('state') ?? '';
      const queries = [
        ...['', '?state=', '?code=x', `?state=${'A'.repeat(43)}&code=x`, `?state=${state}`],
        ...[`?state=${state}&code=x&error=y`, `?state=${state}&state=${state}&code=x`, `?state=${state}&code=x&code=y`],
      ];
      for (const query of queries) {
        const { status, html } = await browser.get(`/oauth/callback/system-salesforce${query}`);
        expect([status, titleOf(html)]).toEqual([400, 'This page cannot be opened by itself']);
      }
      expect((await browser.comeBack(provider)).location).toBe(`/oauth/result/${link.id}`);
    });

    it('refuses a state under the callback of another profile', async () => {
      const link = await flow.link();
      const browser = flow.browser();
      const provider = await browser.continueFrom(link.path);
      const exchanges = flow.crm.count('/services/oauth2/token');
      const state = provider.searchParams.get('state') ?? '';
      const swapped = await browser.get(`/oauth/callback/prf_another?state=${state}&code=a-code`);
      expect([swapped.status, titleOf(swapped.html)]).toEqual([400, 'This answer does not fit']);
      expect(flow.crm.count('/services/oauth2/token')).toBe(exchanges);
      expect(await flow.told(link.id)).toContain('interrupted profile-mismatch');
    });

    it('takes no answer for a request that has expired or was withdrawn meanwhile', async () => {
      const [late, withdrawn] = [await flow.link(), await flow.link()];
      const browser = flow.browser();
      const trips = [await browser.continueFrom(late.path), await browser.continueFrom(withdrawn.path)] as const;
      await flow.set(late.id, 'expires_at', new Date(Date.now() - 1));
      await flow.server.call('POST', `/v1/authorization-requests/${withdrawn.id}/cancel`);
      const exchanges = flow.crm.count('/services/oauth2/token');
      for (const [trip, title] of [
        [trips[0], 'This link has expired'],
        [trips[1], 'This link was withdrawn'],
      ] as const) {
        const { location } = await browser.comeBack(trip);
        expect(titleOf((await browser.get(location ?? '')).html)).toBe(title);
      }
      expect(flow.crm.count('/services/oauth2/token')).toBe(exchanges);
      expect(await flow.told(late.id)).toEqual(['expired expired']);
      expect(await flow.told(withdrawn.id)).toEqual(['cancelled withdrawn']);
    });

    it('is over for the link once it is proven', async () => {
      const link = await flow.link();
      const { browser, page } = await goThrough(link);
      const code = codeIn(page.html);
      await flow.server.call('POST', `/v1/authorization-requests/${link.id}/verify`, { body: { code } });
      expect(titleOf((await browser.get(`/oauth/result/${link.id}`)).html)).toBe('Salesforce is connected');
      const opened = await flow.browser().get(link.path);
      expect([opened.status, titleOf(opened.html)]).toEqual([410, 'This link has been used']);
      expect(opened.html).not.toContain('Ada');
    });

    it('is active at once in the browser in which the very member is signed in who began it', async () => {
      const session = await flow.server.call('GET', '/v1/session', {
        key: null,
        headers: { cookie: flow.server.cookie },
      });
      const startedBy = { kind: 'member', id: session.body.id } as const;
      const [mine, forwarded] = [await flow.link({ startedBy }), await flow.link({ startedBy })];
      const browser = flow.browser();
      const [name = '', value = ''] = flow.server.cookie.split('=');
      browser.cookies.set(name, value);
      const back = await browser.comeBack(await browser.continueFrom(mine.path));
      expect(titleOf((await browser.get(back.location ?? '')).html)).toBe('Salesforce is connected');
      expect(await flow.told(mine.id)).toEqual(['completed authorized']);
      expect(await flow.authorizationStates(mine.id)).toEqual(['active']);
      const { page } = await goThrough(forwarded);
      expect(titleOf(page.html)).toBe('One last step');
      const byAnother = await flow.link({ startedBy: { kind: 'member', id: 'mem_another' } });
      const other = await browser.comeBack(await browser.continueFrom(byAnother.path));
      expect(titleOf((await browser.get(other.location ?? '')).html)).toBe('One last step');
    });
  });
});
