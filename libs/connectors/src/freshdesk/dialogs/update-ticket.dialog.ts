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
      utterances: ['update a ticket', 'change a ticket', 'edit a ticket', 'change the status of a ticket'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Ticket number',
      entity: { name: 'ticketId', kind: 'number', requirement: 'mandatory', min: 1 },
      prompt: 'What is the number of the ticket?',
      again: 'I need a number, such as 42. Which ticket is it?',
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
          { value: 'subject', title: 'Subject', synonyms: ['title'] },
          { value: 'priority', title: 'Priority', synonyms: ['urgency'] },
          { value: 'status', title: 'Status', synonyms: ['state'] },
        ],
      },
      prompt: 'What shall I change? You can name several.',
      again: 'Please choose from these: subject, priority, status.',
      to: 'with-subject',
    }),
    ...asksIfChosen({
      entity: { name: 'subject', kind: 'text', requirement: 'mandatory', maxLength: 255 },
      title: 'Subject',
      prompt: 'What is the new subject?',
      again: 'A subject has at most 255 characters. What is it?',
      to: 'with-priority',
    }),
    ...asksIfChosen({
      entity: {
        name: 'priority',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'low', title: 'Low', synonyms: ['not urgent'] },
          { value: 'medium', title: 'Medium', synonyms: ['normal'] },
          { value: 'high', title: 'High' },
          { value: 'urgent', title: 'Urgent', synonyms: ['very urgent'] },
        ],
      },
      title: 'Priority',
      prompt: 'How urgent is it now?',
      again: 'Please choose low, medium, high or urgent.',
      to: 'with-status',
    }),
    ...asksIfChosen({
      entity: {
        name: 'status',
        kind: 'choice',
        requirement: 'mandatory',
        choices: [
          { value: 'open', title: 'Open' },
          { value: 'pending', title: 'Pending', synonyms: ['waiting'] },
          { value: 'resolved', title: 'Resolved', synonyms: ['solved', 'fixed'] },
          { value: 'closed', title: 'Closed', synonyms: ['done'] },
        ],
      },
      title: 'Status',
      prompt: 'What is the new status?',
      again: 'Please choose open, pending, resolved or closed.',
      to: 'update',
    }),
    {
      id: 'update',
      type: 'service',
      title: 'Update the ticket',
      operation: 'freshdesk.update-ticket',
      input: {
        id: { from: 'entity', name: 'ticketId' },
        subject: { from: 'entity', name: 'subject' },
        priority: { from: 'entity', name: 'priority' },
        status: { from: 'entity', name: 'status' },
      },
      timeoutMs: 20_000,
      transitions: [{ to: 'updated' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'updated',
      title: 'Updated',
      text: 'Done: ticket {{ results.update.id }} is updated. {{ results.update.url }}',
      card: {
        title: 'Ticket {{ results.update.id }}',
        body: '{{ results.update.subject }}',
        label: 'View ticket',
        url: '{{ results.update.url }}',
      },
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no ticket {{ entities.ticketId }}, so nothing was changed.',
      to: 'end',
    }),
    ...failureEndings({
      refused: 'Freshdesk did not take the change.',
      failed: 'I could not update the ticket.',
    }),
    ...gaveUp('Let us stop here; nothing was changed. Say "update a ticket" to begin again.'),
  ],
});
