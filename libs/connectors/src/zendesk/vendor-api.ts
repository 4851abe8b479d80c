import type { VendorCall } from '#connectors/testing';

const reference = 'https://developer.zendesk.com/api-reference/ticketing';
const tickets = `${reference}/tickets/tickets/`;

const text = { type: 'string', minLength: 1 };

/** What may be written of a comment; its longest text is told nowhere. */
const comment = {
  type: 'object',
  required: ['body'],
  additionalProperties: false,
  properties: { body: text, public: { type: 'boolean' } },
};

/** What may be written of a ticket both when it is created and when it is changed, as far as it is sent. */
const fields = {
  subject: text,
  comment,
  priority: { enum: ['urgent', 'high', 'normal', 'low'] },
  type: { enum: ['problem', 'incident', 'question', 'task'] },
  status: { enum: ['new', 'open', 'pending', 'hold', 'solved', 'closed'] },
};

/** Somebody whom Zendesk may not know yet. */
const requester = {
  type: 'object',
  required: ['name', 'email'],
  additionalProperties: false,
  properties: { name: text, email: { type: 'string', format: 'email' } },
};

const ticketBody = (required: readonly string[], properties: object) => ({
  type: 'object',
  required: ['ticket'],
  additionalProperties: false,
  properties: { ticket: { type: 'object', required, minProperties: 1, additionalProperties: false, properties } },
});

const queryOf = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

/** The size of a page, which is a hundred at most. */
const upTo100 = { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' };
const cursors = { 'page[size]': upTo100, 'page[after]': text };

/**
 * What Zendesk describes of the calls of each operation, and of the calls besides.
 *
 * Source: Zendesk's own OpenAPI document of the Support API (`developer.zendesk.com/zendesk/oas.yaml`, version 2.0.0):
 * paths, methods, bodies, answers and statuses. It describes neither pages nor headers: those are of Zendesk's pages
 * about tickets, ticket comments, search and pagination, and of the introduction to the API (`Idempotency-Key`).
 */
export const vendorCalls: Readonly<Record<string, VendorCall>> = {
  'create-ticket': {
    method: 'POST',
    path: '/api/v2/tickets',
    body: ticketBody(['comment'], { ...fields, requester }),
    documentation: `${tickets}#create-ticket`,
  },
  'list-tickets': {
    method: 'GET',
    path: '/api/v2/tickets',
    query: queryOf({
      ...cursors,
      sort: { enum: ['id', '-id', 'updated_at', '-updated_at', 'status', '-status'] },
      external_id: text,
    }),
    documentation: `${tickets}#list-tickets`,
  },
  'get-tickets': {
    method: 'GET',
    path: '/api/v2/tickets/show_many',
    query: queryOf({ ids: { type: 'string', pattern: '^\\d+(?:,\\d+){0,99}$' } }, ['ids']),
    documentation: `${tickets}#show-multiple-tickets`,
  },
  'search-tickets': {
    method: 'GET',
    path: '/api/v2/search',
    query: queryOf(
      {
        query: text,
        sort_by: { enum: ['updated_at', 'created_at', 'priority', 'status', 'ticket_type'] },
        sort_order: { enum: ['asc', 'desc'] },
        per_page: upTo100,
        page: { type: 'string', pattern: '^[1-9]\\d{0,2}$|^1000$' },
      },
      ['query'],
    ),
    documentation: `${reference}/ticket-management/search/#list-search-results`,
  },
  'update-ticket': {
    method: 'PUT',
    path: '/api/v2/tickets/{id}',
    body: ticketBody([], fields),
    documentation: `${tickets}#update-ticket`,
  },
  'delete-ticket': { method: 'DELETE', path: '/api/v2/tickets/{id}', documentation: `${tickets}#delete-ticket` },
  'add-comment': {
    method: 'PUT',
    path: '/api/v2/tickets/{id}',
    body: ticketBody(['comment'], fields),
    documentation: `${tickets}#update-ticket`,
  },
  whoami: { method: 'GET', path: '/api/v2/users/me', documentation: `${reference}/users/users/#show-self` },
  'read-ticket': { method: 'GET', path: '/api/v2/tickets/{id}', documentation: `${tickets}#show-ticket` },
  'list-comments': {
    method: 'GET',
    path: '/api/v2/tickets/{id}/comments',
    query: queryOf({ ...cursors, sort: { enum: ['created_at', '-created_at'] } }),
    documentation: `${reference}/tickets/ticket_comments/#list-comments`,
  },
};
