import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillPresetUrls, validateInput, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply } from '#connectors/testing';
import { zendesk } from './zendesk.connector.js';

let vendor: Vendor;
let context: OperationContext;
let reply: VendorReply = {};
const since = new Date('2026-11-22T10:00:00.000Z');

beforeEach(async () => {
  vendor = await startVendor(() => reply);
  const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: zendesk, vendor, grant, maxAttempts: 1 });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = answer);
const operationOf = (name: string) => zendesk.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));
const link = (id: string) => ({ id, url: `${vendor.origin}/agent/tickets/${id}` });

describe('the subdomain', () => {
  const urlsOf = (subdomain: string) => () => fillPresetUrls(zendesk.oauth, { subdomain });

  it('leads to its own Zendesk', () => {
    expect(urlsOf('acme-1')()).toMatchObject({
      authorizationUrl: 'https://acme-1.zendesk.com/oauth/authorizations/new',
      tokenUrl: 'https://acme-1.zendesk.com/oauth/tokens',
    });
    const grant = { parameters: { subdomain: 'acme' }, extras: {}, scopes: [] };
    expect(zendesk.baseUrl(grant)).toBe('https://acme.zendesk.com');
  });

  it.each(['', 'a.b', 'evil.test/', 'evil.test#', 'a@b', '-a', 'a-', 'A', 'a\n', 'a:1', 'a%2e', 'x'.repeat(64)])(
    'cannot be %j, so that no secret goes elsewhere',
    (subdomain) => {
      expect(urlsOf(subdomain)).toThrow(expect.objectContaining({ code: 'input-invalid' }));
      const grant = { parameters: { subdomain }, extras: {}, scopes: [] };
      expect(() => zendesk.baseUrl(grant)).toThrow(expect.objectContaining({ code: 'vendor-answer-invalid' }));
    },
  );
});

describe('whoami', () => {
  const user = { id: 5, name: 'Ann', email: 'ann@example.com', role: 'agent' };

  it('tells the agent', async () => {
    answers({ json: { user } });
    const account = await zendesk.whoami(context);
    expect(account).toMatchObject({ id: '5', name: 'Ann', organisation: 'acme', details: { role: 'agent' } });
    await expect(zendesk.verify(context, account)).resolves.toBeUndefined();
  });

  it('takes the anonymous user for what it means: nobody has authorized', async () => {
    answers({ json: { user: { id: null, name: 'Anonymous user', email: 'invalid@example.com', role: 'end-user' } } });
    await expect(zendesk.whoami(context)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('refuses end users in plain words', async () => {
    answers({ json: { user: { ...user, role: 'end-user' } } });
    await expect(zendesk.verify(context, await zendesk.whoami(context))).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('Ann is an end user'),
    });
  });
});

describe('tickets', () => {
  it('are created for somebody else, and link for agents', async () => {
    answers({ status: 201, json: { ticket: { id: 7 } } });
    const input = { subject: ' Fire ', description: 'Hot', requesterEmail: 'a@example.com' };
    expect(await run('create-ticket', input)).toEqual(link('7'));
    const requester = { email: 'a@example.com', name: 'a@example.com' };
    expect(vendor.requests[0]?.body).toEqual({ ticket: { subject: 'Fire', comment: { body: 'Hot' }, requester } });
    expect(operationOf('create-ticket').idempotencyKeyHeader).toBe('Idempotency-Key');
  });

  it('that are viewed come with what is known; those that do not exist are named', async () => {
    answers({
      json: { tickets: [{ id: 7, subject: null, status: 'open', priority: null, created_at: '2026-11-22T10:00:00Z' }] },
    });
    expect(await run('get-tickets', { ids: '7, 8, 7' })).toEqual({
      tickets: [{ ...link('7'), subject: 'Ticket 7', status: 'open', createdAt: '2026-11-22T10:00:00.000Z' }],
      missing: ['8'],
    });
    expect(vendor.requests[0]?.query.get('ids')).toBe('7,8');
  });

  it.each([
    ['get-tickets', { ids: 'seven' }, 'pattern'],
    ['get-tickets', { ids: Array.from({ length: 101 }, (_, n) => n + 1).join() }, 'pattern'],
    ['update-ticket', { id: '7' }, 'minProperties'],
    ['update-ticket', { id: '../users/1', status: 'open' }, 'pattern'],
    ['create-ticket', { subject: 'A', description: 'B', requesterName: 'Ann' }, 'dependentRequired'],
    ['create-ticket', { subject: 'A' }, 'required'],
    ['search-tickets', { keyword: '"*"' }, 'pattern'],
    ['add-comment', { id: '7', body: ' ' }, 'pattern'],
  ])('%s refuses %j', async (name, input, keyword) => {
    await expect(run(name, input)).rejects.toMatchObject({ violations: [{ keyword }] });
    expect(vendor.requests).toHaveLength(0);
  });

  it('are commented on for everybody, or for agents only', async () => {
    answers({ json: { ticket: { id: 7 } } });
    await run('add-comment', { id: '7', body: 'A' });
    await run('add-comment', { id: '7', body: 'A', visibility: 'internal' });
    expect(vendor.requests.map(({ body }) => body)).toEqual([
      { ticket: { comment: { body: 'A', public: true } } },
      { ticket: { comment: { body: 'A', public: false } } },
    ]);
  });
});

describe('pages', () => {
  it('follow Zendesk’s cursors when listing, and its numbers when searching', async () => {
    answers({ json: { tickets: [{ id: 7 }], meta: { has_more: true, after_cursor: 'eyJ4In0=' } } });
    const list = (await run('list-tickets', {})) as { nextCursor: string };
    await run('list-tickets', { cursor: list.nextCursor });
    expect(vendor.requests[1]?.query.get('page[after]')).toBe('eyJ4In0=');
    answers({ json: { results: [{ id: 7 }], next_page: 'https://elsewhere.test/api/v2/search.json?page=2' } });
    const search = (await run('search-tickets', { keyword: 'x' })) as { nextCursor: string };
    answers({ json: { results: [], next_page: null } });
    expect(await run('search-tickets', { keyword: 'x', cursor: search.nextCursor })).toEqual({
      tickets: [],
      hasMore: false,
    });
    expect(vendor.requests[3]?.query.get('page')).toBe('2');
    for (const cursor of ['garbage', list.nextCursor, Buffer.from('search 1&x').toString('base64url')]) {
      await expect(run('search-tickets', { keyword: 'x', cursor })).rejects.toMatchObject({ code: 'input-invalid' });
    }
  });
});

it('a search ends where Zendesk’s does, after a thousand tickets', async () => {
  answers({ json: { results: [{ id: 7 }], next_page: 'https://acme.zendesk.com/api/v2/search.json?page=11' } });
  const page = (number: number) => Buffer.from(`search ${number}`).toString('base64url');
  const read = (number: number) => run('search-tickets', { keyword: 'x', limit: 100, cursor: page(number) });
  expect(await read(9)).toMatchObject({ hasMore: true, nextCursor: page(10) });
  expect(await read(10)).toMatchObject({ hasMore: false });
});

describe('after an unknown outcome', () => {
  it('an update is told by the values, a delete by the ticket being gone', async () => {
    answers({ json: { ticket: { id: 7, status: 'solved' } } });
    const update = operationOf('update-ticket');
    expect(await update.reconcile?.(context, { id: '7', status: 'solved' }, since)).toEqual(link('7'));
    expect(await update.reconcile?.(context, { id: '7', status: 'open' }, since)).toBeUndefined();
    const remove = operationOf('delete-ticket');
    expect(await remove.reconcile?.(context, { id: '7' }, since)).toBeUndefined();
    answers({ status: 404, json: { error: 'RecordNotFound', description: 'Not found' } });
    expect(await remove.reconcile?.(context, { id: '7' }, since)).toEqual({ id: '7' });
  });

  it('a comment is looked for by its words since then', async () => {
    const comment = { plain_body: 'A', created_at: '2026-11-22T10:00:01Z' };
    const find = () => operationOf('add-comment').reconcile?.(context, { id: '7', body: 'A' }, since);
    answers({ json: { comments: [comment] } });
    expect(await find()).toEqual(link('7'));
    answers({ json: { comments: [{ ...comment, created_at: '2026-11-22T09:00:00Z' }] } });
    expect(await find()).toBeUndefined();
  });
});

it('reads what the headers say of the limit, or for how long to stay away', () => {
  const headers = { 'ratelimit-limit': '700', 'ratelimit-remaining': '0', 'ratelimit-reset': '41' };
  expect(zendesk.readRateLimit?.({ status: 200, headers })).toEqual({ remaining: 0, resetsInSeconds: 41 });
  const refused = { status: 429, headers: { 'retry-after': '7' } };
  expect(zendesk.readRateLimit?.(refused)).toEqual({ remaining: 0, resetsInSeconds: 7 });
});

describe('faults', () => {
  const details = {
    base: [{ description: 'Subject: cannot be blank', error: 'BlankValue' }],
    status: [{ description: 'Status: closed prevents ticket update' }],
  };

  it.each([
    [401, { error: "Couldn't authenticate you" }, { code: 'vendor-unauthorized' }],
    [
      401,
      { error: 'invalid_token', error_description: 'The access token has expired.' },
      { code: 'vendor-unauthorized', vendorMessage: 'The access token has expired.' },
    ],
    [
      403,
      { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
      { code: 'vendor-forbidden', vendorMessage: 'You do not have access to this page.' },
    ],
    [404, { error: 'RecordNotFound', description: 'Not found' }, { code: 'record-not-found' }],
    [409, { error: 'UpdateConflict', description: 'Safe update prevented.' }, { code: 'vendor-conflict' }],
    [
      422,
      { error: 'RecordInvalid', description: 'Record validation errors', details },
      {
        code: 'vendor-rejected-input',
        vendorMessage: 'Subject: cannot be blank Status: closed prevents ticket update',
        fields: ['status'],
      },
    ],
    [
      400,
      { errors: [{ code: 'InvalidPaginationParameter', title: 'Bad page', detail: 'page[after] is not valid' }] },
      { code: 'vendor-rejected-input', vendorMessage: 'page[after] is not valid' },
    ],
    [
      429,
      { error: 'APIRateLimitExceeded', description: 'Number of allowed API requests per minute exceeded' },
      { code: 'vendor-rate-limited' },
    ],
    [
      400,
      { error: 'IdempotentRequestError', description: "Request parameters don't match the given idempotency key" },
      { code: 'vendor-conflict' },
    ],
    [
      400,
      { error: { title: 'Invalid attribute', message: 'You passed an invalid value for the id attribute.' } },
      { code: 'vendor-rejected-input', vendorMessage: 'You passed an invalid value for the id attribute.' },
    ],
    [422, { error: 'unavailable', description: 'Try again in a moment.' }, { code: 'vendor-unavailable' }],
    [503, 'Sorry', { code: 'vendor-unavailable', vendorMessage: undefined }],
  ])('%i %j', async (status, body, expected) => {
    answers(typeof body === 'string' ? { status, text: body } : { status, json: body });
    await expect(run('update-ticket', { id: '7', status: 'open' })).rejects.toMatchObject(expected);
  });
});
