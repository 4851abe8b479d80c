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
import { getTickets } from '../operations/get-tickets.operation.js';

/** Asks for the number of a ticket, shows which it is, and deletes it once that is confirmed. */
export const deleteTicketDialog = defineDialogTemplate({
  name: 'delete-ticket',
  title: 'Delete a ticket',
  description: 'Asks for the number of a ticket, shows which it is and deletes it once that is confirmed.',
  version: 1,
  operations: [getTickets, deleteTicket],
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
      title: 'Ticket id',
      entity: { name: 'ticketId', kind: 'text', requirement: 'mandatory', maxLength: 18 },
      prompt: 'What is the number of the ticket to delete?',
      again: 'I need the number of a ticket, such as 35436. What is it?',
      to: 'get',
    }),
    {
      id: 'get',
      type: 'service',
      title: 'Get the ticket',
      operation: 'zendesk.get-tickets',
      input: { ids: { from: 'entity', name: 'ticketId' } },
      timeoutMs: 20_000,
      transitions: [
        { when: { left: { from: 'result', node: 'get', pointer: '/tickets' }, operator: 'is-empty' }, to: 'not-found' },
        { to: 'ask-sure' },
      ],
      onFailure: [notFound, ...refusedOrFailed],
    },
    confirms({
      prompt: 'Shall I delete ticket {{ results.get.tickets[0].id }}, {{ results.get.tickets[0].subject }}?',
      to: 'delete',
    }),
    {
      id: 'delete',
      type: 'service',
      title: 'Delete the ticket',
      operation: 'zendesk.delete-ticket',
      input: { id: { from: 'result', node: 'get', pointer: '/tickets/0/id' } },
      timeoutMs: 20_000,
      transitions: [{ to: 'deleted' }],
      onFailure: [notFound, ...refusedOrFailed],
    },
    says({
      id: 'deleted',
      title: 'Deleted',
      text: 'Done: ticket {{ results.delete.id }} is deleted. For 30 days an administrator can restore it.',
      to: 'end',
    }),
    says({
      id: 'not-found',
      title: 'Not found',
      text: 'I found no ticket with the number {{ entities.ticketId }}, so nothing was deleted.',
      to: 'end',
    }),
    says({ id: 'kept', title: 'Kept', text: 'All right, nothing was deleted.', to: 'stopped' }),
    ...failureEndings({ refused: 'Zendesk does not let you delete this ticket.', failed: 'I could not delete it.' }),
    ...gaveUp('Let us stop here; nothing was deleted.'),
  ],
});
