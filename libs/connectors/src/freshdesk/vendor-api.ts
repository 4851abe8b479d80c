import type { VendorCall } from '#connectors/testing';
import { apiReference } from './operations/tickets-api.js';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const text = { type: 'string' };
const email = { type: 'string', format: 'email' };

/** Who asks: one of these is enough, and a phone number without an address takes a name. */
const requesters = ['requester_id', 'email', 'facebook_id', 'phone', 'twitter_id', 'unique_external_id'] as const;
const requester = {
  ...Object.fromEntries(requesters.map((name) => [name, text])),
  ...{ name: text, email, requester_id: { type: 'integer' } },
};

/** What a ticket is, as far as it is sent; helpdesks add statuses of their own, from 6. */
const ticket = {
  ...{ subject: text, description: text, type: text },
  ...{ priority: { enum: [1, 2, 3, 4] }, status: { type: 'integer', minimum: 2 } },
};
const paging = {
  page: { type: 'string', pattern: '^(?:[1-9]\\d?|[12]\\d\\d|300)$' },
  per_page: { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' },
};

/**
 * What our requests must be.
 *
 * Source: Freshdesk's reference of its API v2 (`developers.freshdesk.com/api`), as it was in summer 2026; Freshdesk
 * publishes no machine-readable description. Of longest values the reference tells the query's alone.
 */
export const vendorApi: readonly VendorCall[] = [
  { method: 'GET', path: '/api/v2/agents/me', documentation: `${apiReference}#me` },
  {
    method: 'POST',
    path: '/api/v2/tickets',
    body: {
      ...closed({ ...ticket, ...requester }),
      anyOf: requesters.map((name) => ({ required: [name, ...(name === 'phone' ? ['name'] : [])] })),
    },
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
      email,
      updated_since: { type: 'string', format: 'date-time' },
      order_by: { enum: ['created_at', 'due_by', 'updated_at', 'status'] },
      order_type: { enum: ['asc', 'desc'] },
      include: { enum: ['stats', 'requester', 'description'] },
    }),
    documentation: `${apiReference}#list_all_tickets`,
  },
  {
    method: 'PUT',
    path: '/api/v2/tickets/{id}',
    body: { ...closed({ ...ticket, ...requester }), minProperties: 1 },
    documentation: `${apiReference}#update_ticket`,
  },
  {
    method: 'GET',
    path: '/api/v2/search/tickets',
    query: closed(
      {
        query: {
          type: 'string',
          maxLength: 512,
          pattern: '^"(?:priority:[1-4]|status:[2-9]\\d*)(?: AND status:[2-9]\\d*)?"$',
        },
        page: { type: 'string', pattern: '^(?:[1-9]|10)$' },
      },
      ['query'],
    ),
    documentation: `${apiReference}#filter_tickets`,
  },
  { method: 'DELETE', path: '/api/v2/tickets/{id}', documentation: `${apiReference}#delete_a_ticket` },
];
