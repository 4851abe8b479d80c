import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { sites } from '../apps/sandbox/src/jira/issue-store.js';
import { Person } from './support/person.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => world.close());

it('whoever has several sites chooses one, and the bot works with that one and no other', async () => {
  const { server } = world;
  const bot = expectStatus(await server.call('POST', '/v1/bots', { body: { name: 'Sites' } }), 201).body.id as string;
  const path = `/v1/bots/${bot}/actions/jira`;
  const settings = { authorizationMode: 'end-user', authProfileId: 'system-jira' };
  expectStatus(await server.call('PUT', path, { body: settings }), 200);
  expectStatus(await server.call('POST', `${path}/enable`), 200);
  const endUser = { id: 'u-1', displayName: 'Ben' };
  const link = expectStatus(await server.call('POST', `${path}/authorization-links`, { body: { endUser } }), 201);
  const { id, url } = link.body as { id: string; url: string };

  const ben = new Person(server.url);
  const asked = await ben.authorize(url, { username: 'ben@sandbox.example' });
  for (const { id: value } of sites) expect(asked.html).toContain(`value="${value}"`);
  const [, action = ''] = /<form[^>]* action="([^"]+)"/.exec(asked.html) ?? [];
  const hidden = [...asked.html.matchAll(/<input[^>]* type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
  const target = new URL(action, server.url).href;

  const refused = await ben.browser.post(target, { ...fields, choice: 'https://evil.test/' });
  expect(codeIn(refused.html)).toBe('');
  const chosen = await ben.browser.post(target, { ...fields, choice: sites[1].id });
  const last = chosen.location === null ? chosen : await ben.open(new URL(chosen.location, server.url).href);
  expect(codeIn(last.html)).toMatch(/^\d{6}$/);

  const confirm = `/v1/authorization-requests/${id}/confirm`;
  expectStatus(await server.call('POST', confirm, { body: { endUserId: 'u-1' } }), 200);
  const body = { endUserId: 'u-1', input: {} };
  const run = expectStatus(await server.call('POST', `${path}/operations/list-issues/runs`, { body }), 200);
  expect(run.body.output).toMatchObject({ issues: [{ key: 'LAB-1' }], hasMore: false });
});
