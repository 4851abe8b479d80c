import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { ticketQuery } from './operations/search-tickets.operation.js';
import { vendorCalls } from './vendor-api.js';
import { zendesk } from './zendesk.connector.js';

const ticket = { id: 101, subject: 'A' };
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    if (method === 'DELETE') return { status: 204 };
    if (method !== 'GET') return { json: { ticket } };
    return {
      json: path.endsWith('/search') ? { results: [ticket] } : { tickets: [ticket], meta: { has_more: false } },
    };
  });
  const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: zendesk, vendor, grant });
});
afterEach(() => vendor.close());

const cursor = (text: string) => Buffer.from(text).toString('base64url');
const person = { requesterEmail: 'ann@example.com', requesterName: 'Ann' };
const created = { subject: 'A', description: 'B', priority: 'urgent', type: 'incident', ...person };

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'create-ticket': [{ subject: 'A', description: 'B' }, created],
  'list-tickets': [{}, { limit: 100, cursor: cursor('list eyJvIjoiaWQifQ==') }],
  'get-tickets': [{ ids: '101' }, { ids: ' #101, 102;103 104 ' }],
  'search-tickets': [{ keyword: 'x' }, { keyword: 'x', limit: 100, cursor: cursor('search 2') }],
  'update-ticket': [
    { id: '101', status: 'solved' },
    { id: '101', subject: 'A', status: 'hold', priority: 'low', type: 'task' },
  ],
  'delete-ticket': [{ id: '101' }, { id: '101' }],
  'add-comment': [
    { id: '101', body: 'A' },
    { id: '101', body: 'A', visibility: 'internal' },
  ],
};

describe.each(zendesk.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  const [least, all] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', all],
  ])('sends what Zendesk describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests).toHaveLength(1);
    expect(deviationsOf([vendorCalls[name]!], vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(all).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.documentation);
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
