import { AccountNotUsableError, InputInvalidError, type Grant } from '#connectors';
import { Type } from 'typebox';

/** What the addresses of the vendor's own pages about the API begin with. */
export const apigeeGuide = 'https://cloud.google.com/apigee/docs/reference/apis/apigee/rest/v1';

/** The only scope that operations need. */
export const cloudScope = 'https://www.googleapis.com/auth/cloud-platform';

const apigeeUrl = 'https://apigee.googleapis.com';

/** Path of the deployments of a revision. */
export const deploymentsPath = '/environments/{environment}/apis/{proxy}/revisions/{revision}/deployments';

/** The organization that whoever authorized named; throws `AccountNotUsableError` when there is none. */
export function organizationOf({ parameters }: Pick<Grant, 'parameters'>): string {
  const { organization } = parameters;
  if (organization !== undefined && organization !== '') return organization;
  throw new AccountNotUsableError('No Apigee organization is named: authorize again, and say which one it is.');
}

/** Where the API of an organization lives. */
export function organizationUrl(grant: Grant): string {
  return `${apigeeUrl}/v1/organizations/${encodeURIComponent(organizationOf(grant))}`;
}

/** What every answer of Apigee's but a refusal may look like. */
export const noError = { not: { required: ['error'] } };

/** What Apigee takes for a name, but for the dots that would change a path. */
const namePattern = '^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,255}$';

/** An API proxy by its name, as operations take it. */
export const ProxyName = Type.String({
  title: 'API proxy',
  description: 'Name of the API proxy.',
  pattern: namePattern,
});

/** An environment by its name, as operations take it. */
export const EnvironmentName = Type.String({
  title: 'Environment',
  description: 'Name of the environment, such as test or prod.',
  pattern: namePattern,
});

/** A revision by its number, as operations take it. */
export const Revision = Type.Integer({
  title: 'Revision',
  description: 'Number of the revision.',
  minimum: 1,
  maximum: 999_999,
});

/** The inputs of a list. */
export const pageInput = (most: number) => ({
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Items on a page; 10 by default.', minimum: 1, maximum: most }),
  ),
  cursor: Type.Optional(
    Type.String({ title: 'Cursor', description: 'nextCursor of the page before.', minLength: 1, maxLength: 800 }),
  ),
});

/** The outputs of a list besides its items. */
export const pageOutput = {
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(Type.String({ title: 'Next cursor', description: 'Gets the next page.' })),
};

/** One page of items that Apigee answers all at once; its cursor is the name of the last item before. */
export function pageOf<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { limit = 10, cursor }: { readonly limit?: number; readonly cursor?: string },
): { readonly page: readonly Item[]; readonly hasMore: boolean; readonly nextCursor?: string } {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const sorted = [...items].sort((one, other) => compare(nameOf(one), nameOf(other)));
  const left = after === undefined ? sorted : sorted.filter((item) => compare(nameOf(item), after) > 0);
  const page = left.slice(0, limit);
  const last = page.at(-1);
  const hasMore = left.length > limit && last !== undefined;
  return { page, hasMore, ...(hasMore && { nextCursor: makeCursor(nameOf(last)) }) };
}

/** A cursor of a name. */
export function makeCursor(name: string): string {
  return Buffer.from(`after ${name}`).toString('base64url');
}

/** The name in a cursor; throws `InputInvalidError` for what `makeCursor` did not make. */
export function readCursor(cursor: string): string {
  const [, name] = /^after ([\w.\-/]{1,540})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (name !== undefined) return name;
  const violation = { pointer: '/cursor', message: 'is not a nextCursor of this list', keyword: 'cursor' };
  throw new InputInvalidError('The cursor is not one of this list: begin again without it.', [violation]);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The page of Google Cloud's console about something in an organization; another installation has its own. */
export function consoleUrl(baseUrl: string, organization: string, path: string): string {
  const isOwn = baseUrl.startsWith(`${apigeeUrl}/`);
  const pages = isOwn ? 'https://console.cloud.google.com' : baseUrl.replace(/\/v1\/organizations\/[^/]+$/, '');
  return `${pages}/apigee/${path}?project=${encodeURIComponent(organization)}`;
}

/** A point in time from milliseconds since 1970, as Apigee writes them; undefined when they are none. */
export function timeOf(milliseconds: string | undefined): string | undefined {
  return milliseconds !== undefined && /^\d{12,14}$/.test(milliseconds)
    ? new Date(Number(milliseconds)).toISOString()
    : undefined;
}
