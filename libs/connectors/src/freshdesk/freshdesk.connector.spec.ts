import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { describeConnector, validateInput, type Operation, type OperationContext } from '#connectors';
import {
  deviationsOf,
  operationContext,
  startVendor,
  type Vendor,
  type VendorHandler,
  type VendorReply,
} from '#connectors/testing';
import { freshdesk } from './freshdesk.connector.js';
import { vendorApi } from './vendor-api.js';

const ticket = {
  id: 42,
  subject: 'The invoice is wrong',
  priority: 3,
  status: 2,
  type: null,
  created_at: '2026-07-14T10:00:00Z',
  updated_at: '2026-07-14T12:00:00+02:00',
};

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: freshdesk, vendor, grant });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const operationOf = (name: string) => freshdesk.operations.find((known) => known.name === name) as Operation;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));
const reconcile = async (name: string, input: object, since = '2026-07-14T10:00:02Z'): Promise<unknown> =>
  operationOf(name).reconcile?.(context, validateInput(operationOf(name), input), new Date(since));

describe('the API key', () => {
  const [{ parameters: [subdomain] = [], ...way } = {}] = freshdesk.credentials ?? [];

  it('goes to the subdomain as the user name', () => {
    expect(way).toMatchObject({ kind: 'api-key', placement: { in: 'basic-username', password: 'X' } });
    const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [] };
    expect(freshdesk.baseUrl(grant)).toBe('https://acme.freshdesk.com');
    expect(() => freshdesk.baseUrl({ ...grant, parameters: {} })).toThrow(/which Freshdesk/);
  });

  it.each(['evil.test/', 'a.b', 'evil.test#', '', '-a', 'a-', 'ACME', 'x@evil.test', 'a:8443'])(
    'goes to no subdomain %j',
    (value) => expect(new RegExp(`^(?:${subdomain?.pattern})$`, 'u').test(value)).toBe(false),
  );
});

describe('whoami', () => {
  const agent = { id: 7, contact: { name: 'Ann', email: 'ann@acme.test', active: true } };

  it('tells the agent and the helpdesk', async () => {
    answers({ json: agent });
    const account = await freshdesk.whoami(context);
    expect(account).toEqual({
      id: '7',
      name: 'Ann',
      email: 'ann@acme.test',
      organisation: 'acme',
      details: { subdomain: 'acme', isActive: true },
    });
    await expect(freshdesk.verify(context, account)).resolves.toBeUndefined();
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it('refuses an agent who is not verified, and a subdomain that nobody has', async () => {
    answers({ json: { ...agent, contact: { ...agent.contact, active: false } } });
    const account = await freshdesk.whoami(context);
    await expect(freshdesk.verify(context, account)).rejects.toMatchObject({ code: 'account-not-usable' });
    answers({ status: 404 });
    await expect(freshdesk.whoami(context)).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('"acme"'),
    });
  });
});

describe('tickets', () => {
  it('come back with words for numbers, times in UTC, and a link', async () => {
    answers({ json: { ...ticket, description_text: 'Ten.', requester: { name: 'Grace', email: 'g@example.com' } } });
    expect(await run('get-ticket', { id: 42 })).toEqual({
      id: 42,
      url: `${vendor.origin}/a/tickets/42`,
      subject: 'The invoice is wrong',
      description: 'Ten.',
      priority: 'high',
      status: 'open',
      requester: 'Grace',
      email: 'g@example.com',
      createdAt: '2026-07-14T10:00:00.000Z',
      updatedAt: '2026-07-14T10:00:00.000Z',
    });
    answers({ json: { ...ticket, subject: null, status: 6 } });
    expect(await run('get-ticket', { id: 42 })).toMatchObject({ subject: 'Ticket 42', status: '6' });
  });

  it('in the trash are not found', async () => {
    answers({ json: { ...ticket, deleted: true } });
    await expect(run('get-ticket', { id: 42 })).rejects.toMatchObject({ code: 'record-not-found' });
    answers({ status: 405 });
    await expect(run('delete-ticket', { id: 42 })).rejects.toMatchObject({ code: 'record-not-found' });
    answers({ status: 404 });
    await expect(run('delete-ticket', { id: 42 })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('are listed page by page, by the vendor’s word that there is more', async () => {
    reply = ({ query }) => {
      const page = Number(query.get('page'));
      const link = `<${vendor.origin}/api/v2/tickets?page=${page + 1}>; rel="next"`;
      return { json: [{ ...ticket, id: page }], ...(page < 3 && { headers: { link } }) };
    };
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = (await run('list-tickets', { limit: 1, ...(cursor && { cursor }) })) as {
        tickets: { id: number }[];
        nextCursor?: string;
      };
      ids.push(...page.tickets.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(ids).toEqual([1, 2, 3]);
    expect(vendor.requests.map(({ query }) => query.get('per_page'))).toEqual(['1', '1', '1']);
  });

  it('are found in pages of our own, although the vendor’s have thirty', async () => {
    const all = Array.from({ length: 47 }, (_, index) => ({ ...ticket, id: index + 1 }));
    reply = ({ query }) => {
      const page = Number(query.get('page'));
      return { json: { total: all.length, results: all.slice((page - 1) * 30, page * 30) } };
    };
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = (await run('find-tickets', { status: 'open', limit: 20, ...(cursor && { cursor }) })) as {
        tickets: { id: number }[];
        nextCursor?: string;
      };
      expect(page.tickets.length).toBeGreaterThan(0);
      ids.push(...page.tickets.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(ids).toEqual(all.map(({ id }) => id));
  });

  it.each([
    'garbage',
    'AAAA',
    ...['0 1', '301 1', '1 101', '1 1 1'].map((text) => Buffer.from(text).toString('base64url')),
  ])('are not listed from the cursor %j', async (cursor) => {
    await expect(run('list-tickets', { cursor })).rejects.toMatchObject({ violations: [{ pointer: '/cursor' }] });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe('a requester', () => {
  const unknown = (field: string) =>
    answers({
      status: 400,
      json: { description: 'Validation failed', errors: [{ field, message: 'There is none', code: 'invalid_value' }] },
    });

  it('whom nobody knows has no tickets', async () => {
    unknown('email');
    expect(await run('find-tickets', { email: 'g@example.com' })).toEqual({ tickets: [], hasMore: false });
    unknown('page');
    await expect(run('find-tickets', { email: 'g@example.com' })).rejects.toMatchObject({
      code: 'vendor-rejected-input',
    });
  });
});

describe('after an unknown outcome', () => {
  const input = { subject: 'The invoice is wrong', description: 'd', email: 'g@example.com' };

  it('the ticket that was made is found by its requester, subject and time', async () => {
    answers({ json: [ticket, { ...ticket, created_at: '2026-07-13T10:00:00Z' }] });
    expect(await reconcile('create-ticket', input)).toMatchObject({ id: 42 });
    expect(await reconcile('create-ticket', input, '2026-07-14T11:00:00Z')).toBeUndefined();
    answers({ json: [ticket, ticket] });
    expect(await reconcile('create-ticket', input)).toBeUndefined();
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it('a change is found in the ticket, and a deletion by its absence', async () => {
    answers({ json: ticket });
    expect(await reconcile('update-ticket', { id: 42, priority: 'high', subject: ticket.subject })).toMatchObject({
      id: 42,
    });
    expect(await reconcile('update-ticket', { id: 42, status: 'closed' })).toBeUndefined();
    expect(await reconcile('update-ticket', { id: 42, description: 'd' })).toBeUndefined();
    expect(await reconcile('delete-ticket', { id: 42 })).toBeUndefined();
    answers({ json: { ...ticket, deleted: true } });
    expect(await reconcile('delete-ticket', { id: 42 })).toEqual({ id: 42 });
    answers({ status: 404 });
    expect(await reconcile('delete-ticket', { id: 42 })).toEqual({ id: 42 });
    answers({ status: 403, json: { code: 'access_denied', message: 'No.' } });
    await expect(reconcile('delete-ticket', { id: 42 })).rejects.toMatchObject({ code: 'vendor-forbidden' });
  });
});

describe('errors', () => {
  const validation = {
    description: 'Validation failed',
    errors: [{ field: 'status', message: 'It should be one of these values', code: 'invalid_value' }],
  };

  it.each([
    [400, validation, 'vendor-rejected-input', 'status: It should be one of these values'],
    [401, { code: 'invalid_credentials', message: 'Log in.' }, 'vendor-unauthorized', 'Log in.'],
    [403, { code: 'access_denied', message: 'No.' }, 'vendor-forbidden', 'No.'],
    [403, { code: 'account_suspended', message: 'Pay.' }, 'account-not-usable', expect.stringContaining('suspended')],
    [403, { code: 'require_feature', message: 'Not in this plan.' }, 'vendor-forbidden', 'Not in this plan.'],
    [409, { code: 'inconsistent_state', message: 'Not so.' }, 'vendor-conflict', 'Not so.'],
    [409, { errors: [{ message: 'Taken', code: 'duplicate_value' }] }, 'vendor-conflict', 'Taken'],
    [500, undefined, 'vendor-unavailable', undefined],
    [403, { errors: [5, null, { message: 5 }] }, 'vendor-forbidden', undefined],
  ])('%i %j is %s', async (status, json, code, vendorMessage) => {
    answers({ status, json });
    await expect(run('update-ticket', { id: 42, status: 'open' })).rejects.toMatchObject({ code, vendorMessage });
  });

  it('say until when nothing remains', async () => {
    answers({ status: 429, json: { message: 'You have exceeded the limit.' }, headers: { 'retry-after': '40' } });
    await expect(run('delete-ticket', { id: 42 })).rejects.toMatchObject({
      code: 'vendor-rate-limited',
      retryAfterSeconds: 40,
    });
    expect(freshdesk.readRateLimit?.({ status: 429, headers: { 'retry-after': '40' } })).toEqual({
      remaining: 0,
      resetsInSeconds: 40,
    });
  });
});

describe('the table of contents', () => {
  it('is plain JSON for the catalogue, with templates in which the dialog engine finds no fault', () => {
    expect(JSON.parse(JSON.stringify(describeConnector(freshdesk)))).toMatchObject({ id: 'freshdesk' });
    const operations = (operationId: string) => {
      const input = freshdesk.operations.find((known) => known.id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    for (const { name, graph } of freshdesk.templates) expect(checkGraph(graph, { operations }), name).toEqual([]);
  });
});
