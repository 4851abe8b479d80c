import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { hubspot } from './hubspot.connector.js';
import { vendorCalls } from './vendor-api.js';

const record = { id: '4100001', properties: { dealname: 'A' }, createdAt: '2026-11-22T10:00:00.000Z' };
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  vendor = await startVendor(({ path, method }) => {
    if (method === 'DELETE') return { status: 204 };
    return { json: path.endsWith('/search') || method === 'PUT' ? { total: 1, results: [record] } : record };
  });
  const account = { id: '7', name: 'Acme', details: { portalId: 7, uiDomain: 'app-eu1.hubspot.com' } };
  context = operationContext({ connector: hubspot, vendor, account, grant: grantOf(vendor.origin) });
});
afterEach(() => vendor.close());

const grantOf = (apiUrl: string) => ({ parameters: {}, extras: {}, scopes: [], apiUrl });
const page = { limit: 200, cursor: Buffer.from('after 400').toString('base64url') };
const listPage = { limit: 200, cursor: Buffer.from('id 4100001').toString('base64url') };
const deal = { name: 'Big', stage: 'closedwon', pipeline: 'p2', amount: 12.5, closeDate: '2026-12-31T00:00:00+01:00' };
const contact = { email: 'a@example.com', firstName: 'A', lastName: 'B', phone: '+1', company: 'C' };
const ticket = { subject: 'S', content: 'C', stage: 'closed', pipeline: '0', priority: 'urgent' };
const byId = { id: '4100001' };

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'create-deal': [{ name: 'Big', stage: 'closedwon' }, deal],
  'get-deal': [byId, byId],
  'update-deal': [
    { ...byId, amount: 0 },
    { ...byId, ...deal },
  ],
  'list-deals': [{}, listPage],
  'search-deals': [{ keyword: 'x' }, { keyword: 'x', ...page }],
  'delete-deal': [byId, byId],
  'create-contact': [{ email: 'a@example.com' }, contact],
  'get-contact': [byId, byId],
  'update-contact': [
    { ...byId, phone: '+1' },
    { ...byId, ...contact },
  ],
  'list-contacts': [{}, listPage],
  'search-contacts': [{ keyword: 'x' }, { keyword: 'x', ...page }],
  'delete-contact': [byId, byId],
  'create-ticket': [{ subject: 'S' }, ticket],
  'get-ticket': [byId, byId],
  'update-ticket': [
    { ...byId, stage: 'new' },
    { ...byId, ...ticket },
  ],
  'search-tickets': [{ keyword: 'x' }, { keyword: 'x', ...page }],
  'associate-records': [
    { fromType: 'deal', fromId: '1', toType: 'contact', toId: '2' },
    { fromType: 'ticket', fromId: '1', toType: 'deal', toId: '2' },
  ],
};

describe.each(hubspot.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  const [least, all] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', all],
  ])('sends what HubSpot describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests).toHaveLength(1);
    expect(deviationsOf([vendorCalls[name]!], vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(all).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.documentation);
  });
});

describe('each optional field alone', () => {
  const alone = hubspot.operations.flatMap((operation) => {
    const [least, all] = inputs[operation.name]!;
    const optional = Object.entries(all).filter(([name]) => !(operation.input.required ?? []).includes(name));
    const needed = Object.entries(least).filter(([name]) => operation.input.required?.includes(name));
    return optional.map(
      ([name, value]) => [operation.name, name, { ...Object.fromEntries(needed), [name]: value }] as const,
    );
  });

  it.each(alone)('%s, with %s', async (name, _, input) => {
    const operation = hubspot.operations.find((known) => known.name === name)!;
    await operation.run(context, validateInput(operation, input));
    expect(deviationsOf([vendorCalls[name]!], vendor.requests)).toEqual([]);
  });
});

describe('after an unknown outcome', () => {
  const writes = hubspot.operations.filter(({ reconcile }) => reconcile !== undefined);

  it.each(writes.map((operation) => [operation.name, operation] as const))(
    '%s looks as described',
    async (name, one) => {
      const kind = name.replace(/^\w+-/, '');
      for (const input of inputs[name]!) await one.reconcile?.(context, validateInput(one, input), new Date());
      expect(vendor.requests.length).toBeGreaterThan(0);
      expect(deviationsOf([vendorCalls[`get-${kind}`]!, vendorCalls[`search-${kind}s`]!], vendor.requests)).toEqual([]);
    },
  );
});

it('asks for the account as described', async () => {
  await hubspot.whoami(context).catch(() => undefined);
  expect(vendor.requests).toHaveLength(1);
  expect(deviationsOf([vendorCalls['whoami']!], vendor.requests)).toEqual([]);
});

it('sends any keyword as it is, and nothing of it in the path or the query', async () => {
  const search = hubspot.operations.find(({ name }) => name === 'search-contacts')!;
  const keywords = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((text) => /\S/.test(text));
  await fc.assert(
    fc.asyncProperty(keywords, async (keyword) => {
      await search.run(context, validateInput(search, { keyword }));
      const { path, query, body } = vendor.requests.at(-1)!;
      expect([path, query.size]).toEqual(['/crm/v3/objects/contacts/search', 0]);
      expect(body).toMatchObject({ query: keyword.trim() });
    }),
    { numRuns: 50 },
  );
});
