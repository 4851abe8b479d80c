import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { describeConnector, fillPresetUrls, validateInput, type Operation, type OperationContext } from '#connectors';
import {
  deviationsOf,
  operationContext,
  startVendor,
  type Vendor,
  type VendorHandler,
  type VendorReply,
} from '#connectors/testing';
import { genesysCloud } from './genesys-cloud.connector.js';
import { explorer } from './operations/platform-api.js';
import { appsUrl } from './regions.js';
import { vendorApi } from './vendor-api.js';

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const queue = { id: id(1), name: 'Support', memberCount: 12, division: { id: id(9), name: 'Home' } };
const conversation = {
  id: id(5),
  startTime: '2026-07-14T10:00:00.123Z',
  participants: [
    { id: id(6), purpose: 'customer', name: 'Grace', calls: [{ state: 'disconnected' }] },
    { id: id(7), purpose: 'agent', userId: id(2), name: 'Ann', queueId: queue.id, queueName: 'Support', calls: [] },
  ],
};

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  const grant = { parameters: { region: 'mypurecloud.de' }, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: genesysCloud, vendor, grant });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const operationOf = (name: string) => genesysCloud.operations.find((known) => known.name === name) as Operation;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));

/** Everything that our operations ask for. */
const platform: VendorHandler = ({ method, path }) => {
  if (path.endsWith('/users/search'))
    return { json: { total: 1, pageCount: 1, results: [{ id: id(2), name: 'Ann' }] } };
  if (path.endsWith('/wrapupcodes')) return { json: { entities: [{ id: id(3), name: 'Resolved' }], pageCount: 1 } };
  if (path.endsWith('/routing/queues')) return { json: { entities: [queue], pageCount: 1 } };
  if (path.includes('/routing/queues/')) return { json: queue };
  if (path.includes('/analytics/')) return { json: { results: [] } };
  if (path.endsWith('/callbacks'))
    return { status: 202, json: { conversation: { id: id(5) }, callbackIdentifiers: [] } };
  if (path.endsWith('/agentless')) return { status: 202, json: { id: id(8), conversationId: id(5) } };
  return method === 'PATCH' ? { status: 202 } : { json: conversation };
};

describe('the region', () => {
  const [{ pattern = '' } = {}] = genesysCloud.oauth?.parameters ?? [];

  it('is filled into every URL', () => {
    const filled = fillPresetUrls(genesysCloud.oauth, { region: 'euw2.pure.cloud' });
    expect(filled).toMatchObject({
      authorizationUrl: 'https://login.euw2.pure.cloud/oauth/authorize',
      tokenUrl: 'https://login.euw2.pure.cloud/oauth/token',
    });
    const grant = { parameters: { region: 'euw2.pure.cloud' }, extras: {}, scopes: [] };
    expect(genesysCloud.baseUrl(grant)).toBe('https://api.euw2.pure.cloud');
    expect(appsUrl({ grant, baseUrl: genesysCloud.baseUrl(grant) })).toBe('https://apps.euw2.pure.cloud/directory/#');
    expect(() => genesysCloud.baseUrl({ ...grant, parameters: {} })).toThrow(/which region/);
  });

  it.each(['evil.test', 'mypurecloudxcom', 'x.mypurecloud.com', 'mypurecloud.com.evil.test', 'mypurecloud.com/', ''])(
    'is one of a closed list, which has no %j',
    (region) => {
      expect(new RegExp(`^(?:${pattern})$`, 'u').test(region)).toBe(false);
      expect(() => fillPresetUrls(genesysCloud.oauth, { region })).toThrow(/does not have the expected form/);
    },
  );
});

describe('whoami', () => {
  it('tells the user and the organisation', async () => {
    answers({ json: { id: id(2), name: 'Ann', email: 'ann@acme.test', organization: { id: id(4), name: 'ACME' } } });
    expect(await genesysCloud.whoami(context)).toEqual({
      id: id(2),
      name: 'Ann',
      email: 'ann@acme.test',
      organisation: 'ACME',
      details: { region: 'mypurecloud.de', isClient: false },
    });
  });

  const client = { id: id(3), name: 'Bot', authorizedGrantType: 'CLIENT-CREDENTIALS' };

  it('takes nobody who signed in for the client', async () => {
    reply = ({ path }) =>
      path.endsWith('/tokens/me')
        ? { json: { OAuthClient: { ...client, authorizedGrantType: 'CODE' } } }
        : { status: 403, json: { message: 'Missing scope.', code: 'missing.permissions', status: 403 } };
    await expect(genesysCloud.whoami(context)).rejects.toMatchObject({ code: 'vendor-forbidden' });
  });

  it.each([400, 403, 404])('tells the client where nobody signed in, which is %i', async (status) => {
    reply = ({ path }) =>
      path.endsWith('/tokens/me')
        ? { json: { organization: { id: id(4), name: 'ACME' }, OAuthClient: client } }
        : { status, json: { message: 'Not for clients.', code: 'bad.request', status } };
    expect(await genesysCloud.whoami(context)).toMatchObject({
      ...{ id: id(3), name: 'Bot', organisation: 'ACME' },
      details: { isClient: true },
    });
    expect(deviationsOf(vendorApi, vendor.requests)).toEqual([]);
  });

  it('takes a refused token for what it is', async () => {
    answers({ status: 401, json: { message: 'Invalid', code: 'bad.credentials', status: 401 } });
    await expect(genesysCloud.whoami(context)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
    expect(vendor.requests).toHaveLength(1);
  });
});

describe('queues', () => {
  it('come back page by page', async () => {
    reply = ({ query }) => ({ json: { entities: [queue], pageNumber: Number(query.get('pageNumber')), pageCount: 2 } });
    const first = (await run('find-queues', { name: 'Sup', limit: 1 })) as { nextCursor: string };
    expect(first).toMatchObject({
      queues: [
        {
          id: id(1),
          name: 'Support',
          members: 12,
          division: 'Home',
          url: `${vendor.origin}/apps/directory/#/admin/routing/queues/${id(1)}`,
        },
      ],
      hasMore: true,
    });
    const second = await run('find-queues', { name: 'Sup', limit: 50, cursor: first.nextCursor });
    expect(second).toMatchObject({ hasMore: false });
    expect(vendor.requests[1]?.query.get('pageSize')).toBe('1');
  });

  it('are counted over all media', async () => {
    const data = (metric: string, count: number, qualifier?: string) => ({ metric, qualifier, stats: { count } });
    reply = ({ path }) =>
      path.includes('/analytics/')
        ? {
            json: {
              results: [
                { group: { queueId: id(1), mediaType: 'voice' }, data: [data('oWaiting', 3), data('oInteracting', 2)] },
                { group: { queueId: id(1), mediaType: 'chat' }, data: [data('oWaiting', 1)] },
                {
                  group: { queueId: id(1) },
                  data: [
                    data('oOnQueueUsers', 4),
                    data('oUserRoutingStatuses', 1, 'IDLE'),
                    data('oUserRoutingStatuses', 3, 'INTERACTING'),
                  ],
                },
                {},
              ],
            },
          }
        : platform({ path } as never, undefined as never);
    expect(await run('get-queue-status', { queue: 'SUPPORT' })).toMatchObject({
      ...{ name: 'Support', waiting: 4, interacting: 2, onQueueAgents: 4, availableAgents: 1 },
      media: [
        { name: 'voice', waiting: 3, interacting: 2 },
        { name: 'chat', waiting: 1, interacting: 0 },
      ],
    });
  });

  it('are not guessed: neither from a similar name nor from several of one name', async () => {
    answers({ json: { entities: [{ ...queue, name: 'Support EU' }] } });
    await expect(run('get-queue-status', { queue: 'Support' })).rejects.toMatchObject({ code: 'record-not-found' });
    answers({ json: { entities: [queue, { ...queue, id: id(2) }] } });
    await expect(run('create-callback', { queue: 'Support', phone: '+4930901820' })).rejects.toMatchObject({
      code: 'input-invalid',
      violations: [{ pointer: '/queue' }],
    });
    answers({ status: 404, json: { message: 'Nope', code: 'not.found', status: 404 } });
    await expect(run('get-queue-status', { queue: id(1) })).rejects.toMatchObject({ code: 'record-not-found' });
    expect(vendor.requests.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('conversations', () => {
  it('begin with a callback at the time that was asked for', async () => {
    reply = platform;
    const input = { queue: 'Support', phone: '+4930901820', scheduledAt: '2026-11-23T15:00:00+01:00' };
    expect(await run('create-callback', input)).toEqual({
      id: id(5),
      url: `${vendor.origin}/apps/directory/#/engage/admin/interactions/${id(5)}`,
      queue: 'Support',
      scheduledAt: '2026-11-23T14:00:00.000Z',
    });
    expect(vendor.requests[1]?.body).toEqual({
      queueId: id(1),
      callbackNumbers: ['+4930901820'],
      callbackScheduledTime: '2026-11-23T14:00:00.000Z',
    });
  });

  it('tell who took part', async () => {
    answers({ json: conversation });
    expect(await run('get-conversation', { id: id(5) })).toMatchObject({
      startedAt: '2026-07-14T10:00:00.123Z',
      participants: [
        { id: id(6), purpose: 'customer', name: 'Grace', medium: 'voice', state: 'disconnected' },
        { id: id(7), purpose: 'agent', queue: 'Support' },
      ],
    });
  });

  it('are noted for the agent who took part last, by the name of a code', async () => {
    reply = platform;
    expect(await run('add-wrap-up-note', { id: id(5), code: 'resolved', notes: 'Fine.' })).toMatchObject({
      participantId: id(7),
    });
    expect(vendor.requests.at(-1)).toMatchObject({
      method: 'PATCH',
      path: `/api/v2/conversations/${id(5)}/participants/${id(7)}`,
      body: { wrapup: { code: id(3), notes: 'Fine.' } },
    });
  });

  it.each([
    [{ code: 'Unknown' }, conversation, '/code'],
    [{ code: 'Resolved', participantId: id(6) }, conversation, '/code'],
    [{ code: 'Resolved', participantId: id(1) }, conversation, '/participantId'],
    [{ code: 'Resolved' }, { ...conversation, participants: [] }, '/id'],
  ])('are not noted by %j', async (input, record, pointer) => {
    reply = (request, response) =>
      request.path.includes('/conversations/') ? { json: record } : platform(request, response);
    await expect(run('add-wrap-up-note', { id: id(5), ...input })).rejects.toMatchObject({ violations: [{ pointer }] });
    expect(vendor.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('are known to be noted after an unknown outcome', async () => {
    const noted = { ...conversation.participants[1], wrapup: { code: id(3), name: 'Resolved', notes: 'Fine.' } };
    answers({ json: { ...conversation, participants: [noted] } });
    const reconcile = (notes: string) =>
      operationOf('add-wrap-up-note').reconcile?.(context, { id: id(5), code: 'Resolved', notes }, new Date());
    expect(await reconcile('Fine.')).toMatchObject({ participantId: id(7) });
    expect(await reconcile('Bad.')).toBeUndefined();
  });
});

describe('errors', () => {
  it.each([
    [400, 'bad.request', 'vendor-rejected-input'],
    [401, 'bad.credentials', 'vendor-unauthorized'],
    [403, 'missing.permissions', 'vendor-forbidden'],
    [404, 'not.found', 'record-not-found'],
    [409, 'general.conflict', 'vendor-conflict'],
    [503, 'service.unavailable', 'vendor-unavailable'],
  ])('%i %s is %s', async (status, vendorCode, code) => {
    answers({ status, json: { message: 'Why.', code: vendorCode, status, contextId: 'c' } });
    const sent = run('send-message', { messenger: 'sms', from: '+1', to: '+13175550123', text: 'x' });
    await expect(sent).rejects.toMatchObject({ code, vendorCode, vendorMessage: 'Why.' });
  });

  it('name the fields that the vendor names', async () => {
    const details = [{ errorCode: 'INVALID', fieldName: 'callbackNumbers' }, null, { entityName: 'queue' }];
    answers({ status: 400, json: { message: 'Why.', code: 'invalid.value', status: 400, details } });
    const read = run('get-conversation', { id: id(5) });
    await expect(read).rejects.toMatchObject({ code: 'vendor-rejected-input', fields: ['callbackNumbers'] });
  });

  it('and answers say how many calls are left', () => {
    const headers = { 'inin-ratelimit-allowed': '300', 'inin-ratelimit-count': '300', 'inin-ratelimit-reset': '17' };
    const read = genesysCloud.readRateLimit;
    expect(read?.({ status: 200, headers })).toEqual({ remaining: 0, resetsInSeconds: 17 });
    expect(read?.({ status: 429, headers: { 'retry-after': '5' } })).toEqual({ remaining: 0, resetsInSeconds: 5 });
    expect(read?.({ status: 200, headers: {} })).toBeUndefined();
  });
});

describe('the table of contents', () => {
  it('names the page of each call', () => {
    expect(explorer('GET', '/api/v2/routing/queues')).toMatch(/#get-api-v2-routing-queues$/);
    expect(explorer('GET', '/api/v2/routing/queues/{queueId}')).toMatch(/#get-api-v2-routing-queues--queueId-$/);
  });

  it('is plain JSON for the catalogue, with templates in which the dialog engine finds no fault', () => {
    expect(JSON.parse(JSON.stringify(describeConnector(genesysCloud)))).toMatchObject({ id: 'genesys-cloud' });
    const operations = (operationId: string) => {
      const input = genesysCloud.operations.find((known) => known.id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    for (const { name, graph } of genesysCloud.templates) expect(checkGraph(graph, { operations }), name).toEqual([]);
  });
});
