import { InputInvalidError } from '#connectors';
import { Type, type Static } from 'typebox';
import { cellsIn } from './line.js';

/** What the addresses of the vendor's own pages about spreadsheets begin with. */
export const sheetsGuide = 'https://developers.google.com/workspace/sheets/api/reference/rest/v4';

/** Path of the cells of a range. */
export const valuesPath = '/v4/spreadsheets/{spreadsheetId}/values/{range}';

/** The only scope that operations need. */
export const sheetsScope = 'https://www.googleapis.com/auth/spreadsheets';

/** Where the API lives. */
export const sheetsUrl = 'https://sheets.googleapis.com';

/** A spreadsheet, as operations take it: only the id in a link is read, never its host. */
export const Spreadsheet = Type.String({
  title: 'Spreadsheet',
  description: 'The link of the spreadsheet, or its id, which stands in the link behind /d/.',
  pattern: '^(?:https?://[^\\s?#]{1,200}/d/)?[A-Za-z0-9_-]{10,100}(?:[/?#][^\\s]{0,300})?$',
});

/** One of a spreadsheet's sheets, by its name. */
export const Sheet = Type.String({
  title: 'Sheet',
  description: 'Name of the sheet; the first one unless told.',
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$',
});

const cell = '\\$?[A-Za-z]{1,3}\\$?[1-9][0-9]{0,6}';
const part = '\\$?(?:[A-Za-z]{1,3}|[1-9][0-9]{0,6})';
const sheetName = "(?:'(?:[^'\\u0000-\\u001f]|''){1,100}'|[^'!:/?#\\u0000-\\u001f]{1,100})";

/** Cells in A1 notation. */
export const Range = Type.String({
  title: 'Range',
  description: "Cells in A1 notation: A1:C10, A:C, 'My sheet'!B2, or a whole sheet: 'My sheet'.",
  pattern: `^(?:(?:${sheetName}!)?(?:${cell}(?::(?:${cell}|${part}))?|${part}:(?:${cell}|${part}))|${sheetName})$`,
});

const Cell = Type.Union([Type.String({ maxLength: 50_000 }), Type.Number(), Type.Boolean(), Type.Null()]);

/** What is written: rows, or one row as a line of text. */
export const writtenCells = {
  rows: Type.Optional(
    Type.Array(Type.Array(Cell, { maxItems: 200 }), {
      title: 'Rows',
      description: 'Rows of cells: texts, numbers, true or false; null leaves a cell as it is.',
      minItems: 1,
      maxItems: 1_000,
    }),
  ),
  line: Type.Optional(
    Type.String({
      title: 'Line',
      description: 'One row as text, instead of rows: commas between the values, quotes around one that holds a comma.',
      minLength: 1,
      maxLength: 50_000,
      pattern: '\\S',
    }),
  ),
  isTyped: Type.Optional(
    Type.Boolean({
      title: 'As typed',
      description:
        'Whether texts are read as if typed by hand, so that dates and formulas come of them. Never say yes to what strangers say: a formula can send cells elsewhere.',
    }),
  ),
};

/** Either rows or a line, never both. */
export const eitherRowsOrLine = { oneOf: [{ required: ['rows'] }, { required: ['line'] }] };

/** What Google wants to know of written cells. */
export function toValues(input: { readonly rows?: readonly (readonly unknown[])[]; readonly line?: string }) {
  return { majorDimension: 'ROWS', values: input.rows ?? [cellsIn(input.line ?? '')] };
}

/** How texts are to be read. */
export const inputOption = (isTyped: boolean | undefined) => (isTyped === true ? 'USER_ENTERED' : 'RAW');

/** What a write did. */
export const Written = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the spreadsheet.' }),
    url: Type.String({ title: 'Link', description: 'Opens the cells in Google Sheets.', format: 'uri' }),
    range: Type.String({ title: 'Range', description: 'The cells that were written, in A1 notation.' }),
    rows: Type.Integer({ title: 'Rows', description: 'In how many rows a cell was written.' }),
    cells: Type.Integer({ title: 'Cells', description: 'How many cells were written.' }),
  },
  { title: 'Written', description: 'What was written.' },
);

/** A write as Google answers it. */
export const UpdateAnswer = Type.Object({
  updatedRange: Type.String({ minLength: 1 }),
  updatedRows: Type.Optional(Type.Integer()),
  updatedCells: Type.Optional(Type.Integer()),
});

/** Cells as Google answers them; rows end with their last cell that is not empty. */
export const ValueRange = Type.Object({
  range: Type.String({ minLength: 1 }),
  values: Type.Optional(Type.Array(Type.Array(Type.Unknown()))),
});

/** What was written, as operations return it. */
export function toWritten(baseUrl: string, id: string, answer: Static<typeof UpdateAnswer>): Static<typeof Written> {
  const { updatedRange: range, updatedRows = 0, updatedCells = 0 } = answer;
  return { id, url: rangeUrl(baseUrl, id, range), range, rows: updatedRows, cells: updatedCells };
}

/** The link that opens a range. */
export function rangeUrl(baseUrl: string, id: string, range: string): string {
  const pages = baseUrl === sheetsUrl ? 'https://docs.google.com' : baseUrl;
  return `${pages}/spreadsheets/d/${encodeURIComponent(id)}/edit#range=${encodeURIComponent(range)}`;
}

/** The id in a spreadsheet's link; throws `InputInvalidError` when there is none. */
export function spreadsheetIdIn(spreadsheet: string): string {
  const [, id] = /(?:^|\/d\/)([\w-]{10,100})(?:[/?#]|$)/.exec(spreadsheet) ?? [];
  if (id !== undefined) return id;
  const violation = { pointer: '/spreadsheet', message: 'holds no id of a spreadsheet', keyword: 'pattern' };
  throw new InputInvalidError('This is not the link of a spreadsheet, nor its id.', [violation]);
}
