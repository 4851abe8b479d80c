import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillPresetUrls, validateInput, type OperationContext } from '#connectors';
import { operationContext, startVendor, type Vendor, type VendorReply, type VendorRequest } from '#connectors/testing';
import { googleCalendar } from './google-calendar.connector.js';
import { freeSlots } from './operations/free-slots.js';
import { daysLater, inZone, toInstant } from './operations/zones.js';

let vendor: Vendor;
let context: OperationContext;
let reply: (request: VendorRequest) => VendorReply = () => ({});

beforeEach(async () => {
  vendor = await startVendor((request) => reply(request));
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  const account = { id: '1', name: 'Ann', details: { timeZone: 'Europe/Berlin' } };
  context = operationContext({ connector: googleCalendar, vendor, grant, account, maxAttempts: 1 });
});
afterEach(() => vendor.close());

const answers = (answer: VendorReply) => void (reply = () => answer);
const operationOf = (name: string) => googleCalendar.operations.find((one) => one.name === name)!;
const run = async (name: string, input: object): Promise<unknown> =>
  operationOf(name).run(context, validateInput(operationOf(name), input));

const url = 'https://www.google.com/calendar/event?eid=e1';
const record = {
  id: 'e1',
  htmlLink: url,
  summary: 'Planning',
  start: { dateTime: '2030-01-15T10:00:00+01:00' },
  end: { dateTime: '2030-01-15T11:00:00+01:00' },
};

describe('the preset', () => {
  it('asks for a refresh token every time', () => {
    expect(fillPresetUrls(googleCalendar.oauth, {}).authorizationUrl).toBe(
      'https://accounts.google.com/o/oauth2/v2/auth',
    );
    expect(googleCalendar.oauth.additionalParameters).toEqual({ access_type: 'offline', prompt: 'consent' });
  });
});

describe('whoami', () => {
  it('tells the person, and the zone of the calendar', async () => {
    reply = ({ path }) => ({
      json:
        path === '/identity/v1/userinfo'
          ? { sub: '77', name: 'Ann', email: 'a@example.com', hd: 'example.com' }
          : { timeZone: 'Europe/Berlin', items: [] },
    });
    expect(await googleCalendar.whoami(context)).toEqual({
      ...{ id: '77', name: 'Ann', email: 'a@example.com', organisation: 'example.com' },
      details: { timeZone: 'Europe/Berlin' },
    });
  });

  it('says plainly that the app cannot use the calendar', async () => {
    const error = {
      code: 403,
      message: 'Calendar API has not been used in project 1.',
      errors: [{ reason: 'accessNotConfigured' }],
    };
    reply = ({ path }) => (path.endsWith('/userinfo') ? { json: { sub: '77' } } : { status: 403, json: { error } });
    await expect(googleCalendar.whoami(context)).rejects.toMatchObject({
      code: 'account-not-usable',
      message: expect.stringContaining('not turned on'),
    });
  });
});

describe('events', () => {
  it('come with their times and zones, what is unknown left out', async () => {
    const attendees = [{ email: 'b@example.com', responseStatus: 'accepted' }, { email: 'c@example.com' }, {}];
    const allDay = { id: 'e2', htmlLink: url, start: { date: '2030-01-16' }, end: { date: '2030-01-17' } };
    answers({ json: { items: [{ ...record, attendees }, allDay] } });
    const times = { start: '2030-01-15T10:00:00+01:00', end: '2030-01-15T11:00:00+01:00', isAllDay: false };
    const invited = [
      { email: 'b@example.com', response: 'accepted' },
      { email: 'c@example.com', response: 'none' },
    ];
    expect(await run('list-events', {})).toEqual({
      events: [
        { id: 'e1', url, title: 'Planning', ...times, attendees: invited },
        { id: 'e2', url, title: '(no title)', start: '2030-01-16', end: '2030-01-17', isAllDay: true },
      ],
      hasMore: false,
    });
  });

  it('are listed from now on, and the next page goes on in the same span', async () => {
    answers({ json: { items: [record], nextPageToken: 'CAEQ==' } });
    const { nextCursor } = (await run('list-events', {})) as { nextCursor: string };
    await run('list-events', { cursor: nextCursor });
    const [first, second] = vendor.requests.map(({ query }) => query);
    expect(Math.abs(Date.parse(first?.get('timeMin') ?? '') - Date.now())).toBeLessThan(10_000);
    expect(second?.get('timeMin')).toBe(first?.get('timeMin'));
    expect(second?.get('pageToken')).toBe('CAEQ==');
    for (const cursor of ['garbage', Buffer.from('2030-01-15T08:00:00Z a b').toString('base64url')]) {
      await expect(run('list-events', { cursor })).rejects.toMatchObject({ violations: [{ pointer: '/cursor' }] });
    }
  });

  it.each([
    ['create-event', { title: 'A', date: '15.1.2030', time: '10:00' }, 'format'],
    ['create-event', { title: 'A', date: '2030-02-30', time: '10:00' }, 'format'],
    ['create-event', { title: 'A', date: '2030-01-15', time: '24:00' }, 'pattern'],
    ['create-event', { title: 'A', date: '2030-01-15', time: '10:00', duration: 'P' }, 'pattern'],
    ['create-event', { title: 'A', date: '2030-01-15', time: '10:00', attendees: 'Ann' }, 'pattern'],
    ['update-event', { id: 'e1' }, 'anyOf'],
    ['update-event', { id: 'e1/../x', title: 'A' }, 'pattern'],
    ['list-events', { calendarId: 'a/b' }, 'pattern'],
    ['find-free-time', { date: '2030-01-15', earliest: '25:00' }, 'pattern'],
  ])('%s refuses %j', async (name, input, keyword) => {
    const violations = expect.arrayContaining([expect.objectContaining({ keyword })]);
    await expect(run(name, input)).rejects.toMatchObject({ violations });
    expect(vendor.requests).toHaveLength(0);
  });

  it('are found again after an unknown outcome, and a cancelled one is gone', async () => {
    const since = new Date('2029-12-01T10:00:00Z');
    const create = operationOf('create-event');
    const input = { title: 'Planning', date: '2030-01-15', time: '10:00' };
    answers({ json: { items: [{ ...record, created: '2029-12-01T10:00:01Z' }] } });
    expect(await create.reconcile?.(context, input, since)).toMatchObject({ id: 'e1', url });
    answers({ json: { items: [{ ...record, created: '2029-11-01T10:00:00Z' }] } });
    expect(await create.reconcile?.(context, input, since)).toBeUndefined();
    const remove = operationOf('delete-event');
    expect(await remove.reconcile?.(context, { id: 'e1' }, since)).toBeUndefined();
    answers({ json: { ...record, status: 'cancelled' } });
    expect(await remove.reconcile?.(context, { id: 'e1' }, since)).toEqual({ id: 'e1' });
    answers({ status: 410, json: { error: { code: 410, errors: [{ reason: 'deleted' }] } } });
    expect(await remove.reconcile?.(context, { id: 'e1' }, since)).toEqual({ id: 'e1' });
  });
});

describe('times', () => {
  const sent = async (name: string, input: object) => {
    await run(name, input);
    return vendor.requests.at(-1)?.body as { start: object; end: object };
  };
  const moment = (dateTime: string, timeZone = 'Europe/Berlin') => ({ dateTime, timeZone });

  it('of a new event are those of the calendar’s clocks, or of the zone that is told', async () => {
    answers({ json: record });
    const input = { title: 'A', date: '2030-07-15', time: '10:00' };
    expect(await sent('create-event', { ...input, duration: 'P1DT90M' })).toMatchObject({
      start: moment('2030-07-15T10:00:00+02:00'),
      end: moment('2030-07-16T11:30:00+02:00'),
    });
    expect(await sent('create-event', { ...input, timeZone: 'America/New_York' })).toMatchObject({
      start: moment('2030-07-15T10:00:00-04:00', 'America/New_York'),
      end: moment('2030-07-15T11:00:00-04:00', 'America/New_York'),
    });
  });

  it('that are not told stay as they are, also when the clocks change in between', async () => {
    answers({ json: record });
    expect(await sent('update-event', { id: 'e1', date: '2030-07-15' })).toEqual({
      start: moment('2030-07-15T10:00:00+02:00'),
      end: moment('2030-07-15T11:00:00+02:00'),
    });
    expect(await sent('update-event', { id: 'e1', time: '16:30' })).toMatchObject({
      start: moment('2030-01-15T16:30:00+01:00'),
    });
    expect(await sent('update-event', { id: 'e1', duration: 'PT30M' })).toMatchObject({
      end: moment('2030-01-15T10:30:00+01:00'),
    });
    expect(await sent('update-event', { id: 'e1', title: ' B ' })).toEqual({ summary: 'B' });
    expect(vendor.requests.map(({ method }) => method).join(' ')).toBe('GET PATCH GET PATCH GET PATCH PATCH');
  });

  it('of an event that was cancelled, of which Google may tell the id alone, cannot be changed', async () => {
    answers({ json: { kind: 'calendar#event', id: 'e1', status: 'cancelled' } });
    await expect(run('update-event', { id: 'e1', time: '10:00' })).rejects.toMatchObject({ code: 'record-not-found' });
    expect(vendor.requests).toHaveLength(1);
    answers({ json: { ...record, status: 'confirmed' } });
    expect(await run('update-event', { id: 'e1', time: '10:00' })).toMatchObject({ id: 'e1' });
  });

  it('of whole days stay whole days until the event gets a time', async () => {
    answers({ json: { ...record, start: { date: '2030-01-15' }, end: { date: '2030-01-17' } } });
    expect(await sent('update-event', { id: 'e1', date: '2030-03-30' })).toEqual({
      start: { date: '2030-03-30' },
      end: { date: '2030-04-01' },
    });
    expect(await sent('update-event', { id: 'e1', time: '10:00' })).toEqual({
      start: { ...moment('2030-01-15T10:00:00+01:00'), date: null },
      end: { ...moment('2030-01-15T11:00:00+01:00'), date: null },
    });
  });
});

describe('free time', () => {
  const busy = (...hours: readonly (readonly [string, string])[]) =>
    hours.map(([start, end]) => ({ start: `2030-01-15T${start}:00Z`, end: `2030-01-15T${end}:00Z` }));

  it('is where nobody is busy, in the zone of the calendar', async () => {
    answers({
      json: {
        calendars: { primary: { busy: busy(['08:00', '09:15']) }, 'b@example.com': { busy: busy(['10:30', '11:00']) } },
      },
    });
    expect(await run('find-free-time', { date: '2030-01-15', calendars: 'b@example.com', limit: 2 })).toEqual({
      times: [
        { start: '2030-01-15T10:30:00+01:00', end: '2030-01-15T11:30:00+01:00' },
        { start: '2030-01-15T12:00:00+01:00', end: '2030-01-15T13:00:00+01:00' },
      ],
      timeZone: 'Europe/Berlin',
    });
  });

  it('cannot be told for calendars that are not shared, nor in zones that do not exist', async () => {
    answers({ json: { calendars: { primary: { busy: [] }, 'b@example.com': { errors: [{ reason: 'notFound' }] } } } });
    const wish = { date: '2030-01-15', calendars: 'b@example.com' };
    await expect(run('find-free-time', wish)).rejects.toMatchObject({
      code: 'record-not-found',
      message: expect.stringContaining('b@example.com'),
    });
    const span = { from: '2030-01-15T08:00:00Z', to: '2030-01-15T18:00:00Z', calendars: 'b@example.com' };
    expect(await run('get-free-busy', span)).toEqual({
      calendars: [{ calendarId: 'b@example.com', isKnown: false, busy: [] }],
    });
    expect(vendor.requests.at(-1)?.body).toMatchObject({ timeZone: 'Europe/Berlin' });
    answers({ json: { calendars: { 'b@example.com': { errors: [{ reason: 'internalError' }] } } } });
    await expect(run('get-free-busy', span)).rejects.toMatchObject({ code: 'vendor-unavailable' });
    await expect(run('find-free-time', { date: '2030-01-15', timeZone: 'Mars/Olympus' })).rejects.toMatchObject({
      violations: [{ pointer: '/timeZone' }],
    });
  });

  it('is never in the past, never overlaps, and fits into its window', () => {
    const hour = 60 * 60_000;
    const search = { windows: [{ start: 0, end: 4 * hour }], busy: [], durationMs: hour, notBefore: 0, limit: 9 };
    expect(freeSlots(search)).toEqual([0, hour, 2 * hour, 3 * hour]);
    expect(freeSlots({ ...search, notBefore: 1.2 * hour })).toEqual([1.5 * hour, 2.5 * hour]);
    expect(freeSlots({ ...search, durationMs: 5 * hour })).toEqual([]);
    expect(freeSlots({ ...search, limit: 1 })).toEqual([0]);
  });
});

describe('zones', () => {
  it.each([
    ['2030-01-15', '09:00', 'Europe/Berlin', '2030-01-15T09:00:00+01:00'],
    ['2030-07-15', '09:00', 'Europe/Berlin', '2030-07-15T09:00:00+02:00'],
    ['2030-03-31', '09:00', 'Europe/Berlin', '2030-03-31T09:00:00+02:00'],
    ['2030-01-15', '00:00', 'America/St_Johns', '2030-01-15T00:00:00-03:30'],
    ['2030-01-15', '23:30', 'Asia/Kathmandu', '2030-01-15T23:30:00+05:45'],
    ['2030-01-15', '12:00', 'UTC', '2030-01-15T12:00:00+00:00'],
  ])('%s %s in %s is %s', (day, clock, zone, expected) => {
    const at = toInstant(day, clock, zone);
    expect([inZone(at, zone), at]).toEqual([expected, Date.parse(expected)]);
  });

  it('counts days over months and leap years', () => {
    expect(daysLater('2028-02-28', 2)).toBe('2028-03-01');
  });
});

describe('faults', () => {
  const error = (code: number, message: string, reason?: string, location?: string) => ({
    error: {
      code,
      message,
      ...(reason && { errors: [{ domain: 'global', reason, message, ...(location && { location }) }] }),
    },
  });

  it.each([
    [401, error(401, 'Invalid Credentials', 'authError', 'Authorization'), { code: 'vendor-unauthorized' }],
    [403, error(403, 'Rate Limit Exceeded', 'rateLimitExceeded'), { code: 'vendor-rate-limited' }],
    [403, error(403, 'Insufficient Permission', 'insufficientPermissions'), { code: 'vendor-forbidden' }],
    [404, error(404, 'Not Found', 'notFound'), { code: 'record-not-found' }],
    [410, error(410, 'Resource has been deleted', 'deleted'), { code: 'record-not-found' }],
    [409, error(409, 'The requested identifier already exists.', 'duplicate'), { code: 'vendor-conflict' }],
    [
      400,
      error(400, 'The specified time range is empty.', 'timeRangeEmpty', 'timeMax'),
      { code: 'vendor-rejected-input', vendorMessage: 'The specified time range is empty.', fields: ['timeMax'] },
    ],
    [500, error(500, 'Backend Error', 'backendError'), { code: 'vendor-unavailable' }],
    [503, 'oops', { code: 'vendor-unavailable', vendorMessage: undefined }],
  ])('%i %j', async (status, body, expected) => {
    answers(typeof body === 'string' ? { status, text: body } : { status, json: body });
    await expect(run('delete-event', { id: 'e1' })).rejects.toMatchObject(expected);
  });
});
