import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { ticketGuide, TicketId } from './ticket.js';

/** Deletes a ticket: DELETE /api/v2/tickets/{id}; one that does not exist is `record-not-found`. */
export const deleteTicket = defineOperation({
  connector: 'zendesk',
  name: 'delete-ticket',
  title: 'Delete a ticket',
  description: 'Moves a ticket to the deleted ones, from where it can be restored for 30 days.',
  effect: 'write',
  input: Type.Object(
    { id: TicketId },
    { title: 'Ticket', description: 'The ticket to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.String({ title: 'Id', description: 'Number of the ticket that was deleted.' }) }),
  scopes: ['write'],
  example: { id: '101' },
  documentation: `${ticketGuide}#delete-ticket`,

  async run({ http }, { id }) {
    await http.delete('/api/v2/tickets/{id}', { path: { id } });
    return { id };
  },

  async reconcile({ http }, { id }) {
    try {
      await http.get('/api/v2/tickets/{id}', { path: { id } });
      return undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
