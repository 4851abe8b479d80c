import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput, type OperationContext } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { googleCalendar } from './google-calendar.connector.js';
import { listEvents } from './operations/list-events.operation.js';
import { updateEvent } from './operations/update-event.operation.js';
import { accountCalls, vendorCalls } from './vendor-api.js';

const event = {
  id: 'e1',
  htmlLink: 'https://www.google.com/calendar/event?eid=e1',
  summary: 'A',
  start: { dateTime: '2030-01-15T10:00:00+01:00' },
  end: { dateTime: '2030-01-15T10:45:00+01:00' },
};
let shown: object;
let vendor: Vendor;
let context: OperationContext;

beforeEach(async () => {
  shown = event;
  vendor = await startVendor(({ method, path }) => {
    if (path.endsWith('/userinfo')) return { json: { sub: '77' } };
    if (method === 'DELETE') return { status: 204 };
    if (path.endsWith('/freeBusy')) {
      return { json: { calendars: { primary: { busy: [] }, 'a@example.com': {}, 'b@example.com': { busy: [] } } } };
    }
    return { json: method === 'GET' && path.endsWith('/events') ? { items: [shown] } : shown };
  });
  const grant = { parameters: {}, extras: {}, scopes: [], apiUrl: vendor.origin };
  const account = { id: '1', name: 'Ann', details: { timeZone: 'Europe/Berlin' } };
  context = operationContext({ connector: googleCalendar, vendor, grant, account });
});
afterEach(() => vendor.close());

const [from, to] = ['2030-01-15T08:00:00+01:00', '2030-01-15T18:00:00+01:00'];
const cursor = Buffer.from(`${from} CAEQ==`).toString('base64url');
const all = {
  ...{ title: 'A', date: '2030-01-15', time: '10:00', duration: 'PT90M', timeZone: 'Europe/Berlin' },
  ...{ location: 'L', description: 'D', attendees: 'a@example.com; b@example.com' },
  ...{ notify: false, calendarId: 'team@example.com' },
};
const wish = { date: '2030-01-15', days: 31, duration: 'PT30M', calendars: 'b@example.com' };
const hours = { earliest: '08:00', latest: '18:30', timeZone: 'America/New_York', limit: 50 };

/** For each operation the least that it takes, and everything that it takes. */
const inputs: Readonly<Record<string, readonly [least: object, all: object]>> = {
  'list-events': [{}, { calendarId: 'team@example.com', from, to, keyword: 'x y', limit: 250, cursor }],
  'create-event': [{ title: 'A', date: '2030-01-15', time: '10:00' }, all],
  'update-event': [
    { id: 'e1', title: 'A' },
    { id: 'e1', ...all },
  ],
  'delete-event': [{ id: 'e1' }, { id: 'e1', notify: false, calendarId: 'team@example.com' }],
  'get-free-busy': [
    { from, to },
    { from, to, calendars: 'a@example.com b@example.com', timeZone: 'Europe/Berlin' },
  ],
  'find-free-time': [{ date: '2030-01-15' }, { ...wish, ...hours }],
};

const cases = googleCalendar.operations.map((operation) => [operation.name, operation] as const);

describe.each(cases)('%s', (name, operation) => {
  const [least, most] = inputs[name]!;

  it.each([
    ['the least', least],
    ['everything', most],
  ])('sends what Google describes when given %s', async (_, input) => {
    await operation.run(context, validateInput(operation, input));
    expect(vendor.requests.length).toBeGreaterThan(0);
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it.each(Object.keys(most).filter((field) => !(field in least)))('does so with %s alone', async (field) => {
    const input = { ...least, [field]: (most as Readonly<Record<string, unknown>>)[field] };
    await operation.run(context, validateInput(operation, input));
    expect(deviationsOf(vendorCalls[name]!, vendor.requests)).toEqual([]);
  });

  it('is tried with every field that it has, and points at the page of the call', () => {
    expect(Object.keys(most).sort()).toEqual(Object.keys(operation.input.properties).sort());
    expect(operation.documentation).toBe(vendorCalls[name]?.[0].documentation);
  });
});

it.each(['date', 'time', 'duration', 'location', 'description', 'attendees'] as const)(
  'an update of %s and nothing else is one that Google describes, of a whole day too',
  async (field) => {
    const input = validateInput(updateEvent, { id: 'e1', [field]: all[field] });
    await updateEvent.run(context, input);
    shown = { ...event, start: { date: '2030-01-15' }, end: { date: '2030-01-16' } };
    await updateEvent.run(context, input);
    expect(deviationsOf(vendorCalls['update-event']!, vendor.requests)).toEqual([]);
  },
);

it('asks who authorized, and what became of a write, by calls that Google describes', async () => {
  await googleCalendar.whoami(context);
  expect(deviationsOf(accountCalls, vendor.requests)).toEqual([]);
  for (const [name, operation] of cases) {
    const before = vendor.requests.length;
    await operation.reconcile?.(context, inputs[name]![1] as never, new Date());
    expect(deviationsOf(vendorCalls[name]!, vendor.requests.slice(before))).toEqual([]);
  }
  expect(vendor.requests).toHaveLength(4);
});

it('no calendar, keyword or span changes the path, or any other part of the query', async () => {
  const words = fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }).filter((one) => /\S/.test(one));
  const ids = fc.string({ minLength: 1, maxLength: 60 }).filter((id) => /^[^\s/]+$/.test(id) && !/^\.{1,2}$/.test(id));
  await fc.assert(
    fc.asyncProperty(words, ids, async (keyword, calendarId) => {
      await listEvents.run(context, validateInput(listEvents, { keyword, calendarId, from }));
      const { path, query } = vendor.requests.at(-1)!;
      expect(path).toBe(`/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events`);
      expect([...query.keys()].sort()).toEqual(['maxResults', 'orderBy', 'q', 'singleEvents', 'timeMin']);
      expect(query.get('q')).toBe(keyword);
    }),
    { numRuns: 50 },
  );
});
