import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { commentOnCase } from '../operations/cases/comment-on-case.operation.js';
import { getCase } from '../operations/cases/get-case.operation.js';

/** Asks for the number of a case, shows what it is about, and adds a comment to it. */
export const commentOnCaseDialog = defineDialogTemplate({
  name: 'comment-on-case',
  title: 'Comment on a case',
  description: 'Asks for the number of a case, shows what it is about and adds a comment to it.',
  version: 1,
  operations: [getCase, commentOnCase],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Comment on a case',
      utterances: ['comment on a case', 'add a comment to a case', 'add something to my case', 'reply to a case'],
      transitions: [{ to: 'ask-number' }],
    },
    asks({
      id: 'ask-number',
      title: 'Case number',
      entity: { name: 'caseNumber', kind: 'text', requirement: 'mandatory', maxLength: 30 },
      prompt: 'What is the number of the case?',
      again: 'I need the number of a case, such as 00001026. Which one is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the case',
      operation: 'salesforce.get-case',
      input: { number: { from: 'entity', name: 'caseNumber' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-comment' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    asks({
      id: 'ask-comment',
      title: 'Comment',
      entity: { name: 'comment', kind: 'text', requirement: 'mandatory', maxLength: 4_000 },
      prompt:
        'What shall I add to {% if results.get.subject %}"{{ results.get.subject }}"{% else %}the case{% endif %}?',
      again: 'I need a comment of at most 4,000 characters. What shall I add?',
      to: 'comment',
    }),
    {
      id: 'comment',
      type: 'service',
      title: 'Add the comment',
      operation: 'salesforce.comment-on-case',
      input: {
        caseId: { from: 'result', node: 'get', pointer: '/id' },
        comment: { from: 'entity', name: 'comment' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'added' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'added',
      title: 'Added',
      text: 'Done: your comment is added to case {{ entities.caseNumber }}. {{ results.comment.url }}',
      card: {
        title: 'Case {{ entities.caseNumber }}',
        body: '{{ results.get.subject }}',
        label: 'View case',
        url: '{{ results.comment.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no case {{ entities.caseNumber }}, so nothing was added.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'Salesforce did not take the comment.', failed: 'I could not add the comment.' }),
    ...gaveUp('Let us stop here; nothing was added. Say "comment on a case" to begin again.'),
  ],
});
