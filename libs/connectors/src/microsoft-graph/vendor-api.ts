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

const columns = (names: readonly string[]) => ({
  ...{ type: 'string', pattern: `^(?:${names.join('|')})(?:,(?:${names.join('|')}))*$` },
});
const eventColumns = ['id', 'subject', 'start', 'end', 'isAllDay', 'location', 'organizer', 'onlineMeeting', 'webLink'];

const settings: VendorCall = {
  method: 'GET',
  path: '/v1.0/me/mailboxSettings',
  query: object({ $select: { const: 'timeZone' } }),
  documentation: `${reference}/user-get-mailboxsettings`,
};

/**
 * What the requests of each operation must be, by the operation's name. Names, types and what there is to choose from are
 * those of Microsoft's metadata (microsoftgraph/msgraph-metadata, schemas/v1.0-Prod.csdl, 001f975); paths, parameters and
 * what is required those of its reference (microsoftgraph/microsoft-graph-docs-contrib, api-reference/v1.0/api:
 * user-list-calendarview.md 0422303, user-post-events.md 007852a, user-findmeetingtimes.md 00e146a, todo-list-lists.md
 * 090b00c, todo-post-lists.md 0408bca, user-sendmail.md 0713c45, user-get-mailboxsettings.md 02b4cba, user-list-events.md
 * 0f0835c). A view of the calendar does not select when an event was created, and a message is kept unless told otherwise.
 */
export const vendorApi: Readonly<Record<string, readonly VendorCall[]>> = {
  'list-events': [
    {
      method: 'GET',
      path: '/v1.0/me/calendarView',
      query: object(
        {
          ...{ startDateTime: moment, endDateTime: moment, $orderby: { const: 'start/dateTime' } },
          $select: columns(eventColumns),
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
    {
      ...{ method: 'GET', path: '/v1.0/me/events', documentation: `${reference}/user-list-events` },
      query: object({
        ...{ $select: columns([...eventColumns, 'createdDateTime']), $orderby: { const: 'createdDateTime desc' } },
        $top: count,
      }),
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
            activityDomain: { enum: ['work', 'personal', 'unrestricted'] },
            timeSlots: list(object({ start: dateTimeTimeZone, end: dateTimeTimeZone }, ['start', 'end'])),
          },
          ['timeSlots'],
        ),
        meetingDuration: { type: 'string', format: 'duration' },
        maxCandidates: { type: 'integer', minimum: 1 },
        isOrganizerOptional: { type: 'boolean' },
        minimumAttendeePercentage: { type: 'number', minimum: 0, maximum: 100 },
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
          saveToSentItems: { const: false },
        },
        ['message'],
      ),
      documentation: `${reference}/user-sendmail`,
    },
  ],
};

/** What asks who authorized. */
export const accountCalls: readonly VendorCall[] = [
  {
    ...{ method: 'GET', path: '/v1.0/me', documentation: `${reference}/user-get` },
    query: object({ $select: columns(['id', 'displayName', 'mail', 'userPrincipalName']) }),
  },
  settings,
];
