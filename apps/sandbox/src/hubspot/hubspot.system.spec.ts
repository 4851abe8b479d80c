import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput } from '#connectors';
import { hubspot } from '../../../../libs/connectors/src/hubspot/hubspot.connector.js';
import { startSystems } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import type { CrmStore } from './crm-store.js';
import { hubspotSystem } from './hubspot.system.js';
import { people } from './seeds.js';

const world = await startSystems([hubspotSystem]);
const system = world.running[0]!;
const store = system.store as CrmStore;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const account = { id: '48123456', name: 'Sandbox', details: { portalId: 48_123_456 } };

const contextOf = (token: string, extras = {}) =>
  createOperationContext({
    ...{ connector: hubspot, egress, account, timeoutMs: 20_000 },
    grant: { parameters: {}, scopes: [], extras, apiUrl: system.url },
    authorize: () => ({ headers: { authorization: `Bearer ${token}` } }),
  });

beforeEach(() => store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object, token = people[0].apiKey ?? ''): Promise<Record<string, unknown>> {
  const operation = hubspot.operations.find((known) => known.name === name)!;
  return (await operation.run(contextOf(token), validateInput(operation, input ?? operation.example))) as never;
}

async function exchange(form: Readonly<Record<string, string>>) {
  const { clientId, clientSecret } = system.apps.systemApp;
  const client = { client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ ...client, ...form });
  const response = await fetch(`${system.url}/oauth/v3/token`, { method: 'POST', body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function authorize(scope: string) {
  system.profiles('http://localhost:3000');
  const redirect_uri = 'http://localhost:3000/oauth/callback/system-hubspot';
  const asked = { response_type: 'code', client_id: system.apps.systemApp.clientId, redirect_uri, state: 's', scope };
  const back = await new HttpBrowser().authorize(`${system.url}/oauth/authorize?${new URLSearchParams(asked)}`);
  const code = back.searchParams.get('code') ?? '';
  return (await exchange({ grant_type: 'authorization_code', code, redirect_uri })).body;
}

describe('every operation works against the look-alike', () => {
  it.each(hubspot.operations.map(({ name }) => name))('%s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('whoami knows the account, and nobody without a good token', async () => {
    const known = await hubspot.whoami(contextOf(people[1].apiKey ?? ''));
    expect(known).toMatchObject({ id: '48123456', details: { uiDomain: 'app.hubspot.com' } });
    await expect(hubspot.whoami(contextOf('wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });
});

describe('records', () => {
  it('are created, found, changed, associated and deleted, and have a page behind their link', async () => {
    const { id, url } = await run('create-deal', { name: 'Coffee machine', stage: 'contractsent' });
    expect(await run('search-deals', { keyword: 'COFFEE' })).toMatchObject({ deals: [{ id, stage: 'contractsent' }] });
    await run('update-deal', { id, stage: 'closedwon', amount: 99.5 });
    expect(await run('get-deal', { id })).toMatchObject({ stage: 'closedwon', amount: 99.5, pipeline: 'default' });
    await run('associate-records', { fromType: 'deal', fromId: id, toType: 'contact', toId: '4200001' });
    expect(await (await fetch(String(url))).text()).toContain('Coffee machine');
    await run('delete-deal', { id });
    await expect(run('get-deal', { id })).rejects.toMatchObject({ code: 'record-not-found' });
    await expect(run('delete-deal', { id })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('are found again after an unknown outcome', async () => {
    const create = hubspot.operations.find(({ name }) => name === 'create-contact')!;
    const input = validateInput(create, create.example);
    const since = new Date();
    const made = await run('create-contact');
    expect(await create.reconcile?.(contextOf(people[0].apiKey ?? ''), input, since)).toEqual(made);
  });

  it('are listed page by page, the newest first', async () => {
    const ids: string[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-deals', { limit: 3, ...(cursor !== undefined && { cursor }) });
      ids.push(...(page['deals'] as { id: string }[]).map(({ id }) => id));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(ids).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `410000${n}`));
    expect(await run('search-deals', { keyword: 'northwind', limit: 1 })).toMatchObject({ hasMore: true });
  });

  it.each([['-amount'], ['amount'], [{ propertyName: 'amount', direction: 'DESCENDING' }]])(
    'are sorted by %j',
    async (sort) => {
      const response = await fetch(`${system.url}/crm/v3/objects/deals/search`, {
        method: 'POST',
        headers: { authorization: `Bearer ${people[0].apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ sorts: [sort], properties: ['amount'] }),
      });
      const { results } = (await response.json()) as { results: { properties: { amount: string } }[] };
      const amounts = results.map(({ properties }) => Number(properties.amount));
      const ascending = amounts.toSorted((one, other) => one - other);
      expect(amounts).toEqual(sort === 'amount' ? ascending : ascending.reverse());
    },
  );

  it('are refused in the vendor’s words', async () => {
    await expect(run('update-deal', { id: '4100001', stage: 'nowhere' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      fields: ['dealstage'],
    });
    await expect(run('create-contact', { email: 'nora.winter@customer.example' })).rejects.toMatchObject({
      code: 'vendor-conflict',
      vendorMessage: 'Contact already exists. Existing ID: 4200001',
    });
  });
});

describe('authorization', () => {
  it('tells account and person, and grants what was asked for only', async () => {
    const body = await authorize('oauth crm.objects.deals.read');
    expect(body).toMatchObject({ hub_id: 48_123_456, user_id: 7001, expires_in: 1_800 });
    expect(body['scopes']).toEqual(['oauth', 'crm.objects.deals.read']);
    const token = String(body['access_token']);
    expect(await hubspot.whoami(contextOf(token, body))).toMatchObject({ id: '48123456:7001' });
    await expect(run('get-ticket', undefined, token)).rejects.toMatchObject({
      code: 'vendor-forbidden',
      vendorMessage: expect.stringContaining('Missing: tickets.'),
    });
  });

  it('refuses unknown refresh tokens in words of its own', async () => {
    const refused = await exchange({ grant_type: 'refresh_token', refresh_token: 'unknown' });
    expect(refused).toMatchObject({ status: 400, body: { status: 'BAD_REFRESH_TOKEN' } });
  });
});
