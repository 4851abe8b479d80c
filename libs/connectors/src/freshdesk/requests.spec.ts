import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type Operation, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import { freshdesk } from './freshdesk.connector.js';
import { toHtml } from './operations/ticket.js';
import { vendorApi } from './vendor-api.js';

const ticket = { id: 42, subject: 'The invoice is wrong', priority: 3, status: 2, type: null };

let vendor: Vendor;
let context: OperationContext;

const reply: VendorHandler = ({ method, path }) => {
  if (method === 'DELETE') return { status: 204 };
  if (path.includes('search')) return { json: { total: 0, results: [] } };
  return { json: method === 'GET' && path.endsWith('tickets') ? [ticket] : ticket };
};

beforeEach(async () => {
  vendor = await startVendor(reply);
  const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: freshdesk, vendor, grant });
});
afterEach(() => vendor.close());

const operationOf = (name: string) => freshdesk.operations.find((known) => known.name === name) as Operation;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));

describe('what is sent', () => {
  const texts = { subject: 'x'.repeat(255), description: 'a < b & "c"\nd' };
  const person = { email: 'grace@example.com', name: 'Grace', phone: '+4930901820' };
  const cursorOf = (one: number, other: number) => Buffer.from(`${one} ${other}`).toString('base64url');
  const least = { subject: 's', description: 'd', email: 'grace@example.com' };
  const runs = [
    ['create-ticket', { ...texts, ...person, priority: 'urgent', status: 'pending' }],
    ['create-ticket', least],
    ...[{ name: 'Grace' }, { phone: '+4930901820' }, { priority: 'high' }, { status: 'resolved' }].map(
      (one) => ['create-ticket', { ...least, ...one }] as const,
    ),
    ['get-ticket', { id: 42 }],
    ['list-tickets', {}],
    ['list-tickets', { limit: 100 }],
    ['list-tickets', { cursor: cursorOf(300, 100) }],
    ['list-tickets', { limit: 100, cursor: cursorOf(2, 1) }],
    ['update-ticket', { id: 42, ...texts, priority: 'low', status: 'closed' }],
    ...[{ subject: 's' }, { description: 'd' }, { priority: 'medium' }, { status: 'open' }].map(
      (one) => ['update-ticket', { id: 42, ...one }] as const,
    ),
    ['find-tickets', { email: 'grace+x@example.com', limit: 5, cursor: cursorOf(2, 5) }],
    ['find-tickets', { email: 'grace@example.com' }],
    ['find-tickets', { priority: 'urgent' }],
    ['find-tickets', { priority: 'high', status: 'resolved', limit: 100 }],
    ['find-tickets', { status: 'open', cursor: cursorOf(10, 30) }],
    ['delete-ticket', { id: 42 }],
  ] as const;

  it.each(runs)('by %s is what Freshdesk takes (%#)', async (name, input) => {
    await run(name, input);
    expect(vendor.requests).toHaveLength(1);
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it('is told for every operation, with every field that it has', () => {
    const fields = (name: string) =>
      new Set(runs.flatMap(([known, input]) => (known === name ? Object.keys(input) : [])));
    for (const { name, input } of freshdesk.operations) {
      expect([...fields(name)].sort(), name).toEqual(Object.keys(input.properties).sort());
    }
  });

  it.each([
    [{ subject: 's', mail: 'g@example.com' }, 'a name that Freshdesk does not have'],
    [{ ...least, priority: 'high' }, 'a word for a number'],
    [{ ...least, status: 1 }, 'a status that there is not'],
    [{ subject: 's', description: 'd' }, 'nobody who asks'],
    [{ subject: 's', description: 'd', phone: '1' }, 'a phone number without a name'],
  ] as [object, string][])('is held to the reference: %j is %s', async (json, _fault) => {
    await context.http.post('/api/v2/tickets', { json });
    expect(deviationsOf(vendorApi, vendor.requests)).not.toEqual([]);
  });

  it('says numbers for words, and no markup for text', async () => {
    await run('create-ticket', { ...texts, email: 'g@example.com', priority: 'urgent' });
    expect(vendor.requests[0]?.body).toMatchObject({
      priority: 4,
      status: 2,
      description: 'a &lt; b &amp; &quot;c&quot;<br>d',
    });
  });

  it('holds no tag that was not a line break, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => !/[<>"]/.test(toHtml(text).replaceAll('<br>', ''))));
  });

  it.each([
    ['update-ticket', { id: 42 }, 'minProperties'],
    ['update-ticket', { id: 42, status: 2 }, 'enum'],
    ['update-ticket', { id: '42/../1', status: 'open' }, 'type'],
    ['create-ticket', { subject: 's', description: 'd', email: 'nobody' }, 'format'],
    ['create-ticket', { subject: 's', description: 'd' }, 'required'],
    ['find-tickets', { priority: 'high" OR status:2' }, 'enum'],
    ['find-tickets', {}, 'required'],
    ['find-tickets', { email: 'g@example.com', status: 'open' }, 'required'],
  ])('is nothing when %s is given %j', async (name, input, keyword) => {
    await expect(run(name, input)).rejects.toMatchObject({ code: 'input-invalid', violations: [{ keyword }] });
    expect(vendor.requests).toHaveLength(0);
  });
});
