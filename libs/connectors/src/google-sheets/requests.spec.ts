import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { googleSheets } from './google-sheets.connector.js';
import { appendRows } from './operations/append-rows.operation.js';
import { findRow } from './operations/find-row.operation.js';
import { readRange } from './operations/read-range.operation.js';
import { accountCalls, vendorCalls } from './vendor-api.js';

const updates = { updatedRange: 'Sheet1!A4:B4', updatedRows: 1, updatedCells: 2 };
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    if (path.endsWith('/userinfo')) return { json: { sub: '77' } };
    if (method === 'GET')
      return {
        json: {
          range: 'Sheet1!A1:Z1000',
          values: [
            ['Name', 'Seats'],
            ['Ann', '2'],
          ],
        },
      };
    return { json: method === 'POST' ? { updates } : updates };
  });
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  context = operationContext({ connector: googleSheets, vendor, grant });
});
afterEach(() => vendor.close());

const spreadsheet = 'abcdefghijklmnop';
const rows = [['A', 1, true, null], ['']];

/** For each operation the least that it takes, and everything that it takes; rows stand for a line too. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'read-range': [
    { spreadsheet, range: 'A1' },
    { spreadsheet, range: "'My sheet'!A1:C", limit: 5, cursor: Buffer.from('row 5').toString('base64url') },
  ],
  'find-row': [
    { spreadsheet, value: 'Ann' },
    { spreadsheet, sheet: "It's / here", column: 'Name', value: 'ann', limit: 3 },
  ],
  'append-rows': [
    { spreadsheet, line: 'Ann, 2' },
    { spreadsheet, sheet: 'Orders', rows, isTyped: true },
  ],
  'update-range': [
    { spreadsheet, range: 'B2', line: '5' },
    { spreadsheet, range: 'Orders!A1:D2', rows, isTyped: true },
  ],
  'update-row': [
    { spreadsheet, row: 2, column: 'Seats', value: '3' },
    { spreadsheet, sheet: 'Orders', row: 2, column: 'B', value: '' },
  ],
};

const cases = googleSheets.operations.map((operation) => [operation.name, operation] as const);

describe.each(cases)('%s', (name, operation) => {
  const [least, most] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', most],
  ])('sends what Google describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests).toHaveLength(name === 'update-row' ? 2 : 1);
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  const added = Object.keys(most).filter((field) => !(field in least) && field !== 'rows');

  it.each(added)('does so with %s alone', async (field) => {
    const input = { ...least, [field]: (most as Readonly<Record<string, unknown>>)[field] };
    await operation.run(context, validateInput(operation, input));
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    const fields = Object.keys(operation.input.properties).filter((field) => field !== 'line');
    expect(Object.keys(most).sort()).toEqual(fields.sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
  });
});

it.each([true, false])('writes rows, when they are typed: %s, as Google describes it', async (isTyped) => {
  for (const [name, operation] of cases.filter(([, { input }]) => 'rows' in input.properties)) {
    const input = { spreadsheet, rows, isTyped, ...(name === 'update-range' && { range: 'B2' }) };
    await operation.run(context, validateInput(operation, input));
    expect(last().query.get('valueInputOption')).toBe(isTyped ? 'USER_ENTERED' : 'RAW');
    expect(deviationsOf(vendorCalls[name]!, [last()])).toEqual([]);
  }
});

it('asks who authorized by a call that Google describes', async () => {
  await googleSheets.whoami(context);
  expect(deviationsOf(accountCalls, vendor.requests)).toEqual([]);
});

const last = () => vendor.requests.at(-1)!;

it('no sheet, value or column changes the path, or any part of the query', async () => {
  const words = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((one) => /\S/.test(one));
  const sheets = words.filter((one) => !/[\u0000-\u001f]/.test(one) && one.length <= 100);
  await fc.assert(
    fc.asyncProperty(sheets, words, async (sheet, value) => {
      await findRow.run(context, validateInput(findRow, { spreadsheet, sheet, value }));
      const quoted = `'${sheet.replaceAll("'", "''")}'!A:ZZZ`;
      expect(last().path).toBe(`/v4/spreadsheets/${spreadsheet}/values/${encodeURIComponent(quoted)}`);
      expect(last().query.size).toBe(0);
      await appendRows.run(context, validateInput(appendRows, { spreadsheet, sheet, rows: [[value]] }));
      expect(last().path).toMatch(/^\/v4\/spreadsheets\/abcdefghijklmnop\/values\/[^/]+:append$/);
      expect(last().query.toString()).toBe('valueInputOption=RAW&insertDataOption=INSERT_ROWS');
      expect(last().body).toEqual({ majorDimension: 'ROWS', values: [[value]] });
    }),
    { numRuns: 50 },
  );
});

it('takes a range only as A1 notation, which is one segment of the path', async () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.stringMatching(/^[A1:!'$/.?#%]{1,20}$/),
    fc.constantFrom(
      'A1',
      'a1:b2',
      '$A$1:$C',
      'A:C',
      '2:5',
      "'My ''x''/y'!A1:B2",
      'Orders!1:1',
      "'Orders'",
      '..',
      'A1/../B2',
    ),
  );
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(texts, async (range) => {
      const before = vendor.requests.length;
      const isTaken = await run(range).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ code: 'input-invalid' });
          return false;
        },
      );
      expect(vendor.requests).toHaveLength(before + (isTaken ? 1 : 0));
      if (!isTaken) return;
      taken += 1;
      expect(last().path).toBe(`/v4/spreadsheets/${spreadsheet}/values/${encodeURIComponent(range)}`);
    }),
    { numRuns: 200 },
  );
  expect(taken).toBeGreaterThan(5);
});

const run = async (range: string) => readRange.run(context, validateInput(readRange, { spreadsheet, range }));

it.each(['', 'A1:', ':B2', 'Sheet/1!A1', 'a!b!c', "'open!A1", 'A1?x=1', 'A1#x', '..', '.'])(
  'does not take the range %j',
  async (range) => {
    await expect(run(range)).rejects.toMatchObject({ code: 'input-invalid' });
    expect(vendor.requests).toHaveLength(0);
  },
);
