import { GoogleError } from './google-error.js';

/** A rectangle of cells, all from 1; nothing is further away than a sheet is large. */
export interface CellRange {
  /** Undefined is the first sheet. */
  readonly sheet: string | undefined;
  readonly from: { readonly column: number; readonly row: number };
  readonly to: { readonly column: number; readonly row: number };
}

/** How many columns and rows a sheet has. */
export const gridSize = { columns: 26, rows: 1_000 };

/** Reads A1 notation; a name alone is a whole sheet when there is one of that name. */
export function readRange(text: string, sheets: readonly string[]): CellRange {
  if (sheets.includes(unquoted(text))) return { sheet: unquoted(text), from: corner('', false), to: corner('', true) };
  const at = text.lastIndexOf('!');
  const sheet = at < 0 ? undefined : unquoted(text.slice(0, at));
  const cells = text.slice(at + 1);
  if (!isRectangle.test(cells) || (sheet !== undefined && !sheets.includes(sheet))) {
    throw new GoogleError(400, `Unable to parse range: ${text}`);
  }
  const [begin = '', end = begin] = cells.split(':');
  const range = { sheet, from: corner(begin, false), to: corner(end, true) };
  if (range.from.column > gridSize.columns || range.from.row > gridSize.rows) {
    const { rows, columns } = gridSize;
    throw new GoogleError(400, `Range (${text}) exceeds grid limits. Max rows: ${rows}, max columns: ${columns}`);
  }
  return range;
}

const isRectangle = /^\$?[A-Z]{1,3}\$?[1-9]\d{0,6}$|^\$?[A-Z]{0,3}\$?\d{0,7}(?<=\w):(?=[$\w])\$?[A-Z]{0,3}\$?\d{0,7}$/i;

const unquoted = (name: string) => /^'(.*)'$/.exec(name)?.[1]?.replaceAll("''", "'") ?? name;

/** Writes a rectangle as the vendor does. */
export function writeRange(sheet: string, { from, to }: Pick<CellRange, 'from' | 'to'>): string {
  const name = /^\w+$/.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`;
  const [begin, end] = [from, to].map(({ column, row }) => String.fromCharCode(64 + column) + String(row));
  return `${name}!${begin === end ? begin : `${begin}:${end}`}`;
}

/** A corner; what it leaves open is the first of all, or the last. An end beyond the sheet is its end. */
function corner(text: string, isEnd: boolean): CellRange['from'] {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{0,3})\$?(\d*)$/i.exec(text) ?? [];
  const counted = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const column = counted || (isEnd ? gridSize.columns : 1);
  const row = Number(digits) || (isEnd ? gridSize.rows : 1);
  return isEnd ? { column: Math.min(column, gridSize.columns), row: Math.min(row, gridSize.rows) } : { column, row };
}
