import {
  asks,
  asksIfChosen,
  defineDialogTemplate,
  failureEndings,
  gaveUp,
  notFound,
  refusedOrFailed,
  says,
} from '#connectors';
import { updateTicket } from '../operations/update-ticket.operation.js';
import { priorities, statuses } from '../ticket-choices.js';

/** Asks which fields of a ticket to change, then for those only, and changes nothing else. */
export const updateTicketDialog = defineDialogTemplate({
  name: 'update-ticket',
  title: 'Update a ticket',
  description: 'Asks which fields of a ticket to change, then for those only, and changes nothing else.',
  version: 1,
  operations: [updateTicket],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Update a ticket',
      utterances: ['update a ticket', 'change a ticket', 'edit a ticket', 'update ticket', 'solve a ticket'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Ticket id',
      entity: { name: 'ticketId', kind: 'text', requirement: 'mandatory', maxLength: 18 },
      prompt: 'What is the number of the ticket?',
      again: 'I need the number of a ticket, such as 35436. What is it?',
      to: 'ask-fields',
    }),
    asks({
      id: 'ask-fields',
      title: 'Fields to change',
      entity: {
        name: 'fields',
        kind: 'choice',
        requirement: 'mandatory',
        multiple: true,
        choices: [
          { value: 'subject', title: 'Subject' },
          { value: 'status', title: 'Status' },
          { value: 'priority', title: 'Priority' },
        ],
      },
      prompt: 'What shall I change? You can name several.',
      again: 'Please choose from these: subject, status, priority.',
      to: 'with-subject',
    }),
    ...asksIfChosen({
      title: 'Subject',
      entity: { name: 'subject', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      prompt: 'What is the new subject?',
      again: 'I need a subject of at most 255 characters. What is it?',
      to: 'with-status',
    }),
    ...asksIfChosen({
      title: 'Status',
      entity: { name: 'status', kind: 'choice', requirement: 'mandatory', choices: statuses },
      prompt: 'What is the new status?',
      again: 'Please choose one of these.',
      to: 'with-priority',
    }),
    ...asksIfChosen({
      title: 'Priority',
      entity: { name: 'priority', kind: 'choice', requirement: 'mandatory', choices: priorities },
      prompt: 'What is the new priority?',
      again: 'Please choose one of these.',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the ticket',
      operation: 'zendesk.update-ticket',
      input: {
        id: { from: 'entity', name: 'ticketId' },
        subject: { from: 'entity', name: 'subject' },
        status: { from: 'entity', name: 'status' },
        priority: { from: 'entity', name: 'priority' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: ticket {{ results.update.id }} is updated. {{ results.update.url }}',
      card: { title: 'Ticket {{ results.update.id }}', label: 'View ticket', url: '{{ results.update.url }}' },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no ticket with the number {{ entities.ticketId }}, so nothing was changed.',
      to: 'end',
    }),
    ...failureEndings({ refused: 'Zendesk did not take the change.', failed: 'I could not update the ticket.' }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update a ticket" to begin again.'),
  ],
});
