import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';

/** The vendor's page about one call: its API Explorer, where calls are named after method and path. */
export function explorer(method: string, path: string): string {
  return `https://developer.genesys.cloud/devapps/api-explorer#${method.toLowerCase()}${path.replace(/[/{}]/g, '-')}`;
}

/** The form of the vendor's ids. */
export const uuid = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';

/** Whether somebody named a thing by its id. */
export function isId(named: string): boolean {
  return new RegExp(uuid).test(named);
}

/** Of answers whose members may all be missing: what stands in every error, whatever its status, does not stand in them. */
export const noError = { contextId: Type.Optional(Type.Never()) };

/** The inputs of a list. */
export const pageInput = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Entries on a page; 10 by default.', minimum: 1, maximum: 100 }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 40 }),
  ),
};

/** The outputs of a list besides its entries. */
export const pageOutput = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
};

/** A page as the vendor counts them. */
export interface VendorPage {
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** The page that a limit and a cursor stand for; throws `InputInvalidError` for what is no cursor of ours. */
export function readPage({ limit = 10, cursor }: { readonly limit?: number; readonly cursor?: string }): VendorPage {
  if (cursor === undefined) return { pageNumber: 1, pageSize: limit };
  const read = /^([1-9]\d{0,4}) of ([1-9]\d?|100)$/.exec(Buffer.from(cursor, 'base64url').toString());
  if (read !== null) return { pageNumber: Number(read[1]), pageSize: Number(read[2]) };
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
}

/** Whether more follows, and where. */
export function after({ pageNumber, pageSize }: VendorPage, pageCount: number | undefined) {
  const hasMore = pageNumber < (pageCount ?? 0);
  const nextCursor = Buffer.from(`${pageNumber + 1} of ${pageSize}`).toString('base64url');
  return { hasMore, ...(hasMore && { nextCursor }) };
}

/** An input that cannot be; `pointer` says where, and `keyword` of JSON Schema what it offends. */
export function invalid(pointer: string, message: string, keyword = 'enum'): InputInvalidError {
  return new InputInvalidError(`The value of "${pointer.slice(1)}" ${message}.`, [{ pointer, message, keyword }]);
}
