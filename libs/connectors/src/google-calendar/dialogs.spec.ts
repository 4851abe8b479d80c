import { describe, expect, it } from 'vitest';
import { checkGraph } from '#dialogs';
import { Chat } from '#connectors/testing';
import { googleCalendar } from './google-calendar.connector.js';

const chat = (template: string) => new Chat(googleCalendar, template);
const url = 'https://www.google.com/calendar/event?eid=e1';
const times = { start: '2030-01-15T10:00:00+01:00', end: '2030-01-15T11:00:00+01:00', isAllDay: false };
const event = { id: 'e1', url, title: 'Planning', ...times };

it.each(googleCalendar.templates.map(({ name, graph }) => [name, graph] as const))(
  '%s is a sound graph',
  (_, graph) => {
    const operations = (operationId: string) => {
      const input = googleCalendar.operations.find((operation) => operation.id === operationId)?.input;
      return input && { properties: Object.keys(input.properties), required: input.required ?? [] };
    };
    expect(checkGraph(graph, { operations })).toEqual([]);
  },
);

describe('events', () => {
  it('are listed page by page', () => {
    const listed = chat('list-events').user('list events');
    expect(listed.wants?.input).toEqual({ limit: 5 });
    const page = { events: [event], hasMore: true, nextCursor: 'c1' };
    expect(listed.succeeds(page).said).toBe(`2030-01-15 10:00: Planning\n${url}\nShow more?`);
    expect(listed.user('yes').wants?.input).toEqual({ limit: 5, cursor: 'c1' });
    expect(listed.succeeds({ events: [event], hasMore: false }).said).toContain('Those are all your events.');
  });

  it('are created with a title, a start, a duration and guests', () => {
    const asked = chat('create-event').user(
      'create an event',
      'Planning',
      '31 January 2027 at 10:00',
      'an hour and a half',
    );
    expect(asked.user('ann@example.com, ben@example.com').wants?.input).toEqual({
      ...{ title: 'Planning', date: '2027-01-31', time: '10:00', duration: 'PT1H30M' },
      attendees: 'ann@example.com, ben@example.com',
    });
    expect(asked.succeeds(event).said).toContain(`Planning is on your calendar. ${url} [View event](${url})`);
  });

  it('are changed in the chosen fields only, once it is clear which one is meant', () => {
    const found = chat('update-event')
      .user('move a meeting', 'planning')
      .succeeds({ events: [event], hasMore: false });
    expect(found.said).toBe('Do you mean Planning on 2030-01-15 10:00?');
    found.user('yes', 'time and location', '3 pm', 'Room 2');
    expect(found.wants).toEqual({ operation: 'update-event', input: { id: 'e1', time: '15:00', location: 'Room 2' } });
    expect(found.succeeds(event).said).toContain('Planning is updated.');
  });

  it('are cancelled once that is confirmed; nothing found is no failure', () => {
    const found = () =>
      chat('cancel-event')
        .user('cancel a meeting', 'plan')
        .succeeds({ events: [event], hasMore: true });
    expect(found().said).toBe('Shall I cancel Planning on 2030-01-15 10:00?');
    expect(found().user('yes').wants).toEqual({ operation: 'delete-event', input: { id: 'e1' } });
    expect(found().user('no').said).toBe('All right, nothing was cancelled.');
    const none = chat('cancel-event').user('cancel a meeting', 'plan').succeeds({ events: [], hasMore: false });
    expect(none.said).toBe('I found no event with "plan" from now on, so nothing was cancelled.');
    expect(found().user('yes').fails('vendor-forbidden').said).toContain(
      'does not let you cancel this event. Because.',
    );
  });
});

describe('a free time', () => {
  const asked = () => chat('find-free-time').user('find a free time', '15 January 2030', '30 minutes', 'skip');

  it('is looked for on a day, for so long', () => {
    expect(asked().wants?.input).toEqual({ date: '2030-01-15', duration: 'PT30M', limit: 3 });
    const { said } = asked().succeeds({ times: [{ start: times.start, end: times.end }], timeZone: 'Europe/Berlin' });
    expect(said).toBe('Free on 2030-01-15 (Europe/Berlin):\n10:00 to 11:00');
  });

  it('may not be found, or not be known', () => {
    expect(asked().succeeds({ times: [], timeZone: 'UTC' }).said).toBe('There is no such time free on 2030-01-15.');
    expect(asked().fails('record-not-found', 'Not shared.').said).toBe('Not shared.');
  });
});
