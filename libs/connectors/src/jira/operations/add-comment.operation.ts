import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { issueUrl, restApi, restGuide } from '../rest-api.js';
import { toAdf } from './adf.js';
import { IssueKey } from './issue.js';

const Created = Type.Object({ id: Type.String() });

/** Adds a comment to an issue: POST issue/{issueIdOrKey}/comment. */
export const addComment = defineOperation({
  connector: 'jira',
  name: 'add-comment',
  title: 'Add a comment',
  description: 'Adds a comment to an issue.',
  effect: 'write',
  input: Type.Object(
    {
      key: IssueKey,
      comment: Type.String({
        title: 'Comment',
        description: 'Plain text; an empty line begins a paragraph.',
        minLength: 1,
        maxLength: 32_000,
        pattern: '\\S',
      }),
    },
    { title: 'Comment', description: 'The issue and what to say.', additionalProperties: false },
  ),
  output: Type.Object({
    id: Type.String({ title: 'Id', description: 'Id of the comment.' }),
    key: Type.String({ title: 'Key', description: 'Key of the issue.' }),
    url: Type.String({ title: 'Link', description: 'Opens the comment in Jira.', format: 'uri' }),
  }),
  scopes: ['write:jira-work'],
  example: { key: 'DEMO-1', comment: 'The chairs have arrived.' },
  documentation: `${restGuide}/api-group-issue-comments/#api-rest-api-3-issue-issueidorkey-comment-post`,

  async run(context, { key, comment }) {
    const { data } = await restApi(context).post('/issue/{key}/comment', {
      path: { key },
      json: { body: toAdf(comment) },
      answer: Created,
    });
    return { id: data.id, key, url: `${issueUrl(context, key)}?focusedCommentId=${encodeURIComponent(data.id)}` };
  },
});
