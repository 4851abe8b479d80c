import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Ticket } from './ticket.js';
import { listPage } from './ticket-lists.js';
import { apiReference, pageInput, pageOutput } from './tickets-api.js';

/** Lists tickets, the newest first: GET tickets. */
export const listTickets = defineOperation({
  connector: 'freshdesk',
  name: 'list-tickets',
  title: 'List tickets',
  description: 'Lists tickets, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(pageInput, { title: 'Page', description: 'Which page to list.', additionalProperties: false }),
  output: Type.Object({
    tickets: Type.Array(Ticket, { title: 'Tickets', description: 'The tickets of this page.' }),
    ...pageOutput,
  }),
  scopes: [],
  example: { limit: 10 },
  documentation: `${apiReference}#list_all_tickets`,

  run: (context, page) => listPage(context, page),
});
