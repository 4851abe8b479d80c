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
const both = (name: string, plural: string, full: object, update: object) =>
  [
    [`create-${name}`, full],
    [`create-${name}`, { shortDescription: 'x' }],
    [`update-${name}`, { id: 'inc0000055', ...update }],
    [`update-${name}`, { id, description: 'z' }],
    [`get-${name}`, { id }],
    [`list-${plural}`, {}],
    [`list-${plural}`, { limit: 100, cursor: Buffer.from('offset 200').toString('base64url') }],
    [`find-${plural}`, { field: 'description', value: 'a=b & c,d', limit: 5 }],
    [`find-${plural}`, { field: 'id', value: id }],
    [`delete-${name}`, { id: 'INC0000055' }],
    [`comment-${name}`, { id, text: 't'.repeat(4_000), isInternal: true }],
    [`comment-${name}`, { id, text: 't' }],
    [`assign-${name}`, { id, assignee: person, group: 'Service Desk' }],
    [`assign-${name}`, { id, assignee: id.toUpperCase() }],
  ] as const;

const progress = { state: 'resolved', closeCode: 'Solution provided', closeNotes: 'Restarted.' };
const runs = [
  ...both('incident', 'incidents', { ...incident, caller: person }, { ...incident, ...progress }),
  ...both('request', 'requests', { ...texts, priority: 'planning', requestedFor: 'a@b.test' }, { priority: 'low' }),
];

describe('what is sent', () => {
  it.each(runs)('%s sends what the Table API takes (%#)', async (name, input) => {
    const operation = servicenow.operations.find((known) => known.name === name)!;
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it('is told for every operation', () => {
    const told = new Set<string>(runs.map(([name]) => name));
    expect(servicenow.operations.map(({ name }) => name).filter((name) => !told.has(name))).toEqual([]);
  });
});
