import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { addComment } from '../operations/add-comment.operation.js';

/** Asks for the key of an issue and a comment, and adds it. */
export const commentDialog = defineDialogTemplate({
  name: 'add-comment',
  title: 'Comment on an issue',
  description: 'Asks for the key of an issue and what to say, adds the comment and answers with a link to it.',
  version: 1,
  operations: [addComment],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Comment on an issue',
      utterances: ['comment on an issue', 'add a comment to an issue', 'add a comment', 'write a comment'],
      transitions: [{ to: 'ask-key' }],
    },
    asks({
      id: 'ask-key',
      title: 'Issue key',
      entity: { name: 'issueKey', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the key of the issue? It looks like DEMO-1.',
      again: 'A key is a project, a hyphen and a number, such as DEMO-1. What is it?',
      to: 'ask-comment',
    }),
    asks({
      id: 'ask-comment',
      title: 'Comment',
      entity: { name: 'comment', kind: 'text', requirement: 'mandatory', maxLength: 10_000 },
      prompt: 'What shall the comment say?',
      again: 'A comment has at most 10,000 characters. What shall it say?',
      to: 'comment',
    }),
    {
      id: 'comment',
      type: 'service',
      title: 'Add the comment',
      operation: 'jira.add-comment',
      input: { key: { from: 'entity', name: 'issueKey' }, comment: { from: 'entity', name: 'comment' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'commented' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'commented',
      title: 'Commented',
      text: 'Done: the comment stands under {{ results.comment.key }}. {{ results.comment.url }}',
      card: { title: '{{ results.comment.key }}', label: 'View comment', url: '{{ results.comment.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no issue with the key {{ entities.issueKey }}, so nothing was added.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'Jira did not take the comment.', failed: 'I could not add the comment.' }),
    ...gaveUp('Let us stop here; nothing was added. Say "comment on an issue" to begin again.'),
  ],
});
