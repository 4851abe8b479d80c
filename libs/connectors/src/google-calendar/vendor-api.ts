import type { VendorCall } from '#connectors/testing';

const reference = 'https://developers.google.com/workspace/calendar/api/v3/reference';
const events = '/calendar/v3/calendars/{calendarId}/events';

const text = { type: 'string', minLength: 1 };
const instant = { type: 'string', format: 'date-time' };
const flag = { enum: ['true', 'false'] };

const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  required,
  additionalProperties: false,
  properties,
});

/** A day, or a time with its offset; a change from the one to the other takes the other away with null. */
const moment = {
  oneOf: [
    closed({ date: { type: 'string', format: 'date' } }, ['date']),
    closed({ date: { type: 'null' }, dateTime: instant, timeZone: text }, ['dateTime']),
  ],
};

const fields = {
  summary: text,
  description: text,
  location: text,
  start: moment,
  end: moment,
  attendees: { type: 'array', items: closed({ email: { type: 'string', format: 'email' } }, ['email']) },
};

const writeQuery = closed({ sendUpdates: { enum: ['all', 'externalOnly', 'none'] } });

const list: VendorCall = {
  method: 'GET',
  path: events,
  query: {
    ...closed({
      ...{ timeMin: instant, timeMax: instant, timeZone: text, q: text, pageToken: text, singleEvents: flag },
      // 1 to 2500.
      maxResults: { type: 'string', pattern: '^(?:[1-9]\\d{0,2}|1\\d{3}|2[0-4]\\d{2}|2500)$' },
      orderBy: { enum: ['startTime', 'updated'] },
    }),
    // Only single events can be ordered by their start.
    if: { properties: { orderBy: { const: 'startTime' } }, required: ['orderBy'] },
    then: { properties: { singleEvents: { const: 'true' } }, required: ['singleEvents'] },
  },
  documentation: `${reference}/events/list`,
};

const get: VendorCall = {
  method: 'GET',
  path: `${events}/{eventId}`,
  query: closed({ timeZone: text }),
  documentation: `${reference}/events/get`,
};

const freeBusy: VendorCall = {
  method: 'POST',
  path: '/calendar/v3/freeBusy',
  body: closed(
    {
      timeMin: instant,
      timeMax: instant,
      timeZone: text,
      groupExpansionMax: { type: 'integer', maximum: 100 },
      calendarExpansionMax: { type: 'integer', maximum: 50 },
      items: { type: 'array', maxItems: 50, items: closed({ id: text }, ['id']) },
    },
    ['timeMin', 'timeMax', 'items'],
  ),
  documentation: `${reference}/freebusy/query`,
};

/**
 * What Google describes of the calls of each operation, its own first, and then those that look what became of it. Source: Google's discovery
 * document of the Calendar API, `calendar:v3`, revision 20250409, as far as operations use it. It names no most of items of
 * free/busy: 50 is the most that it expands.
 */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'list-events': [list],
  'create-event': [
    {
      method: 'POST',
      path: events,
      query: writeQuery,
      body: closed(fields, ['start', 'end']),
      documentation: `${reference}/events/insert`,
    },
    list,
  ],
  'update-event': [
    {
      method: 'PATCH',
      path: `${events}/{eventId}`,
      query: writeQuery,
      body: { ...closed(fields), minProperties: 1 },
      documentation: `${reference}/events/patch`,
    },
    get,
  ],
  'delete-event': [
    { method: 'DELETE', path: `${events}/{eventId}`, query: writeQuery, documentation: `${reference}/events/delete` },
    get,
  ],
  'get-free-busy': [freeBusy],
  'find-free-time': [freeBusy],
};

/** What asks who authorized: OpenID's user info, below `/identity` in specs, and the calendar's zone. */
export const accountCalls: readonly VendorCall[] = [
  {
    method: 'GET',
    path: '/identity/v1/userinfo',
    documentation:
      'https://developers.google.com/identity/openid-connect/openid-connect#obtaininguserprofileinformation',
  },
  list,
];
