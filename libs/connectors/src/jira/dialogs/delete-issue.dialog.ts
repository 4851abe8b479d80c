import {
  asks,
  confirms,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { deleteIssue } from '../operations/delete-issue.operation.js';
import { getIssue } from '../operations/get-issue.operation.js';

/** Asks for the key of an issue, shows it, and deletes it once that is confirmed. */
export const deleteIssueDialog = defineDialogTemplate({
  name: 'delete-issue',
  title: 'Delete an issue',
  description: 'Asks for the key of an issue, shows what it is about and deletes it once that is confirmed.',
  version: 1,
  operations: [getIssue, deleteIssue],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete an issue',
      utterances: ['delete an issue', 'delete issue', 'remove an issue', 'erase an issue'],
      transitions: [{ to: 'ask-key' }],
    },
    asks({
      id: 'ask-key',
      title: 'Issue key',
      entity: { name: 'issueKey', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the key of the issue to delete? It looks like DEMO-1.',
      again: 'A key is a project, a hyphen and a number, such as DEMO-1. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the issue',
      operation: 'jira.get-issue',
      input: { key: { from: 'entity', name: 'issueKey' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({
      prompt: 'Shall I delete {{ results.get.key }}, "{{ results.get.summary }}", for good?',
      to: 'delete',
    }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the issue',
      operation: 'jira.delete-issue',
      input: { key: { from: 'result', node: 'get', pointer: '/key' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({ id: 'deleted', title: 'Deleted', text: 'Done: {{ results.get.key }} is deleted.', to: 'end' }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no issue with the key {{ entities.issueKey }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({ refused: 'Jira does not let you delete this issue.', failed: 'I could not delete the issue.' }),
    ...gaveUp('Let us stop here; nothing was deleted. Say "delete an issue" to begin again.'),
  ],
});
