import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { sheetPrefix } from './a1.js';
import {
  eitherRowsOrLine,
  inputOption,
  Sheet,
  sheetsGuide,
  sheetsScope,
  Spreadsheet,
  spreadsheetIdIn,
  toValues,
  toWritten,
  UpdateAnswer,
  valuesPath,
  writtenCells,
  Written,
} from './spreadsheet.js';

/** Adds rows below the table of a sheet: POST values/{range}:append. */
export const appendRows = defineOperation({
  connector: 'google-sheets',
  name: 'append-rows',
  title: 'Append rows',
  description: 'Adds rows below the table that begins in the first cell of a sheet.',
  effect: 'write',
  input: Type.Object(
    { spreadsheet: Spreadsheet, sheet: Type.Optional(Sheet), ...writtenCells },
    { title: 'Rows', description: 'The rows to add.', additionalProperties: false, ...eitherRowsOrLine },
  ),
  output: Written,
  scopes: [sheetsScope],
  example: { spreadsheet: 'sandbox-orders-0001', rows: [['Grace Hopper', 'grace@example.com', 12]] },
  documentation: `${sheetsGuide}/spreadsheets.values/append`,

  async run({ http, baseUrl }, { spreadsheet, sheet, isTyped, ...input }) {
    const id = spreadsheetIdIn(spreadsheet);
    const { data } = await http.post(`${valuesPath}:append`, {
      path: { spreadsheetId: id, range: `${sheetPrefix(sheet)}A1` },
      query: { valueInputOption: inputOption(isTyped), insertDataOption: 'INSERT_ROWS' },
      json: toValues(input),
      answer: Type.Object({ updates: UpdateAnswer }),
    });
    return toWritten(baseUrl, id, data.updates);
  },
});
