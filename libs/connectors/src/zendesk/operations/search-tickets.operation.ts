import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { following, pageFields, readCursor, TicketPage } from './pages.js';
import { TicketRecord, toTicket } from './ticket.js';

/** Zendesk answers no more of a search; whoever asks for what comes after is refused. */
const mostResults = 1_000;

const Results = Type.Object({
  results: Type.Array(TicketRecord),
  next_page: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Searches tickets by keywords, newest first: GET /api/v2/search. */
export const searchTickets = defineOperation({
  connector: 'zendesk',
  name: 'search-tickets',
  title: 'Search tickets',
  description: 'Finds tickets that hold all the given words, the newest first, a page at a time.',
  effect: 'read',
  input: Type.Object(
    {
      keyword: Type.String({
        title: 'Keywords',
        description: 'Words to look for in subjects, descriptions and comments.',
        minLength: 1,
        maxLength: 500,
        pattern: '[\\p{L}\\p{N}]',
      }),
      ...pageFields,
    },
    { title: 'Search', description: 'What to look for.', additionalProperties: false },
  ),
  output: TicketPage,
  scopes: ['read'],
  example: { keyword: 'printer', limit: 10 },
  documentation: 'https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#list-search-results',

  async run(context, { keyword, limit = 10, cursor }) {
    const page = cursor === undefined ? 1 : Number(readCursor('search', cursor));
    const { data } = await context.http.get('/api/v2/search', {
      query: { query: ticketQuery(keyword), sort_by: 'created_at', sort_order: 'desc', per_page: limit, page },
      answer: Results,
    });
    const hasNext = typeof data.next_page === 'string' && (page + 1) * limit <= mostResults;
    const next = hasNext ? String(page + 1) : undefined;
    return { tickets: data.results.map((record) => toTicket(context, record)), ...following('search', next) };
  },
});

/**
 * Makes a query in which every word means itself: each is quoted, so that neither operators nor property filters come
 * of it, and what would end the quotation or stand for other letters is left out.
 */
export function ticketQuery(keyword: string): string {
  const words = keyword.split(/[\s"\\*\p{C}\u201c\u201d\u201e]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return ['type:ticket', ...words.map((word) => `"${word}"`)].join(' ');
}
