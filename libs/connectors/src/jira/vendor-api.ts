import type { VendorCall } from '#connectors/testing';

const pages = 'https://developer.atlassian.com/cloud/jira/platform/rest/v3';
const issues = `${pages}/api-group-issues`;

const text = { type: 'string' };
const byName = { type: 'object', properties: { name: text }, required: ['name'], additionalProperties: false };
const byKey = { type: 'object', properties: { key: text }, required: ['key'], additionalProperties: false };
const byId = { type: 'object', properties: { id: text }, required: ['id'], additionalProperties: false };

/** Atlassian Document Format, as far as plain text needs it; a text node is never empty. */
const document = {
  type: 'object',
  properties: {
    type: { const: 'doc' },
    version: { const: 1 },
    content: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          type: { const: 'paragraph' },
          content: {
            type: 'array',
            items: {
              oneOf: [
                {
                  type: 'object',
                  properties: { type: { const: 'text' }, text: { type: 'string', minLength: 1 } },
                  required: ['type', 'text'],
                  additionalProperties: false,
                },
                {
                  type: 'object',
                  properties: { type: { const: 'hardBreak' } },
                  required: ['type'],
                  additionalProperties: false,
                },
              ],
            },
          },
        },
        required: ['type', 'content'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'version', 'content'],
  additionalProperties: false,
};

const editable = {
  summary: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[^\\r\\n]+$' },
  description: document,
  priority: byName,
  assignee: byId,
  duedate: { type: 'string', format: 'date' },
};

const readOne: VendorCall = {
  method: 'GET',
  path: '/ex/jira/{cloudId}/rest/api/3/issue/{issueIdOrKey}',
  query: {
    type: 'object',
    properties: {
      ...{ fields: text, expand: text, properties: text },
      ...{ fieldsByKeys: { enum: ['true', 'false'] }, updateHistory: { enum: ['true', 'false'] } },
    },
    additionalProperties: false,
  },
  documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-get`,
};

const search: VendorCall = {
  method: 'POST',
  path: '/ex/jira/{cloudId}/rest/api/3/search/jql',
  body: {
    type: 'object',
    properties: {
      jql: text,
      maxResults: { type: 'integer', minimum: 1, maximum: 5_000 },
      nextPageToken: text,
      fields: { type: 'array', items: text },
      expand: text,
      properties: { type: 'array', items: text, maxItems: 5 },
      fieldsByKeys: { type: 'boolean' },
      failFast: { type: 'boolean' },
      reconcileIssues: { type: 'array', items: { type: 'integer' }, maxItems: 50 },
    },
    required: ['jql'],
    additionalProperties: false,
  },
  documentation: `${pages}/api-group-issue-search/#api-rest-api-3-search-jql-post`,
};

/** What the requests of each operation must be, as the vendor's OpenAPI description has it; by the operation's name. */
export const vendorApi: Readonly<Record<string, readonly VendorCall[]>> = {
  'create-issue': [
    {
      method: 'POST',
      path: '/ex/jira/{cloudId}/rest/api/3/issue',
      body: {
        type: 'object',
        properties: {
          fields: {
            type: 'object',
            properties: {
              ...editable,
              project: byKey,
              issuetype: byName,
              labels: { type: 'array', items: { type: 'string', pattern: '^\\S+$' } },
              parent: byKey,
            },
            required: ['project', 'issuetype', 'summary'],
            additionalProperties: false,
          },
        },
        required: ['fields'],
        additionalProperties: false,
      },
      documentation: `${issues}/#api-rest-api-3-issue-post`,
    },
    readOne,
  ],
  'get-issue': [readOne],
  'list-issues': [search],
  'search-issues': [search],
  'update-issue': [
    {
      method: 'PUT',
      path: '/ex/jira/{cloudId}/rest/api/3/issue/{issueIdOrKey}',
      query: {
        type: 'object',
        properties: {
          ...{ notifyUsers: { enum: ['true', 'false'] }, returnIssue: { enum: ['true', 'false'] } },
          ...{ overrideScreenSecurity: { enum: ['true', 'false'] }, overrideEditableFlag: { enum: ['true', 'false'] } },
          expand: text,
        },
        additionalProperties: false,
      },
      body: {
        type: 'object',
        properties: {
          fields: { type: 'object', properties: editable, minProperties: 1, additionalProperties: false },
          update: {
            type: 'object',
            properties: {
              labels: {
                type: 'array',
                minItems: 1,
                items: {
                  type: 'object',
                  properties: { add: text, remove: text },
                  minProperties: 1,
                  maxProperties: 1,
                  additionalProperties: false,
                },
              },
            },
            additionalProperties: false,
          },
        },
        minProperties: 1,
        additionalProperties: false,
      },
      documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-put`,
    },
  ],
  'delete-issue': [
    {
      method: 'DELETE',
      path: '/ex/jira/{cloudId}/rest/api/3/issue/{issueIdOrKey}',
      query: {
        type: 'object',
        properties: { deleteSubtasks: { enum: ['true', 'false'] } },
        additionalProperties: false,
      },
      documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-delete`,
    },
  ],
  'add-comment': [
    {
      method: 'POST',
      path: '/ex/jira/{cloudId}/rest/api/3/issue/{issueIdOrKey}/comment',
      body: {
        type: 'object',
        properties: { body: document },
        required: ['body'],
        additionalProperties: false,
      },
      documentation: `${pages}/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-post`,
    },
  ],
  'transition-issue': [
    {
      method: 'GET',
      path: '/ex/jira/{cloudId}/rest/api/3/issue/{issueIdOrKey}/transitions',
      documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-transitions-get`,
    },
    {
      method: 'POST',
      path: '/ex/jira/{cloudId}/rest/api/3/issue/{issueIdOrKey}/transitions',
      body: { type: 'object', properties: { transition: byId }, required: ['transition'], additionalProperties: false },
      documentation: `${issues}/#api-rest-api-3-issue-issueidorkey-transitions-post`,
    },
  ],
};
