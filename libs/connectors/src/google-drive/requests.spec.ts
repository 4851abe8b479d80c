import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { googleDrive } from './google-drive.connector.js';
import { searchFiles } from './operations/search-files.operation.js';
import { vendorCalls } from './vendor-api.js';

const file = {
  ...{ id: 'file-1', name: 'a', mimeType: 'application/vnd.google-apps.document' },
  webViewLink: 'https://docs.google.com/document/d/file-1/edit',
};
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  vendor = await startVendor(({ path, method, query }) => {
    if (path.endsWith('/permissions')) return { json: { id: 'p1' } };
    if (path === '/upload/files' && method === 'POST') {
      const location = `https://www.googleapis.com/upload/drive/v3/files?${query}&upload_id=u1`;
      return { headers: { location } };
    }
    if (path.endsWith('/export')) return { text: 'text' };
    return { json: path.endsWith('/drive/v3/files') ? { files: [file] } : file };
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

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(most).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
  });
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
