import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { codeIn, titleOf, type PageVisit } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import type { EndingReason } from '../apps/api/src/authorization-requests/endings/ending.js';
import { exits } from '../apps/api/src/pages/exits.js';
import { languages } from '../apps/api/src/pages/texts/languages.js';
import type { Fault } from '../apps/sandbox/src/faults/fault-table.js';
import type { Visit } from '../apps/sandbox/src/testing.js';
import { SalesforceAction } from './support/actions.js';
import { Person } from './support/person.js';
import { Receiver } from './support/receiver.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let receiver: Receiver;
let action: SalesforceAction;

beforeAll(async () => {
  receiver = await Receiver.start();
  world = await startWorld({ allowedHosts: [receiver.host] });
  await receiver.subscribe(world.server);
  action = await SalesforceAction.forEndUsers(world.server, 'Sales assistant');
});
afterEach(() => world.sandbox.faults.salesforce.clear());
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const person = (language?: string) => new Person(world.server.url, language);
const returnUrl = 'https://chat.example.com/';

/** What every page must have: a language, one heading, a way on in a heading of its own, and no script. */
function expectWhole(page: PageVisit, language: 'en' | 'de' = 'en'): void {
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.html).toContain(`<html lang="${language}">`);
  expect(page.html.match(/<h1>/g)).toHaveLength(1);
  expect(page.html).not.toMatch(/<script(?! src="\/pages\/[0-9a-f]{12}\.js")|javascript:|\son\w+=/i);
}

const next = { en: 'What to do next', de: languages.de.next } as const;
const parties = { bot: 'Sales assistant', system: 'Salesforce', isShared: false };

async function post(path: string, body: object) {
  return world.server.call('POST', `/v1/authorization-requests/${path}`, { body });
}

async function expire(id: string, column: 'expires_at' | 'code_expires_at'): Promise<void> {
  const past = new Date(Date.now() - 1_000);
  const rows = world.server.app.get(DataSource);
  await rows.query(`UPDATE authorization_requests SET ${column} = $2 WHERE id = $1`, [id, past]);
}

/** One way in which the trip to the provider can end. */
interface Ending {
  readonly name: string;
  readonly faults?: readonly Fault[];
  readonly visit?: Visit;
  readonly event: 'denied' | 'failed';
  readonly reason: EndingReason;
  readonly title: string;
  readonly says: string;
  readonly isGivenBack?: boolean;
}

const failed = { event: 'failed' } as const;
const endings: readonly Ending[] = [
  {
    ...{ name: 'the answer names another issuer', faults: [{ kind: 'wrong-iss' }], ...failed },
    reason: 'issuer-mismatch',
    title: 'The answer came from somewhere else',
    says: 'tell whoever looks after Sales assistant',
  },
  {
    ...{ name: 'the person denies access', visit: { decision: 'deny' }, event: 'denied', reason: 'access-denied' },
    title: 'Access was not allowed',
    says: 'ask Sales assistant for a new link',
  },
  {
    ...{ name: 'the provider refuses the code', faults: [{ kind: 'revoked-grant', on: 'token' }], ...failed },
    reason: 'grant-rejected',
    title: 'Salesforce did not accept the authorization',
    says: 'tell whoever looks after Sales assistant',
  },
  {
    ...{ name: 'the provider is down', faults: [{ kind: 'server-error', on: 'token' }], ...failed },
    reason: 'provider-unavailable',
    title: 'Salesforce cannot be reached',
    says: 'in a few minutes',
  },
  {
    ...{ name: 'the API of the provider is down', faults: [{ kind: 'server-error', on: 'api' }], ...failed },
    reason: 'provider-unavailable',
    title: 'Salesforce cannot be reached',
    says: 'in a few minutes',
  },
  {
    ...{ name: 'a permission is missing', faults: [{ kind: 'missing-scope', scopes: ['api'] }], ...failed },
    reason: 'scope-insufficient',
    title: 'Some permissions are missing',
    ...{ says: 'allow everything on the list', isGivenBack: true },
  },
  {
    ...{ name: 'the account is a trial', visit: { username: 'tia@trial.example' }, ...failed },
    reason: 'account-not-usable',
    title: 'This account cannot be used',
    ...{ says: 'another Salesforce account', isGivenBack: true },
  },
];

describe('the end of a trip to the provider', () => {
  it.each(endings)('when $name has a page, an event, and a way on', async (ending) => {
    const { sandbox } = world;
    const revoked = sandbox.journal.salesforce.count('revoke');
    sandbox.faults.salesforce.set([...(ending.faults ?? [])]);
    const link = await action.link('u-ends', { returnUrl });
    const somebody = person();
    const page = await somebody.authorize(link.url, ending.visit);
    sandbox.faults.salesforce.clear();

    expectWhole(page);
    expect([page.status, titleOf(page.html)]).toEqual([200, ending.title]);
    expect(page.html).toContain(next.en);
    expect(page.html).toContain(ending.says);
    expect(page.html).toContain(`href="${returnUrl}?authorizationRequestId=${link.id}&amp;status=${ending.event}"`);
    expect(page.html).toContain(link.id);

    const told = await receiver.hear(ending.event, link.id);
    expect(told.data).toMatchObject({ reason: ending.reason, botId: action.botId, subject: 'end-user' });
    expect(told.data).not.toHaveProperty('accountName');
    const { body } = await world.server.call('GET', `/v1/authorization-requests/${link.id}`);
    expect(body).toMatchObject({ status: ending.event, reason: ending.reason, authorizationId: null });
    expect((await action.createLead('Nobody', 'u-ends')).body.code).toBe('authorization-required');
    expect(sandbox.journal.salesforce.count('revoke') > revoked).toBe(ending.isGivenBack === true);

    const german = await person('de-AT,de;q=0.9').open(link.url);
    expectWhole(german, 'de');
    expect(titleOf(german.html)).toBe(languages.de.exits[ending.reason].title(parties));
    expect(german.status).toBe(exits[ending.reason].status);
  });
});

describe('a link', () => {
  it('says that it is unknown when it is not whole, without telling an event', async () => {
    const link = await action.link();
    for (const url of [link.url.slice(0, -1), `${link.url}A`, `${world.server.url}/authorize/${'A'.repeat(43)}`]) {
      const page = await person().open(url);
      expectWhole(page);
      expect([page.status, titleOf(page.html)]).toEqual([404, 'This link is not valid']);
      expect(page.html).toContain(next.en);
    }
  });

  it('ends by "This wasn’t me", for good', async () => {
    const link = await action.link();
    const somebody = person();
    const { html } = await somebody.open(link.url);
    const formToken = /name="formToken" value="([\w-]+)"/.exec(html)?.[1] ?? '';
    const page = await somebody.browser.post(`${link.url}/decline`, { formToken });
    expectWhole(page);
    expect([page.status, titleOf(page.html)]).toEqual([200, 'Thank you for telling us']);
    expect(page.html).toContain('There is nothing else that you need to do');
    expect((await receiver.hear('cancelled', link.id)).data).toMatchObject({ reason: 'not-me' });
    const again = await person().open(link.url);
    expect([again.status, titleOf(again.html)]).toEqual([200, 'Thank you for telling us']);
  });

  it('expires, also under somebody who is at the provider at that moment', async () => {
    const link = await action.link();
    const somebody = person();
    const callback = await somebody.decide(await somebody.goOn(link.url));
    await expire(link.id, 'expires_at');
    const german = await person('de').open(link.url);
    expectWhole(german, 'de');
    expect([german.status, titleOf(german.html)]).toEqual([410, languages.de.exits.expired.title(parties)]);
    expect((await receiver.hear('expired', link.id)).data).toMatchObject({ reason: 'expired' });
    const late = await somebody.comeBack(callback);
    expect([late.status, titleOf(late.html)]).toEqual([200, 'This link has expired']);
    expect(late.html).toContain('ask Sales assistant for a new link');
    expect((await action.createLead('Nobody', 'u-42')).body.code).toBe('authorization-required');
  });

  it('has been used once it is proven, and shows nothing of the account to others', async () => {
    const link = await action.link('u-used');
    const page = await person().authorize(link.url);
    expectStatus(await post(`${link.id}/verify`, { code: codeIn(page.html) }), 200);
    await receiver.hear('completed', link.id);
    const again = await person().open(link.url);
    expectWhole(again);
    expect([again.status, titleOf(again.html)]).toEqual([410, 'This link has been used']);
    expect(again.html).toContain(next.en);
    expect(again.html).not.toContain('Ada');
  });

  it('was withdrawn when its maker no longer needs it', async () => {
    const link = await action.link();
    expectStatus(await post(`${link.id}/cancel`, {}), 200);
    const page = await person().open(link.url);
    expect([page.status, titleOf(page.html)]).toEqual([410, 'This link was withdrawn']);
    expect((await receiver.hear('cancelled', link.id)).data).toMatchObject({ reason: 'withdrawn' });
  });

  it('was stopped with its auth profile, and stays so when that is resumed at once', async () => {
    const link = await action.link('u-stopped');
    const profile = '/v1/auth-profiles/system-salesforce';
    expectStatus(await world.server.call('POST', `${profile}/revocation`), 202);
    expectStatus(await world.server.call('POST', `${profile}/resume`), 200);
    const page = await person('de').open(link.url);
    expectWhole(page, 'de');
    expect([page.status, titleOf(page.html)]).toEqual([410, 'Salesforce wurde getrennt']);
    expect(page.html).toContain(next.de);
    expect((await receiver.hear('cancelled', link.id)).data).toMatchObject({ reason: 'profile-stopped' });
  });

  it('is opened by robots without any consequence', async () => {
    const link = await action.link('u-robot');
    const robot = person();
    for (let visits = 0; visits < 3; visits += 1) {
      expect((await robot.open(link.url)).status).toBe(200);
      expect((await robot.browser.head(link.url)).status).toBe(200);
      await robot.open(`${link.url}/decline`);
    }
    const { body } = await world.server.call('GET', `/v1/authorization-requests/${link.id}`);
    expect(body.status).toBe('pending');
    const page = await person().authorize(link.url);
    expect(codeIn(page.html)).toMatch(/^\d{6}$/);
  });
});

describe('the code', () => {
  it('is thrown away with the authorization when it is wrong three times', async () => {
    const link = await action.link('u-guess');
    const somebody = person();
    const page = await somebody.authorize(link.url);
    expectWhole(page);
    const code = codeIn(page.html);
    const wrong = code === '111111' ? '222222' : '111111';
    for (const attemptsLeft of [2, 1]) {
      const refused = expectStatus(await post(`${link.id}/verify`, { code: wrong }), 422);
      expect(refused.body).toMatchObject({ code: 'code-wrong', attemptsLeft });
    }
    expectStatus(await post(`${link.id}/verify`, { code: wrong }), 409);
    expect((await receiver.hear('failed', link.id)).data).toMatchObject({ reason: 'code-attempts-exhausted' });
    expectStatus(await post(`${link.id}/verify`, { code }), 409);
    expect((await action.createLead('Nobody', 'u-guess')).status).toBe(409);
    const over = await somebody.open(`${world.server.url}/oauth/result/${link.id}`);
    expect([over.status, titleOf(over.html)]).toEqual([200, 'The code was wrong three times']);
    expect(over.html).not.toContain(code);
  });

  it('expires', async () => {
    const link = await action.link('u-slow');
    const somebody = person();
    const page = await somebody.authorize(link.url);
    await receiver.hear('proof-requested', link.id);
    await expire(link.id, 'code_expires_at');
    const late = expectStatus(await post(`${link.id}/verify`, { code: codeIn(page.html) }), 409);
    expect(late.body.code).toBe('proof-not-awaited');
    expect((await receiver.hear('failed', link.id)).data).toMatchObject({ reason: 'proof-expired' });
    const over = await somebody.open(`${world.server.url}/oauth/result/${link.id}`);
    expect(titleOf(over.html)).toBe('The code was not entered in time');
    expect((await action.createLead('Nobody', 'u-slow')).status).toBe(409);
  });
});

describe('the way back', () => {
  it('may be reloaded: the same page comes again, and no second code is exchanged', async () => {
    const { sandbox } = world;
    const link = await action.link('u-reload');
    const somebody = person();
    const callback = await somebody.decide(await somebody.goOn(link.url));
    const exchanges = sandbox.journal.salesforce.count('token authorization_code');
    const first = await somebody.comeBack(callback);
    const second = await somebody.comeBack(callback);
    expect(codeIn(second.html)).toBe(codeIn(first.html));
    expect(sandbox.journal.salesforce.count('token authorization_code')).toBe(exchanges + 1);
    expectStatus(await post(`${link.id}/verify`, { code: codeIn(second.html) }), 200);
    const third = await somebody.comeBack(callback);
    expect(titleOf(third.html)).toBe('Salesforce is connected');
    expectWhole(third);
  });

  it('leads to a page for the wrong browser, which tells the event and spoils nothing for the right one', async () => {
    const link = await action.link('u-browser');
    const [right, wrong] = [person(), person('de')];
    const callback = await right.decide(await right.goOn(link.url));
    const page = await wrong.comeBack(callback);
    expectWhole(page, 'de');
    expect([page.status, titleOf(page.html)]).toEqual([403, languages.de.exits['wrong-browser'].title(parties)]);
    expect(page.html).toContain(next.de);
    expect((await receiver.hear('interrupted', link.id)).data).toMatchObject({ reason: 'wrong-browser' });
    expect(codeIn((await right.comeBack(callback)).html)).toMatch(/^\d{6}$/);
  });

  it('tells what the provider reports as an error, as text and not as HTML', async () => {
    const link = await action.link();
    const somebody = person();
    const provider = await somebody.goOn(link.url);
    const callback = new URL(provider.searchParams.get('redirect_uri') ?? '');
    callback.searchParams.set('state', provider.searchParams.get('state') ?? '');
    callback.searchParams.set('error', 'invalid_request');
    callback.searchParams.set('error_description', 'no <img src=x onerror=alert(1)> today');
    callback.searchParams.set('iss', `${world.sandbox.url}/salesforce`);
    const page = await somebody.comeBack(callback);
    expect(page.html).not.toContain('<img');
    expect(titleOf(page.html)).toBe('Salesforce reported an error');
    expect(page.html).toContain(next.en);
    expect((await receiver.hear('failed', link.id)).data).toMatchObject({ reason: 'provider-error' });
  });

  it('is safe from several tabs at once: one exchange counts, and all tabs tell the same', async () => {
    const link = await action.link('u-tabs');
    const somebody = person();
    const trips = [await somebody.goOn(link.url), await somebody.goOn(link.url), await somebody.goOn(link.url)];
    const callbacks: URL[] = [];
    for (const trip of trips) callbacks.push(await somebody.decide(trip));
    await Promise.all(callbacks.map((callback) => somebody.comeBack(callback)));
    const result = await somebody.open(`${world.server.url}/oauth/result/${link.id}`);
    expectStatus(await post(`${link.id}/verify`, { code: codeIn(result.html) }), 200);
    for (const callback of callbacks) {
      expect(titleOf((await somebody.comeBack(callback)).html)).toBe('Salesforce is connected');
    }
    expectStatus(await action.createLead('Tabs', 'u-tabs'), 200);
  });

  it('is no page by itself', async () => {
    for (const path of [
      '/oauth/callback/system-salesforce',
      '/oauth/callback/none?state=x&code=y',
      '/oauth/result/x',
    ]) {
      const page = await person().open(world.server.url + path);
      expectWhole(page);
      expect([page.status, titleOf(page.html)]).toEqual([400, 'This page cannot be opened by itself']);
      expect(page.html).toContain(next.en);
    }
  });
});
