import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FlowFixture, type FixtureLink } from '../testing/flow-fixture.js';
import { titleOf } from '../testing/test-browser.js';
import type { LoopbackCrm } from '../testing/loopback-crm.js';

/** One way to go wrong at the provider -> how the request ends, what its page says, and whether tokens are given back. */
interface Mishap {
  readonly name: string;
  readonly spoil?: (crm: LoopbackCrm) => void;
  readonly answer?: Readonly<Record<string, string>>;
  readonly told: string;
  readonly title: string;
  readonly says?: string;
  readonly isGivenBack: boolean;
}

const organisation = { Name: 'Example', OrganizationType: 'Enterprise Edition', IsSandbox: false };

const mishaps: readonly Mishap[] = [
  {
    name: 'the person does not allow access',
    answer: { error: 'access_denied', error_description: 'end-user denied authorization' },
    told: 'denied access-denied',
    title: 'Access was not allowed',
    isGivenBack: false,
  },
  {
    name: 'the provider reports an error',
    answer: { error: 'invalid_scope', error_description: 'the scope <b>x</b> is not known' },
    told: 'failed provider-error',
    title: 'Salesforce reported an error',
    says: 'the scope &lt;b&gt;x&lt;/b&gt; is not known',
    isGivenBack: false,
  },
  {
    name: 'the provider is overloaded',
    answer: { error: 'temporarily_unavailable' },
    told: 'failed provider-unavailable',
    title: 'Salesforce cannot be reached',
    isGivenBack: false,
  },
  {
    name: 'the code is refused',
    spoil: (crm) => (crm.token = () => ({ status: 400, body: { error: 'invalid_grant' } })),
    told: 'failed grant-rejected',
    title: 'Salesforce did not accept the authorization',
    isGivenBack: false,
  },
  {
    name: 'the client registration is wrong',
    spoil: (crm) => (crm.token = () => ({ status: 401, body: { error: 'invalid_client' } })),
    told: 'failed profile-misconfigured',
    title: 'This connection is not set up correctly',
    isGivenBack: false,
  },
  {
    name: 'the token endpoint is down',
    spoil: (crm) => (crm.token = () => ({ status: 503, body: {} })),
    told: 'failed provider-unavailable',
    title: 'Salesforce cannot be reached',
    isGivenBack: false,
  },
  {
    name: 'a permission is missing',
    spoil: (crm) => (crm.token = (form) => crm.tokenFor(form, { scope: 'refresh_token' })),
    told: 'failed scope-insufficient',
    title: 'Some permissions are missing',
    says: 'api',
    isGivenBack: true,
  },
  {
    name: 'the organisation is a trial',
    spoil: (crm) => {
      const TrialExpirationDate = '2031-05-03T00:00:00.000+0000';
      crm.query = { body: { records: [{ ...organisation, TrialExpirationDate }] } };
    },
    told: 'failed account-not-usable',
    title: 'This account cannot be used',
    says: 'Salesforce trial that ends on 3 May 2031',
    isGivenBack: true,
  },
  {
    name: 'the account may not use the API',
    spoil: (crm) => {
      crm.query = { status: 403, body: [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'no API' }] };
    },
    told: 'failed account-not-usable',
    title: 'This account cannot be used',
    isGivenBack: true,
  },
  {
    name: 'the API is down',
    spoil: (crm) => (crm.query = { status: 503, body: [] }),
    told: 'failed provider-unavailable',
    title: 'Salesforce cannot be reached',
    isGivenBack: false,
  },
];

describe('what the provider answers', () => {
  let flow: FlowFixture;
  let good: Pick<LoopbackCrm, 'token' | 'query'>;
  beforeAll(async () => {
    flow = await FlowFixture.start();
    good = { token: flow.crm.token, query: flow.crm.query };
  });
  afterEach(() => void Object.assign(flow.crm, good));
  afterAll(() => flow.stop());

  async function goThrough(link: FixtureLink, answer?: Readonly<Record<string, string>>) {
    const browser = flow.browser();
    const { location } = await browser.comeBack(await browser.continueFrom(link.path), answer);
    return browser.get(location ?? '/nowhere');
  }

  it.each(mishaps)(
    'ends the request when $name, and says what to do',
    async (mishap) => {
      mishap.spoil?.(flow.crm);
      const revocations = flow.crm.count('/services/oauth2/revoke');
      const link = await flow.link({ returnUrl: 'https://chat.example.com/' });
      const page = await goThrough(link, mishap.answer);
      expect([page.status, titleOf(page.html)]).toEqual([200, mishap.title]);
      expect(page.html).toContain('What to do next');
      expect(page.html).toContain('https://chat.example.com/?authorizationRequestId=');
      expect(page.html).toContain(link.id);
      if (mishap.says !== undefined) expect(page.html).toContain(mishap.says);
      expect(await flow.told(link.id)).toEqual([mishap.told]);
      expect(await flow.authorizationStates(link.id)).toEqual([]);
      expect(flow.crm.count('/services/oauth2/revoke') - revocations).toBe(mishap.isGivenBack ? 1 : 0);
      expect(titleOf((await flow.browser().get(link.path)).html)).toBe(mishap.title);
    },
    40_000,
  );

  it('ends once when two tabs bring different answers', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    const [left, right] = [await browser.continueFrom(link.path), await browser.continueFrom(link.path)];
    await Promise.all([browser.comeBack(left, { error: 'access_denied' }), browser.comeBack(right)]);
    const { status } = await flow.request(link.id);
    const told = await flow.told(link.id);
    expect(['denied', 'proof-required']).toContain(status);
    expect(told).toEqual([status === 'denied' ? 'denied access-denied' : 'proof-requested']);
  });

  it('gives tokens back that arrive after the request was withdrawn', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    const trip = await browser.continueFrom(link.path);
    flow.crm.token = (form) => ({ ...flow.crm.tokenFor(form), afterMs: 400 });
    const revocations = flow.crm.count('/services/oauth2/revoke');
    const coming = browser.comeBack(trip);
    await expect.poll(async () => (await flow.request(link.id)).finishingUntil).not.toBeNull();
    await flow.server.call('POST', `/v1/authorization-requests/${link.id}/cancel`);
    await coming;
    expect(await flow.told(link.id)).toEqual(['cancelled withdrawn']);
    expect(await flow.authorizationStates(link.id)).toEqual([]);
    expect(flow.crm.count('/services/oauth2/revoke')).toBe(revocations + 1);
  });

  it('says that it is being completed when that takes long, and that it is not finished when it never was', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    await browser.continueFrom(link.path);
    expect(titleOf((await browser.get(`/oauth/result/${link.id}`)).html)).toBe('This is not finished yet');
    const until = "UPDATE authorization_requests SET finishing_until = now() + interval '1 minute' WHERE id = $1";
    await flow.dataSource.query(until, [link.id]);
    expect(titleOf((await browser.get(`/oauth/result/${link.id}`)).html)).toBe('One moment');
  });

  it('lets an answer in that was on its way when the time ran out', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    const trip = await browser.continueFrom(link.path);
    flow.crm.token = (form) => ({ ...flow.crm.tokenFor(form), afterMs: 400 });
    const coming = browser.comeBack(trip);
    await expect.poll(async () => (await flow.request(link.id)).finishingUntil).not.toBeNull();
    await flow.set(link.id, 'expires_at', new Date(Date.now() - 1));
    expect((await flow.server.call('GET', `/v1/authorization-requests/${link.id}`)).body.status).toBe('redirected');
    expect(titleOf((await browser.get(`/oauth/result/${link.id}`)).html)).toBe('One last step');
    await coming;
    expect((await flow.request(link.id)).status).toBe('proof-required');
  });

  it.each([
    [
      'another profile',
      "UPDATE actions SET auth_profile_id = 'prf_other'",
      "UPDATE actions SET auth_profile_id = 'system-salesforce'",
    ],
    [
      'another mode',
      "UPDATE actions SET authorization_mode = 'pre-authorized'",
      "UPDATE actions SET authorization_mode = 'end-user'",
    ],
    [
      'other values',
      `UPDATE actions SET parameters = '{"domain":"test.salesforce.com"}'`,
      "UPDATE actions SET parameters = '{}'",
    ],
  ])('keeps nothing for an action that has got %s meanwhile', async (_, change, restore) => {
    const link = await flow.link();
    const browser = flow.browser();
    const trip = await browser.continueFrom(link.path);
    await flow.dataSource.query(change);
    const { location } = await browser.comeBack(trip);
    await flow.dataSource.query(restore);
    expect(titleOf((await browser.get(location ?? '')).html)).toBe('The settings have changed meanwhile');
    expect(await flow.authorizationStates(link.id)).toEqual([]);
  });

  it('writes no token, code or state to the log', () => {
    const logs = flow.server.logs();
    expect(logs).not.toMatch(/canary-/);
    expect(logs).not.toMatch(/state=|code=a-code/);
    expect(logs).not.toMatch(/\/authorize\/[\w-]{43}/);
  });
});

describe('a profile that knows its issuer', () => {
  let flow: FlowFixture;
  beforeAll(async () => {
    flow = await FlowFixture.start({ profile: () => ({ issuer: 'https://login.salesforce.com' }) });
  });
  afterAll(() => flow.stop());

  it.each([
    ['a forged', { code: 'a-code', iss: 'https://evil.example' }],
    ['no', { code: 'a-code' }],
    ['a forged, on a refusal,', { error: 'access_denied', iss: 'https://evil.example' }],
  ])('exchanges no code for an answer with %s issuer', async (_, answer) => {
    const link = await flow.link();
    const browser = flow.browser();
    const { location } = await browser.comeBack(await browser.continueFrom(link.path), answer);
    expect(titleOf((await browser.get(location ?? '')).html)).toBe('The answer came from somewhere else');
    expect(await flow.told(link.id)).toEqual(['failed issuer-mismatch']);
    expect(flow.crm.count('/services/oauth2/token')).toBe(0);
  });

  it('accepts its own', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    const trip = await browser.continueFrom(link.path);
    await browser.comeBack(trip, { code: 'a-code', iss: 'https://login.salesforce.com' });
    expect((await flow.request(link.id)).status).toBe('proof-required');
  });
});
