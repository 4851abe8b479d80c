import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Ticket, ticketGuide, TicketRecord, toTicket } from './ticket.js';

/** Reads up to 100 tickets at once: GET /api/v2/tickets/show_many. */
export const getTickets = defineOperation({
  connector: 'zendesk',
  name: 'get-tickets',
  title: 'View tickets',
  description: 'Reads one ticket or several by their numbers.',
  effect: 'read',
  input: Type.Object(
    {
      ids: Type.String({
        title: 'Ticket ids',
        description: 'Numbers of up to 100 tickets, with commas or spaces between them: 35436, 35437.',
        pattern: '^\\s*#?[1-9][0-9]{0,17}(?:[\\s,;]+#?[1-9][0-9]{0,17}){0,99}\\s*$',
        maxLength: 2000,
      }),
    },
    { title: 'Tickets', description: 'The tickets to read.', additionalProperties: false },
  ),
  output: Type.Object({
    tickets: Type.Array(Ticket, { title: 'Tickets', description: 'The tickets that exist.' }),
    missing: Type.Array(Type.String(), {
      title: 'Missing',
      description: 'Numbers for which there is no ticket, or none that the account can see.',
    }),
  }),
  scopes: ['read'],
  example: { ids: '101, 102' },
  documentation: `${ticketGuide}#show-multiple-tickets`,

  async run(context, { ids }) {
    const wanted = [...new Set(ids.match(/\d+/g))];
    const { data } = await context.http.get('/api/v2/tickets/show_many', {
      query: { ids: wanted.join(',') },
      answer: Type.Object({ tickets: Type.Array(TicketRecord) }),
    });
    const tickets = data.tickets.map((record) => toTicket(context, record));
    return { tickets, missing: wanted.filter((id) => !tickets.some((ticket) => ticket.id === id)) };
  },
});
