import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnectorContext, fillPresetUrls, validateInput, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply } from '#connectors/testing';
import { hubspot } from './hubspot.connector.js';

let vendor: Vendor;
let context: OperationContext;
let replies: VendorReply[] = [];
const since = new Date('2026-11-22T10:00:00.000Z');
const account = { id: '7', name: 'Acme', details: { portalId: 7, uiDomain: 'app-eu1.hubspot.com' } };

beforeEach(async () => {
  replies = [];
  vendor = await startVendor(() => (replies.length > 1 ? replies.shift() : replies[0]));
  context = operationContext({
    connector: { ...hubspot, baseUrl: () => vendor.origin },
    vendor,
    account,
    maxAttempts: 1,
  });
});
afterEach(() => vendor.close());

const answers = (...all: VendorReply[]) => void (replies = all);
const operationOf = (name: string) => hubspot.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));
const link = (id: string, type = '0-3') => ({ id, url: `https://app-eu1.hubspot.com/contacts/7/record/${type}/${id}` });
const record = (id: string, properties: object = {}) => ({ id, properties, createdAt: '2026-11-22T10:00:00Z' });

describe('the preset', () => {
  it('leads to HubSpot and nowhere else', () => {
    expect(fillPresetUrls(hubspot.oauth, {})).toEqual({
      authorizationUrl: 'https://app.hubspot.com/oauth/authorize',
      tokenUrl: 'https://api.hubapi.com/oauth/v3/token',
      refreshUrl: 'https://api.hubapi.com/oauth/v3/token',
      revocationUrl: 'https://api.hubapi.com/oauth/v3/token/revoke',
    });
  });
});

describe('whoami', () => {
  const details = { portalId: 7, accountType: 'STANDARD', uiDomain: 'app-eu1.hubspot.com', timeZone: 'Europe/Berlin' };

  it('tells the account, and the person where the token answer named one', async () => {
    answers({ json: details });
    expect(await hubspot.whoami(context)).toMatchObject({ id: '7', edition: 'STANDARD', details: { portalId: 7 } });
    const grant = { parameters: {}, scopes: [], extras: { user_id: 42 }, apiUrl: vendor.origin };
    const asked = createConnectorContext({ connector: hubspot, grant, egress: vendor.egress });
    expect(await hubspot.whoami(asked)).toMatchObject({ id: '7:42', name: 'HubSpot account 7' });
  });

  it.each(['evil.test', 'hubspot.com.evil.test', 'app.hubspot.com/x', 'x@app.hubspot.com', ''])(
    'never links to %j',
    async (uiDomain) => {
      answers({ json: { ...details, uiDomain } });
      expect((await hubspot.whoami(context)).details).not.toHaveProperty('uiDomain');
    },
  );

  it('refuses an answer without an account', async () => {
    answers({ json: { portalId: null } });
    await expect(hubspot.whoami(context)).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });
});

describe('records', () => {
  it('are returned with their link, without what HubSpot does not know, and with words for numbers', async () => {
    answers({ json: record('5', { dealname: 'Big', amount: '12.50', closedate: '', pipeline: null }) });
    expect(await run('get-deal', { id: '5' })).toEqual({
      ...link('5'),
      name: 'Big',
      amount: 12.5,
      createdAt: '2026-11-22T10:00:00.000Z',
    });
    const known = { subject: null, hs_pipeline: '0', hs_pipeline_stage: '3', hs_ticket_priority: 'HIGH' };
    answers({ json: record('6', known) });
    expect(await run('get-ticket', { id: '6' })).toMatchObject({
      ...link('6', '0-5'),
      subject: 'Ticket 6',
      stage: 'waiting-on-us',
      priority: 'high',
    });
    answers({ json: record('6', { hs_pipeline: '77', hs_pipeline_stage: '3' }) });
    expect(await run('get-ticket', { id: '6' })).toMatchObject({ stage: '3' });
  });

  it('are created and changed with what is given, words as numbers', async () => {
    answers({ status: 201, json: record('6') });
    await run('create-ticket', { subject: ' Fire ', priority: 'urgent' });
    await run('update-ticket', { id: '6', stage: 'closed' });
    await run('update-ticket', { id: '6', stage: 'toString' });
    expect(vendor.requests.map(({ body }) => body)).toEqual([
      {
        properties: { hs_pipeline: '0', hs_pipeline_stage: '1', subject: 'Fire', hs_ticket_priority: 'URGENT' },
        associations: [],
      },
      { properties: { hs_pipeline_stage: '4' } },
      { properties: { hs_pipeline_stage: 'toString' } },
    ]);
  });

  it.each([[record('5')], [{ createdResourceId: '5', entity: record('5') }]])(
    'that are new are linked, as %j',
    async (json) => {
      answers({ status: 201, json });
      expect(await run('create-deal', { name: 'Big', stage: 'closedwon' })).toEqual(link('5'));
    },
  );

  it.each([
    ['update-deal', { id: '5' }, 'minProperties'],
    ['update-deal', { id: '../contacts/1', name: 'x' }, 'pattern'],
    ['create-deal', { name: ' ', stage: 'closedwon' }, 'pattern'],
    ['create-contact', { email: 'nobody' }, 'format'],
    ['create-contact', { email: 'a@example.com', hs_lead_status: 'x' }, 'additionalProperties'],
    ['search-deals', { keyword: ' ' }, 'pattern'],
    ['associate-records', { fromType: 'company', fromId: '1', toType: 'deal', toId: '2' }, 'const'],
  ])('%s refuses %j', async (name, input, keyword) => {
    const refused = expect(run(name, input)).rejects;
    await refused.toMatchObject({ violations: expect.arrayContaining([expect.objectContaining({ keyword })]) });
    expect(vendor.requests).toHaveLength(0);
  });

  it('that are associated are linked both, and nothing associated is no success', async () => {
    const input = { fromType: 'deal', fromId: '1', toType: 'contact', toId: '2' };
    answers({ json: { status: 'COMPLETE', results: [{}] } });
    expect(await run('associate-records', input)).toEqual({ from: link('1'), to: link('2', '0-1') });
    expect(vendor.requests[0]?.path).toBe('/crm/v4/objects/0-3/1/associations/default/0-1/2');
    answers({ json: { status: 'COMPLETE', results: [] } });
    await expect(run('associate-records', input)).rejects.toMatchObject({ code: 'record-not-found' });
  });
});

describe('lists', () => {
  it('go on below the last record, so that new ones neither repeat nor hide any', async () => {
    answers({ json: { results: [record('9'), record('8')], paging: { next: { after: '2' } } } });
    const first = (await run('list-deals', { limit: 2 })) as { nextCursor: string; hasMore: boolean };
    answers({ json: { results: [record('7')] } });
    const second = await run('list-deals', { limit: 2, cursor: first.nextCursor });
    expect([first.hasMore, second]).toEqual([true, expect.objectContaining({ hasMore: false })]);
    expect(vendor.requests[1]?.body).toMatchObject({
      filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'LT', value: '8' }] }],
      sorts: ['-hs_object_id'],
    });
  });

  it('refuse cursors that they did not make', async () => {
    answers({ json: { results: [record('9')], paging: { next: { after: '1' } } } });
    const { nextCursor } = (await run('search-deals', { keyword: 'x' })) as { nextCursor: string };
    for (const cursor of ['garbage', nextCursor, Buffer.from('id 1"}').toString('base64url')]) {
      await expect(run('list-deals', { cursor })).rejects.toMatchObject({ violations: [{ pointer: '/cursor' }] });
    }
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('after an unknown outcome', () => {
  it('a create looks for one record with the same values since then', async () => {
    answers({ json: { results: [{ id: '5' }] } }, { json: { results: [{ id: '5' }, { id: '6' }] } });
    const create = operationOf('create-contact');
    const input = { email: 'a@example.com', firstName: 'A' };
    expect(await create.reconcile?.(context, input, since)).toEqual(link('5', '0-1'));
    expect(await create.reconcile?.(context, input, since)).toBeUndefined();
    expect(vendor.requests[0]?.body).toMatchObject({
      filterGroups: [{ filters: [{ value: 'a@example.com' }, { operator: 'GTE', value: '1795341595000' }] }],
    });
  });

  it('an update is told by the values, a delete by the record being gone', async () => {
    answers({ json: record('5', { dealstage: 'closedwon' }) });
    const update = operationOf('update-deal');
    expect(await update.reconcile?.(context, { id: '5', stage: 'closedwon' }, since)).toEqual(link('5'));
    expect(await update.reconcile?.(context, { id: '5', stage: 'closedlost' }, since)).toBeUndefined();
    const remove = operationOf('delete-deal');
    expect(await remove.reconcile?.(context, { id: '5' }, since)).toBeUndefined();
    answers({ status: 404, json: { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'Not found' } });
    expect(await remove.reconcile?.(context, { id: '5' }, since)).toEqual({ id: '5' });
  });
});

it('reads what the headers say of the limit; searches say nothing', () => {
  const headers = {
    'x-hubspot-ratelimit-max': '190',
    'x-hubspot-ratelimit-remaining': '0',
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
  };
  expect(hubspot.readRateLimit?.({ status: 200, headers })).toEqual({ remaining: 0, resetsInSeconds: 10 });
  expect(hubspot.readRateLimit?.({ status: 200, headers: {} })).toBeUndefined();
});

describe('faults', () => {
  const values =
    'Property values were not valid: [{"isValid":false,"message":"x was not one of the allowed options","name":"dealstage"}]';

  it.each([
    [401, { category: 'EXPIRED_AUTHENTICATION', message: 'The token expired.' }, { code: 'vendor-unauthorized' }],
    [
      403,
      { category: 'MISSING_SCOPES', message: 'No.', context: { missingScopes: ['tickets'] } },
      { code: 'vendor-forbidden', vendorMessage: 'No. Missing: tickets.' },
    ],
    [404, { category: 'OBJECT_NOT_FOUND', message: 'Object not found.' }, { code: 'record-not-found' }],
    [
      409,
      { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 5' },
      { code: 'vendor-conflict', vendorMessage: 'Contact already exists. Existing ID: 5' },
    ],
    [
      400,
      { category: 'VALIDATION_ERROR', message: values },
      { code: 'vendor-rejected-input', vendorMessage: 'Property values were not valid.', fields: ['dealstage'] },
    ],
    [
      400,
      { category: 'VALIDATION_ERROR', message: 'x', errors: [{ message: 'Too long.', in: 'dealname' }] },
      { vendorMessage: 'Too long.', fields: ['dealname'] },
    ],
    [
      429,
      { category: 'RATE_LIMITS', policyName: 'TEN_SECONDLY_ROLLING', message: 'Slow down.' },
      { code: 'vendor-rate-limited', retryAfterSeconds: 10 },
    ],
    [
      429,
      { category: 'RATE_LIMITS', policyName: 'DAILY', message: 'Tomorrow.' },
      { code: 'vendor-rate-limited', retryAfterSeconds: undefined },
    ],
    [500, 'oops', { code: 'vendor-unavailable', vendorMessage: undefined }],
  ])('%i %j', async (status, body, expected) => {
    answers(typeof body === 'string' ? { status, text: body } : { status, json: { status: 'error', ...body } });
    await expect(run('update-deal', { id: '5', name: 'x' })).rejects.toMatchObject(expected);
  });
});
