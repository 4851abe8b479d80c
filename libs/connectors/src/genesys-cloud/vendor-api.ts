import type { VendorCall } from '#connectors/testing';
import { explorer, uuid } from './operations/platform-api.js';

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const id = { type: 'string', pattern: uuid };
const number = { type: 'string', pattern: '^[1-9]\\d*$' };
const paging = { pageNumber: number, pageSize: { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' } };

const call = (method: VendorCall['method'], path: string, parts: Pick<VendorCall, 'query' | 'body'> = {}) => ({
  ...{ method, path, ...parts },
  documentation: explorer(method, path),
});

/** UserSearchRequest. */
const userSearch = closed({
  sortOrder: { enum: ['ASC', 'DESC', 'SCORE'] },
  sortBy: { type: 'string' },
  pageSize: { type: 'integer', minimum: 1, maximum: 100 },
  pageNumber: { type: 'integer', minimum: 1 },
  query: {
    type: 'array',
    items: closed(
      {
        type: { enum: ['EXACT', 'STARTS_WITH', 'CONTAINS', 'TERM', 'QUERY_STRING', 'MATCH_ALL'] },
        fields: { type: 'array', items: { type: 'string' } },
        value: { type: 'string' },
      },
      ['type'],
    ),
  },
});

/** QueueObservationQuery. */
const observations = closed(
  {
    filter: closed(
      {
        type: { enum: ['and', 'or'] },
        predicates: {
          type: 'array',
          items: closed({
            type: { enum: ['dimension', 'property', 'metric'] },
            dimension: { enum: ['queueId', 'mediaType'] },
            operator: { enum: ['matches', 'exists', 'notExists'] },
            value: { type: 'string' },
          }),
        },
      },
      ['type'],
    ),
    metrics: {
      type: 'array',
      minItems: 1,
      items: { enum: ['oWaiting', 'oInteracting', 'oOnQueueUsers', 'oUserRoutingStatuses'] },
    },
  },
  ['filter', 'metrics'],
);

/** CreateCallbackCommand. */
const callback = closed(
  {
    queueId: id,
    callbackUserName: { type: 'string' },
    callbackNumbers: { type: 'array', minItems: 1, items: { type: 'string' } },
    callbackScheduledTime: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
  },
  ['callbackNumbers'],
);

/** SendAgentlessOutboundMessageRequest. */
const message = closed(
  {
    fromAddress: { type: 'string' },
    toAddress: { type: 'string' },
    toAddressMessengerType: { enum: ['sms', 'whatsapp', 'open'] },
    textBody: { type: 'string', maxLength: 2_000 },
    useExistingActiveConversation: { type: 'boolean' },
  },
  ['fromAddress', 'toAddressMessengerType'],
);

/** MediaParticipantRequest with WrapupInput. */
const wrapUp = closed({ wrapup: closed({ code: id, notes: { type: 'string' } }) });

/** What our requests must be, by the vendor's own client library for the Platform API v2. */
export const vendorApi: readonly VendorCall[] = [
  call('GET', '/api/v2/users/me', { query: closed({ expand: { type: 'string' } }) }),
  call('GET', '/api/v2/tokens/me'),
  call('POST', '/api/v2/users/search', { body: userSearch }),
  call('GET', '/api/v2/routing/queues', {
    query: closed({ ...paging, name: { type: 'string' }, sortOrder: { enum: ['asc', 'desc'] } }),
  }),
  call('GET', '/api/v2/routing/queues/{queueId}'),
  call('GET', '/api/v2/routing/queues/{queueId}/wrapupcodes', {
    query: closed({ ...paging, name: { type: 'string' } }),
  }),
  call('POST', '/api/v2/analytics/queues/observations/query', { body: observations }),
  call('POST', '/api/v2/conversations/callbacks', { body: callback }),
  call('POST', '/api/v2/conversations/messages/agentless', { body: message }),
  call('GET', '/api/v2/conversations/{conversationId}'),
  call('PATCH', '/api/v2/conversations/{conversationId}/participants/{participantId}', { body: wrapUp }),
];
