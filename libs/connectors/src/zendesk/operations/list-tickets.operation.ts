import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { following, pageFields, readCursor, TicketPage } from './pages.js';
import { ticketGuide, TicketRecord, toTicket } from './ticket.js';

const Page = Type.Object({
  tickets: Type.Array(TicketRecord),
  meta: Type.Object({
    has_more: Type.Boolean(),
    after_cursor: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  }),
});

/** Lists tickets, newest first, page by page to the end: GET /api/v2/tickets with Zendesk's cursors. */
export const listTickets = defineOperation({
  connector: 'zendesk',
  name: 'list-tickets',
  title: 'List tickets',
  description: 'Lists tickets, the newest first, a page at a time; archived ones are not among them.',
  effect: 'read',
  input: Type.Object(pageFields, { title: 'Page', description: 'Which page to list.', additionalProperties: false }),
  output: TicketPage,
  scopes: ['read'],
  example: { limit: 10 },
  documentation: `${ticketGuide}#list-tickets`,

  async run(context, { limit = 10, cursor }) {
    const after = cursor === undefined ? undefined : readCursor('list', cursor);
    const { data } = await context.http.get('/api/v2/tickets', {
      query: { 'page[size]': limit, 'page[after]': after, sort: '-id' },
      answer: Page,
    });
    const next = data.meta.has_more ? (data.meta.after_cursor ?? undefined) : undefined;
    return { tickets: data.tickets.map((record) => toTicket(context, record)), ...following('list', next) };
  },
});
