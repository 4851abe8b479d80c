import { InputInvalidError } from '#connectors';
import { Type, type TSchema } from 'typebox';

/** What the addresses of the vendor's own pages about calls begin with. */
export const graphGuide = 'https://learn.microsoft.com/graph/api';

const guid = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}';
const host = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.sharepoint\\.com';

/** A site, as operations take it: a link is only read, nothing is ever sent to where it points. */
export const Site = Type.String({
  title: 'Site',
  description:
    'Id of the site as it was found, or its link: https://acme.sharepoint.com/sites/marketing. The main site unless told.',
  maxLength: 1_000,
  pattern: `^(?:root|${host},${guid},${guid}|https://${host}(?:/|/(?:sites|teams)/[^\\s/?#.][^\\s/?#]{0,127}(?:[/?#]\\S*)?)?)$`,
});

/** A list, as operations take it. */
export const List = Type.String({
  title: 'List',
  description: 'Name or id of the list.',
  minLength: 1,
  maxLength: 255,
  pattern: '^[^\\u0000-\\u001f]*[^\\s.][^\\u0000-\\u001f]*$',
});

/** Where a site's own calls begin: a path template, and what fills it. */
export interface SitePlace {
  readonly root: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Finds the place of a site by its id or link. */
export function placeOf(site = 'root'): SitePlace {
  const [, hostname, kind, name] = /^https:\/\/([^/]+)(?:\/(sites|teams)\/([^/?#]+))?/.exec(site) ?? [];
  if (hostname === undefined) return { root: '/sites/{site}', values: { site } };
  if (kind === undefined || name === undefined) return { root: '/sites/{site}', values: { site: hostname } };
  return { root: '/sites/{hostname}:/{kind}/{name}:', values: { hostname, kind, name: decoded(name) } };
}

function decoded(name: string): string {
  try {
    const text = decodeURIComponent(name);
    if (!/[/\\]/.test(text)) return text;
  } catch {
    // What is not encoded as links are is no site.
  }
  throw invalid('/site', 'is not the link of a site', 'The link of the site is not one: copy it from the browser.');
}

/** How much of a list is wanted. */
export const paging = (most: number, byDefault: number) => ({
  limit: Type.Optional(
    Type.Integer({
      title: 'Page size',
      description: `How many on a page; ${byDefault} by default. A cursor keeps the size of the page before.`,
      minimum: 1,
      maximum: most,
    }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 6_000 }),
  ),
});

/** What every list tells of the next page. */
export const pagingOutput = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
};

/** What Microsoft Graph's metadata lets be missing, or null. */
export const maybe = <Known extends TSchema>(known: Known) => Type.Optional(Type.Union([known, Type.Null()]));

/** A page as Microsoft Graph answers it. */
export const PageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ value: Type.Array(item), '@odata.nextLink': Type.Optional(Type.String()) });

/** Which page of a list is asked for. */
interface Place {
  readonly $top: number;
  readonly [token: string]: string | number;
}

/** Takes the place in the list, and nothing else, out of the link to the next page, and keeps the size of this one. */
export function nextPage({ '@odata.nextLink': link }: { readonly '@odata.nextLink'?: string }, { $top }: Place) {
  const query = URL.parse(link ?? '')?.searchParams ?? new URLSearchParams();
  const [found] = [...query].filter(([name]) => isToken(name));
  if (found === undefined) return { hasMore: false };
  return { hasMore: true, nextCursor: Buffer.from(`${$top} ${found.join('=')}`).toString('base64url') };
}

/** The query of a cursor, or of the first page; throws `InputInvalidError` for a cursor that no list gave. */
export function readCursor(cursor: string | undefined, limit: number): Place {
  if (cursor === undefined) return { $top: limit };
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, size, name = '', value = ''] = /^([1-9]\d?|1\d\d|200) ([^=]*)=([\x20-\x7e]+)$/.exec(text) ?? [];
  if (isToken(name)) return { $top: Number(size), [name]: value };
  throw invalid(
    '/cursor',
    'is not a nextCursor of this list',
    'The cursor is not one of this list: begin again without it.',
  );
}

/** Microsoft writes it with a dollar and without, with a capital and without. */
const isToken = (name: string): boolean => /^\$?skiptoken$/i.test(name);

/** A text in quotes, as OData writes it: what is in it cannot end it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The error of one input. */
export function invalid(pointer: string, message: string, words: string): InputInvalidError {
  return new InputInvalidError(words, [{ pointer, message, keyword: 'format' }]);
}

/** Whether something happened after an instant; the vendor's clock may be a little behind ours. */
export function isSince(time: string | undefined, since: Date): boolean {
  return Date.parse(time ?? '') >= since.getTime() - 5_000;
}
