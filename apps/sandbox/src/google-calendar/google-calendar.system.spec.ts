import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput } from '#connectors';
import { googleCalendar } from '../../../../libs/connectors/src/google-calendar/google-calendar.connector.js';
import { startSystems } from '../sandbox.js';
import { HttpBrowser } from '../testing.js';
import type { CalendarStore } from './calendar-store.js';
import { googleCalendarSystem } from './google-calendar.system.js';

const world = await startSystems([googleCalendarSystem]);
const system = world.running[0]!;
const store = system.store as CalendarStore;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const account = { id: '1', name: 'Ada', details: { timeZone: 'Europe/Berlin' } };
let token = '';

const contextOf = (accessToken = token) =>
  createOperationContext({
    ...{ connector: googleCalendar, egress, account, timeoutMs: 20_000 },
    grant: { parameters: {}, scopes: [], extras: {}, apiUrl: system.url },
    authorize: () => ({ headers: { authorization: `Bearer ${accessToken}` } }),
  });

async function authorize(more: Readonly<Record<string, string>>) {
  system.profiles('http://localhost:3000');
  const { clientId, clientSecret } = system.apps.systemApp;
  const redirect_uri = 'http://localhost:3000/oauth/callback/system-google-calendar';
  const scope = googleCalendar.oauth.defaultScopes.join(' ');
  const asked = { response_type: 'code', client_id: clientId, redirect_uri, state: 's', scope, ...more };
  const back = await new HttpBrowser().authorize(`${system.url}/o/oauth2/v2/auth?${new URLSearchParams(asked)}`);
  const code = back.searchParams.get('code') ?? '';
  const client = { client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri, ...client });
  const response = await fetch(`${system.url}/token`, { method: 'POST', body });
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

beforeAll(async () => {
  token = String((await authorize({ ...googleCalendar.oauth.additionalParameters }))['access_token']);
});
beforeEach(() => store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = googleCalendar.operations.find((known) => known.name === name)!;
  return (await operation.run(contextOf(), validateInput(operation, input ?? operation.example))) as never;
}

describe('every operation works against the look-alike', () => {
  it.each(googleCalendar.operations.map(({ name }) => name))('%s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('whoami knows Ada and the zone of her calendar, and nobody without a good token', async () => {
    expect(await googleCalendar.whoami(contextOf())).toMatchObject({
      ...{ id: '104211000000000000001', name: 'Ada Example', details: { timeZone: 'Europe/Berlin' } },
    });
    await expect(googleCalendar.whoami(contextOf('wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('a refresh token comes only to whoever asks for offline access', async () => {
    expect(await authorize({})).not.toHaveProperty('refresh_token');
    expect(await authorize({ access_type: 'offline', prompt: 'consent' })).toHaveProperty('refresh_token');
  });
});

describe('events', () => {
  it('are created, found, moved and cancelled, and have a page behind their link', async () => {
    const day = { date: '2030-01-15', time: '10:00' };
    const { id, url } = await run('create-event', {
      title: 'Coffee',
      ...day,
      duration: 'PT45M',
      attendees: 'b@x.example',
    });
    expect(await run('list-events', { keyword: 'COFFEE' })).toMatchObject({ events: [{ id, title: 'Coffee' }] });
    const moved = await run('update-event', { id, date: '2030-07-16', location: 'Bar' });
    expect(moved).toMatchObject({ end: '2030-07-16T10:45:00+02:00', location: 'Bar', title: 'Coffee' });
    expect(await (await fetch(String(url))).text()).toContain('b@x.example');
    await run('delete-event', { id });
    await expect(run('update-event', { id, time: '09:00' })).rejects.toMatchObject({ code: 'record-not-found' });
    await expect(run('delete-event', { id })).rejects.toMatchObject({ code: 'record-not-found', status: 410 });
    await expect(run('update-event', { id: 'unknown', title: 'A' })).rejects.toMatchObject({ status: 404 });
  });

  it('are listed page by page, the next one first', async () => {
    const titles: string[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-events', { limit: 4, ...(cursor !== undefined && { cursor }) });
      titles.push(...(page['events'] as { title: string }[]).map(({ title }) => title));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(titles).toEqual([
      'Planning',
      'Lunch with Nora',
      'Review of the quarter',
      'Dentist',
      'Training',
      'Farewell of Omar',
    ]);
  });

  it('of others are not shown, only when they are busy', async () => {
    await expect(run('list-events', { calendarId: 'ben@sandbox.example' })).rejects.toMatchObject({ status: 404 });
    const day = new Date(Date.now() + 24 * 60 * 60_000).toISOString().slice(0, 10);
    const span = { from: `${day}T00:00:00Z`, to: `${day}T23:59:00Z` };
    expect(await run('get-free-busy', { ...span, calendars: 'ben@sandbox.example nobody@x.example' })).toMatchObject({
      calendars: [
        { isKnown: true, busy: [{ start: expect.stringMatching(/T1[12]:00:00\+0[12]:00$/) }] },
        { isKnown: false },
      ],
    });
    const wish = { date: day, calendars: 'ben@sandbox.example', timeZone: 'UTC', earliest: '09:00', limit: 1 };
    expect(await run('find-free-time', wish)).toMatchObject({ times: [{ start: `${day}T12:00:00+00:00` }] });
  });

  it('that make no sense are refused in the vendor’s words', async () => {
    const past = { to: '2001-01-01T00:00:00Z' };
    await expect(run('list-events', past)).rejects.toMatchObject({ fields: ['timeMax'] });
    const input = { title: 'A', date: '2030-01-15', time: '10:00', duration: 'PT0M' };
    await expect(run('create-event', input)).rejects.toMatchObject({
      code: 'vendor-rejected-input',
      vendorMessage: 'The specified time range is empty.',
    });
  });
});
