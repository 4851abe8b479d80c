import type { VendorCall } from '#connectors/testing';

const reference = 'https://developer.zendesk.com/api-reference/ticketing';
const tickets = `${reference}/tickets/tickets/`;

const text = { type: 'string', minLength: 1 };
const comment = {
  type: 'object',
  required: ['body'],
  additionalProperties: false,
  properties: { body: { type: 'string', minLength: 1, maxLength: 65_535 }, public: { type: 'boolean' } },
};

const fields = {
  subject: text,
  comment,
  priority: { enum: ['urgent', 'high', 'normal', 'low'] },
  type: { enum: ['problem', 'incident', 'question', 'task'] },
  status: { enum: ['new', 'open', 'pending', 'hold', 'solved', 'closed'] },
};

const requester = {
  type: 'object',
  required: ['name', 'email'],
  additionalProperties: false,
  properties: { name: text, email: text },
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

const upTo100 = { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' };

/** What Zendesk describes of the calls of each operation. */
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
      'page[size]': upTo100,
      'page[after]': text,
      sort: { enum: ['id', '-id', 'updated_at', '-updated_at'] },
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
        page: { type: 'string', pattern: '^[1-9]\\d*$' },
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
};
