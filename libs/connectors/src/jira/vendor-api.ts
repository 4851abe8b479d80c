import type { VendorCall } from '#connectors/testing';

/** A call with what the description says of it besides: the scope that it needs, and the status of its success. */
export interface JiraCall extends VendorCall {
  /** The classic scope; none where the description names none. */
  readonly scope?: 'read:jira-user' | 'read:jira-work' | 'write:jira-work';
  readonly success: 200 | 201 | 204;
}

const pages = 'https://developer.atlassian.com/cloud/jira/platform/rest/v3';
const issues = `${pages}/api-group-issues`;
const rest = '/ex/jira/{cloudId}/rest/api/3';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const oneOf = (...schemas: readonly object[]) => ({ oneOf: schemas });
const list = (items: object, bounds: object = {}) => ({ type: 'array', items, ...bounds });

const text = { type: 'string' };
const flag = { enum: ['true', 'false'] };
const byName = closed({ name: text }, ['name']);
const byKey = closed({ key: text }, ['key']);
const byId = closed({ id: text }, ['id']);

/** Atlassian Document Format, as far as plain text needs it; a text node is never empty. */
const inline = oneOf(
  closed({ type: { const: 'text' }, text: { type: 'string', minLength: 1 } }, ['type', 'text']),
  closed({ type: { const: 'hardBreak' } }, ['type']),
);
const paragraph = closed({ type: { const: 'paragraph' }, content: list(inline) }, ['type', 'content']);
const document = closed({ type: { const: 'doc' }, version: { const: 1 }, content: list(paragraph) }, [
  'type',
  'version',
  'content',
]);

const editable = {
  summary: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^\\r\\n]+$' },
  description: document,
  priority: byName,
  assignee: byId,
  duedate: { type: 'string', format: 'date' },
};

const createOne: JiraCall = {
  method: 'POST',
  path: `${rest}/issue`,
  query: closed({ updateHistory: flag }),
  body: closed(
    {
      fields: closed(
        {
          ...editable,
          project: byKey,
          issuetype: byName,
          labels: list({ type: 'string', pattern: '^\\S+$' }),
          parent: byKey,
        },
        ['project', 'issuetype', 'summary'],
      ),
    },
    ['fields'],
  ),
  ...{ scope: 'write:jira-work', success: 201 },
  documentation: `${issues}/#api-rest-api-3-issue-post`,
};

const readOne: JiraCall = {
  method: 'GET',
  path: `${rest}/issue/{issueIdOrKey}`,
  query: closed({
    ...{ fields: text, expand: text, properties: text },
    ...{ fieldsByKeys: flag, updateHistory: flag, failFast: flag },
  }),
  ...{ scope: 'read:jira-work', success: 200 },
  documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-get`,
};

/** SearchAndReconcileRequestBean; the query must restrict something, so that it does not begin with its order. */
const search: JiraCall = {
  method: 'POST',
  path: `${rest}/search/jql`,
  body: closed(
    {
      jql: { type: 'string', pattern: '^\\s*(?![Oo][Rr][Dd][Ee][Rr]\\s)\\S' },
      maxResults: { type: 'integer', minimum: 1, maximum: 5_000 },
      nextPageToken: text,
      fields: list(text),
      expand: text,
      properties: list(text, { maxItems: 5 }),
      fieldsByKeys: { type: 'boolean' },
      reconcileIssues: list({ type: 'integer' }, { maxItems: 50 }),
    },
    ['jql'],
  ),
  ...{ scope: 'read:jira-work', success: 200 },
  documentation: `${pages}/api-group-issue-search/#api-rest-api-3-search-jql-post`,
};

const labelChange = oneOf(closed({ add: text }, ['add']), closed({ remove: text }, ['remove']));

/** IssueUpdateDetails; a field stands in `fields` or in `update`, never in both. */
const editOne: JiraCall = {
  method: 'PUT',
  path: `${rest}/issue/{issueIdOrKey}`,
  query: closed({
    ...{ notifyUsers: flag, returnIssue: { const: 'true' }, overrideScreenSecurity: flag, overrideEditableFlag: flag },
    expand: text,
  }),
  body: {
    ...closed({
      fields: { ...closed(editable), minProperties: 1 },
      update: closed({ labels: list(labelChange, { minItems: 1 }) }, ['labels']),
    }),
    minProperties: 1,
  },
  ...{ scope: 'write:jira-work', success: 200 },
  documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-put`,
};

const deleteOne: JiraCall = {
  method: 'DELETE',
  path: `${rest}/issue/{issueIdOrKey}`,
  query: closed({ deleteSubtasks: flag }),
  ...{ scope: 'write:jira-work', success: 204 },
  documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-delete`,
};

const comment: JiraCall = {
  method: 'POST',
  path: `${rest}/issue/{issueIdOrKey}/comment`,
  query: closed({ expand: text }),
  body: closed({ body: document }, ['body']),
  ...{ scope: 'write:jira-work', success: 201 },
  documentation: `${pages}/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-post`,
};

const transitions: JiraCall = {
  method: 'GET',
  path: `${rest}/issue/{issueIdOrKey}/transitions`,
  query: closed({
    ...{ expand: text, transitionId: text, skipRemoteOnlyCondition: flag },
    ...{ includeUnavailableTransitions: flag, sortByOpsBarAndStatus: flag },
  }),
  ...{ scope: 'read:jira-work', success: 200 },
  documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-transitions-get`,
};

const move: JiraCall = {
  method: 'POST',
  path: `${rest}/issue/{issueIdOrKey}/transitions`,
  body: closed({ transition: byId }, ['transition']),
  ...{ scope: 'write:jira-work', success: 204 },
  documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-transitions-post`,
};

/**
 * What the requests of each operation must be, by its name, those of looking for an unknown outcome included: after
 * Atlassian's own OpenAPI description of the REST API, version 3 (`swagger-v3.v3.json`, 1001.0.0-SNAPSHOT, as published
 * after August 2025). It leaves open what may stand in `fields`: that follows its examples and Jira's own messages.
 */
export const vendorApi: Readonly<Record<string, readonly JiraCall[]>> = {
  'create-issue': [createOne, readOne, search],
  'get-issue': [readOne],
  'list-issues': [search],
  'search-issues': [search],
  'update-issue': [editOne],
  'delete-issue': [deleteOne, readOne],
  'add-comment': [comment],
  'transition-issue': [transitions, move],
};

/** What is asked about the account; the list of sites is of the gateway, and described at the pages about OAuth 2.0 (3LO). */
export const accountApi: readonly JiraCall[] = [
  {
    method: 'GET',
    path: '/oauth/token/accessible-resources',
    success: 200,
    documentation: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
  },
  {
    method: 'GET',
    path: `${rest}/myself`,
    query: closed({ expand: text }),
    ...{ scope: 'read:jira-user', success: 200 },
    documentation: `${pages}/api-group-myself/#api-rest-api-3-myself-get`,
  },
  {
    method: 'GET',
    path: `${rest}/serverInfo`,
    success: 200,
    documentation: `${pages}/api-group-server-info/#api-rest-api-3-serverinfo-get`,
  },
];
