import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { validateInput, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorHandler, type VendorReply } from '#connectors/testing';
import { microsoftGraph } from './microsoft-graph.connector.js';
import { createEvent } from './operations/create-event.operation.js';
import { findMeetingTimes } from './operations/find-meeting-times.operation.js';
import { listEvents } from './operations/list-events.operation.js';
import { listTaskLists } from './operations/list-task-lists.operation.js';
import { sendEmail } from './operations/send-email.operation.js';
import { inZone } from './time-zones.js';

const berlin = 'W. Europe Standard Time';
const webLink = 'https://outlook.office365.com/owa/?itemid=e1';
const at = (dateTime: string) => ({ dateTime: `${dateTime}.0000000`, timeZone: 'UTC' });
const event = {
  ...{ id: 'e1', webLink, subject: 'Coffee', isAllDay: false, start: at('2026-12-01T14:00:00') },
  end: at('2026-12-01T14:30:00'),
};
const fault = (code: string, message = 'Why.') => ({ error: { code, message, innerError: { 'request-id': 'x' } } });

let vendor: Vendor;
let context: OperationContext;
let reply: VendorHandler = () => undefined;
const answers = (answer: VendorReply) => void (reply = () => answer);
const withZone = (json: object) =>
  void (reply = ({ path }) => ({ json: path.endsWith('/mailboxSettings') ? { timeZone: berlin } : json }));

beforeEach(async () => {
  vendor = await startVendor((request, response) => reply(request, response));
  context = operationContext({
    connector: { ...microsoftGraph, baseUrl: () => vendor.origin },
    vendor,
    account: { id: 'a', name: 'Ann', details: { timeZone: berlin } },
  });
});
afterEach(() => vendor.close());

describe('a moment', () => {
  it.each([
    ['2026-12-01T14:00:00Z', berlin, '2026-12-01T15:00:00+01:00'],
    ['2026-07-01T14:00:00Z', berlin, '2026-07-01T16:00:00+02:00'],
    ['2026-12-01T02:00:00Z', 'Pacific Standard Time', '2026-11-30T18:00:00-08:00'],
    ['2026-12-01T14:00:00Z', 'Newfoundland Standard Time', '2026-12-01T10:30:00-03:30'],
    ['2026-12-01T14:00:00Z', 'Asia/Kolkata', '2026-12-01T19:30:00+05:30'],
    ['2026-12-01T14:00:00Z', 'UTC', '2026-12-01T14:00:00Z'],
    ['2026-12-01T14:00:00Z', 'Our own zone', '2026-12-01T14:00:00Z'],
  ])('%s in %j is %s', (moment, zone, shown) => expect(inZone(new Date(moment), zone)).toBe(shown));
});

describe('whoami', () => {
  const me = { id: 'u1', displayName: 'Ann', mail: null, userPrincipalName: 'ann@acme.test' };

  it('tells the user and the zone of the mailbox', async () => {
    reply = ({ path }) => ({ json: path.endsWith('/me') ? me : { timeZone: berlin } });
    expect(await microsoftGraph.whoami(context)).toEqual({
      ...{ id: 'u1', name: 'Ann', email: 'ann@acme.test', organisation: 'acme.test' },
      details: { hasMailbox: true, timeZone: berlin },
    });
  });

  it('refuses accounts without a mailbox, and only those', async () => {
    reply = ({ path }) =>
      path.endsWith('/me') ? { json: me } : { status: 404, json: fault('MailboxNotEnabledForRESTAPI') };
    await expect(microsoftGraph.verify(context, await microsoftGraph.whoami(context))).rejects.toMatchObject({
      code: 'account-not-usable',
    });
    reply = ({ path }) => (path.endsWith('/me') ? { json: me } : { status: 403, json: fault('ErrorAccessDenied') });
    await expect(microsoftGraph.whoami(context)).rejects.toMatchObject({ code: 'vendor-forbidden' });
  });
});

describe('list-events', () => {
  it('shows times with the offset of the mailbox, and goes on within the same span', async () => {
    const next = `https://elsewhere.test/v1.0/me/calendarView?startDateTime=x&$skip=1`;
    answers({ json: { value: [event], '@odata.nextLink': next } });
    const page = await listEvents.run(context, { from: '2026-12-01T00:00:00+01:00', limit: 1 });
    expect(page.events).toEqual([
      {
        ...{ id: 'e1', url: webLink, subject: 'Coffee', isAllDay: false },
        ...{ start: '2026-12-01T15:00:00+01:00', end: '2026-12-01T15:30:00+01:00' },
      },
    ]);
    answers({ json: { value: [] } });
    expect(await listEvents.run(context, { limit: 1, cursor: page.nextCursor ?? '' })).toEqual({
      events: [],
      hasMore: false,
    });
    const [first, second] = vendor.requests;
    expect(first?.headers['prefer']).toBe('outlook.timezone="UTC"');
    expect(first?.query.get('startDateTime')).toBe('2026-11-30T23:00:00.000Z');
    expect(first?.query.get('endDateTime')).toBe('2026-12-30T23:00:00.000Z');
    expect(second?.query.get('startDateTime')).toBe('2026-11-30T23:00:00.000Z');
    expect([second?.path, second?.query.get('$skip')]).toEqual(['/v1.0/me/calendarView', '1']);
    await listEvents.run(context, { limit: 7, cursor: page.nextCursor ?? '' });
    expect(vendor.requests[2]?.query.get('$top')).toBe('1');
  });

  it('takes nothing for what Graph says is null', async () => {
    const nothing = { subject: null, isAllDay: null, location: { displayName: null } };
    const nobody = { organizer: { emailAddress: { address: null } }, onlineMeeting: { joinUrl: null } };
    answers({ json: { value: [{ ...event, ...nothing, ...nobody }] } });
    const { events } = await listEvents.run(context, {});
    expect(Object.keys(events[0] ?? {}).sort()).toEqual(['end', 'id', 'isAllDay', 'start', 'subject', 'url']);
    expect(events[0]).toMatchObject({ subject: '', isAllDay: false });
  });

  it('leaves whole days where they are', async () => {
    const days = { isAllDay: true, start: at('2026-12-01T00:00:00'), end: at('2026-12-02T00:00:00') };
    answers({ json: { value: [{ ...event, ...days, organizer: null, location: { displayName: '' } }] } });
    const { events } = await listEvents.run(context, {});
    expect(events[0]).toMatchObject({ start: '2026-12-01T00:00:00Z', end: '2026-12-02T00:00:00Z' });
  });

  it.each([
    'garbage',
    ...[
      {},
      { $skip: 5 },
      { $filter: 'x', $skip: '1' },
      { $top: '101', $skip: '1' },
      ['$skip'],
      { startDateTime: 'x' },
    ].map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  ])('refuses the cursor %j', async (cursor) => {
    await expect(listEvents.run(context, { cursor })).rejects.toMatchObject({ violations: [{ pointer: '/cursor' }] });
    expect(vendor.requests).toHaveLength(0);
  });

  it('refuses an end before the beginning', async () => {
    const span = { from: '2026-12-02T00:00:00Z', until: '2026-12-01T00:00:00Z' };
    await expect(listEvents.run(context, span)).rejects.toMatchObject({ violations: [{ pointer: '/until' }] });
  });
});

describe('create-event', () => {
  const input = { subject: 'Coffee', startDate: '2026-12-01', startTime: '15:00', endTime: '15:30' };

  it('means times of the mailbox', async () => {
    withZone(event);
    const made = await createEvent.run(context, { ...input, attendees: ' a@acme.test;b@acme.test , c@acme.test' });
    expect(made).toMatchObject({ url: webLink, start: '2026-12-01T15:00:00+01:00' });
    expect(vendor.requests[1]?.body).toEqual({
      subject: 'Coffee',
      start: { dateTime: '2026-12-01T15:00:00', timeZone: berlin },
      end: { dateTime: '2026-12-01T15:30:00', timeZone: berlin },
      attendees: ['a', 'b', 'c'].map((name) => ({ emailAddress: { address: `${name}@acme.test` }, type: 'required' })),
    });
  });

  it('ends after it begins, and takes nothing for an address that is none', async () => {
    await expect(createEvent.run(context, { ...input, endTime: '15:00' })).rejects.toMatchObject({
      violations: [{ pointer: '/endTime' }],
    });
    for (const attendees of ['Ann', 'a@b@c', 'a@b c@d', '<a@b>', ',']) {
      expect(() => validateInput(createEvent, { ...input, attendees })).toThrow(/attendees does not have/);
    }
  });

  it('looks for the event it may have made', async () => {
    const since = new Date('2026-11-22T10:00:00Z');
    const made = { ...event, createdDateTime: '2026-11-22T10:00:01Z' };
    answers({ json: { value: [made, { ...event, createdDateTime: '2026-11-22T09:00:00Z' }] } });
    expect(await createEvent.reconcile?.(context, input, since)).toMatchObject({ id: 'e1' });
    answers({ json: { value: [made, made] } });
    expect(await createEvent.reconcile?.(context, input, since)).toBeUndefined();
  });
});

describe('find-meeting-times', () => {
  it('shows the times of the mailbox, or says why there are none', async () => {
    const slot = { start: at('2026-12-01T09:00:00'), end: at('2026-12-01T09:30:00') };
    withZone({ emptySuggestionsReason: '', meetingTimeSuggestions: [{ confidence: 100, meetingTimeSlot: slot }] });
    const input = { attendees: 'a@acme.test', startDate: '2026-12-01', duration: 'PT30M' };
    expect(await findMeetingTimes.run(context, input)).toEqual({
      suggestions: [{ start: '2026-12-01T10:00:00+01:00', end: '2026-12-01T10:30:00+01:00', confidence: 100 }],
    });
    withZone({ emptySuggestionsReason: 'organizerUnavailable', meetingTimeSuggestions: [] });
    expect(await findMeetingTimes.run(context, input)).toEqual({
      ...{ suggestions: [], reason: 'You are not free yourself.' },
    });
    for (const duration of ['1 hour', 'PT', 'P1D', '-PT1H']) {
      expect(() => validateInput(findMeetingTimes, { ...input, duration })).toThrow(/duration/);
    }
  });
});

it('lists of tasks are linked to', async () => {
  answers({ json: { value: [{ id: 'AQ=', displayName: 'Tasks' }] } });
  expect(await listTaskLists.run(context, {})).toEqual({
    lists: [{ id: 'AQ=', url: 'https://to-do.office.com/tasks/AQ%3D', name: 'Tasks', isShared: false, isOwner: true }],
    hasMore: false,
  });
});

it('an e-mail is sent once, to everybody', async () => {
  answers({ status: 202 });
  const input = { to: 'a@acme.test', cc: 'b@acme.test', subject: 'Hi', content: '<b>there</b>' };
  expect(await sendEmail.run(context, input)).toEqual({ subject: 'Hi', recipients: ['a@acme.test', 'b@acme.test'] });
  expect(vendor.requests[0]?.body).toMatchObject({
    message: { body: { contentType: 'text', content: '<b>there</b>' } },
  });
  answers({ status: 503, json: fault('serviceNotAvailable') });
  await expect(sendEmail.run(context, input)).rejects.toMatchObject({ code: 'vendor-unavailable' });
  expect(vendor.requests).toHaveLength(2);
});

it.each([
  [401, fault('InvalidAuthenticationToken'), 'vendor-unauthorized'],
  [403, fault('ErrorAccessDenied'), 'vendor-forbidden'],
  [404, fault('ErrorItemNotFound'), 'record-not-found'],
  [404, fault('MailboxNotEnabledForRESTAPI'), 'account-not-usable'],
  [400, fault('extensionError'), 'account-not-usable'],
  [503, fault('activityLimitReached'), 'vendor-rate-limited'],
  [400, fault('ErrorInvalidRecipients', ''), 'vendor-rejected-input'],
  [429, fault('ApplicationThrottled'), 'vendor-rate-limited'],
  [503, [], 'vendor-unavailable'],
])('%i %j is %s', async (status, json, code) => {
  answers({ status, json });
  await expect(context.http.post('/x', { json: {} })).rejects.toMatchObject({ code });
});

it.each(microsoftGraph.templates.map((template) => [template.name, template.graph] as const))(
  'the dialog engine finds no fault in the template %s',
  (_name, graph) => {
    const operations = (operationId: string) => {
      const input = microsoftGraph.operations.find(({ id }) => id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    expect(checkGraph(graph, { operations })).toEqual([]);
  },
);
