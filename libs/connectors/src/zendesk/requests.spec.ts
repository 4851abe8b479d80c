import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type Grant, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { ticketQuery } from './operations/search-tickets.operation.js';
import { vendorCalls } from './vendor-api.js';
import { zendesk } from './zendesk.connector.js';

const ticket = { id: 101, subject: 'A' };
const answers: Readonly<Record<string, object>> = {
  '/api/v2/users/me': { user: { id: 5, name: 'Ann' } },
  '/api/v2/search': { results: [ticket] },
  '/api/v2/tickets': { tickets: [ticket], meta: { has_more: false } },
  '/api/v2/tickets/show_many': { tickets: [ticket] },
  '/api/v2/tickets/101/comments': { comments: [] },
};
let vendor: Vendor;
let grant: Grant;
let context: OperationContext;

beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    if (method === 'DELETE') return { status: 204 };
    if (method !== 'GET') return { json: { ticket } };
    return { json: answers[path] ?? { ticket } };
  });
  grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: zendesk, vendor, grant });
});
afterEach(() => vendor.close());

const cursor = (text: string) => Buffer.from(text).toString('base64url');
const person = { requesterEmail: 'ann@example.com', requesterName: 'Ann' };
const created = { subject: 'A', description: 'B', priority: 'urgent', type: 'incident', ...person };

/** Idempotency keys are texts of 255 characters at most. */
const key = 'k'.repeat(255);

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'create-ticket': [{ subject: 'A', description: 'B' }, created],
  'list-tickets': [{}, { limit: 100, cursor: cursor('list eyJvIjoiaWQifQ==') }],
  'get-tickets': [{ ids: '101' }, { ids: ' #101, 102;103 104 ' }],
  'search-tickets': [{ keyword: 'x' }, { keyword: 'x', limit: 100, cursor: cursor('search 2') }],
  'update-ticket': [
    { id: '101', status: 'closed' },
    { id: '101', subject: 'A', status: 'hold', priority: 'low', type: 'task' },
  ],
  'delete-ticket': [{ id: '101' }, { id: '101' }],
  'add-comment': [
    { id: '101', body: 'A' },
    { id: '101', body: 'A', visibility: 'internal' },
  ],
};

/** What a field cannot go without. */
const needed = (field: string) => (field === 'requesterName' ? { requesterEmail: person.requesterEmail } : {});

describe.each(zendesk.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  const [least, all] = inputs[name]!;

  const eachAlone = Object.entries(all).map(([field, value]) => [
    field,
    { ...least, ...needed(field), [field]: value },
  ]);

  it.each([['the least', least], ['everything', all], ...eachAlone] as [string, object][])(
    'sends what Zendesk describes when given %s',
    async (_, input) => {
      await operation.run(context, validateInput(operation, input));
      expect(vendor.requests).toHaveLength(1);
      expect(deviationsOf([vendorCalls[name]!], vendor.requests)).toEqual([]);
    },
  );

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(all).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.documentation);
  });
});

describe('besides', () => {
  const since = new Date();
  const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['whoami', () => zendesk.whoami(context)],
    ...['update-ticket', 'delete-ticket'].map((name) => ['read-ticket', () => settle(name)] as const),
    ['list-comments', () => settle('add-comment')],
  ];
  const settle = async (name: string) =>
    zendesk.operations.find((one) => one.name === name)?.reconcile?.(context, { ...inputs[name]![1] }, since);

  it.each(calls)('%s is what Zendesk describes (%#)', async (name, call) => {
    await call();
    expect(deviationsOf([vendorCalls[name]!], vendor.requests)).toEqual([]);
    expect(vendor.requests).toHaveLength(1);
  });

  it('only what creates a ticket carries a key, as only there Zendesk takes one', async () => {
    for (const operation of zendesk.operations.filter(({ effect }) => effect === 'write')) {
      const header = operation.idempotencyKeyHeader;
      const keyed = operationContext({
        ...{ connector: zendesk, vendor, grant },
        ...(header !== undefined && { idempotency: { header, key } }),
      });
      await operation.run(keyed, validateInput(operation, inputs[operation.name]![1]));
    }
    const keys = vendor.requests.map(({ method, headers }) => [method, headers['idempotency-key']]);
    expect(keys).toEqual([
      ['POST', key],
      ['PUT', undefined],
      ['DELETE', undefined],
      ['PUT', undefined],
    ]);
  });
});

describe('the contract', () => {
  const sent = async (path: string, body: object) => {
    await context.http.post(path, { json: body });
    return deviationsOf([vendorCalls['create-ticket']!], vendor.requests);
  };

  it.each([
    ['/api/v2/tickets', { ticket: { comment: { body: 'A' }, title: 'A' } }],
    ['/api/v2/tickets', { ticket: { comment: { text: 'A' } } }],
    ['/api/v2/tickets', { ticket: { subject: 'A' } }],
    ['/api/v2/tickets', { ticket: { comment: { body: 'A' }, priority: 'medium' } }],
    ['/api/v2/tickets', { comment: { body: 'A' } }],
    ['/api/v2/ticket', { ticket: { comment: { body: 'A' } } }],
  ])('finds what Zendesk does not describe: %s %j', async (path, body) => {
    expect(await sent(path, body)).not.toEqual([]);
  });
});

describe('a search', () => {
  const keywords = fc.oneof(
    fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('"', '\\', '*', 'status:open', '-', ' OR ', 'type:user', 'a', '\u201d', '\n'))
      .map((all) => all.join('')),
  );

  it('asks for words in quotes and for nothing else, whatever is typed', () => {
    fc.assert(
      fc.property(keywords, (keyword) => {
        expect(ticketQuery(keyword)).toMatch(/^type:ticket(?: "[^"\\*\p{C}\s]+")*$/u);
      }),
      { numRuns: 500 },
    );
  });

  it('looks for all the words', () => {
    expect(ticketQuery(' printer "on fire" status:open -x ü*')).toBe(
      'type:ticket "printer" "on" "fire" "status:open" "-x" "ü"',
    );
  });
});
