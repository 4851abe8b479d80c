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

const moment = closed({
  date: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
  dateTime: instant,
  timeZone: text,
});

const fields = {
  summary: text,
  description: text,
  location: text,
  start: moment,
  end: moment,
  attendees: { type: 'array', items: closed({ email: { type: 'string', format: 'email' } }, ['email']) },
};

const writeQuery = closed({ sendUpdates: { enum: ['all', 'externalOnly', 'none'] } });

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

const get: VendorCall = { method: 'GET', path: `${events}/{eventId}`, documentation: `${reference}/events/get` };

/** What Google describes of the calls of each operation, its own first. */
export const vendorCalls: Readonly<Record<string, readonly [VendorCall, ...VendorCall[]]>> = {
  'list-events': [
    {
      method: 'GET',
      path: events,
      query: closed({
        ...{ timeMin: instant, timeMax: instant, q: text, pageToken: text, singleEvents: flag },
        maxResults: { type: 'string', pattern: '^[1-9]\\d{0,3}$' },
        orderBy: { enum: ['startTime', 'updated'] },
      }),
      documentation: `${reference}/events/list`,
    },
  ],
  'create-event': [
    {
      method: 'POST',
      path: events,
      query: writeQuery,
      body: closed(fields, ['start', 'end']),
      documentation: `${reference}/events/insert`,
    },
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
  ],
  'get-free-busy': [freeBusy],
  'find-free-time': [freeBusy],
};
