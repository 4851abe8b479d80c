import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Ticket, TicketId, TicketRecord, toLiveTicket } from './ticket.js';
import { apiReference, freshdeskApi } from './tickets-api.js';

/** Reads one ticket and who asked: GET tickets/{id}. */
export const getTicket = defineOperation({
  connector: 'freshdesk',
  name: 'get-ticket',
  title: 'Get a ticket',
  description: 'Reads one ticket by its number.',
  effect: 'read',
  input: Type.Object(
    { id: TicketId },
    { title: 'Ticket', description: 'The ticket to read.', additionalProperties: false },
  ),
  output: Ticket,
  scopes: [],
  example: { id: 1 },
  documentation: `${apiReference}#view_a_ticket`,

  async run({ http, baseUrl }, { id }) {
    const { data } = await http.get(`${freshdeskApi}/tickets/{id}`, {
      path: { id },
      query: { include: 'requester' },
      answer: TicketRecord,
    });
    return toLiveTicket(baseUrl, data);
  },
});
