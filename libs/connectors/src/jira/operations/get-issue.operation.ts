import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { restApi, restGuide } from '../rest-api.js';
import { Issue, IssueKey, IssueRecord, readFields, toIssue } from './issue.js';

/** Reads one issue: GET issue/{issueIdOrKey}. */
export const getIssue = defineOperation({
  connector: 'jira',
  name: 'get-issue',
  title: 'Get an issue',
  description: 'Reads one issue by its key.',
  effect: 'read',
  input: Type.Object(
    { key: IssueKey },
    { title: 'Issue', description: 'The issue to read.', additionalProperties: false },
  ),
  output: Issue,
  scopes: ['read:jira-work'],
  example: { key: 'DEMO-1' },
  documentation: `${restGuide}/api-group-issues/#api-rest-api-3-issue-issueidorkey-get`,

  async run(context, { key }) {
    const { data } = await restApi(context).get('/issue/{key}', {
      path: { key },
      query: { fields: readFields.join(',') },
      answer: IssueRecord,
    });
    return toIssue(context, data);
  },
});
