import { defineOperation, RecordNotFoundError } from '#connectors';
import { Type } from 'typebox';
import { TicketId, TicketRecord } from './ticket.js';
import { apiReference, freshdeskApi } from './tickets-api.js';

/** Deletes a ticket: DELETE tickets/{id}; one that does not exist, or was deleted, is `record-not-found`. */
export const deleteTicket = defineOperation({
  connector: 'freshdesk',
  name: 'delete-ticket',
  title: 'Delete a ticket',
  description: "Moves a ticket to Freshdesk's trash, from where it can be restored.",
  effect: 'write',
  input: Type.Object(
    { id: TicketId },
    { title: 'Ticket', description: 'The ticket to delete.', additionalProperties: false },
  ),
  output: Type.Object({ id: Type.Integer({ title: 'Id', description: 'Number of the ticket that was deleted.' }) }),
  scopes: [],
  example: { id: 1 },
  documentation: `${apiReference}#delete_a_ticket`,

  async run({ http }, { id }) {
    await http.delete(`${freshdeskApi}/tickets/{id}`, { path: { id } });
    return { id };
  },

  async reconcile({ http }, { id }) {
    try {
      const { data } = await http.get(`${freshdeskApi}/tickets/{id}`, { path: { id }, answer: TicketRecord });
      return data.deleted === true ? { id } : undefined;
    } catch (error) {
      if (error instanceof RecordNotFoundError) return { id };
      throw error;
    }
  },
});
