import { InputInvalidError } from '#connectors';
import { Type } from 'typebox';

/** Which page of a list to get. */
export function pageFields(byDefault: number, maximum: number) {
  return {
    limit: Type.Optional(
      Type.Integer({
        title: 'Page size',
        description: `Entries on a page; ${byDefault} by default. A cursor keeps the size of the page before.`,
        minimum: 1,
        maximum,
      }),
    ),
    cursor: Type.Optional(
      Type.String({
        title: 'Cursor',
        description: 'nextCursor of the page before, for the same question.',
        minLength: 1,
        maxLength: 4_000,
      }),
    ),
  } as const;
}

/** What a list tells of its pages. */
export const moreFields = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
} as const;

const places = ['$skip', '$skiptoken'] as const;

/** Values of a query that go on with a list: never an address. */
export type Place = Readonly<Record<string, string>>;

/** The place out of Graph's link to the next page, with what else the next call must repeat. */
export function nextPage(nextLink: string | undefined, repeated: Place = {}) {
  const query = URL.parse(nextLink ?? '')?.searchParams;
  const found = places.flatMap((name) => {
    const value = query?.get(name);
    return value ? [[name, value] as const] : [];
  });
  if (found.length === 0) return { hasMore: false };
  const cursor = JSON.stringify({ ...repeated, ...Object.fromEntries(found) });
  return { hasMore: true, nextCursor: Buffer.from(cursor).toString('base64url') };
}

/** Reads a cursor that holds nothing but a place and the names that are repeated. */
export function readCursor(cursor: string, repeated: readonly string[] = []): Place {
  const allowed: readonly string[] = [...places, ...repeated];
  const value = parse(Buffer.from(cursor, 'base64url').toString());
  const pairs = Object.entries(value ?? {});
  const isPlace = pairs.every(([name, text]) => allowed.includes(name) && typeof text === 'string' && fits(name, text));
  if (value !== undefined && isPlace && places.some((name) => name in value)) return value as Place;
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
}

const fits = (name: string, text: string): boolean => name !== '$top' || /^(?:[1-9]\d?|100)$/.test(text);

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
