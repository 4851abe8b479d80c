import { InputInvalidError, type OperationContext } from '#connectors';
import { Type, type Static, type TSchema } from 'typebox';
import { CrmRecord, toSearch, type CrmObject } from './crm.js';

/** The vendor's own page about searches. */
export const searchGuide = 'https://developers.hubspot.com/docs/api-reference/2026-03/crm/search-the-crm';

const Results = Type.Object({
  results: Type.Array(CrmRecord),
  paging: Type.Optional(Type.Object({ next: Type.Optional(Type.Object({ after: Type.String() })) })),
});

/** Which page an operation returns. */
export const pageFields = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Records on a page; 10 by default.', minimum: 1, maximum: 200 }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 200 }),
  ),
};

/** What to search for, and which page of it. */
export const searchFields = {
  keyword: Type.String({
    title: 'Keyword',
    description: 'Text to look for in the fields that HubSpot searches: names, e-mail addresses, phone numbers.',
    minLength: 1,
    maxLength: 3000,
    pattern: '\\S',
  }),
  ...pageFields,
};

/** A page of records under their own name, and whether another follows. */
export const pageOf = <const Name extends string, Item extends TSchema>(name: Name, item: Item) =>
  Type.Object({
    ...({ [name]: Type.Array(item, { title: 'Records', description: 'The records of this page.' }) } as {
      [Key in Name]: ReturnType<typeof Type.Array<Item>>;
    }),
    hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
    nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
  });

interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * Lists everything, the newest first: a search without a keyword that goes on below the last id, since HubSpot numbers
 * records in the order in which they come, and a search by offset ends after 10,000.
 */
export async function listRecords(
  { http }: OperationContext,
  object: CrmObject,
  properties: readonly string[],
  { limit = 10, cursor }: Page,
) {
  const below = cursor === undefined ? undefined : readCursor('id', cursor);
  const filters = below === undefined ? [] : [{ propertyName: 'hs_object_id', operator: 'LT', value: below }];
  const { data } = await http.post(`/crm/v3/objects/${object}/search`, {
    json: toSearch({ filters, sort: '-hs_object_id', properties, limit }),
    answer: Results,
    isRead: true,
  });
  const hasNext = data.paging?.next !== undefined;
  return pageResult(data.results, 'id', hasNext ? data.results.at(-1)?.id : undefined);
}

/** Searches by keyword, the newest first; HubSpot ends after 10,000 records. */
export async function searchRecords(
  { http }: OperationContext,
  object: CrmObject,
  properties: readonly string[],
  { keyword, limit = 10, cursor }: Page & { readonly keyword: string },
) {
  const after = cursor === undefined ? undefined : readCursor('after', cursor);
  const { data } = await http.post(`/crm/v3/objects/${object}/search`, {
    json: toSearch({ query: keyword.trim(), sort: '-createdate', properties, limit, after }),
    answer: Results,
    isRead: true,
  });
  return pageResult(data.results, 'after', data.paging?.next?.after);
}

function pageResult(records: readonly Static<typeof CrmRecord>[], kind: CursorKind, next: string | undefined) {
  const nextCursor = next === undefined ? undefined : Buffer.from(`${kind} ${next}`).toString('base64url');
  return { records, hasMore: nextCursor !== undefined, ...(nextCursor !== undefined && { nextCursor }) };
}

type CursorKind = 'id' | 'after';

function readCursor(kind: CursorKind, cursor: string): string {
  const [, found, value] = /^(id|after) ([\w%=-]{1,60})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (found === kind && value !== undefined && (kind === 'after' || /^\d+$/.test(value))) return value;
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this operation', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this operation: begin again without it.', [violation]);
}
