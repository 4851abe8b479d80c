import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { jira } from './jira.connector.js';
import { vendorApi } from './vendor-api.js';

const issue = { id: '10001', key: 'DEMO-1', fields: { summary: 'Chairs' } };

/** By operation: an input with every optional field, and one with none. */
const inputs: Readonly<Record<string, readonly [full: object, minimal: object]>> = {
  'create-issue': [
    {
      projectKey: 'demo',
      issueType: 'Task',
      summary: 'Chairs',
      description: 'One.\n\nTwo,\nthree.',
      priority: 'High',
      assigneeId: '5b10a2844c20165700ede21g',
      dueDate: '2026-12-31',
      labels: ['office', 'q4'],
      parentKey: 'DEMO-9',
    },
    { projectKey: 'DEMO', issueType: 'Task', summary: 'Chairs' },
  ],
  'get-issue': [{ key: 'DEMO-1' }, { key: 'demo-1' }],
  'list-issues': [{ projectKey: 'DEMO', limit: 5, cursor: 'CAEaAggD' }, {}],
  'search-issues': [
    { jql: 'project in :p AND votes > :n', parameters: { p: ['A', 'B'], n: 3 }, limit: 100, cursor: 'CAEaAggD' },
    { jql: 'project is not EMPTY' },
  ],
  'update-issue': [
    {
      key: 'DEMO-1',
      summary: ' New ',
      description: 'Text',
      priority: 'Low',
      assigneeId: '5b10a2844c20165700ede21g',
      dueDate: '2026-12-31',
      addLabel: 'a',
      removeLabel: 'b',
    },
    { key: 'DEMO-1', addLabel: 'a' },
  ],
  'delete-issue': [{ key: 'DEMO-1', withSubtasks: true }, { key: 'DEMO-1' }],
  'add-comment': [
    { key: 'DEMO-1', comment: '\n\nA\r\nB\n \nC\n' },
    { key: 'DEMO-1', comment: 'A' },
  ],
  'transition-issue': [
    { key: 'DEMO-1', status: 'Done' },
    { key: 'DEMO-1', status: ' finish ' },
  ],
};

let vendor: Vendor;
beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    if (path.endsWith('/search/jql')) return { json: { issues: [issue], isLast: true } };
    if (path.endsWith('/transitions') && method === 'GET') {
      return { json: { transitions: [{ id: '31', name: 'Finish', to: { name: 'Done' } }] } };
    }
    if (path.endsWith('/transitions') || method === 'DELETE') return { status: 204 };
    return { json: issue };
  });
});
afterEach(() => vendor.close());

describe.each(jira.operations.map((operation) => [operation.name, operation] as const))('%s', (name, operation) => {
  it.each([
    ['every field', 0],
    ['nothing optional', 1],
  ] as const)('sends what the vendor describes, with %s', async (_title, which) => {
    const context = operationContext({
      connector: { ...jira, baseUrl: () => vendor.origin },
      vendor,
      grant: { parameters: { cloudId: '1324a887-45db-1bf4-1e99-ef0ff456d421' }, extras: {}, scopes: [] },
      account: { id: 'a', name: 'Ann', details: { siteUrl: 'https://acme.atlassian.net' } },
    });
    await operation.run(context, validateInput(operation, inputs[name]?.[which]));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorApi[name] ?? [], vendor.requests)).toEqual([]);
  });

  it('has an input that leaves out no field here', () => {
    expect(Object.keys(inputs[name]?.[0] ?? {}).sort()).toEqual(Object.keys(operation.input.properties).sort());
  });

  it('names a page of the vendor’s that is described here', () => {
    expect(vendorApi[name]?.map(({ documentation }) => documentation)).toContain(operation.documentation);
  });
});
