import { defineOperation, type OperationContext } from '#connectors';
import { Type } from 'typebox';
import { columnLetters, sheetPrefix } from './a1.js';
import { Column, findColumn } from './columns.js';
import { toCell } from './line.js';
import {
  inputOption,
  Sheet,
  sheetsGuide,
  sheetsScope,
  Spreadsheet,
  spreadsheetIdIn,
  toWritten,
  UpdateAnswer,
  ValueRange,
  valuesPath,
  Written,
} from './spreadsheet.js';

/** Changes one cell of a row, by the name of its column: GET values of the first row, PUT values/{range}. */
export const updateRow = defineOperation({
  connector: 'google-sheets',
  name: 'update-row',
  title: 'Update a row',
  description: 'Changes the cell of a row in one column, and no others; the first row holds the names of columns.',
  effect: 'write',
  input: Type.Object(
    {
      spreadsheet: Spreadsheet,
      sheet: Type.Optional(Sheet),
      row: Type.Integer({
        title: 'Row',
        description: 'Number of the row in its sheet.',
        minimum: 2,
        maximum: 9_999_999,
      }),
      column: Column,
      value: Type.String({
        title: 'Value',
        description: 'What the cell shall hold; what looks like a number is one.',
        maxLength: 50_000,
      }),
    },
    { title: 'Change', description: 'The row, the column and the new value.', additionalProperties: false },
  ),
  output: Written,
  scopes: [sheetsScope],
  example: { spreadsheet: 'sandbox-orders-0001', row: 2, column: 'Seats', value: '25' },
  documentation: `${sheetsGuide}/spreadsheets.values/update`,

  async run(context, { spreadsheet, sheet, row, column, value }) {
    const id = spreadsheetIdIn(spreadsheet);
    const at = findColumn(await headersOf(context, id, sheet), column);
    const { data } = await context.http.put(valuesPath, {
      path: { spreadsheetId: id, range: `${sheetPrefix(sheet)}${columnLetters(at)}${row}` },
      query: { valueInputOption: inputOption(false) },
      json: { majorDimension: 'ROWS', values: [[toCell(value)]] },
      answer: UpdateAnswer,
    });
    return toWritten(context.baseUrl, id, data);
  },
});

async function headersOf(
  { http }: OperationContext,
  spreadsheetId: string,
  sheet?: string,
): Promise<readonly string[]> {
  const { data } = await http.get(valuesPath, {
    path: { spreadsheetId, range: `${sheetPrefix(sheet)}1:1` },
    answer: ValueRange,
  });
  return (data.values?.[0] ?? []).map(String);
}
