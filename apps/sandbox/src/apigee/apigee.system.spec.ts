import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput } from '#connectors';
import { apigee } from '../../../../libs/connectors/src/apigee/apigee.connector.js';
import { startSystems } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import { apigeeSystem } from './apigee.system.js';

const world = await startSystems([apigeeSystem]);
const system = world.running[0]!;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const organization = 'acme-apis';
let token = '';

const contextOf = (accessToken = token, named = organization) =>
  createOperationContext({
    ...{ connector: apigee, egress, account: { id: '1', name: 'Ada', details: {} }, timeoutMs: 20_000 },
    grant: {
      parameters: { organization: named },
      scopes: [],
      extras: {},
      apiUrl: `${system.url}/v1/organizations/${named}`,
    },
    authorize: () => ({ headers: { authorization: `Bearer ${accessToken}` } }),
  });

beforeAll(async () => {
  system.profiles('http://localhost:3000');
  const { clientId, clientSecret } = system.apps.systemApp;
  const redirect_uri = 'http://localhost:3000/oauth/callback/system-apigee';
  const { defaultScopes, additionalParameters } = apigee.oauth;
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri,
    state: 's',
    scope: defaultScopes.join(' '),
  };
  const query = new URLSearchParams({ ...asked, ...additionalParameters });
  const back = await new HttpBrowser().authorize(`${system.url}/o/oauth2/v2/auth?${query}`);
  const code = back.searchParams.get('code') ?? '';
  const client = { client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, ...client });
  const answer = (await (await fetch(`${system.url}/token`, { method: 'POST', body })).json()) as Record<
    string,
    unknown
  >;
  expect(answer).toHaveProperty('refresh_token');
  token = String(answer['access_token']);
});
beforeEach(() => system.store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = apigee.operations.find((known) => known.name === name)!;
  return (await operation.run(contextOf(), validateInput(operation, input ?? operation.example))) as never;
}

describe('the look-alike of Apigee', () => {
  it.each(apigee.operations.map(({ name }) => name))('takes %s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('knows Ada and her organization, and no other', async () => {
    const account = await apigee.whoami(contextOf());
    expect(account).toMatchObject({ name: 'Ada Example', organisation: organization });
    await expect(apigee.verify(contextOf(), account)).resolves.toBeUndefined();
    await expect(apigee.verify(contextOf(token, 'other'), account)).rejects.toMatchObject({
      code: 'account-not-usable',
    });
    await expect(apigee.whoami(contextOf('wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('deploys a revision in the place of another only when that is wanted, and undeploys it', async () => {
    const place = { proxy: 'orders', environment: 'test', revision: 3 };
    await expect(run('deploy-revision', place)).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: 'revision 2 of orders is deployed in test already',
    });
    const made = await run('deploy-revision', { ...place, replace: true });
    expect(made).toMatchObject({ id: 'test/orders/3', deployedAt: expect.any(String) });
    expect(await run('list-deployments', { proxy: 'orders', environment: 'test' })).toMatchObject({
      deployments: [{ revision: 3 }],
    });
    expect(await (await fetch(String(made['url']))).text()).toContain('test: revision 3');
    await run('undeploy-revision', place);
    await expect(run('undeploy-revision', place)).rejects.toMatchObject({ code: 'record-not-found' });
    for (const wrong of [{ proxy: 'unknown' }, { environment: 'moon' }, { revision: 99 }]) {
      await expect(run('deploy-revision', { ...place, ...wrong })).rejects.toMatchObject({ code: 'record-not-found' });
    }
    expect(await run('list-deployments', { proxy: 'invoices' })).toEqual({ deployments: [], hasMore: false });
  });

  it.each([
    ['list-proxies', 'proxies', 7],
    ['list-deployments', 'deployments', 4],
    ['list-apps', 'apps', 3],
  ])('%s goes through everything, page by page, once each', async (name, items, count) => {
    const ids: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run(name, { limit: 2, ...(cursor !== undefined && { cursor }) });
      ids.push(...(page[items] as { id: string }[]).map(({ id }) => id));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(count);
    expect(ids).toHaveLength(count);
  });

  it('knows apps by their status, and a page of each', async () => {
    const revoked = await run('list-apps', { status: 'revoked' });
    expect(revoked).toMatchObject({ apps: [{ name: 'Price comparison' }], hasMore: false });
    const [app] = revoked['apps'] as [{ url: string }];
    expect(await (await fetch(app.url)).text()).toContain('revoked');
  });
});
