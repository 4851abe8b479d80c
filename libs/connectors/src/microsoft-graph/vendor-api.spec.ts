import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateInput } from '#connectors';
import { deviationsOf, operationContext, startVendor, type Vendor } from '#connectors/testing';
import { microsoftGraph } from './microsoft-graph.connector.js';
import { createEvent } from './operations/create-event.operation.js';
import { accountCalls, vendorApi } from './vendor-api.js';

const moment = { dateTime: '2026-12-01T14:00:00.0000000', timeZone: 'UTC' };
const event = { id: 'e1', webLink: 'https://outlook.test/e1', subject: 'Coffee', start: moment, end: moment };
const cursor = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url');
const span = { startDateTime: '2026-12-01T00:00:00.000Z', endDateTime: '2026-12-02T00:00:00.000Z' };
const times = { startDate: '2026-12-01', startTime: '15:00', endTime: '15:30' };
const people = 'a@acme.test, b@acme.test';

/** By operation: inputs that hold every optional field between them, the last one with none. */
const inputs: Readonly<Record<string, readonly object[]>> = {
  'list-events': [
    { from: '2026-12-01T00:00:00+01:00', until: '2026-12-02T00:00:00Z', limit: 5 },
    { limit: 5, cursor: cursor({ ...span, $top: '5', $skip: '5' }) },
    {},
  ],
  'create-event': [
    {
      ...{ subject: ' Coffee ', ...times, endDate: '2026-12-02', timeZone: 'Europe/Berlin', attendees: people },
      ...{ location: 'Kitchen', description: 'With cake.' },
    },
    { subject: 'Coffee', ...times },
  ],
  'find-meeting-times': [
    { attendees: people, startDate: '2026-12-01', endDate: '2026-12-04', duration: 'PT1H30M', limit: 3 },
    { startDate: '2026-12-01' },
  ],
  'list-task-lists': [{ limit: 5, cursor: cursor({ $top: '5', $skiptoken: 'abc' }) }, {}],
  'create-task-list': [{ name: ' Move ' }],
  'send-email': [
    { to: people, cc: 'c@acme.test', bcc: 'd@acme.test', subject: 'Hi', content: 'There', importance: 'high' },
    { to: 'a@acme.test', subject: 'Hi', content: 'There' },
  ],
};

let vendor: Vendor;
beforeEach(async () => {
  vendor = await startVendor(({ method, path }) => {
    if (path.endsWith('/mailboxSettings')) return { json: { timeZone: 'W. Europe Standard Time' } };
    if (path.endsWith('/findMeetingTimes')) return { json: { meetingTimeSuggestions: [], emptySuggestionsReason: '' } };
    if (path.endsWith('/sendMail')) return { status: 202 };
    if (path.endsWith('/me')) return { json: { id: 'u1' } };
    return { json: method === 'GET' ? { value: [event] } : { ...event, displayName: 'Move' } };
  });
});
afterEach(() => vendor.close());

const contextOf = () => operationContext({ connector: { ...microsoftGraph, baseUrl: () => vendor.origin }, vendor });
const withTimes = /\/(?:calendarView|events|findMeetingTimes)$/;

describe.each(microsoftGraph.operations.map((operation) => [operation.name, operation] as const))(
  '%s',
  (name, operation) => {
    it.each(inputs[name] ?? [])('sends what the vendor describes: %j', async (input) => {
      await operation.run(contextOf(), validateInput(operation, input));
      expect(vendor.requests.length).toBeGreaterThan(0);
      expect(deviationsOf(vendorApi[name] ?? [], vendor.requests)).toEqual([]);
      for (const { headers } of vendor.requests.filter(({ path }) => withTimes.test(path))) {
        expect(headers['prefer']).toBe('outlook.timezone="UTC"');
      }
    });

    it('sends what the vendor describes with each optional field alone', async () => {
      const minimal = inputs[name]?.at(-1) ?? {};
      const optional = Object.entries(Object.assign({}, ...(inputs[name] ?? [])) as object);
      for (const [field, value] of optional.filter(([field]) => !(field in minimal))) {
        await operation.run(contextOf(), validateInput(operation, { ...minimal, [field]: value as unknown }));
      }
      expect(deviationsOf(vendorApi[name] ?? [], vendor.requests)).toEqual([]);
    });

    it('has inputs that leave out no field here', () => {
      const given = new Set((inputs[name] ?? []).flatMap((input) => Object.keys(input)));
      expect([...given].sort()).toEqual(Object.keys(operation.input.properties).sort());
    });

    it('names a page of the vendor’s that is described here', () => {
      expect(vendorApi[name]?.map(({ documentation }) => documentation)).toContain(operation.documentation);
    });
  },
);

it('asks who authorized, and looks for an event, as the vendor describes', async () => {
  await microsoftGraph.whoami(contextOf());
  expect(deviationsOf(accountCalls, vendor.requests)).toEqual([]);
  await createEvent.reconcile?.(contextOf(), { subject: 'Coffee', ...times }, new Date());
  expect(vendor.requests).toHaveLength(3);
  expect(deviationsOf(vendorApi['create-event'] ?? [], vendor.requests.slice(2))).toEqual([]);
});
