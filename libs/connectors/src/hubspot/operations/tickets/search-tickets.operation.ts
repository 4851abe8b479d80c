import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { pageOf, searchFields, searchGuide, searchRecords } from '../pages.js';
import { Ticket, ticketProperties, toTicket } from './ticket.js';

/** Searches tickets by keyword, newest first: POST /crm/v3/objects/tickets/search. */
export const searchTickets = defineOperation({
  connector: 'hubspot',
  name: 'search-tickets',
  title: 'Search tickets',
  description: 'Finds tickets that hold a keyword, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(searchFields, {
    title: 'Search',
    description: 'What to look for.',
    additionalProperties: false,
  }),
  output: pageOf('tickets', Ticket),
  scopes: ['tickets'],
  example: { keyword: 'printer', limit: 10 },
  documentation: searchGuide,

  async run(context, input) {
    const { records, ...page } = await searchRecords(context, 'tickets', ticketProperties, input);
    return { tickets: records.map((record) => toTicket(context, record)), ...page };
  },
});
