import { InputInvalidError } from '#connectors';

/** Where a search goes on. */
export interface Place {
  /** Records on a page: Dataverse counts pages, and asks for the size of the first one throughout. */
  readonly size: number;
  readonly cookie?: string;
}

/** The page size, and the paging cookie out of the link to the next page; the link itself is never followed. */
export function makeCursor(nextLink: string | undefined, size: number): string | undefined {
  const cookie = URL.parse(nextLink ?? '')?.searchParams.get('$skiptoken') ?? undefined;
  const cursor = `${size} ${cookie}`;
  return pattern.test(cursor) ? Buffer.from(cursor).toString('base64url') : undefined;
}

/** The place of a cursor; throws `InputInvalidError` for one that no search gave. */
export function readCursor(cursor: string): Place {
  const [, size, cookie] = pattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (size !== undefined && cookie !== undefined) return { size: Number(size), cookie };
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this search', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this search: begin again without it.', [violation]);
}

const pattern = /^([1-9]\d?|1\d\d|200) (<cookie [^\p{Cc}]{1,4000}\/>)$/u;
