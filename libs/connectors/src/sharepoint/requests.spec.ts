import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { listItems } from './operations/list-items.operation.js';
import { searchFiles } from './operations/search-files.operation.js';
import { sharepoint } from './sharepoint.connector.js';
import { accountCalls, vendorCalls } from './vendor-api.js';

const webUrl = 'https://acme.sharepoint.com/x';
const item = { id: '4', webUrl, fields: { Title: 'A' } };
const file = { id: '01A', name: 'a.txt', webUrl, size: 4, file: { mimeType: 'text/plain' } };
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  vendor = await startVendor(({ path, method }) => {
    if (/^\/(?:me|sites\/root)$/.test(path)) return { json: { id: '7', webUrl } };
    if (path.endsWith('/columns')) return { json: { value: [{ name: 'Status', displayName: 'State' }] } };
    if (path.endsWith('/fields')) return { json: { Title: 'B' } };
    if (path.endsWith('/content')) return method === 'GET' ? { text: 'text' } : { status: 201, json: file };
    if (/\/drive\/items\//.test(path)) return { json: file };
    if (path.endsWith('/items') && method === 'POST') return { status: 201, json: item };
    return { json: /\/items\/4$/.test(path) ? item : { value: [] } };
  });
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: sharepoint, vendor, grant });
});
afterEach(() => vendor.close());

const id = 'acme.sharepoint.com,11111111-2222-4333-8444-555555555555,11111111-2222-4333-8444-666666666666';
const site = 'https://acme.sharepoint.com/sites/marketing/Shared%20Documents?x=1';
const cursor = Buffer.from('50 $skiptoken=Paged=TRUE&p_ID=5').toString('base64url');
const paged = { limit: 50, cursor };
const fields = { Status: 'Open', 'Tags@odata.type': 'Collection(Edm.String)', Tags: ['a', 'b'], Cost: 3, Done: null };

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'search-sites': [{}, { keyword: 'a b', ...paged }],
  'list-items': [{ list: 'Tasks' }, { site, list: 'My list', titleBegins: "O'Brien", ...paged }],
  'create-item': [
    { list: 'Tasks', title: 'A' },
    { site, list: 'Tasks', title: 'A', fields },
  ],
  'update-item': [
    { list: 'Tasks', id: '4', title: 'B' },
    { site, list: 'Tasks', id: '4', title: 'B', fields, column: 'state', value: 'Done' },
  ],
  'search-files': [{ keyword: 'a' }, { site, keyword: "it's", ...paged }],
  'download-file': [{ id: '01A' }, { site: id, id: '01A' }],
  'upload-file': [
    { name: 'a.txt', text: '' },
    { site, folderId: '01B', name: 'a & b #1.txt', text: 'text', whenExists: 'replace' },
  ],
};

const cases = sharepoint.operations.map((operation) => [operation.name, operation] as const);

describe.each(cases)('%s', (name, operation) => {
  const [least, most] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', most],
  ])('sends what Microsoft describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('sends what Microsoft describes when given one more field at a time', async () => {
    const more = Object.entries(most).filter(([field]) => !(field in least));
    for (const [field, value] of more) {
      const together = ['column', 'value'].includes(field) ? { column: 'state', value: 'Done' } : { [field]: value };
      await operation.run(context, validateInput(operation, { ...least, ...together }));
    }
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('looks for what it may have made as Microsoft describes', async () => {
    await operation.reconcile?.(context, validateInput(operation, most), new Date());
    await operation.reconcile?.(context, validateInput(operation, least), new Date());
    expect(vendor.requests).toHaveLength(operation.reconcile ? 2 : 0);
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(most).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
  });
});

it('asks who authorized as Microsoft describes', async () => {
  await sharepoint.whoami(context);
  expect(vendor.requests).toHaveLength(2);
  expect(deviationsOf(accountCalls, vendor.requests)).toEqual([]);
});

it('lets SharePoint filter columns without an index, and says so only then', async () => {
  for (const input of [{ list: 'Tasks', titleBegins: 'a' }, { list: 'Tasks' }]) await listItems.run(context, input);
  expect(vendor.requests.map(({ headers }) => headers['prefer'])).toEqual([
    ...['HonorNonIndexedQueriesWarningMayFailRandomly', undefined],
  ]);
});

it('no list, title or keyword changes the path, the filter, or any other part of the query', async () => {
  const words = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((one) => /\S/.test(one));
  const lists = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme-ascii' }).filter((one) => /[^\s.]/.test(one));
  await fc.assert(
    fc.asyncProperty(words, lists, async (text, list) => {
      await listItems.run(context, validateInput(listItems, { list, titleBegins: text }));
      const listed = vendor.requests.at(-1)!;
      expect(listed.path).toBe(`/sites/root/lists/${encodeURIComponent(list)}/items`);
      expect([...listed.query.keys()].sort()).toEqual(['$expand', '$filter', '$top']);
      expect(listed.query.get('$filter')).toMatch(/^startswith\(fields\/Title,'(?:[^']|'')*'\)$/);
      await searchFiles.run(context, validateInput(searchFiles, { keyword: text }));
      const searched = vendor.requests.at(-1)!;
      expect(decodeURIComponent(searched.path)).toBe(
        `/sites/root/drive/root/search(q='${text.replaceAll("'", "''")}')`,
      );
      expect(searched.path.split('/')).toHaveLength(6);
    }),
    { numRuns: 50 },
  );
});
