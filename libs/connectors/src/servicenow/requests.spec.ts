import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import { servicenow } from './servicenow.connector.js';
import { vendorApi } from './vendor-api.js';

const id = '9d385017c611228701d22104cc95c371';
const cell = (value: string) => ({ value, display_value: value });
const record = { sys_id: cell(id), number: cell('INC0000055'), short_description: cell('SAP is down') };
const people = {
  sys_id: cell(id),
  user_name: cell('beth.anglin'),
  email: cell('a@b.test'),
  name: cell('Service Desk'),
};

let vendor: Vendor;
let context: OperationContext;
const answer: VendorHandler = ({ method, path }) => {
  if (method === 'DELETE') return { status: 204 };
  if (path.includes('sys_user')) return { json: { result: [people] } };
  const isList = method === 'GET' && !/[0-9a-f]{32}$/.test(path);
  return { status: method === 'POST' ? 201 : 200, json: { result: isList ? [record] : record } };
};

beforeEach(async () => {
  vendor = await startVendor(answer);
  const grant = { parameters: { instance: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  const account = { id, name: 'Ann', details: {} };
  context = operationContext({ connector: servicenow, vendor, grant, account });
});
afterEach(() => vendor.close());

const person = 'beth.anglin';
const texts = { shortDescription: 'x'.repeat(160), description: 'y'.repeat(4_000) };
const incident = { ...texts, urgency: 'high', impact: 'low' };
const page = { limit: 100, cursor: Buffer.from('offset 200').toString('base64url') };
const alone = (name: string, least: object, all: object) =>
  Object.entries(all)
    .filter(([field]) => field !== 'id' && !(field in least && name.startsWith('create')))
    .map(([field, value]) => [name, { ...least, [field]: value as unknown }] as const);
const both = (name: string, plural: string, full: object, update: object) =>
  [
    [`create-${name}`, full],
    [`create-${name}`, { shortDescription: 'x' }],
    [`update-${name}`, { id: 'inc0000055', ...update }],
    ...alone(`update-${name}`, { id }, update),
    ...alone(`create-${name}`, { shortDescription: 'x' }, full),
    [`get-${name}`, { id }],
    [`list-${plural}`, {}],
    ...alone(`list-${plural}`, {}, page),
    ...alone(`find-${plural}`, { field: 'short-description', value: 'x' }, page),
    [`list-${plural}`, { limit: 100, cursor: page.cursor }],
    [`find-${plural}`, { field: 'description', value: 'a=b & c,d', limit: 5 }],
    [`find-${plural}`, { field: 'id', value: id }],
    [`find-${plural}`, { field: 'number', value: 'inc0000055' }],
    [`find-${plural}`, { field: 'short-description', value: 'x', ...page }],
    [`delete-${name}`, { id: 'INC0000055' }],
    [`comment-${name}`, { id, text: 't'.repeat(4_000), isInternal: true }],
    [`comment-${name}`, { id, text: 't' }],
    [`assign-${name}`, { id, assignee: person, group: 'Service Desk' }],
    [`assign-${name}`, { id, assignee: id.toUpperCase() }],
    [`assign-${name}`, { id, group: 'Service Desk' }],
  ] as const;

const progress = { state: 'resolved', closeCode: 'Solution provided', closeNotes: 'Restarted.' };
const runs = [
  ...both('incident', 'incidents', { ...incident, caller: person }, { ...incident, ...progress }),
  ...both(
    'request',
    'requests',
    { ...texts, priority: 'planning', requestedFor: 'a@b.test' },
    { ...texts, priority: 'low' },
  ),
];

describe('what is sent', () => {
  it.each(runs)('%s sends what the Table API takes (%#)', async (name, input) => {
    const operation = servicenow.operations.find((known) => known.name === name)!;
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it.each(servicenow.operations.map((operation) => [operation.name, operation] as const))(
    'of %s is tried with every field that it has',
    (name, operation) => {
      const tried = runs.flatMap(([run, input]) => (run === name ? Object.keys(input) : []));
      expect([...new Set(tried)].sort()).toEqual(Object.keys(operation.input.properties).sort());
    },
  );

  it('is JSON, and says so', async () => {
    for (const [name, input] of [runs[0]!, ['delete-incident', { id }] as const]) {
      const operation = servicenow.operations.find((known) => known.name === name)!;
      await operation.run(context, validateInput(operation, input));
    }
    expect(vendor.requests.map(({ headers }) => headers.accept)).toEqual(vendor.requests.map(() => 'application/json'));
    expect(vendor.requests.find(({ method }) => method === 'POST')?.headers['content-type']).toBe('application/json');
  });
});

describe('after an unknown outcome', () => {
  const writes = runs.flatMap(([name, input]) => {
    const operation = servicenow.operations.find((known) => known.name === name)!;
    return operation.reconcile === undefined ? [] : [[name, operation, input] as const];
  });

  it.each(writes)('%s looks as the Table API takes it (%#)', async (_, operation, input) => {
    await operation.reconcile?.(context, validateInput(operation, input), new Date());
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });
});

it('asks who authorized as the Table API takes it', async () => {
  await servicenow.whoami(context);
  expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
});
