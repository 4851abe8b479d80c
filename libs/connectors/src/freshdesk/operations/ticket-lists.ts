import { VendorRejectedInputError, type OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { priorities, statuses, TicketRecord, toTicket, type Ticket } from './ticket.js';
import { freshdeskApi, makeCursor, readCursor, type Page } from './tickets-api.js';

/** Without it, tickets that were made more than 30 days ago are left out; Freshdesk is not older than this. */
const everything = '2010-01-01T00:00:00Z';

/** The vendor answers so many pages of a list, and so many of a search with so many tickets each. */
const [longestList, longestSearch, searchPage] = [300, 10, 30];

const Tickets = Type.Array(TicketRecord);
const Found = Type.Object({ total: Type.Integer(), results: Tickets });

/** A page of tickets. */
export interface TicketPage {
  tickets: Static<typeof Ticket>[];
  hasMore: boolean;
  nextCursor?: string;
}

/** A page of the tickets of one requester; none where the vendor knows nobody of that e-mail address, which it refuses. */
export async function requesterPage(context: OperationContext, page: Page, email: string): Promise<TicketPage> {
  try {
    return await listPage(context, page, email);
  } catch (error) {
    if (error instanceof VendorRejectedInputError && error.fields.includes('email')) {
      return { tickets: [], hasMore: false };
    }
    throw error;
  }
}

/** A page of all tickets, or of those of one requester; its cursor is the page's number and size. */
export async function listPage(
  { http, baseUrl }: OperationContext,
  { limit = 10, cursor }: Page,
  email?: string,
): Promise<TicketPage> {
  const [page, perPage] = cursor === undefined ? [1, limit] : readCursor(cursor, [longestList, 100]);
  const { data, headers } = await http.get(`${freshdeskApi}/tickets`, {
    query: { email, updated_since: everything, order_by: 'created_at', order_type: 'desc', per_page: perPage, page },
    answer: Tickets,
  });
  const hasMore = /;\s*rel="?next"?/i.test(headers['link'] ?? '') && page < longestList;
  return {
    tickets: data.map((record) => toTicket(baseUrl, record)),
    hasMore,
    ...(hasMore && { nextCursor: makeCursor(page + 1, perPage) }),
  };
}

/** What a search looks for. */
export interface TicketFilter {
  readonly priority?: keyof typeof priorities;
  readonly status?: keyof typeof statuses;
}

/** A page of a search, whose pages at the vendor's have a size of their own; its cursor is the vendor's page and a place in it. */
export async function searchPageOf(
  { http, baseUrl }: OperationContext,
  { limit = 10, cursor }: Page,
  { priority, status }: TicketFilter,
): Promise<TicketPage> {
  const [page, from] = cursor === undefined ? [1, 1] : readCursor(cursor, [longestSearch, searchPage]);
  const terms = [
    ...(priority === undefined ? [] : [`priority:${priorities[priority]}`]),
    ...(status === undefined ? [] : [`status:${statuses[status]}`]),
  ];
  const { data } = await http.get(`${freshdeskApi}/search/tickets`, {
    query: { query: `"${terms.join(' AND ')}"`, page },
    answer: Found,
  });
  const upTo = from - 1 + limit;
  const isOnThisPage = upTo < data.results.length;
  const isOnNext = data.results.length === searchPage && page < longestSearch && data.total > page * searchPage;
  const hasMore = isOnThisPage || isOnNext;
  return {
    tickets: data.results.slice(from - 1, upTo).map((record) => toTicket(baseUrl, record)),
    hasMore,
    ...(hasMore && { nextCursor: isOnThisPage ? makeCursor(page, upTo + 1) : makeCursor(page + 1, 1) }),
  };
}
