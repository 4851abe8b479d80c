import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillPresetUrls, readContent, validateInput, type Content, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply, type VendorRequest } from '#connectors/testing';
import { sharepoint } from './sharepoint.connector.js';

let vendor: Vendor;
let reply: (request: VendorRequest) => VendorReply = () => ({});
let contextOf: (content?: Content) => OperationContext;

beforeEach(async () => {
  vendor = await startVendor((request) => reply(request));
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  const base = operationContext({ connector: sharepoint, vendor, grant, maxAttempts: 1 });
  contextOf = (content) => ({ ...base, ...(content && { content }) });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const operationOf = (name: string) => sharepoint.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object, content?: Content): Promise<unknown> =>
  operationOf(name).run(contextOf(content), validateInput(operationOf(name), input));

const webUrl = 'https://acme.sharepoint.com/sites/x/Lists/Tasks/4_.000';
const item = { id: '4', webUrl, createdDateTime: '2030-01-01T10:00:00Z', fields: { Title: 'A', '@odata.etag': '1' } };
const file = { id: '01A', name: 'a.txt', webUrl, size: 4, file: { mimeType: 'text/plain' } };
const sent = (text: string): Content => ({ stream: Readable.from([text]), mediaType: 'text/html', sizeBytes: 4 });

const encoded = (text: string) => Buffer.from(text).toString('base64url');

it('authorizes in the tenant that is told, and nowhere else', () => {
  const urls = fillPresetUrls(sharepoint.oauth, { tenant: 'acme.onmicrosoft.com' });
  expect(urls.tokenUrl).toBe('https://login.microsoftonline.com/acme.onmicrosoft.com/oauth2/v2.0/token');
  expect(() => fillPresetUrls(sharepoint.oauth, { tenant: 'a/../b' })).toThrow('expected form');
});

describe('whoami', () => {
  it('tells the person and the organisation', async () => {
    reply = ({ path }) => ({
      json:
        path === '/me'
          ? { id: '7', displayName: 'Ann', mail: null, userPrincipalName: 'ann@acme.example' }
          : { displayName: 'Acme', webUrl: 'https://acme.sharepoint.com' },
    });
    expect(await sharepoint.whoami(contextOf())).toEqual({
      ...{ id: '7', name: 'Ann', email: 'ann@acme.example', organisation: 'acme.sharepoint.com' },
      details: { mainSite: 'https://acme.sharepoint.com' },
    });
  });

  it('says plainly that there is no SharePoint', async () => {
    const error = { code: 'BadRequest', message: 'Tenant does not have a SPO license.' };
    reply = ({ path }) => (path === '/me' ? { json: { id: '7' } } : { status: 400, json: { error } });
    await expect(sharepoint.whoami(contextOf())).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('no SharePoint'),
    });
  });
});

describe('sites', () => {
  it.each([
    [undefined, '/sites/root'],
    ['root', '/sites/root'],
    ['https://acme.sharepoint.com/', '/sites/acme.sharepoint.com'],
    ['https://acme.sharepoint.com/sites/a%20b/Lists/T', '/sites/acme.sharepoint.com:/sites/a%20b:'],
    ['https://acme.sharepoint.com/teams/x', '/sites/acme.sharepoint.com:/teams/x:'],
  ])('%s are found at %s', async (site, path) => {
    answers({ json: { value: [] } });
    await run('list-items', { site, list: 'Tasks' });
    expect(vendor.requests[0]?.path).toBe(`${path}/lists/Tasks/items`);
  });

  it.each([
    'https://evil.example/sites/x',
    'https://acme.sharepoint.com.evil.example/sites/x',
    'https://acme.sharepoint.com/sites/..',
    'https://acme.sharepoint.com/sites/a%2Fb',
    'https://acme.sharepoint.com/sites/%E0%A4%A',
    '../me',
    'http://acme.sharepoint.com/sites/x',
  ])('%s is none', async (site) => {
    await expect(run('list-items', { site, list: 'Tasks' })).rejects.toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe('items', () => {
  it('come with their columns, page after page', async () => {
    const next = 'https://graph.microsoft.com/v1.0/elsewhere?$expand=fields&$skiptoken=UGFnZWQ9VFJVRSZwX0lEPTU';
    answers({ json: { value: [item, { id: '5', webUrl }], '@odata.nextLink': next } });
    const page = (await run('list-items', { list: 'Tasks' })) as { nextCursor: string };
    expect(page).toMatchObject({
      items: [
        { id: '4', url: webUrl, title: 'A', created: '2030-01-01T10:00:00Z', fields: { Title: 'A' } },
        { id: '5', url: webUrl, title: '(no title)', fields: {} },
      ],
      hasMore: true,
    });
    answers({ json: { value: [] } });
    expect(await run('list-items', { list: 'Tasks', cursor: page.nextCursor })).toEqual({ items: [], hasMore: false });
    expect(vendor.requests.at(-1)?.path).toBe('/sites/root/lists/Tasks/items');
    expect(vendor.requests.at(-1)?.query.get('$skiptoken')).toBe('UGFnZWQ9VFJVRSZwX0lEPTU');
    await run('list-items', { list: 'Tasks', limit: 7, cursor: page.nextCursor });
    expect(vendor.requests.at(-1)?.query.get('$top')).toBe('20');
    for (const cursor of ['x', '20 $filter=1', '201 $skiptoken=1', '$skiptoken=1'].map(encoded)) {
      await expect(run('list-items', { list: 'Tasks', cursor })).rejects.toMatchObject({
        violations: [{ pointer: '/cursor' }],
      });
    }
  });

  const columns = [
    { name: 'Title', displayName: 'Title', text: {} },
    { name: 'Cost', displayName: 'Costs', number: {}, boolean: null, readOnly: null },
    { name: 'Hidden', displayName: null, number: null },
    { name: 'Done', displayName: 'Is done', boolean: {} },
    { name: 'Status', displayName: 'State', choice: { choices: ['Not begun', 'Done'] } },
    { name: 'Modified', displayName: 'Modified', readOnly: true },
  ];
  const vendorWithColumns = ({ path }: VendorRequest): VendorReply => {
    if (path.endsWith('/columns')) return { json: { value: columns } };
    return { json: path.endsWith('/fields') ? { Title: 'B' } : item };
  };

  it.each([
    ['costs', '12.5', { Cost: 12.5 }],
    ['Is done', 'Yes', { Done: true }],
    ['done', 'no', { Done: false }],
    ['STATE', 'not begun', { Status: 'Not begun' }],
    ['Title', ' 12 ', { Title: '12' }],
  ])('are changed in the column %s to %s as it takes it', async (column, value, body) => {
    reply = vendorWithColumns;
    expect(await run('update-item', { list: 'Tasks', id: '4', column, value })).toMatchObject({ id: '4', title: 'B' });
    expect(vendor.requests.at(-1)).toMatchObject({ method: 'PATCH', body });
  });

  it.each([
    ['costs', 'many', '/value'],
    ['done', 'perhaps', '/value'],
    ['Colour', 'red', '/column'],
    ['Modified', 'today', '/column'],
  ])('are not changed in the column %s to %s', async (column, value, pointer) => {
    reply = vendorWithColumns;
    await expect(run('update-item', { list: 'Tasks', id: '4', column, value })).rejects.toMatchObject({
      violations: [{ pointer }],
    });
    expect(vendor.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('are found again after an unknown outcome, when there is one only', async () => {
    const create = operationOf('create-item');
    const input = { list: 'Tasks', title: 'A' };
    answers({ json: { value: [item] } });
    expect(await create.reconcile?.(contextOf(), input, new Date('2030-01-01T09:59:59Z'))).toMatchObject({ id: '4' });
    expect(await create.reconcile?.(contextOf(), input, new Date('2030-01-01T11:00:00Z'))).toBeUndefined();
    answers({ json: { value: [item, item] } });
    expect(await create.reconcile?.(contextOf(), input, new Date('2030-01-01T09:59:59Z'))).toBeUndefined();
  });
});

describe('files', () => {
  it('are told of, with the text of small texts', async () => {
    reply = ({ path }) => (path.endsWith('/content') ? { text: 'äöü!' } : { json: file });
    expect(await run('download-file', { id: '01A' })).toMatchObject({ name: 'a.txt', text: 'äöü!', sizeBytes: 4 });
    reply = () => ({ json: { ...file, size: 1_000_001 } });
    expect(await run('download-file', { id: '01A' })).not.toHaveProperty('text');
  });

  it('go on by the token that the link has, and take nothing for what is null', async () => {
    const nothing = { size: null, file: { mimeType: null }, folder: null };
    const next = `${vendor.origin}/x?skipToken=1asd`;
    answers({ json: { value: [{ ...file, ...nothing }], '@odata.nextLink': next } });
    const page = (await run('search-files', { keyword: 'a' })) as { nextCursor: string };
    expect(page).toMatchObject({ files: [{ id: '01A', url: webUrl, name: 'a.txt', isFolder: false }] });
    await run('search-files', { keyword: 'a', cursor: page.nextCursor });
    expect(vendor.requests[1]?.query.get('skipToken')).toBe('1asd');
  });

  it('flow from the store, under their own names', async () => {
    reply = ({ path }) => {
      if (path.endsWith('/content')) return { status: 302, headers: { location: `${vendor.origin}/store?tempauth=1` } };
      return path === '/store' ? { text: 'text' } : { json: file };
    };
    const opened = await operationOf('download-file').open?.(contextOf(), { id: '01A' });
    expect(opened).toMatchObject({ output: { id: '01A' }, content: { name: 'a.txt', mediaType: 'text/plain' } });
    expect((await readContent(opened!.content, 100)).toString()).toBe('text');
    answers({ json: { ...file, file: undefined, folder: {} } });
    await expect(operationOf('download-file').open?.(contextOf(), { id: '01A' })).rejects.toMatchObject({
      violations: [{ pointer: '/id' }],
    });
  });

  it('are stored as they come, or of a text, and never of both or neither', async () => {
    answers({ status: 201, json: file });
    expect(await run('upload-file', { name: 'a.html' }, sent('<p/>'))).toMatchObject({ id: '01A', url: webUrl });
    expect(vendor.requests[0]).toMatchObject({ body: '<p/>', path: '/sites/root/drive/items/root:/a.html:/content' });
    expect(vendor.requests[0]?.headers).toMatchObject({ 'content-type': 'text/html', 'content-length': '4' });
    for (const [input, content] of [[{}], [{ text: 'x' }, sent('text')]] as const) {
      await expect(run('upload-file', { name: 'a', ...input }, content)).rejects.toMatchObject({
        violations: [{ pointer: '/text' }],
      });
    }
    const large = { ...sent(''), sizeBytes: 250_000_001 };
    await expect(run('upload-file', { name: 'a' }, large)).rejects.toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(1);
  });

  it.each(['', '.', '..', 'a/b', 'a:b', 'a.', ' a', 'a ', '~$a', '~a', 'a\u0000'])(
    'are not called %j',
    async (name) => {
      await expect(run('upload-file', { name, text: 'x' })).rejects.toMatchObject({ code: 'input-invalid' });
    },
  );

  it('are found again after an unknown outcome, unless they may be called otherwise', async () => {
    const upload = operationOf('upload-file');
    answers({ json: { ...file, lastModifiedDateTime: '2030-01-01T10:00:00Z' } });
    const [before, after] = [new Date('2030-01-01T09:59:59Z'), new Date('2030-01-01T10:01:00Z')];
    expect(await upload.reconcile?.(contextOf(), { name: 'a.txt' }, before)).toMatchObject({ id: '01A' });
    expect(await upload.reconcile?.(contextOf(), { name: 'a.txt' }, after)).toBeUndefined();
    expect(await upload.reconcile?.(contextOf(), { name: 'a.txt', whenExists: 'rename' }, before)).toBeUndefined();
    answers({ status: 404, json: { error: { code: 'itemNotFound', message: 'The resource could not be found.' } } });
    expect(await upload.reconcile?.(contextOf(), { name: 'a.txt' }, before)).toBeUndefined();
  });
});

it.each([
  [401, 'InvalidAuthenticationToken', 'vendor-unauthorized'],
  [403, 'accessDenied', 'vendor-forbidden'],
  [404, 'itemNotFound', 'record-not-found'],
  [400, 'itemNotFound', 'record-not-found'],
  [409, 'nameAlreadyExists', 'vendor-conflict'],
  [429, 'TooManyRequests', 'vendor-rate-limited'],
  [503, 'activityLimitReached', 'vendor-rate-limited'],
  [507, 'quotaLimitReached', 'vendor-rejected-input'],
  [400, 'constructor', 'vendor-rejected-input'],
  [500, 'generalException', 'vendor-unavailable'],
])('a %i with %s is %s', async (status, vendorCode, code) => {
  answers({ status, json: { error: { code: vendorCode, message: 'Because.' } } });
  await expect(run('list-items', { list: 'Tasks' })).rejects.toMatchObject({ code, vendorMessage: 'Because.' });
});
