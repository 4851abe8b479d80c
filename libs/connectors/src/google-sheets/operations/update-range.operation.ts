import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import {
  eitherRowsOrLine,
  inputOption,
  Range,
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

/** Writes over the cells of a range: PUT values/{range}. */
export const updateRange = defineOperation({
  connector: 'google-sheets',
  name: 'update-range',
  title: 'Update a range',
  description: 'Writes over the cells of a range, from its first cell on; an empty text empties a cell.',
  effect: 'write',
  input: Type.Object(
    { spreadsheet: Spreadsheet, range: Range, ...writtenCells },
    { title: 'Cells', description: 'The cells to write.', additionalProperties: false, ...eitherRowsOrLine },
  ),
  output: Written,
  scopes: [sheetsScope],
  example: { spreadsheet: 'sandbox-orders-0001', range: 'C2', rows: [[25]] },
  documentation: `${sheetsGuide}/spreadsheets.values/update`,

  async run({ http, baseUrl }, { spreadsheet, range, isTyped, ...input }) {
    const id = spreadsheetIdIn(spreadsheet);
    const { data } = await http.put(valuesPath, {
      path: { spreadsheetId: id, range },
      query: { valueInputOption: inputOption(isTyped) },
      json: toValues(input),
      answer: UpdateAnswer,
    });
    return toWritten(baseUrl, id, data);
  },
});
