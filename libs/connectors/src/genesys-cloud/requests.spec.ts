import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type Operation, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import { genesysCloud } from './genesys-cloud.connector.js';
import { vendorApi } from './vendor-api.js';

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const queue = { id: id(1), name: 'Support', memberCount: 12 };
const agent = { id: id(7), purpose: 'agent', userId: id(2), queueId: queue.id, queueName: 'Support', calls: [] };
const customer = { ...agent, id: id(6), purpose: 'customer' };
const conversation = { id: id(5), startTime: '2026-07-14T10:00:00.123Z', participants: [customer, agent] };
const page = { limit: 100, cursor: Buffer.from('3 of 25').toString('base64url') };

/** By operation: the least that it takes, everything that it takes, and what changes the request besides. */
const inputs: Readonly<Record<string, readonly [least: object, all: object, ...others: object[]]>> = {
  'find-users': [{ text: 'gr' }, { text: ' grace@acme.test ', ...page }],
  'find-queues': [{}, { name: '*Support*', ...page }],
  'get-queue-status': [{ queue: 'support' }, { queue: id(1) }],
  'create-callback': [
    { queue: 'Support', phone: '+4930901820' },
    { queue: id(1), phone: '+4930901820', name: ' Grace ', scheduledAt: '2026-11-23T15:00:00+01:00' },
  ],
  'get-conversation': [{ id: id(5) }, { id: id(5) }],
  'send-message': [
    { messenger: 'open', from: id(4), to: 'grace@acme.test', text: 'x'.repeat(2_000) },
    { messenger: 'sms', from: '+1', to: '+13175550123', text: 'x'.repeat(765), useActiveConversation: true },
    { messenger: 'sms', from: '12345', to: '+4930901820', text: 'x', useActiveConversation: false },
  ],
  'add-wrap-up-note': [
    { id: id(5), code: 'resolved' },
    { id: id(5), code: id(3), notes: 'Fine.', participantId: id(6) },
  ],
};

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler;

/** Everything that our operations ask for. */
const platform: VendorHandler = ({ method, path }) => {
  if (path.endsWith('/users/search')) {
    return { json: { total: 1, pageCount: 1, results: [{ id: id(2), name: 'Ann' }] } };
  }
  if (path.endsWith('/wrapupcodes')) return { json: { entities: [{ id: id(3), name: 'Resolved' }], pageCount: 1 } };
  if (path.endsWith('/routing/queues')) return { json: { entities: [queue], pageCount: 1 } };
  if (path.includes('/routing/queues/')) return { json: queue };
  if (path.includes('/analytics/')) return { json: { results: [] } };
  if (path.endsWith('/callbacks')) return { json: { conversation: { id: id(5) }, callbackIdentifiers: [] } };
  if (path.endsWith('/agentless')) return { json: { id: id(8), conversationId: id(5) } };
  return method === 'PATCH' ? { status: 202 } : { json: conversation };
};

beforeEach(async () => {
  reply = platform;
  vendor = await startVendor((request, response) => reply(request, response));
  const grant = { parameters: { region: 'mypurecloud.de' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: genesysCloud, vendor, grant });
});
afterEach(() => vendor.close());

const operationOf = (name: string) => genesysCloud.operations.find((known) => known.name === name) as Operation;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));

/** The least; everything; what changes the request besides; and each optional field with nothing but the required ones. */
function triesOf({ name, input }: Operation): readonly object[] {
  const [least, all, ...others] = inputs[name]!;
  const isRequired = (field: string) => input.required?.includes(field) ?? false;
  const required = Object.fromEntries(Object.entries(least).filter(([field]) => isRequired(field)));
  const optional = Object.entries(all).filter(([field]) => !isRequired(field));
  return [least, all, ...others, ...optional.map(([field, value]) => ({ ...required, [field]: value }))];
}

describe.each(genesysCloud.operations.map((operation) => [operation.name, operation] as const))('%s', (name, known) => {
  const tries = triesOf(known as Operation).map((input, index) => [index, input] as const);

  it.each(tries)('sends what the vendor describes (%i)', async (_index, input) => {
    await run(name, input);
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of a call', () => {
    expect(Object.keys(inputs[name]![1]).sort()).toEqual(Object.keys(known.input.properties).sort());
    expect(vendorApi.map(({ documentation }) => documentation)).toContain(known.documentation);
  });
});

it.each(genesysCloud.operations.filter(({ reconcile }) => reconcile).map((known) => [known.name, known] as const))(
  '%s looks for an unknown outcome by what the vendor describes',
  async (name, known) => {
    await known.reconcile?.(context, validateInput(known, inputs[name]![0]), new Date());
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  },
);

it('find-queues looks for a part of a name, and never for more than that', async () => {
  reply = () => ({ json: { entities: [] } });
  const text = fc.string({ minLength: 1, maxLength: 40 }).filter((one) => /\S/.test(one));
  const names = fc.oneof(text, fc.stringMatching(/^[*&?=a-z]{1,8}$/u));
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const before = vendor.requests.length;
      const error = await run('find-queues', { name }).catch((cause: unknown) => cause);
      const sent = vendor.requests[before]?.query;
      if (sent === undefined) {
        expect(error).toMatchObject({ code: 'input-invalid' });
        return;
      }
      expect([...sent.keys()].sort()).toEqual(['name', 'pageNumber', 'pageSize', 'sortOrder']);
      expect(sent.get('name')).toBe(`*${name.replaceAll('*', '').trim()}*`);
    }),
    { numRuns: 30 },
  );
});

const sms = { messenger: 'sms', from: '+1', to: '+13175550123', text: 'x' };

it.each([
  ['create-callback', { queue: 'Support', phone: '030 901820' }, 'pattern'],
  ['create-callback', { queue: 'Support', phone: '+4930901820', scheduledAt: 'tomorrow' }, 'format'],
  ['get-conversation', { id: '../users/me' }, 'pattern'],
  ['send-message', { ...sms, text: 'x'.repeat(766) }, 'maxLength'],
  ['send-message', { ...sms, messenger: 'open', text: 'x'.repeat(2_001) }, 'maxLength'],
  ['send-message', { ...sms, to: '0317 5550123' }, 'pattern'],
  ['send-message', { ...sms, messenger: 'carrier-pigeon' }, 'enum'],
  ['find-queues', { name: '***' }, 'enum'],
  ['find-users', { text: 'x' }, 'minLength'],
  ['find-users', { text: 'grace', cursor: 'garbage' }, 'cursor'],
])('%s sends nothing when given %j', async (name, input, keyword) => {
  await expect(run(name, input)).rejects.toMatchObject({
    code: 'input-invalid',
    violations: expect.arrayContaining([expect.objectContaining({ keyword })]),
  });
  expect(vendor.requests).toHaveLength(0);
});

it('what the vendor does not know is noticed', async () => {
  await context.http.get('/api/v2/routing/queues', { query: { queueName: 'x' } });
  await context.http.post('/api/v2/conversations/callbacks', { json: { queueId: id(1), phoneNumbers: ['+1'] } });
  await context.http.get('/api/v2/queues');
  expect(deviationsOf(vendorApi, vendor.requests)).toEqual([
    expect.stringContaining('query must NOT have additional properties'),
    expect.stringContaining("must have required property 'callbackNumbers'"),
    expect.stringContaining('body must NOT have additional properties'),
    expect.stringContaining('is not described'),
  ]);
});
