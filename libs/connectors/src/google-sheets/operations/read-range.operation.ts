import { defineOperation, InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { startOfRange } from './a1.js';
import {
  Range,
  rangeUrl,
  sheetsGuide,
  sheetsScope,
  Spreadsheet,
  spreadsheetIdIn,
  ValueRange,
  valuesPath,
} from './spreadsheet.js';

/** Reads the cells of a range as they are shown: GET values/{range}. */
export const readRange = defineOperation({
  connector: 'google-sheets',
  name: 'read-range',
  title: 'Read a range',
  description: 'Reads the cells of a range as Google Sheets shows them, a page of rows at a time.',
  effect: 'read',
  input: Type.Object(
    {
      spreadsheet: Spreadsheet,
      range: Range,
      limit: Type.Optional(
        Type.Integer({
          title: 'Page size',
          description: 'Rows on a page; 100 by default.',
          minimum: 1,
          maximum: 1_000,
        }),
      ),
      cursor: Type.Optional(
        Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 40 }),
      ),
    },
    { title: 'Range', description: 'Which cells to read.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the spreadsheet.' }),
    url: Type.String({ title: 'Link', description: 'Opens the range in Google Sheets.', format: 'uri' }),
    range: Type.String({ title: 'Range', description: 'The whole range, in A1 notation.' }),
    firstRow: Type.Integer({ title: 'First row', description: 'Number of the first row of this page in its sheet.' }),
    rows: Type.Array(Type.Array(Type.String()), {
      title: 'Rows',
      description: 'The rows of this page, each as far as its last cell that is not empty.',
    }),
    hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
    nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
  }),
  scopes: [sheetsScope],
  example: { spreadsheet: 'sandbox-orders-0001', range: 'A1:C10' },
  documentation: `${sheetsGuide}/spreadsheets.values/get`,

  async run({ http, baseUrl }, { spreadsheet, range, limit = 100, cursor }) {
    const from = cursor === undefined ? 0 : readCursor(cursor);
    const id = spreadsheetIdIn(spreadsheet);
    const { data } = await http.get(valuesPath, { path: { spreadsheetId: id, range }, answer: ValueRange });
    const rows = (data.values ?? []).map((row) => row.map(String));
    const hasMore = from + limit < rows.length;
    return {
      ...{ id, url: rangeUrl(baseUrl, id, data.range), range: data.range },
      ...{ firstRow: startOfRange(data.range).row + from, rows: rows.slice(from, from + limit), hasMore },
      ...(hasMore && { nextCursor: makeCursor(from + limit) }),
    };
  },
});

function makeCursor(from: number): string {
  return Buffer.from(`row ${from}`).toString('base64url');
}

function readCursor(cursor: string): number {
  const [, from] = /^row ([1-9]\d{0,7})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (from !== undefined) return Number(from);
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this range', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this range: begin again without it.', [violation]);
}
