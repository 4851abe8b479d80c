import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { dynamics } from './dynamics.connector.js';
import { accountCalls, vendorApi, vendorHeaders, writeHeaders } from './vendor-api.js';

const id = '5f2c1d9e-0a4b-4c3d-8e7f-6a5b4c3d2e1f';
const lead = {
  ...{ topic: 'Chairs', firstName: 'Ann', lastName: "O'Neil", company: 'Acme', jobTitle: 'CEO', email: 'a@acme.test' },
  ...{ phone: '1', mobilePhone: '2', description: 'x', rating: 'hot', source: 'word-of-mouth', status: 'contacted' },
};
const contact = {
  ...{ firstName: 'Ann', lastName: 'Smith', jobTitle: 'CEO', email: 'a@acme.test', phone: '1', mobilePhone: '2' },
  description: 'x',
};
const incident = {
  ...{ title: 'Broken', description: 'x', priority: 'high', origin: 'web', caseType: 'problem', status: 'on-hold' },
};
const cookie = '<cookie pagenumber="2" pagingcookie="%253ccookie%253e" istracking="False" />';
const search = { keyword: "O'Neil", limit: 5, cursor: Buffer.from(`5 ${cookie}`).toString('base64url') };

/** By operation: an input with every optional field, and one with none. */
const inputs: Readonly<Record<string, readonly [full: object, minimal: object]>> = {
  'create-lead': [lead, { topic: 'Chairs', lastName: 'Smith' }],
  'get-lead': [{ id }, { id }],
  'update-lead': [
    { id, ...lead },
    { id, rating: 'cold' },
  ],
  'search-leads': [search, {}],
  'delete-lead': [{ id }, { id }],
  'create-contact': [contact, { lastName: 'Smith' }],
  'get-contact': [{ id }, { id }],
  'update-contact': [
    { id, ...contact },
    { id, phone: '1' },
  ],
  'search-contacts': [search, {}],
  'delete-contact': [{ id }, { id }],
  'create-case': [
    { ...incident, contactId: id },
    { title: 'Broken', accountId: id },
  ],
  'get-case': [{ id }, { id }],
  'update-case': [
    { id, ...incident },
    { id, status: 'researching' },
  ],
  'search-cases': [search, {}],
  'delete-case': [{ id }, { id }],
};

let vendor: Vendor;
beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    if (method === 'DELETE') return { status: 204 };
    const row = { leadid: id, contactid: id, incidentid: id, name: 'acme', UserId: id, OrganizationId: id };
    if (path.endsWith('/WhoAmI')) return { json: row };
    return { json: method === 'GET' && !path.endsWith(')') ? { value: [row] } : row };
  });
});
afterEach(() => vendor.close());

describe.each(dynamics.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  it.each([
    ['every field', 0],
    ['nothing optional', 1],
  ] as const)('sends what the vendor describes, with %s', async (_title, which) => {
    const context = operationContext({ connector: { ...dynamics, baseUrl: () => vendor.origin }, vendor });
    await operation.run(context, validateInput(operation, inputs[name]?.[which]));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi[name] ?? [], vendor.requests)).toEqual([]);
    const [{ method, headers } = { method: '', headers: {} }] = vendor.requests;
    expect(headers).toMatchObject({ ...vendorHeaders, ...writeHeaders[method] });
  });

  it('sends what the vendor describes, with each optional field alone', async () => {
    const context = operationContext({ connector: { ...dynamics, baseUrl: () => vendor.origin }, vendor });
    const [full = {}, minimal = {}] = inputs[name] ?? [];
    const optional = Object.entries(full).filter(([field]) => !(field in minimal) && field !== 'contactId');
    for (const [field, value] of optional) {
      await operation.run(context, validateInput(operation, { ...minimal, [field]: value }));
    }
    expect(vendor.requests).toHaveLength(optional.length);
    expect(deviationsOf(vendorApi[name] ?? [], vendor.requests)).toEqual([]);
  });

  it('has inputs that leave out no field here', () => {
    const given = new Set(Object.keys({ ...inputs[name]?.[0], ...inputs[name]?.[1] }));
    expect([...given].sort()).toEqual(Object.keys(operation.input.properties).sort());
  });

  it('names a page of the vendor’s that is described here', () => {
    expect(vendorApi[name]?.map(({ documentation }) => documentation)).toContain(operation.documentation);
  });
});

it('asks who authorized as the vendor describes', async () => {
  const context = operationContext({ connector: { ...dynamics, baseUrl: () => vendor.origin }, vendor });
  await dynamics.whoami(context);
  expect(vendor.requests).toHaveLength(3);
  expect(deviationsOf(accountCalls, vendor.requests)).toEqual([]);
  for (const { headers } of vendor.requests) expect(headers).toMatchObject(vendorHeaders);
});

it('takes words for the numbers that the vendor lists, and no others', async () => {
  const context = operationContext({ connector: { ...dynamics, baseUrl: () => vendor.origin }, vendor });
  for (const name of ['update-lead', 'update-case']) {
    const operation = dynamics.operations.find((known) => known.name === name)!;
    for (const [field, { enum: words = [] }] of Object.entries<{ enum?: readonly string[] }>(
      operation.input.properties,
    )) {
      for (const word of words) await operation.run(context, validateInput(operation, { id, [field]: word }));
    }
  }
  const calls = [...(vendorApi['update-lead'] ?? []), ...(vendorApi['update-case'] ?? [])];
  expect(vendor.requests).toHaveLength(3 + 10 + 2 + 3 + 3 + 3 + 4);
  expect(deviationsOf(calls, vendor.requests)).toEqual([]);
});
