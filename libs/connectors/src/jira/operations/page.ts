import type { OperationContext } from '#connectors';
import { Type } from 'typebox';
import { restApi } from '../rest-api.js';
import { Issue, IssueRecord, readFields, toIssue } from './issue.js';

/** Which page of a list or a search to get. */
export const pageFields = {
  limit: Type.Optional(
    Type.Integer({ title: 'Page size', description: 'Issues on a page; 50 by default.', minimum: 1, maximum: 100 }),
  ),
  cursor: Type.Optional(
    Type.String({
      title: 'Cursor',
      description: 'nextCursor of the page before, for the same question.',
      pattern: '^[\\x21-\\x7e]{1,4000}$',
    }),
  ),
} as const;

/** A page of issues. */
export const IssuePage = Type.Object({
  issues: Type.Array(Issue, { title: 'Issues', description: 'The issues of this page.' }),
  hasMore: Type.Boolean({ title: 'More', description: 'Whether another page follows.' }),
  nextCursor: Type.Optional(
    Type.String({ title: 'Next cursor', description: 'Gets the next page, for seven days at most.' }),
  ),
});

const Found = Type.Object({
  issues: Type.Array(IssueRecord),
  isLast: Type.Optional(Type.Boolean()),
  nextPageToken: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Gets a page of the issues that a query finds: POST search/jql. */
export async function findIssues(
  context: OperationContext,
  jql: string,
  { limit = 50, cursor }: { readonly limit?: number; readonly cursor?: string },
) {
  const { data } = await restApi(context).post('/search/jql', {
    json: { jql, maxResults: limit, fields: readFields, ...(cursor !== undefined && { nextPageToken: cursor }) },
    answer: Found,
    isRead: true,
  });
  const nextCursor = data.isLast === true ? undefined : (data.nextPageToken ?? undefined);
  return {
    issues: data.issues.map((record) => toIssue(context, record)),
    hasMore: nextCursor !== undefined,
    ...(nextCursor !== undefined && { nextCursor }),
  };
}
