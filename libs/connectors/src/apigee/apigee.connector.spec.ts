import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import {
  deviationsOf,
  operationContext,
  startVendor,
  type Vendor,
  type VendorReply,
  type VendorRequest,
} from '#connectors/testing';
import { apigee } from './apigee.connector.js';
import { consoleUrl, makeCursor } from './operations/apigee-api.js';
import { accountCalls, vendorCalls } from './vendor-api.js';

const deployment = { environment: 'test', apiProxy: 'orders', revision: '3', deployStartTime: '1893456000000' };
const proxyNamed = (name: string) => ({ name, revision: ['10', '2'], latestRevisionId: '10' });
const appNamed = (appId: string) => ({ appId, name: `App ${appId}`, status: 'approved' });

let vendor: Vendor;
let context: OperationContext;
let reply: (request: VendorRequest) => VendorReply;

const usual = ({ method, path }: VendorRequest): VendorReply => {
  if (path.endsWith('/userinfo')) return { json: { sub: '77' } };
  if (path.endsWith('/apis')) return { json: { proxies: ['c', 'a', 'b'].map(proxyNamed) } };
  if (path.endsWith('/apps')) return { json: { app: ['a1', 'a2', 'a3'].map(appNamed) } };
  if (method === 'DELETE') return { json: {} };
  if (path.endsWith('/deployments'))
    return { json: path.includes('/revisions/') ? deployment : { deployments: [deployment] } };
  return { json: proxyNamed('orders') };
};

beforeEach(async () => {
  reply = usual;
  vendor = await startVendor((request) => reply(request));
  const apiUrl = `${vendor.origin}/v1/organizations/acme-apis`;
  const grant = { parameters: { organization: 'acme-apis' }, extras: {}, scopes: [], apiUrl };
  context = operationContext({ connector: apigee, vendor, grant, maxAttempts: 1 });
});
afterEach(() => vendor.close());

const operationOf = (name: string) => apigee.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));

const cursor = makeCursor('a');
const place = { proxy: 'orders', environment: 'test', revision: 3 };

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'list-proxies': [{}, { limit: 1_000, cursor }],
  'get-proxy': [{ proxy: 'orders' }, { proxy: 'orders' }],
  'list-deployments': [{}, { proxy: 'orders', environment: 'test', limit: 5, cursor }],
  'deploy-revision': [place, { ...place, replace: true, serviceAccount: 'proxy@acme-apis.iam.gserviceaccount.com' }],
  'undeploy-revision': [place, place],
  'list-apps': [{}, { status: 'revoked', limit: 100, cursor }],
};

describe.each(apigee.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  const [least, most] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', most],
  ])('sends what Google describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests).toHaveLength(1);
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it.each(Object.keys(most).filter((field) => !(field in least)))('does so with %s alone', async (field) => {
    await run(name, { ...least, [field]: (most as Readonly<Record<string, unknown>>)[field] });
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(most).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
  });
});

it('asks who authorized, and what became of a write, by calls that Google describes', async () => {
  await apigee.verify(context, await apigee.whoami(context));
  expect(deviationsOf(accountCalls, vendor.requests)).toEqual([]);
  for (const { name, reconcile } of apigee.operations) {
    const before = vendor.requests.length;
    await reconcile?.(context, inputs[name]![1] as never, new Date());
    expect(deviationsOf(vendorCalls[name]!, vendor.requests.slice(before))).toEqual([]);
  }
  expect(vendor.requests).toHaveLength(4);
});

it.each([
  ['environment', 'Test.eu_1-a', true],
  ['environment', '..', false],
  ['environment', 'a/b', false],
  ['serviceAccount', 'proxy@acme-apis.iam.gserviceaccount.com', true],
  ['serviceAccount', 'ann@example.com', false],
])('%s %j is one as Google describes it: %s', async (field, value, isOne) => {
  const outcome = run('deploy-revision', { ...place, [field]: value });
  await (isOne ? outcome : expect(outcome).rejects.toMatchObject({ code: 'input-invalid' }));
  expect(vendor.requests).toHaveLength(isOne ? 1 : 0);
});

it('no name, environment or cursor leads to another path or query', async () => {
  const texts = fc.oneof(fc.string({ maxLength: 40 }), fc.stringMatching(/^[a-z0-9./%?#_:-]{1,30}$/));
  await fc.assert(
    fc.asyncProperty(texts, texts, async (proxy, environment) => {
      const before = vendor.requests.length;
      await run('deploy-revision', { proxy, environment, revision: 1 }).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'input-invalid' });
      });
      for (const { path, query } of vendor.requests.slice(before)) {
        expect(path).toBe(
          `/v1/organizations/acme-apis/environments/${environment}/apis/${proxy}/revisions/1/deployments`,
        );
        expect(query.size).toBe(0);
      }
      await run('list-apps', { cursor: Buffer.from(proxy).toString('base64url') }).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'input-invalid' });
      });
    }),
    { numRuns: 100 },
  );
});

describe('who authorized', () => {
  it('is told by Google, for the organization that was named', async () => {
    reply = () => ({ json: { sub: '77', name: 'Ann', email: 'a@example.com' } });
    const account = await apigee.whoami(context);
    expect(account).toMatchObject({ id: '77', name: 'Ann', organisation: 'acme-apis' });
    reply = () => ({ json: {} });
    await expect(apigee.verify(context, account)).resolves.toBeUndefined();
    expect(vendor.requests.map(({ path }) => path)).toEqual([
      '/v1/organizations/acme-apis/identity/v1/userinfo',
      '/v1/organizations/acme-apis/apis',
    ]);
  });

  it.each([403, 404])('may not see the organization (%i), which is said plainly', async (status) => {
    reply = () => ({ status, json: { error: { code: status, message: 'No.', status: 'X' } } });
    const account = { id: '77', name: 'Ann', details: {} };
    await expect(apigee.verify(context, account)).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('no Apigee organization acme-apis'),
    });
  });
});

describe('lists', () => {
  it('go through proxies by their names, page by page', async () => {
    const first = (await run('list-proxies', { limit: 2 })) as { nextCursor: string };
    expect(first).toMatchObject({
      proxies: [{ id: 'a', revisions: [2, 10], latestRevision: 10 }, { id: 'b' }],
      hasMore: true,
    });
    const second = await run('list-proxies', { limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ proxies: [{ id: 'c' }], hasMore: false });
  });

  it('may be empty objects', async () => {
    reply = () => ({ json: {} });
    expect(await run('list-proxies', {})).toEqual({ proxies: [], hasMore: false });
    expect(await run('list-deployments', {})).toEqual({ deployments: [], hasMore: false });
    expect(await run('list-apps', {})).toEqual({ apps: [], hasMore: false });
    reply = () => ({ json: { error: { code: 500, message: 'Not so.', status: 'INTERNAL' } } });
    await expect(run('list-apps', {})).rejects.toMatchObject({ vendorMessage: 'Not so.' });
  });

  it('of apps go on behind the last one, and never show keys', async () => {
    reply = () => ({ json: { app: ['a1', 'a2', 'a3'].map((id) => ({ ...appNamed(id), credentials: ['secret'] })) } });
    const first = (await run('list-apps', { limit: 2 })) as { nextCursor: string };
    expect(first).toMatchObject({ apps: [{ id: 'a1' }, { id: 'a2' }], hasMore: true });
    expect(JSON.stringify(first)).not.toContain('secret');
    reply = () => ({ json: { app: ['a2', 'a3'].map(appNamed) } });
    const second = await run('list-apps', { limit: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ apps: [{ id: 'a3' }], hasMore: false });
    const [one, other] = vendor.requests.map(({ query }) => query);
    expect([one?.get('rows'), one?.get('startKey')]).toEqual(['3', null]);
    expect([other?.get('rows'), other?.get('startKey')]).toEqual(['4', 'a2']);
    expect(one?.get('includeCred')).toBe('false');
  });

  it('of apps never ask for more than Apigee tells of, and go on where that ends', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => `a${String(index).padStart(3, '0')}`);
    reply = () => ({ json: { app: ids.map(appNamed) } });
    const first = (await run('list-apps', { limit: 100 })) as { nextCursor: string };
    const second = (await run('list-apps', { limit: 100, cursor: makeCursor('a000') })) as { apps: unknown[] };
    expect(vendor.requests.map(({ query }) => query.get('rows'))).toEqual(['100', '100']);
    expect(second).toMatchObject({ hasMore: true, nextCursor: makeCursor('a099') });
    expect(second.apps).toHaveLength(99);
    reply = () => ({ json: { app: [appNamed('a099')] } });
    expect(await run('list-apps', { cursor: first.nextCursor })).toEqual({ apps: [], hasMore: false });
    reply = () => ({ json: { app: [appNamed('b1')], nextPageToken: 'b2' } });
    expect(await run('list-apps', {})).toMatchObject({ hasMore: true, nextCursor: makeCursor('b1') });
  });

  it('of deployments tell where, what and since when', async () => {
    expect(await run('list-deployments', { environment: 'prod' })).toMatchObject({ deployments: [] });
    expect(await run('list-deployments', { proxy: 'orders' })).toEqual({
      deployments: [
        {
          ...{ id: 'test/orders/3', proxy: 'orders', environment: 'test', revision: 3 },
          url: `${vendor.origin}/apigee/proxies/orders/overview?project=acme-apis`,
          deployedAt: '2030-01-01T00:00:00.000Z',
        },
      ],
      hasMore: false,
    });
  });
});

describe('deployments', () => {
  it('are looked for after an unknown outcome', async () => {
    const since = new Date();
    const [deploy, undeploy] = [operationOf('deploy-revision'), operationOf('undeploy-revision')];
    expect(await deploy.reconcile?.(context, place, since)).toMatchObject({ id: 'test/orders/3' });
    expect(await undeploy.reconcile?.(context, place, since)).toBeUndefined();
    reply = () => ({ status: 404, json: { error: { code: 404, message: 'No.', status: 'NOT_FOUND' } } });
    expect(await deploy.reconcile?.(context, place, since)).toBeUndefined();
    expect(await undeploy.reconcile?.(context, place, since)).toEqual({ id: 'test/orders/3' });
  });

  it('are refused in Apigee’s words', async () => {
    const error = { code: 400, message: 'Another revision is deployed.', status: 'FAILED_PRECONDITION' };
    reply = () => ({ status: 400, json: { error } });
    await expect(run('deploy-revision', place)).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: 'Another revision is deployed.',
      vendorCode: 'FAILED_PRECONDITION',
    });
  });
});

it('links lead to Google Cloud, or to another installation', () => {
  const own = 'https://console.cloud.google.com/apigee/proxies/a/overview?project=acme';
  const grant = { parameters: { organization: 'acme' }, extras: {}, scopes: [] };
  expect(apigee.baseUrl(grant)).toBe('https://apigee.googleapis.com/v1/organizations/acme');
  expect(consoleUrl(apigee.baseUrl(grant), 'acme', 'proxies/a/overview')).toBe(own);
});

it('without an organization nothing is called', () => {
  expect(() => apigee.baseUrl({ parameters: {}, extras: {}, scopes: [] })).toThrow('No Apigee organization is named');
});
