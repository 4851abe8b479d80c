import type { VendorCall } from '#connectors/testing';

const reference = 'https://learn.microsoft.com/graph/api';

const text = { type: 'string', minLength: 1 };
const object = (properties: object, required: readonly string[] = []) => ({
  ...{ type: 'object', properties, required, additionalProperties: false },
});
const list = (items: object) => ({ type: 'array', items });

const local = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$' };
const dateTimeTimeZone = object({ dateTime: local, timeZone: text }, ['dateTime', 'timeZone']);
const emailAddress = object({ address: { type: 'string', pattern: '^\\S+@\\S+$' }, name: text }, ['address']);
const recipient = object({ emailAddress }, ['emailAddress']);
const attendee = object({ emailAddress, type: { enum: ['required', 'optional', 'resource'] } }, [
  'emailAddress',
  'type',
]);
const itemBody = object({ contentType: { enum: ['text', 'html'] }, content: { type: 'string' } }, [
  'contentType',
  'content',
]);
const count = { type: 'string', pattern: '^[1-9]\\d{0,2}$' };
const moment = { type: 'string', format: 'date-time' };

const settings: VendorCall = {
  method: 'GET',
  path: '/v1.0/me/mailboxSettings',
  query: object({ $select: { const: 'timeZone' } }),
  documentation: `${reference}/user-get-mailboxsettings`,
};

/** What the requests of each operation must be, as Graph's metadata and reference have it; by the operation's name. */
export const vendorApi: Readonly<Record<string, readonly VendorCall[]>> = {
  'list-events': [
    {
      method: 'GET',
      path: '/v1.0/me/calendarView',
      query: object(
        {
          ...{ startDateTime: moment, endDateTime: moment, $select: text, $orderby: { const: 'start/dateTime' } },
          ...{ $top: count, $skip: { type: 'string', pattern: '^\\d+$' }, $skiptoken: text },
        },
        ['startDateTime', 'endDateTime'],
      ),
      documentation: `${reference}/user-list-calendarview`,
    },
  ],
  'create-event': [
    settings,
    {
      method: 'POST',
      path: '/v1.0/me/events',
      body: object(
        {
          ...{ subject: text, start: dateTimeTimeZone, end: dateTimeTimeZone, attendees: list(attendee) },
          ...{ location: object({ displayName: text }), body: itemBody },
        },
        ['subject', 'start', 'end'],
      ),
      documentation: `${reference}/user-post-events`,
    },
  ],
  'find-meeting-times': [
    settings,
    {
      method: 'POST',
      path: '/v1.0/me/findMeetingTimes',
      body: object({
        attendees: list(attendee),
        timeConstraint: object(
          {
            activityDomain: { enum: ['work', 'personal', 'unrestricted', 'unknown'] },
            timeSlots: list(object({ start: dateTimeTimeZone, end: dateTimeTimeZone }, ['start', 'end'])),
          },
          ['timeSlots'],
        ),
        meetingDuration: { type: 'string', format: 'duration' },
        maxCandidates: { type: 'integer', minimum: 1 },
        isOrganizerOptional: { type: 'boolean' },
        minimumAttendeePercentage: { type: 'number' },
        returnSuggestionReasons: { type: 'boolean' },
      }),
      documentation: `${reference}/user-findmeetingtimes`,
    },
  ],
  'list-task-lists': [
    {
      method: 'GET',
      path: '/v1.0/me/todo/lists',
      query: object({ $top: count, $skip: { type: 'string', pattern: '^\\d+$' }, $skiptoken: text }),
      documentation: `${reference}/todo-list-lists`,
    },
  ],
  'create-task-list': [
    {
      method: 'POST',
      path: '/v1.0/me/todo/lists',
      body: object({ displayName: text }, ['displayName']),
      documentation: `${reference}/todo-post-lists`,
    },
  ],
  'send-email': [
    {
      method: 'POST',
      path: '/v1.0/me/sendMail',
      body: object(
        {
          message: object(
            {
              ...{ subject: text, body: itemBody, importance: { enum: ['low', 'normal', 'high'] } },
              ...{ toRecipients: list(recipient), ccRecipients: list(recipient), bccRecipients: list(recipient) },
            },
            ['subject', 'body', 'toRecipients'],
          ),
          saveToSentItems: { type: 'boolean' },
        },
        ['message'],
      ),
      documentation: `${reference}/user-sendmail`,
    },
  ],
};
