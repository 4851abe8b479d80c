import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { priorities, statuses, Ticket, ticketFields, TicketId, TicketRecord, toRecord, toTicket } from './ticket.js';
import { apiReference, freshdeskApi } from './tickets-api.js';

/** Changes the given fields of a ticket, and no others: PUT tickets/{id}. */
export const updateTicket = defineOperation({
  connector: 'freshdesk',
  name: 'update-ticket',
  title: 'Update a ticket',
  description: 'Changes the given fields of a ticket, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: TicketId, ...Type.Partial(Type.Object(ticketFields)).properties },
    {
      title: 'Changes',
      description: 'The ticket, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: Ticket,
  scopes: [],
  example: { id: 1, status: 'pending' },
  documentation: `${apiReference}#update_ticket`,

  async run({ http, baseUrl }, { id, ...changes }) {
    const { data } = await http.put(`${freshdeskApi}/tickets/{id}`, {
      path: { id },
      json: toRecord(changes),
      answer: TicketRecord,
    });
    return toTicket(baseUrl, data);
  },

  async reconcile({ http, baseUrl }, { id, subject, description, priority, status }) {
    // A description is stored as the markup that the vendor makes of it, which cannot be compared.
    if (description !== undefined) return undefined;
    const { data } = await http.get(`${freshdeskApi}/tickets/{id}`, { path: { id }, answer: TicketRecord });
    const isSo =
      (subject === undefined || data.subject === subject.trim()) &&
      (priority === undefined || data.priority === priorities[priority]) &&
      (status === undefined || data.status === statuses[status]);
    return isSo ? toTicket(baseUrl, data) : undefined;
  },
});
