import { errorBody, invalid, TicketError } from './ticket-error.js';
import type { Ticket } from './ticket-store.js';

/** What a body may say of a ticket, as far as it is understood here. */
export interface TicketBody {
  readonly values: {
    readonly subject?: string;
    readonly status?: string;
    readonly priority?: string;
    readonly type?: string;
  };
  readonly requester?: { readonly name?: string; readonly email?: string };
  readonly comment?: { readonly body?: string; readonly public?: boolean };
}

const options: Readonly<Record<string, readonly string[]>> = {
  status: ['new', 'open', 'pending', 'hold', 'solved', 'closed'],
  priority: ['low', 'normal', 'high', 'urgent'],
  type: ['problem', 'incident', 'question', 'task'],
};

/** Reads the ticket of a body; throws what Zendesk would answer to a bad one. */
export function readTicket(body: unknown): TicketBody {
  const { ticket } = (body ?? {}) as { ticket?: Readonly<Record<string, unknown>> };
  if (typeof ticket !== 'object') {
    throw new TicketError(400, { error: 'Unprocessable', message: 'Server could not process the ticket' });
  }
  for (const [field, allowed] of Object.entries(options)) {
    const value = ticket[field];
    if (value !== undefined && !allowed.includes(String(value))) {
      throw invalid(field, `${field[0]?.toUpperCase()}${field.slice(1)}: ${String(value)} is not valid`);
    }
  }
  const { subject, status, priority, type, requester, comment } = ticket as TicketBody['values'] &
    Omit<TicketBody, 'values'>;
  const values = Object.entries({ subject, status, priority, type }).filter(([, value]) => value !== undefined);
  return { values: Object.fromEntries(values), requester, comment };
}

/** The order of a list: by id, from the smallest unless told otherwise. */
export function isNewestFirst(sort = 'id', field = 'id'): boolean {
  if (sort === field || sort === `-${field}`) return sort !== field;
  throw new TicketError(400, { errors: [{ code: 'InvalidPaginationParameter', title: 'sort is not valid' }] });
}

/** The size of a page with a cursor, a hundred at most. */
export function readSize(text = '100'): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 1 && size <= 100) return size;
  throw new TicketError(400, { errors: [{ code: 'InvalidPaginationParameter', title: 'page[size] is not valid' }] });
}

/** A closed ticket stays as it is. */
export function refuseClosed(ticket: Ticket): void {
  if (ticket.status === 'closed') throw invalid('status', 'Status: closed prevents ticket update', 'Invalid');
}

/** The ids of `show_many`, 100 at most. */
export function readIds(text = ''): readonly number[] {
  const ids = text.split(',').filter(Boolean).map(Number);
  if (ids.length > 0 && ids.length <= 100 && ids.every(Number.isInteger)) return ids;
  throw new TicketError(400, errorBody('BadRequest', 'ids must be 1 to 100 comma-separated ticket ids'));
}

/** The words of a query, which must be about tickets; `status:open` is the one filter that is understood here. */
export function readQuery(query = ''): (ticket: Ticket) => boolean {
  const terms = [...query.matchAll(/-?"([^"]*)"|\S+/g)].map(([term, quoted]) => ({ term, quoted }));
  const text = (ticket: Ticket) => [ticket.subject, ...ticket.comments.map(({ body }) => body)].join(' ').toLowerCase();
  const tests = terms.map(({ term, quoted }) => {
    const [, name, value] = quoted === undefined ? (/^(\w+):(.+)$/.exec(term) ?? []) : [];
    if (name === 'type') return () => value === 'ticket';
    if (name === 'status') return (ticket: Ticket) => ticket.status === value;
    return (ticket: Ticket) => text(ticket).includes((quoted ?? term).toLowerCase());
  });
  return (ticket) => tests.every((test) => test(ticket));
}
