/**
 * The cells of one line as somebody types it: commas (or tabs, where there are any) between them, quotes around a cell that
 * holds a comma, as in CSV (RFC 4180). What looks like a number is one, unless it would not come out the same.
 */
export function cellsIn(line: string): readonly (string | number)[] {
  const separator = line.includes('\t') ? '\t' : ',';
  const cell = new RegExp(`${separator}(?: *"((?:[^"]|"")*)" *(?=${separator}|$)|([^${separator}]*))`, 'gu');
  return [...(separator + line).matchAll(cell)].map(([, quoted, plain = '']) =>
    quoted === undefined ? toCell(plain.trim()) : quoted.replaceAll('""', '"'),
  );
}

/** A number where the text is one, and would come out the same. */
export function toCell(cell: string): string | number {
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(cell) && String(Number(cell)) === cell ? Number(cell) : cell;
}
