import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import { salesforce } from './salesforce.connector.js';
import { lookUps, vendorCalls } from './vendor-api.js';

const id = '00Q8d00000AbCdEAAV';
const record = { Id: id, CaseNumber: '00001026', LastName: 'Smith', CreatedDate: '2026-11-22T10:00:00.000+0000' };
let vendor: Vendor;
let context: OperationContext;

const answer: VendorHandler = ({ method, path }) => {
  if (method === 'PATCH' || method === 'DELETE') return { status: 204 };
  if (path.endsWith('/parameterizedSearch')) return { json: { searchRecords: [record] } };
  if (method === 'POST') return { status: 201, json: { id, success: true, errors: [] } };
  return { json: path.includes('/query') ? { totalSize: 1, done: true, records: [record] } : record };
};

beforeEach(async () => {
  vendor = await startVendor(answer);
  const account = { id: '0058d00000AbCdEAAV', name: 'Ann', details: {} };
  context = operationContext({ connector: salesforce, vendor, account });
});
afterEach(() => vendor.close());

const person = { firstName: 'Ann', lastName: "O'Neil\\", company: 'Acme "Co"', title: 'CEO', email: 'ann@example.com' };
const lead = { ...person, phone: '+1 202', mobilePhone: '+1 203', status: 'Working - Contacted', leadSource: 'Web' };
const longest = {
  ...{ firstName: 'x'.repeat(40), lastName: 'x'.repeat(80), company: 'x'.repeat(255), title: 'x'.repeat(128) },
  ...{ email: `${'x'.repeat(60)}@${'y'.repeat(15)}.org`, phone: '1'.repeat(40), mobilePhone: '1'.repeat(40) },
  ...{ status: 'x'.repeat(255), leadSource: 'x'.repeat(255) },
};
const contact = { contactName: 'Ann', contactEmail: 'ann@example.com', contactPhone: '+1 202 555 0143' };
const supportCase = {
  subject: 'Broken',
  description: 'B\n',
  status: 'New',
  priority: 'High',
  origin: 'Web',
  ...contact,
};
const opportunity = { name: 'Big', closeDate: '2026-12-31', stage: 'Prospecting', amount: 9_007_199_254_740.99 };
const cursor = Buffer.from(`2026-11-22T10:00:00.000Z ${id}`).toString('base64url');
const soql = 'SELECT Id FROM Lead WHERE Company = :company';
const company = { company: "' OR Name != '" };

/** For each operation inputs: first the least that it takes, then everything, then what else it can be. */
const inputs: Readonly<Record<string, readonly object[]>> = {
  'create-lead': [{ lastName: 'S', company: 'A' }, lead, longest],
  'create-opportunity': [
    { name: 'B', closeDate: '2026-12-31', stage: 'P' },
    opportunity,
    { ...opportunity, amount: -0.5 },
  ],
  'update-lead': [
    { id, status: 'S' },
    { id, ...lead },
    { id: id.slice(0, 15), ...longest },
  ],
  'get-lead': [{ id }, { id }],
  'list-leads': [{}, { limit: 200, cursor }],
  'search-leads': [{ keyword: 'ab' }, { keyword: 'Smith & {x} OR "y"', limit: 200 }],
  'delete-lead': [{ id }, { id }],
  'create-case': [{ subject: 'B' }, supportCase, { ...supportCase, description: 'x'.repeat(32_000) }],
  'get-case': [{ id }, { id }, { number: '1026' }, { number: "1')OR(Id!='" }],
  'update-case': [
    { id, status: 'Working' },
    { id, ...supportCase },
  ],
  'comment-on-case': [
    { caseId: id, comment: 'A' },
    { caseId: id, comment: 'ä'.repeat(2_000), isPublic: true },
  ],
  query: [
    { soql: 'SELECT Id FROM Lead' },
    { soql, parameters: company, cursor: '01gRO0000016PIAYA2-200' },
    { soql, parameters: company },
  ],
};

const operationOf = (name: string) => salesforce.operations.find((operation) => operation.name === name)!;
const everyInput = Object.entries(inputs).flatMap(([name, all]) => [
  ...all.map((input) => [name, input] as const),
  ...alone(name).map((input) => [name, input] as const),
]);

/** Each optional field of an operation alone, beside what it needs; of a query, the statement says what that is. */
function alone(name: string): readonly object[] {
  if (name === 'query') return [];
  const required: readonly string[] = operationOf(name).input.required ?? [];
  const all = Object.entries(inputs[name]?.[1] ?? {});
  const needed = all.filter(([field]) => required.includes(field));
  const optional = all.filter(([field]) => !required.includes(field));
  return optional.map((field) => Object.fromEntries([...needed, field]) as object);
}

it.each(everyInput)('%s sends what Salesforce describes (%#)', async (name, input) => {
  const operation = operationOf(name);
  await operation.run(context, validateInput(operation, input));
  expect(vendor.requests.length).toBeGreaterThan(0);
  expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
});

describe.each(salesforce.operations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    it('is tried with every field that it has, and points at the page of the call', () => {
      const tried = new Set(inputs[name]?.flatMap((input) => Object.keys(input)));
      expect([...tried].sort()).toEqual(Object.keys(operation.input.properties).sort());
      expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
    });
  },
);

it.each(
  salesforce.operations.flatMap((operation) =>
    operation.reconcile === undefined ? [] : [[operation.name, operation] as const],
  ),
)('%s looks as described after an unknown outcome', async (name, operation) => {
  for (const input of inputs[name]!) await operation.reconcile?.(context, validateInput(operation, input), new Date());
  expect(vendor.requests.length).toBeGreaterThan(0);
  expect(deviationsOf(lookUps[name.replace(/^\w+-/, '')]!, vendor.requests)).toEqual([]);
});

describe('besides', () => {
  it('a query asks for pages of 200, the smallest that there are, each time', async () => {
    for (const input of inputs['query']!)
      await operationOf('query').run(context, validateInput(operationOf('query'), input));
    expect(vendor.requests.map(({ headers }) => headers['sforce-query-options'])).toEqual(
      vendor.requests.map(() => 'batchSize=200'),
    );
  });

  it('everything is JSON, and says so', async () => {
    await operationOf('create-lead').run(context, validateInput(operationOf('create-lead'), lead));
    expect(vendor.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it('it is asked as described who has authorized', async () => {
    await salesforce.whoami(context).catch(() => undefined);
    expect(deviationsOf(vendorCalls['whoami']!, vendor.requests)).toEqual([]);
  });

  it.each([
    ['create-lead', { ...lead, email: 'nobody' }],
    ['create-case', { ...supportCase, contactEmail: 'nobody' }],
    ['create-opportunity', { ...opportunity, amount: 1e16 }],
  ])('%s refuses %j, which Salesforce would', async (name, input) => {
    expect(() => validateInput(operationOf(name), input)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
  });
});
