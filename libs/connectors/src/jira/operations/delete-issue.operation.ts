import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { restApi, restGuide } from '../rest-api.js';
import { IssueKey } from './issue.js';

/** Deletes an issue for good: DELETE issue/{issueIdOrKey}; one that does not exist is `record-not-found`. */
export const deleteIssue = defineOperation({
  connector: 'jira',
  name: 'delete-issue',
  title: 'Delete an issue',
  description: 'Deletes an issue for good; Jira refuses that for one with subtasks, unless they shall go too.',
  effect: 'write',
  input: Type.Object(
    {
      key: IssueKey,
      withSubtasks: Type.Optional(
        Type.Boolean({ title: 'With subtasks', description: 'Whether its subtasks are deleted too; no by default.' }),
      ),
    },
    { title: 'Issue', description: 'The issue to delete.', additionalProperties: false },
  ),
  output: Type.Object({ key: Type.String({ title: 'Key', description: 'Key of the issue that was deleted.' }) }),
  scopes: ['read:jira-work', 'write:jira-work'],
  example: { key: 'DEMO-1' },
  documentation: `${restGuide}/api-group-issues/#api-rest-api-3-issue-issueidorkey-delete`,

  async run(context, { key, withSubtasks }) {
    await restApi(context).delete('/issue/{key}', { path: { key }, query: { deleteSubtasks: withSubtasks } });
    return { key };
  },

  async reconcile(context, { key }) {
    try {
      await restApi(context).get('/issue/{key}', { path: { key }, query: { fields: 'summary' } });
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { key };
      throw error;
    }
  },
});
