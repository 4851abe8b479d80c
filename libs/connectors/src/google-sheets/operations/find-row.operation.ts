import { defineOperation } from '#connectors';
import { Type, type Static } from 'typebox';
import { columnLetters, sheetPrefix, startOfRange } from './a1.js';
import { Column, columnName, findColumn, isSame } from './columns.js';
import {
  rangeUrl,
  Sheet,
  sheetsGuide,
  sheetsScope,
  Spreadsheet,
  spreadsheetIdIn,
  ValueRange,
  valuesPath,
} from './spreadsheet.js';

const Row = Type.Object(
  {
    row: Type.Integer({ title: 'Row', description: 'Number of the row in its sheet.' }),
    range: Type.String({ title: 'Range', description: 'The cells of the row, in A1 notation.' }),
    url: Type.String({ title: 'Link', description: 'Opens the row in Google Sheets.', format: 'uri' }),
    values: Type.Array(
      Type.Object({
        column: Type.String({ title: 'Column', description: 'What stands above it, or its letters.' }),
        value: Type.String({ title: 'Value', description: 'What is shown in the cell.' }),
      }),
      { title: 'Values', description: 'The cells of the row.' },
    ),
  },
  { title: 'Row', description: 'A row of a sheet.' },
);

/** Finds rows below the first by the value of a cell: GET values/{range} of the whole sheet. */
export const findRow = defineOperation({
  connector: 'google-sheets',
  name: 'find-row',
  title: 'Find a row',
  description:
    'Finds the rows in which a value stands, in one column or in any; the first row holds the names of columns.',
  effect: 'read',
  input: Type.Object(
    {
      spreadsheet: Spreadsheet,
      sheet: Type.Optional(Sheet),
      column: Type.Optional(Column),
      value: Type.String({
        title: 'Value',
        description: 'The whole of what is shown in the cell; upper and lower case are the same.',
        minLength: 1,
        maxLength: 1_000,
        pattern: '\\S',
      }),
      limit: Type.Optional(
        Type.Integer({ title: 'Most rows', description: 'Rows to return; 10 by default.', minimum: 1, maximum: 100 }),
      ),
    },
    { title: 'Value', description: 'What to look for.', additionalProperties: false },
  ),
  output: Type.Object({
    rows: Type.Array(Row, { title: 'Rows', description: 'The rows that were found, the upper ones first.' }),
    hasMore: Type.Boolean({ title: 'More', description: 'Whether there are more such rows.' }),
  }),
  scopes: [sheetsScope],
  example: { spreadsheet: 'sandbox-orders-0001', column: 'Name', value: 'Ada Lovelace' },
  documentation: `${sheetsGuide}/spreadsheets.values/get`,

  async run({ http, baseUrl }, { spreadsheet, sheet, column, value, limit = 10 }) {
    const id = spreadsheetIdIn(spreadsheet);
    const { data } = await http.get(valuesPath, {
      path: { spreadsheetId: id, range: `${sheetPrefix(sheet)}A:ZZZ` },
      answer: ValueRange,
    });
    const [headers = [], ...rows] = (data.values ?? []).map((row) => row.map(String));
    const only = column === undefined ? undefined : findColumn(headers, column);
    const { prefix } = startOfRange(data.range);
    const found = rows
      .map((cells, index) => ({ cells, row: index + 2 }))
      .filter(({ cells }) => cells.some((cell, at) => isSame(cell, value) && (only === undefined || only === at + 1)))
      .map(({ cells, row }): Static<typeof Row> => {
        const range = `${prefix}A${row}:${columnLetters(Math.max(cells.length, 1))}${row}`;
        const values = cells.map((cell, at) => ({ column: columnName(headers, at + 1), value: cell }));
        return { row, range, url: rangeUrl(baseUrl, id, range), values };
      });
    return { rows: found.slice(0, limit), hasMore: found.length > limit };
  },
});
