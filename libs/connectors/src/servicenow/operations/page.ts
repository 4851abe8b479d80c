import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';

/** Which page of a list. */
export interface PageInput {
  readonly limit?: number;
  readonly cursor?: string;
}

/** The inputs of a list. */
export const pageInput = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Records on a page; 10 by default.', minimum: 1, maximum: 100 }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 50 }),
  ),
};

/** The outputs of a list besides its records. */
export const pageOutput = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
};

/** The cursor of the page that begins after so many records. */
export function makeCursor(offset: number): string {
  return Buffer.from(`offset ${offset}`).toString('base64url');
}

/** Reads a cursor; throws `InputInvalidError` for what `makeCursor` did not make. */
export function readCursor(cursor: string): number {
  const [, offset] = /^offset (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (offset !== undefined) return Number(offset);
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
}
