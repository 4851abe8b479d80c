import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type Operation, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { jira } from './jira.connector.js';
import { accountApi, vendorApi, type JiraCall } from './vendor-api.js';

const issue = { id: '10001', key: 'DEMO-1', fields: { summary: 'Chairs' } };

/** By operation: the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'create-issue': [
    { projectKey: 'DEMO', issueType: 'Task', summary: 'Chairs' },
    {
      projectKey: 'demo',
      issueType: ' Task ',
      summary: 'Chairs',
      description: 'One.\n\nTwo,\nthree.',
      priority: 'High',
      assigneeId: '5b10a2844c20165700ede21g',
      dueDate: '2026-12-31',
      labels: ['office', 'q4'],
      parentKey: 'DEMO-9',
    },
  ],
  'get-issue': [{ key: 'DEMO-1' }, { key: 'demo-1' }],
  'list-issues': [{}, { projectKey: 'DEMO', limit: 100, cursor: 'CAEaAggD' }],
  'search-issues': [
    { jql: 'project is not EMPTY' },
    { jql: 'project in :p AND votes > :n', parameters: { p: ['A', 'B'], n: 3 }, limit: 100, cursor: 'CAEaAggD' },
  ],
  'update-issue': [
    { key: 'DEMO-1', addLabel: 'a' },
    {
      key: 'DEMO-1',
      summary: ' New ',
      description: '\n\nA\r\nB\n \nC\n',
      priority: 'Low',
      assigneeId: '557058:f58131cb-b67d-43c7-b30d-6b58d40bd077',
      dueDate: '2026-12-31',
      addLabel: 'a',
      removeLabel: 'b',
    },
  ],
  'delete-issue': [{ key: 'DEMO-1' }, { key: 'DEMO-1', withSubtasks: true }],
  'add-comment': [
    { key: 'DEMO-1', comment: 'A' },
    { key: 'DEMO-1', comment: '\n\nA\r\nB\n \nC\n' },
  ],
  'transition-issue': [
    { key: 'DEMO-1', status: 'Done' },
    { key: 'DEMO-1', status: ' finish ' },
  ],
};

/** The least; everything; and each optional field with nothing but the required ones. Parameters belong to their query. */
function triesOf({ name, input }: Operation): readonly object[] {
  const [least, all] = inputs[name]!;
  const isRequired = (field: string) => input.required?.includes(field) ?? false;
  const required = Object.fromEntries(Object.entries(least).filter(([field]) => isRequired(field)));
  const optional = Object.entries(all).filter(([field]) => !isRequired(field) && field !== 'parameters');
  return [least, all, ...optional.map(([field, value]) => ({ ...required, [field]: value }))];
}

const successOf = (calls: readonly JiraCall[], method: string, path: string) =>
  calls.find((call) => call.method === method && path.endsWith(call.path.split('}').at(-1)!))?.success;

let vendor: Vendor;
let context: OperationContext;
let calls: readonly JiraCall[] = [];

beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    const status = successOf(calls, method, path);
    if (status === 204) return { status };
    if (path.endsWith('/search/jql')) return { json: { issues: [issue], isLast: true } };
    if (!path.endsWith('/transitions')) return { status, json: issue };
    return { json: { transitions: [{ id: '31', name: 'Finish', to: { name: 'Done' } }] } };
  });
  context = operationContext({
    connector: { ...jira, baseUrl: () => vendor.origin },
    vendor,
    grant: { parameters: { cloudId: '1324a887-45db-1bf4-1e99-ef0ff456d421' }, extras: {}, scopes: [] },
    account: { id: 'a', name: 'Ann', details: { siteUrl: 'https://acme.atlassian.net' } },
  });
});
afterEach(() => vendor.close());

describe.each(jira.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  beforeEach(() => void (calls = vendorApi[name]!));

  it.each(triesOf(operation as Operation).map((input) => [input]))(
    'sends what Jira describes when given %j',
    async (input) => {
      await operation.run(context, validateInput(operation, input));
      expect(vendor.requests.length).toBeGreaterThan(0);
      expect(deviationsOf(calls, vendor.requests)).toEqual([]);
    },
  );

  it('is tried with every field that it has, and points at the page of a call', () => {
    expect(Object.keys(inputs[name]![1]).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(calls.map(({ documentation }) => documentation)).toContain(operation.documentation);
  });

  it('asks for the scopes that Jira names for its calls, and no others', () => {
    expect([...operation.scopes].sort()).toEqual([...new Set(calls.map(({ scope }) => scope))].sort());
  });
});

it.each(jira.operations.filter(({ reconcile }) => reconcile).map((known) => [known.name, known] as const))(
  '%s looks for an unknown outcome by what Jira describes',
  async (name, known) => {
    await known.reconcile?.(context, validateInput(known, inputs[name]![0]), new Date());
    expect(vendor.requests).toHaveLength(1);
    expect(deviationsOf(vendorApi[name]!, vendor.requests)).toEqual([]);
  },
);

describe('the account', () => {
  it('is asked for by what Jira describes, with scopes that the preset has', async () => {
    calls = accountApi;
    const site = { id: '1', name: 'Acme', url: 'https://acme.atlassian.net', scopes: ['read:jira-work'] };
    const answer = { accountId: '5b1', baseUrl: site.url };
    const asked = await startVendor(({ path }) => ({ json: path.startsWith('/oauth/') ? [site] : answer }));
    const connector = { ...jira, baseUrl: () => asked.origin };
    const grant = { parameters: { cloudId: '1' }, extras: {}, scopes: [] };
    const here = operationContext({ connector, vendor: asked, grant, account: { id: 'a', name: 'A', details: {} } });
    await jira.choice?.options(here);
    await jira.whoami(here);
    await asked.close();
    expect(asked.requests).toHaveLength(accountApi.length);
    expect(deviationsOf(accountApi, asked.requests)).toEqual([]);
    const known = jira.oauth?.scopes.map(({ id }) => id);
    expect(known).toEqual(expect.arrayContaining(accountApi.flatMap(({ scope }) => scope ?? [])));
  });
});

it('notices what Jira does not know', async () => {
  await context.http.post('/ex/jira/1/rest/api/3/search/jql', { json: { jql: 'order by key', failFast: true } });
  await context.http.get('/ex/jira/1/rest/api/3/issue/DEMO-1', { query: { field: 'summary' } });
  await context.http.get('/rest/api/2/issue/DEMO-1');
  expect(deviationsOf(vendorApi['create-issue']!, vendor.requests).map((text) => text.split(' {')[0])).toEqual([
    expect.stringContaining('body must NOT have additional properties'),
    expect.stringContaining('body/jql must match pattern'),
    expect.stringContaining('query must NOT have additional properties'),
    expect.stringContaining('is not described'),
  ]);
});
