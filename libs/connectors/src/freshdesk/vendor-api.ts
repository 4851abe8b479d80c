import type { VendorCall } from '#connectors/testing';
import { apiReference } from './operations/tickets-api.js';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const texts = { subject: { type: 'string', minLength: 1, maxLength: 255 }, description: { type: 'string' } };
const numbers = { priority: { enum: [1, 2, 3, 4] }, status: { enum: [2, 3, 4, 5] } };
const requester = {
  name: { type: 'string' },
  requester_id: { type: 'integer' },
  email: { type: 'string', format: 'email' },
  phone: { type: 'string' },
};
const paging = {
  page: { type: 'string', pattern: '^(?:[1-9]\\d?|[12]\\d\\d|300)$' },
  per_page: { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' },
};

/** What our requests must be, by the vendor's reference of its API v2. */
export const vendorApi: readonly VendorCall[] = [
  { method: 'GET', path: '/api/v2/agents/me', documentation: `${apiReference}#me` },
  {
    method: 'POST',
    path: '/api/v2/tickets',
    body: closed({ ...texts, ...numbers, ...requester, type: { type: 'string' } }, [
      ...['subject', 'description', 'priority', 'status', 'email'],
    ]),
    documentation: `${apiReference}#create_ticket`,
  },
  {
    method: 'GET',
    path: '/api/v2/tickets/{id}',
    query: closed({ include: { enum: ['conversations', 'requester', 'company', 'stats'] } }),
    documentation: `${apiReference}#view_a_ticket`,
  },
  {
    method: 'GET',
    path: '/api/v2/tickets',
    query: closed({
      ...paging,
      email: { type: 'string', format: 'email' },
      updated_since: { type: 'string', format: 'date-time' },
      order_by: { enum: ['created_at', 'due_by', 'updated_at', 'status'] },
      order_type: { enum: ['asc', 'desc'] },
    }),
    documentation: `${apiReference}#list_all_tickets`,
  },
  {
    method: 'PUT',
    path: '/api/v2/tickets/{id}',
    body: { ...closed({ ...texts, ...numbers, ...requester }), minProperties: 1 },
    documentation: `${apiReference}#update_ticket`,
  },
  {
    method: 'GET',
    path: '/api/v2/search/tickets',
    query: closed(
      {
        query: { type: 'string', maxLength: 514, pattern: '^"(?:priority:[1-4]|status:\\d+)(?: AND status:\\d+)?"$' },
        page: { type: 'string', pattern: '^(?:[1-9]|10)$' },
      },
      ['query'],
    ),
    documentation: `${apiReference}#filter_tickets`,
  },
  { method: 'DELETE', path: '/api/v2/tickets/{id}', documentation: `${apiReference}#delete_a_ticket` },
];
