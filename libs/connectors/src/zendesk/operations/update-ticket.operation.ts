import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { ticketFields, ticketGuide, TicketId, ticketLink, TicketLink, TicketRecord, WrittenTicket } from './ticket.js';

/** Changes the given fields of a ticket, and no others: PUT /api/v2/tickets/{id}. */
export const updateTicket = defineOperation({
  connector: 'zendesk',
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
  output: TicketLink,
  scopes: ['write'],
  example: { id: '101', status: 'solved' },
  documentation: `${ticketGuide}#update-ticket`,

  async run(context, { id, ...ticket }) {
    await context.http.put('/api/v2/tickets/{id}', { path: { id }, json: { ticket }, answer: WrittenTicket });
    return ticketLink(context, id);
  },

  async reconcile(context, { id, ...changes }) {
    const { data } = await context.http.get('/api/v2/tickets/{id}', {
      path: { id },
      answer: Type.Object({ ticket: TicketRecord }),
    });
    const found = data.ticket as Readonly<Record<string, unknown>>;
    const isDone = Object.entries(changes).every(([name, value]) => found[name] === value);
    return isDone ? ticketLink(context, id) : undefined;
  },
});
