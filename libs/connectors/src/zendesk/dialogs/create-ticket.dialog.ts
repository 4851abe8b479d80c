import { asks, defineDialogTemplate, failureEndings, gaveUp, refusedOrFailed, says } from '#connectors';
import { createTicket } from '../operations/create-ticket.operation.js';
import { priorities } from '../ticket-choices.js';

/** Asks for a subject, a description and a priority, and creates a ticket. */
export const createTicketDialog = defineDialogTemplate({
  name: 'create-ticket',
  title: 'Create a ticket',
  description: 'Asks for a subject, a description and a priority, creates the ticket and answers with a link to it.',
  version: 1,
  operations: [createTicket],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Create a ticket',
      utterances: ['create a ticket', 'open a ticket', 'new ticket', 'I have a problem', 'report a problem'],
      transitions: [{ to: 'ask-subject' }],
    },
    asks({
      id: 'ask-subject',
      title: 'Subject',
      entity: { name: 'subject', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is it about, in a few words?',
      again: 'I need a subject of at most 255 characters. What is it about?',
      to: 'ask-description',
    }),
    asks({
      id: 'ask-description',
      title: 'Description',
      entity: { name: 'description', kind: 'text', requirement: 'mandatory', maxLength: 5000 },
      prompt: 'What happened?',
      again: 'I need a description of at most 5,000 characters. What happened?',
      to: 'ask-priority',
    }),
    asks({
      id: 'ask-priority',
      title: 'Priority',
      entity: { name: 'priority', kind: 'choice', requirement: 'mandatory', choices: priorities },
      prompt: 'How urgent is it?',
      again: 'Please choose one of these priorities.',
      to: 'create',
    }),
    {
      id: 'create',
      type: 'service',
      title: 'Create the ticket',
      operation: 'zendesk.create-ticket',
      input: {
        subject: { from: 'entity', name: 'subject' },
        description: { from: 'entity', name: 'description' },
        priority: { from: 'entity', name: 'priority' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'created' }],
      onFailure: refusedOrFailed,
    },
    says({
      id: 'created',
      title: 'Created',
      text: 'Done: ticket {{ results.create.id }} is open. {{ results.create.url }}',
      card: {
        title: 'Ticket {{ results.create.id }}',
        body: '{{ entities.subject }}',
        label: 'View ticket',
        url: '{{ results.create.url }}',
      },
      to: 'end',
    }),
    ...failureEndings({ refused: 'Zendesk did not take the ticket.', failed: 'I could not create the ticket.' }),
    ...gaveUp('Let us stop here; no ticket was created. Say "create a ticket" to begin again.'),
  ],
});
