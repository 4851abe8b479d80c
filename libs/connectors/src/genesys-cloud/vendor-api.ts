import type { VendorCall } from '#connectors/testing';
import { explorer, uuid } from './operations/platform-api.js';

/** A call with what the vendor says of it besides: what the role of whoever calls must allow. */
export interface PlatformCall extends VendorCall {
  /** The permission; none where the vendor names none. */
  readonly permission?: string;
}

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object, minItems = 0) => ({ type: 'array', items, minItems });

const text = { type: 'string' };
const flag = { type: 'boolean' };
const id = { type: 'string', pattern: uuid };
const e164 = { type: 'string', pattern: '^\\+[1-9]\\d{1,14}$' };
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' };

/** Values of a query are texts; the vendor names no largest page, and no more than 100 are asked for here. */
const flagInQuery = { enum: ['true', 'false'] };
const paging = {
  pageNumber: { type: 'string', pattern: '^[1-9]\\d*$' },
  pageSize: { type: 'string', pattern: '^(?:[1-9]\\d?|100)$' },
};

/** UserSearchCriteria, as far as it compares fields with a value. */
const criterion = closed(
  {
    type: { enum: ['EXACT', 'STARTS_WITH', 'CONTAINS', 'REGEX', 'TERM', 'QUERY_STRING'] },
    fields: list(text, 1),
    value: text,
    operator: { enum: ['AND', 'OR', 'NOT'] },
  },
  ['type', 'fields', 'value', 'operator'],
);

/** UserSearchRequest. */
const userSearch = closed(
  {
    sortOrder: { enum: ['ASC', 'DESC', 'SCORE'] },
    sortBy: text,
    pageSize: { type: 'integer', minimum: 1, maximum: 100 },
    pageNumber: { type: 'integer', minimum: 1 },
    expand: list(text),
    enforcePermissions: flag,
    query: list(criterion, 1),
  },
  ['query'],
);

/** QueueObservationQueryPredicate; the vendor infers the type, and `matches` is the operator without one. */
const predicate = closed(
  {
    type: { enum: ['dimension', 'property', 'metric'] },
    dimension: { enum: ['queueId', 'mediaType'] },
    operator: { enum: ['matches', 'exists', 'notExists'] },
    value: id,
  },
  ['dimension', 'value'],
);

/** QueueObservationQuery. */
const observations = closed(
  {
    filter: closed({ type: { enum: ['and', 'or'] }, predicates: list(predicate, 1) }, ['type', 'predicates']),
    metrics: list({ enum: ['oWaiting', 'oInteracting', 'oOnQueueUsers', 'oUserRoutingStatuses'] }, 1),
  },
  ['filter', 'metrics'],
);

/** CreateCallbackCommand, with the queue's id, which the vendor wants where there is no `routingData`. */
const callback = closed(
  {
    queueId: id,
    ...{ scriptId: id, callerId: text, callerIdName: text, countryCode: text, validateCallbackNumbers: flag },
    callbackUserName: text,
    callbackNumbers: list(e164, 1),
    callbackScheduledTime: time,
  },
  ['queueId', 'callbackNumbers'],
);

const agentless = (messenger: string, to: object, maxLength: number) =>
  closed(
    {
      fromAddress: text,
      toAddress: to,
      toAddressMessengerType: { const: messenger },
      textBody: { type: 'string', minLength: 1, maxLength },
      useExistingActiveConversation: flag,
    },
    ['fromAddress', 'toAddress', 'toAddressMessengerType', 'textBody'],
  );

/** SendAgentlessOutboundMessageRequest; for WhatsApp it needs a template instead of a text. */
const message = { oneOf: [agentless('sms', e164, 765), agentless('open', text, 2_000)] };

/** MediaParticipantRequest with WrapupInput. */
const wrapUp = closed(
  {
    wrapup: closed(
      {
        ...{ code: id, name: text, notes: text, tags: list(text), durationSeconds: { type: 'integer' }, endTime: time },
        ...{ provisional: flag, disableEndTimeUpdates: flag },
      },
      ['code'],
    ),
  },
  ['wrapup'],
);

const call = (
  method: VendorCall['method'],
  path: string,
  parts: Pick<PlatformCall, 'query' | 'body' | 'permission'> = {},
): PlatformCall => ({ ...{ method, path, ...parts }, documentation: explorer(method, path) });

/**
 * What our requests must be: after the vendor's own client libraries, which it generates of its description of the
 * Platform API v2. Names and types are those of the one for JavaScript, 262.0.0; enumerations and lengths those of the
 * ones for Python, Java and Go; permissions those of its command line.
 */
export const vendorApi: readonly PlatformCall[] = [
  call('GET', '/api/v2/users/me', { query: closed({ expand: text }) }),
  call('GET', '/api/v2/tokens/me', { query: closed({ preserveIdleTTL: flagInQuery }) }),
  call('POST', '/api/v2/users/search', { body: userSearch, permission: 'directory:user:divisionview' }),
  call('GET', '/api/v2/routing/queues', {
    query: closed({
      ...{ ...paging, sortOrder: { enum: ['asc', 'desc'] }, name: text, id, divisionId: id, peerId: id },
      ...{ cannedResponseLibraryId: id, hasPeer: flagInQuery, expand: text },
    }),
    permission: 'routing:queue:view',
  }),
  call('GET', '/api/v2/routing/queues/{queueId}', {
    query: closed({ expand: text }),
    permission: 'routing:queue:view',
  }),
  call('GET', '/api/v2/routing/queues/{queueId}/wrapupcodes', {
    query: closed({ ...paging, name: text }),
    permission: 'routing:queue:view',
  }),
  call('POST', '/api/v2/analytics/queues/observations/query', {
    body: observations,
    permission: 'analytics:queueObservation:view',
  }),
  call('POST', '/api/v2/conversations/callbacks', { body: callback, permission: 'conversation:callback:create' }),
  call('POST', '/api/v2/conversations/messages/agentless', {
    body: message,
    permission: 'conversation:message:create',
  }),
  call('GET', '/api/v2/conversations/{conversationId}', { permission: 'conversation:communication:view' }),
  call('PATCH', '/api/v2/conversations/{conversationId}/participants/{participantId}', { body: wrapUp }),
];
