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
import { deleteTicket } from '../operations/delete-ticket.operation.js';
import { getTicket } from '../operations/get-ticket.operation.js';

/** Asks for the number of a ticket, shows what it is about, and deletes it once that is confirmed. */
export const deleteTicketDialog = defineDialogTemplate({
  name: 'delete-ticket',
  title: 'Delete a ticket',
  description: 'Asks for the number of a ticket, shows what it is about and deletes it once that is confirmed.',
  version: 1,
  operations: [getTicket, deleteTicket],
  nodes: [
    {
      id: 'start',
      type: 'intent',
      title: 'Delete a ticket',
      utterances: ['delete a ticket', 'delete ticket', 'remove a ticket', 'erase a ticket'],
      transitions: [{ to: 'ask-id' }],
    },
    asks({
      id: 'ask-id',
      title: 'Ticket number',
      entity: { name: 'ticketId', kind: 'number', requirement: 'mandatory', min: 1 },
      prompt: 'What is the number of the ticket to delete?',
      again: 'I need a number, such as 42. Which ticket is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the ticket',
      operation: 'freshdesk.get-ticket',
      input: { id: { from: 'entity', name: 'ticketId' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'ask-sure' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({ prompt: 'Shall I delete ticket {{ results.get.id }}: {{ results.get.subject }}?', to: 'delete' }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the ticket',
      operation: 'freshdesk.delete-ticket',
      input: { id: { from: 'result', node: 'get', pointer: '/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'deleted',
      title: 'Deleted',
      text: 'Done: ticket {{ results.get.id }} is deleted. It can be restored from the trash for a while.',
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no ticket {{ entities.ticketId }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({
      refused: 'Freshdesk does not let you delete this ticket.',
      failed: 'I could not delete the ticket.',
    }),
    ...gaveUp('Let us stop here; nothing was deleted.'),
  ],
});
