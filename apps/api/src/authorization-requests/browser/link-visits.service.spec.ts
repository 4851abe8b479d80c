import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FlowFixture } from '../testing/flow-fixture.js';
import { formTokenIn } from '../testing/test-browser.js';

describe('a link to a system whose address needs to be asked for', () => {
  let flow: FlowFixture;
  beforeAll(async () => {
    flow = await FlowFixture.start({
      profile: ({ url }) => ({
        hasTenancy: true,
        authorizationUrl: `${url}/{tenant}/services/oauth2/authorize?prompt=login`,
        tokenUrl: `${url}/{tenant}/services/oauth2/token`,
      }),
    });
  });
  afterAll(() => flow.stop());

  it('asks for it in plain words', async () => {
    const { path } = await flow.link();
    const { html } = await flow.browser().get(path);
    expect(html).toContain('name="parameter.tenant"');
    expect(html).toMatch(/<label for="field-1" lang="en">\w+/);
    expect(html).not.toContain('aria-invalid');
  });

  it.each([
    ['nothing', '', 'Please fill this in.'],
    ['another host', 'evil.example/x', 'This does not look right.'],
    ['a way up', '..', 'This does not look right.'],
    ['dots in a row', 'a..b', 'This does not look right.'],
    ['a line break', 'a\r\nb', 'This does not look right.'],
    ['a query', 'a?b=c', 'This does not look right.'],
    ['markup', '"><script>', 'This does not look right.'],
    ['too much', 'a'.repeat(5000), 'This does not look right.'],
  ])('refuses %s at its field, and goes nowhere', async (_, tenant, error) => {
    const { path, id } = await flow.link();
    const browser = flow.browser();
    const formToken = formTokenIn((await browser.get(path)).html);
    const answer = await browser.post(path, { formToken, 'parameter.tenant': tenant });
    expect([answer.status, answer.location]).toEqual([422, null]);
    expect(answer.html).toContain(error);
    expect(answer.html).not.toContain('<script');
    expect((await flow.request(id)).status).toBe('pending');
  });

  it('fills the addresses of both halves of the trip, each tab with its own answer', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    const left = await browser.continueFrom(link.path, { 'parameter.tenant': 'acme' });
    await browser.continueFrom(link.path, { 'parameter.tenant': 'other' });
    expect(left.pathname).toBe('/acme/services/oauth2/authorize');
    expect(left.searchParams.get('prompt')).toBe('login');
    await browser.comeBack(left);
    expect(flow.crm.count('/acme/services/oauth2/token')).toBe(1);
    expect(flow.crm.count('/other/services/oauth2/token')).toBe(0);
    const [{ parameters }] = await flow.dataSource.query(
      'SELECT parameters FROM authorizations WHERE authorization_request_id = $1',
      [link.id],
    );
    expect(parameters).toEqual({ tenant: 'acme' });
  });

  it('lets nobody change what the action has fixed', async () => {
    await flow.dataSource.query(`UPDATE actions SET parameters = '{"tenant":"acme"}'`);
    const link = await flow.link({ action: { ...flow.action, parameters: { tenant: 'acme' } } });
    const browser = flow.browser();
    expect((await browser.get(link.path)).html).not.toContain('parameter.tenant');
    const provider = await browser.continueFrom(link.path, { 'parameter.tenant': 'other', 'parameter.__proto__': 'x' });
    expect(provider.pathname).toBe('/acme/services/oauth2/authorize');
  });
});
