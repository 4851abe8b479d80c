import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { microsoftGraph } from '../../../../libs/connectors/src/microsoft-graph/microsoft-graph.connector.js';
import { story } from '../../../../test/connectors/microsoft-graph.js';
import { reach } from '../../../../test/support/connectors/reach.js';
import { startSystems } from '../sandbox.js';
import type { MailboxStore } from './mailbox-store.js';
import { microsoftGraphSystem } from './microsoft-graph.system.js';

const world = await startSystems([microsoftGraphSystem]);
const system = world.running[0]!;
const store = system.store as MailboxStore;
const at = await reach(microsoftGraph, system, story);

beforeEach(() => store.reset());
afterAll(async () => {
  await at.close();
  await world.close();
});

const operationOf = (name: string) => microsoftGraph.operations.find((known) => known.name === name)!;

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  return (await at.run(operationOf(name), input ?? operationOf(name).example ?? {})) as never;
}

it.each(microsoftGraph.operations.map(({ name }) => name))('%s works by its example', async (name) => {
  expect(await run(name)).toBeTypeOf('object');
});

describe('the calendar', () => {
  it('keeps events as the mailbox means them, summer and winter', async () => {
    const event = { subject: 'Coffee', startTime: '15:00', endTime: '15:30' };
    expect(await run('create-event', { ...event, startDate: '2027-12-01' })).toMatchObject({
      ...{ start: '2027-12-01T15:00:00+01:00', organizer: 'ada@sandbox.example' },
    });
    const made = await run('create-event', { ...event, startDate: '2027-07-01', attendees: 'ben@sandbox.example' });
    expect(made).toMatchObject({ start: '2027-07-01T15:00:00+02:00', end: '2027-07-01T15:30:00+02:00' });
    expect(store.events.at(-1)?.start.toISOString()).toBe('2027-07-01T13:00:00.000Z');
    expect(await (await fetch(String(made['url']))).text()).toContain('ben@sandbox.example');
  });

  it('is listed page by page, the earliest first', async () => {
    const subjects: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-events', { limit: 3, ...(cursor !== undefined && { cursor }) });
      subjects.push(...(page['events'] as { subject: string }[]).map(({ subject }) => subject));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(subjects).toEqual(['Stand-up', 'Customer visit', 'Review of the quarter', 'Lunch with the team']);
  });

  it('is found again after an unknown outcome', async () => {
    const since = new Date();
    const { id } = await run('create-event');
    const input = operationOf('create-event').example ?? {};
    expect(await at.reconcile(operationOf('create-event'), input, since)).toMatchObject({ id });
  });

  it('tells when everybody is free', async () => {
    const day = { startDate: '2027-12-01', startTime: '09:00', endTime: '17:00' };
    await run('create-event', { ...day, subject: 'Workshop', endTime: '10:00' });
    const input = { attendees: 'ben@sandbox.example', startDate: '2027-12-01', duration: 'PT30M', limit: 2 };
    expect((await run('find-meeting-times', input))['suggestions']).toMatchObject([
      ...[{ start: '2027-12-01T10:00:00+01:00' }, { start: '2027-12-01T10:30:00+01:00' }],
    ]);
    await run('create-event', { ...day, subject: 'All day' });
    expect(await run('find-meeting-times', input)).toEqual({
      ...{ suggestions: [], reason: 'Not enough of the attendees are free.' },
    });
  });
});

it('to-do lists and e-mails arrive', async () => {
  const { url } = await run('create-task-list', { name: 'Garden' });
  expect(await (await fetch(String(url))).text()).toContain('Garden');
  expect((await run('list-task-lists', { limit: 2 }))['hasMore']).toBe(true);
  await run('send-email', { to: 'a@acme.test; b@acme.test', bcc: 'c@acme.test', subject: 'Hi', content: 'There' });
  expect(store.sent).toMatchObject([{ subject: 'Hi', recipients: ['a@acme.test', 'b@acme.test', 'c@acme.test'] }]);
});

it.each([
  ['expired-token', 'vendor-unauthorized'],
  ['forbidden', 'vendor-forbidden'],
  ['quota-exceeded', 'vendor-rate-limited'],
] as const)('the fault %s is understood as %s', async (kind, code) => {
  system.faults.set([{ kind, on: 'api', times: 1 }]);
  await expect(run('list-task-lists')).rejects.toMatchObject({ code });
});
