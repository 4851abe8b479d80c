import { asks, defineDialogTemplate, failureEndings, gaveUp, notFound, refusedOrFailed, says } from '#connectors';
import { addComment } from '../operations/add-comment.operation.js';

/** Asks for a ticket, a comment and who may read it, and adds the comment. */
export const addCommentDialog = defineDialogTemplate({
  name: 'add-comment',
  title: 'Comment on a ticket',
  description: 'Asks for the number of a ticket, a comment and who may read it, and adds the comment.',
  version: 1,
  operations: [addComment],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Comment on a ticket',
      utterances: ['comment on a ticket', 'add a comment to a ticket', 'answer a ticket', 'add a note to a ticket'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Ticket id',
      entity: { name: 'ticketId', kind: 'text', requirement: 'mandatory', maxLength: 18 },
      prompt: 'What is the number of the ticket?',
      again: 'I need the number of a ticket, such as 35436. What is it?',
      to: 'ask-body',
    }),
    asks({
      id: 'ask-body',
      title: 'Comment',
      entity: { name: 'body', kind: 'text', requirement: 'mandatory', maxLength: 5000 },
      prompt: 'What shall I write?',
      again: 'I need a comment of at most 5,000 characters. What shall I write?',
      to: 'ask-visibility',
    }),
    asks({
      id: 'ask-visibility',
      title: 'Who may read it',
      entity: {
        name: 'visibility',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'public', title: 'Everybody on the ticket', synonyms: ['everybody', 'everyone', 'public'] },
          { value: 'internal', title: 'Agents only', synonyms: ['agents', 'internal', 'private'] },
        ],
      },
      prompt: 'Who may read it?',
      again: 'Please choose: everybody on the ticket, or agents only.',
      to: 'comment',
    }),
    {
      id: 'comment',
      type: 'service',
      title: 'Add the comment',
      operation: 'zendesk.add-comment',
      input: {
        id: { from: 'entity', name: 'ticketId' },
        body: { from: 'entity', name: 'body' },
        visibility: { from: 'entity', name: 'visibility' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'commented' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'commented',
      title: 'Commented',
      text: 'Done: your comment is on ticket {{ results.comment.id }}. {{ results.comment.url }}',
      card: { title: 'Ticket {{ results.comment.id }}', label: 'View ticket', url: '{{ results.comment.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no ticket with the number {{ entities.ticketId }}, so nothing was written.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'Zendesk did not take the comment.', failed: 'I could not add the comment.' }),
    ...gaveUp('Let us stop here; nothing was written.'),
  ],
});
