import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, freePort } from '../../../../../test/support/server.js';
import { readEnvironment } from '../../config/environment.js';
import { startServer, type RunningServer } from '../../server.js';
import { createLogger } from '../../telemetry/logger.js';
import { TestBrowser, titleOf } from '../../authorization-requests/testing/test-browser.js';

const token = 'a-token-of-the-first-run';
const owner = { token, name: "Ada O'Example", email: 'Ada@Example.com', password: 'correct horse battery' };

describe('the first run', () => {
  let server: RunningServer;
  let browser: TestBrowser;
  beforeEach(async () => {
    const environment = readEnvironment({
      ...{ NODE_ENV: 'test', PORT: String(await freePort()), DATABASE_URL: await createDatabase() },
      ...{ ATTACHE_SETUP_TOKEN: token, ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}` },
    });
    server = await startServer({ environment, logger: createLogger('silent') });
    browser = new TestBrowser(server.url);
  });
  afterEach(() => server.close());

  it('says at / what runs, and that nobody owns it yet', async () => {
    const { status, html } = await browser.get('/');
    expect([status, titleOf(html)]).toEqual([200, 'Attaché is running']);
    expect(html).toContain('no owner yet');
    const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(html)?.[1] ?? '';
    const served = await browser.get(stylesheet);
    expect(served.headers.get('content-type')).toContain('text/css');
    expect(served.headers.get('cache-control')).toContain('immutable');
  });

  it('makes the owner from the printed link, signs them in, and says what to do next', async () => {
    expect(server.setUpLink).toContain('/setup?token=');
    const form = await browser.get(`/setup?token=${token}`);
    expect(titleOf(form.html)).toBe('Set up Attaché');
    expect(form.html).toContain(`name="token" value="${token}"`);
    const answer = await browser.post('/setup', owner);
    expect([answer.status, answer.location]).toEqual([303, '/']);
    expect((await browser.get('/')).html).toContain('<div id="root">');
    expect(answer.headers.getSetCookie().join()).toMatch(/attache_session=[\w-]{43};.*HttpOnly; SameSite=Lax/);
    const ready = await browser.get('/setup');
    expect(titleOf(ready.html)).toBe('Attaché is ready');
    expect(ready.html).toContain('href="/docs"');
    expect(ready.html).toContain('/v1/api-keys');
    expect(ready.html).not.toContain(owner.password);
    const me = await browser.get('/v1/session');
    expect(JSON.parse(me.html)).toMatchObject({ email: 'ada@example.com', roles: ['owner'] });
    expect(titleOf((await new TestBrowser(server.url).get(`/setup?token=${token}`)).html)).toBe(
      'Attaché is set up already',
    );
  });

  it('says at each field what is wrong, keeps what was entered, and never the password', async () => {
    const answer = await browser.post('/setup', { ...owner, email: 'ada', password: 'short' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Choose a password of 12 to 200 characters.');
    expect(answer.html).toContain('Enter an e-mail address');
    expect(answer.html).toContain('value="Ada O&#39;Example"');
    expect(answer.html).not.toContain('short');
    const wrongToken = await browser.post('/setup', { ...owner, token: 'another-token-than-it' });
    expect([wrongToken.status, wrongToken.html.includes('The link is not valid.')]).toEqual([422, true]);
    expect((await browser.post('/setup', {})).status).toBe(422);
    expect((await browser.post('/setup', { ...owner, token: '' })).html).toContain('The link is not valid.');
  });

  it('makes one owner when the form is sent twice at once', async () => {
    const answers = await Promise.all([
      browser.post('/setup', owner),
      browser.post('/setup', { ...owner, email: 'b@example.com' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers.filter(({ headers }) => headers.getSetCookie().join().includes('attache_session'))).toHaveLength(1);
  });

  it('takes no form from another site, and nothing but JSON where JSON belongs', async () => {
    const foreign = await browser.post('/setup', owner, { 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, titleOf(foreign.html)]).toEqual([403, 'This request came from another page']);
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const answer = await fetch(new URL('/v1/session', server.url), {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ email: owner.email, password: owner.password }),
      });
      expect([type, answer.status]).toEqual([type, 415]);
    }
    const huge = await browser.post('/setup', { ...owner, name: 'x'.repeat(20_000) });
    expect(huge.status).toBe(413);
  });
});
