/** The sheet's name as A1 notation takes it, whatever it holds, with an exclamation mark; nothing stands for the first sheet. */
export function sheetPrefix(sheet: string | undefined): string {
  return sheet === undefined ? '' : `'${sheet.replaceAll("'", "''")}'!`;
}

/** The letters of a column, from 1. */
export function columnLetters(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? columnLetters(before) : '') + String.fromCharCode(65 + rest);
}

/** The number of a column, from 1, by its letters; undefined when they are none. */
export function columnNumber(letters: string): number | undefined {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return undefined;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Where a range begins. */
export interface RangeStart {
  /** With its exclamation mark, as Google wrote it; empty where it did not. */
  readonly prefix: string;
  /** From 1. */
  readonly column: number;
  /** From 1. */
  readonly row: number;
}

/** Where a range that Google answered begins: `'My sheet'!B2:D9`. */
export function startOfRange(range: string): RangeStart {
  const cells = range.slice(range.lastIndexOf('!') + 1);
  const [, letters = '', digits = ''] = /^\$?([A-Za-z]{0,3})\$?(\d{0,7})/.exec(cells) ?? [];
  return {
    prefix: range.slice(0, range.length - cells.length),
    column: columnNumber(letters) ?? 1,
    row: digits === '' ? 1 : Number(digits),
  };
}
