import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent, validateInput, type Content, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply, type VendorRequest } from '#connectors/testing';
import { googleDrive } from './google-drive.connector.js';
import { idIn } from './operations/drive-file.js';

let vendor: Vendor;
let reply: (request: VendorRequest) => VendorReply = () => ({});
let contextOf: (content?: Content) => OperationContext;

beforeEach(async () => {
  vendor = await startVendor((request) => reply(request));
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  const base = operationContext({ connector: googleDrive, vendor, grant, maxAttempts: 1 });
  contextOf = (content) => ({ ...base, ...(content && { content }) });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const operationOf = (name: string) => googleDrive.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object, content?: Content): Promise<unknown> =>
  operationOf(name).run(contextOf(content), validateInput(operationOf(name), input));

const webViewLink = 'https://drive.google.com/file/d/file-1/view';
const record = { id: 'file-1', name: 'a.txt', mimeType: 'text/plain', webViewLink, size: '4' };
const google = (type: string) => ({
  ...record,
  name: 'Plan',
  mimeType: `application/vnd.google-apps.${type}`,
  size: undefined,
});
const sent = (): Content => ({ stream: Readable.from(['text']), mediaType: 'text/html; charset=utf-8', sizeBytes: 4 });

it('whoami tells whose Drive it is, or that the API is not turned on', async () => {
  answers({ json: { user: { permissionId: '7', displayName: 'Ann', emailAddress: 'a@example.com' } } });
  expect(await googleDrive.whoami(contextOf())).toEqual({ id: '7', name: 'Ann', email: 'a@example.com', details: {} });
  answers({ status: 403, json: { error: { code: 403, message: 'x', errors: [{ reason: 'accessNotConfigured' }] } } });
  await expect(googleDrive.whoami(contextOf())).rejects.toMatchObject({
    code: 'account-not-usable',
    message: expect.stringContaining('not turned on'),
  });
});

describe('search', () => {
  it('tells files from folders and documents, page after page', async () => {
    answers({ json: { files: [record, google('folder'), google('form')], nextPageToken: '~!t' } });
    expect(await run('search-files', { keyword: 'a' })).toMatchObject({
      files: [
        { id: 'file-1', url: webViewLink, type: 'file', mediaType: 'text/plain', sizeBytes: 4 },
        { type: 'folder' },
        { type: 'other' },
      ],
      ...{ hasMore: true, nextCursor: '~!t' },
    });
    answers({ json: { files: [] } });
    expect(await run('search-files', { keyword: 'a', cursor: '~!t' })).toEqual({ files: [], hasMore: false });
    expect(vendor.requests.at(-1)?.query.get('pageToken')).toBe('~!t');
    await expect(run('search-files', { cursor: 'a b' })).rejects.toMatchObject({ code: 'input-invalid' });
  });
});

it.each([
  ['file-1', 'file-1'],
  ['https://drive.google.com/file/d/file-1/view?usp=sharing', 'file-1'],
  ['https://docs.google.com/spreadsheets/d/file-1', 'file-1'],
  ['https://drive.google.com/drive/folders/file-1', 'file-1'],
])('the id in %s is %s', async (text, id) => {
  expect(idIn(text)).toBe(id);
  answers({ json: { ...record, size: '9000000' } });
  await run('download-file', { id: text });
  expect(vendor.requests[0]?.path).toBe(`/drive/v3/files/${id}`);
});

it.each(['https://evil.example/d/file-1', '../about', 'a b', '', 'https://drive.google.com.evil.example/d/file-1'])(
  '%j is no file',
  async (id) => {
    await expect(run('download-file', { id })).rejects.toMatchObject({ code: 'input-invalid' });
  },
);

describe('an upload', () => {
  const begun = 'https://www.googleapis.com/upload/drive/v3/files?uploadType=resumable&upload_id=u1&x=1';
  const location =
    (to: string) =>
    ({ method }: VendorRequest) =>
      method === 'POST' ? { headers: { location: to } } : { json: record };

  it('is announced, and then sent in one piece', async () => {
    reply = location(begun);
    expect(await run('upload-file', { name: 'a.html', folderId: 'folder-1' }, sent())).toMatchObject({ id: 'file-1' });
    const [first, second] = vendor.requests;
    expect(first).toMatchObject({ body: { name: 'a.html', mimeType: 'text/html', parents: ['folder-1'] } });
    expect(first?.headers).toMatchObject({ 'x-upload-content-type': 'text/html', 'x-upload-content-length': '4' });
    expect(second).toMatchObject({ method: 'PUT', path: '/upload/files', body: 'text' });
    expect(Object.fromEntries(second?.query ?? [])).toEqual({ uploadType: 'resumable', upload_id: 'u1', x: '1' });
  });

  it('goes nowhere but to Google, whatever the answer says', async () => {
    reply = location('https://evil.example/?upload_id=u1');
    await run('upload-file', { name: 'a' }, sent());
    expect(vendor.requests).toHaveLength(2);
    reply = location('');
    await expect(run('upload-file', { name: 'a' }, sent())).rejects.toMatchObject({ code: 'vendor-answer-invalid' });
  });

  it('leaves the file unread when it is refused at once, so that it can be sent after all', async () => {
    answers({ status: 401, json: { error: { code: 401, message: 'Invalid Credentials' } } });
    const content = sent();
    await expect(run('upload-file', { name: 'a' }, content)).rejects.toMatchObject({ code: 'vendor-unauthorized' });
    expect(content.stream.readableDidRead).toBe(false);
  });

  it('is of a file or of a text, and never of both or neither', async () => {
    for (const [input, content] of [[{}], [{ text: 'x' }, sent()]] as const) {
      await expect(run('upload-file', { name: 'a', ...input }, content)).rejects.toMatchObject({
        violations: [{ pointer: '/text' }],
      });
    }
    expect(vendor.requests).toHaveLength(0);
  });

  it('is found again after an unknown outcome, when there is one only', async () => {
    const upload = operationOf('upload-file');
    const since = new Date('2030-01-01T10:00:00Z');
    const made = { ...record, createdTime: '2030-01-01T10:00:01Z' };
    answers({ json: { files: [made, { ...made, createdTime: '2029-01-01T10:00:00Z' }] } });
    expect(await upload.reconcile?.(contextOf(), { name: "a'b" }, since)).toMatchObject({ id: 'file-1' });
    expect(vendor.requests.at(-1)?.query.get('q')).toBe("name = 'a\\'b' and trashed = false");
    answers({ json: { files: [made, made] } });
    expect(await upload.reconcile?.(contextOf(), { name: 'a' }, since)).toBeUndefined();
  });
});

describe('a download', () => {
  const open = async (input: object) => operationOf('download-file').open?.(contextOf(), input as never);
  const drive = (file: object) => (request: VendorRequest) =>
    request.path.endsWith('/export') || request.query.has('alt') ? { text: 'bytes' } : { json: file };

  it.each([
    ['document', 'text', 'Plan.txt', 'text/plain'],
    ['spreadsheet', 'text', 'Plan.csv', 'text/csv'],
    ['presentation', undefined, 'Plan.pdf', 'application/pdf'],
    ['drawing', 'pdf', 'Plan.pdf', 'application/pdf'],
  ])('of a %s as %s is %s', async (type, format, name, mediaType) => {
    reply = drive(google(type));
    const opened = await open({ id: 'file-1', ...(format && { format }) });
    expect(opened?.content).toMatchObject({ name, mediaType });
    expect((await readContent(opened!.content, 100)).toString()).toBe('bytes');
    expect(vendor.requests.at(-1)?.query.get('mimeType')).toBe(mediaType);
  });

  it('of a file is the file itself', async () => {
    reply = drive(record);
    const opened = await open({ id: 'file-1', format: 'pdf' });
    expect(opened?.content).toMatchObject({ name: 'a.txt', mediaType: 'text/plain' });
    expect((await readContent(opened!.content, 100)).toString()).toBe('bytes');
    expect(await run('download-file', { id: 'file-1' })).toMatchObject({ text: 'bytes' });
  });

  it('leaves the text out where it is too large', async () => {
    reply = (request) =>
      request.path.endsWith('/export') ? { text: 'x'.repeat(1_000_001) } : { json: google('document') };
    const told = await run('download-file', { id: 'file-1' });
    expect(told).toMatchObject({ name: 'Plan' });
    expect(told).not.toHaveProperty('text');
  });

  it.each(['folder', 'form'])('of a %s there is none', async (type) => {
    reply = drive(google(type));
    await expect(open({ id: 'file-1' })).rejects.toMatchObject({ violations: [{ pointer: '/id' }] });
    expect(await run('download-file', { id: 'file-1' })).not.toHaveProperty('text');
  });
});

it('a share is found again after an unknown outcome', async () => {
  const share = operationOf('share-file');
  const input = { id: 'file-1', email: 'A@example.com', role: 'reader' };
  const permission = { id: 'p1', role: 'reader', emailAddress: 'a@example.com' };
  reply = ({ path }) => ({ json: path.endsWith('/permissions') ? { permissions: [permission] } : record });
  expect(await share.reconcile?.(contextOf(), input, new Date())).toMatchObject({
    permissionId: 'p1',
    url: webViewLink,
  });
  expect(await share.reconcile?.(contextOf(), { ...input, role: 'writer' }, new Date())).toBeUndefined();
});

it.each([
  [401, 'authError', 'vendor-unauthorized'],
  [403, 'userRateLimitExceeded', 'vendor-rate-limited'],
  [403, 'insufficientFilePermissions', 'vendor-forbidden'],
  [403, 'storageQuotaExceeded', 'vendor-rejected-input'],
  [404, 'notFound', 'record-not-found'],
  [400, 'constructor', 'vendor-rejected-input'],
  [500, 'internalError', 'vendor-unavailable'],
])('a %i because of %s is %s', async (status, reason, code) => {
  answers({ status, json: { error: { code: status, message: 'Because.', errors: [{ reason }] } } });
  await expect(run('search-files', {})).rejects.toMatchObject({ code, vendorMessage: 'Because.' });
});
