import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent, validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { googleDrive } from './google-drive.connector.js';
import { downloadFile } from './operations/download-file.operation.js';
import { searchFiles } from './operations/search-files.operation.js';
import { shareFile } from './operations/share-file.operation.js';
import { accountCalls, vendorCalls } from './vendor-api.js';

const file = {
  ...{ id: 'file-1', name: 'a', mimeType: 'application/vnd.google-apps.document' },
  webViewLink: 'https://docs.google.com/document/d/file-1/edit',
};
const given = { id: 'p1', role: 'writer', emailAddress: 'a@example.com' };
let shown: object;
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  shown = file;
  vendor = await startVendor(({ path, method, query }) => {
    if (path.endsWith('/about')) return { json: { user: { permissionId: '7' } } };
    if (path.endsWith('/permissions')) return { json: method === 'GET' ? { permissions: [given] } : given };
    if (path === '/upload/files' && method === 'POST') {
      const location = `https://www.googleapis.com/upload/drive/v3/files?${query}&upload_id=u1`;
      return { headers: { location } };
    }
    if (path.endsWith('/export')) return { text: 'text' };
    return { json: path.endsWith('/drive/v3/files') ? { files: [shown] } : shown };
  });
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: googleDrive, vendor, grant });
});
afterEach(() => vendor.close());

const link = 'https://drive.google.com/drive/u/0/folders/folder-1?usp=sharing';
const doc = 'https://docs.google.com/document/d/file-1/edit#heading=h.1';

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'search-files': [{}, { keyword: "it's", searchIn: 'content', type: 'pdf', limit: 100, cursor: '~!!~AI9=' }],
  'upload-file': [
    { name: 'a', text: '' },
    { name: 'a.txt', folderId: link, text: 'text' },
  ],
  'download-file': [{ id: 'file-1' }, { id: doc, format: 'text' }],
  'share-file': [
    { id: 'file-1', email: 'a@example.com', role: 'reader' },
    { id: doc, email: 'a@example.com', role: 'writer', notify: true, message: 'For you' },
  ],
};

const cases = googleDrive.operations.map((operation) => [operation.name, operation] as const);

describe.each(cases)('%s', (name, operation) => {
  const [least, most] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', most],
  ])('sends what Google describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it.each(Object.keys(most).filter((field) => !(field in least)))('does so with %s alone', async (field) => {
    const input = { ...least, [field]: (most as Readonly<Record<string, unknown>>)[field] };
    await operation.run(context, validateInput(operation, input));
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(most).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
  });
});

it.each(['text/plain', 'application/vnd.google-apps.spreadsheet', 'application/vnd.google-apps.drawing'])(
  'gets the content of %s by calls that Google describes, in every format',
  async (mimeType) => {
    shown = { ...file, mimeType };
    for (const format of [undefined, 'pdf', 'text'] as const) {
      if (mimeType.endsWith('drawing') && format === 'text') continue;
      const { content } = await downloadFile.open!(context, { id: 'file-1', ...(format && { format }) });
      await readContent(content, 1_000);
    }
    expect(deviationsOf(vendorCalls['download-file']!, vendor.requests)).toEqual([]);
  },
);

it('tells nobody when it must not, and asks who authorized and what became of a write, as Google describes it', async () => {
  const quiet = { id: 'file-1', email: 'a@example.com', role: 'reader', notify: false, message: 'For you' };
  await shareFile.run(context, validateInput(shareFile, quiet));
  expect(deviationsOf(vendorCalls['share-file']!, vendor.requests)).toEqual([]);
  expect(vendor.requests.at(-1)?.query.has('emailMessage')).toBe(false);
  await googleDrive.whoami(context);
  expect(deviationsOf(accountCalls, vendor.requests.slice(-1))).toEqual([]);
  for (const [name, operation] of cases) {
    const before = vendor.requests.length;
    await operation.reconcile?.(context, inputs[name]![1] as never, new Date());
    expect(deviationsOf(vendorCalls[name]!, vendor.requests.slice(before))).toEqual([]);
  }
  expect(vendor.requests).toHaveLength(6);
});

it('no keyword changes the search, or any other part of the query', async () => {
  const words = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((one) => /\S/.test(one));
  const nasty = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom("'", '\\', 'a', ' ') });
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        words,
        nasty.filter((one) => /\S/.test(one)),
      ),
      async (keyword) => {
        await searchFiles.run(context, validateInput(searchFiles, { keyword }));
        const { query } = vendor.requests.at(-1)!;
        const [, inside = ''] =
          /^trashed = false and name contains '((?:[^'\\]|\\['\\])*)'$/s.exec(query.get('q') ?? '') ?? [];
        expect(inside.replace(/\\(.)/gs, '$1')).toBe(keyword.trim());
      },
    ),
    { numRuns: 100 },
  );
});
