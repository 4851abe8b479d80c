import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';

/** Path of the API. */
export const freshdeskApi = '/api/v2';

/** The vendor's page about its API; anchors lead to each call. */
export const apiReference = 'https://developers.freshdesk.com/api/';

/** Which page of a list. */
export interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}

/** The inputs of a list. */
export const pageInput = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Tickets on a page; 10 by default.', minimum: 1, maximum: 100 }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 60 }),
  ),
};

/** The outputs of a list besides its tickets. */
export const pageOutput = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
};

/** A cursor holds two numbers: what they count is the list's. */
export function makeCursor(one: number, other: number): string {
  return Buffer.from(`${one} ${other}`).toString('base64url');
}

/** Reads a cursor, numbers from 1 to these; throws `InputInvalidError` for what `makeCursor` did not make. */
export function readCursor(cursor: string, maxima: readonly [number, number]): readonly [number, number] {
  const read = /^([1-9]\d{0,5}) ([1-9]\d{0,5})$/.exec(Buffer.from(cursor, 'base64url').toString());
  const [one, other] = [Number(read?.[1]), Number(read?.[2])];
  if (read !== null && one <= maxima[0] && other <= maxima[1]) return [one, other];
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
}
