import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';
import { columnLetters, columnNumber } from './a1.js';

/** A column, as operations take it. */
export const Column = Type.String({
  title: 'Column',
  description: 'The column by what stands above it in the first row, or by its letters.',
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
});

/** Whether two texts are the same to a person. */
export function isSame(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
}

/** What a column is called: what stands above it, or its letters. */
export function columnName(headers: readonly string[], column: number): string {
  return headers[column - 1]?.trim() || columnLetters(column);
}

/** The number of a column, from 1; throws `InputInvalidError`, which names the columns, when there is none. */
export function findColumn(headers: readonly string[], column: string): number {
  const named = headers.findIndex((header) => isSame(header, column)) + 1;
  const found = named > 0 ? named : columnNumber(column.trim());
  if (found !== undefined) return found;
  const known = headers.filter((header) => header.trim() !== '').slice(0, 20);
  const names = known.length > 0 ? `: there are ${known.join(', ').slice(0, 300)}` : ', whose first row is empty';
  const violation = { pointer: '/column', message: 'is not a column of this sheet', keyword: 'column' };
  throw new InputInvalidError(`"${column.slice(0, 50)}" is not a column of this sheet${names}.`, [violation]);
}
