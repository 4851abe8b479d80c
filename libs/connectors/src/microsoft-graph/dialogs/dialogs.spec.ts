import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { microsoftGraph } from '../microsoft-graph.connector.js';

const url = 'https://outlook.test/e1';
const coffee = {
  ...{ id: 'e1', url, subject: 'Coffee', isAllDay: false, location: 'Kitchen' },
  ...{ start: '2026-12-01T15:00:00+01:00', end: '2026-12-01T15:30:00+01:00' },
};
const chat = (template: string, ...texts: readonly string[]) => new Chat(microsoftGraph, template).user(...texts);

describe('the calendar', () => {
  it('is listed page by page', () => {
    const listed = chat('list-events', 'list my events');
    expect(listed.wants).toEqual({ operation: 'list-events', input: { limit: 10 } });
    listed.succeeds({ events: [coffee], hasMore: true, nextCursor: 'c1' });
    expect(listed.said).toContain(`2026-12-01 15:00: Coffee, Kitchen\n${url}`);
    expect(listed.user('yes').wants?.input).toEqual({ limit: 10, cursor: 'c1' });
    const holiday = { ...coffee, subject: 'Holiday', isAllDay: true, start: '2026-12-24T00:00:00Z' };
    expect(listed.succeeds({ events: [holiday], hasMore: false }).said).toContain('2026-12-24: Holiday');
    expect(listed.said).toContain('That is all for the next 30 days.');
    const none = chat('list-events', 'list my events').succeeds({ events: [], hasMore: false });
    expect(none.said).toBe('There is nothing in your calendar for the next 30 days.');
  });

  it('takes an event with its times as the user says them', () => {
    const asked = chat('create-event', 'create an event', 'Coffee', '1 December 2026', '3 pm', '15:30', 'a@acme.test');
    expect(asked.wants?.input).toEqual({
      ...{ subject: 'Coffee', startDate: '2026-12-01', startTime: '15:00', endTime: '15:30', attendees: 'a@acme.test' },
    });
    expect(asked.succeeds(coffee).said).toContain(
      `Coffee is in your calendar for 2026-12-01, 15:00 to 15:30. ${url} [View event](${url})`,
    );
  });

  it('says what is wrong with an event', () => {
    const asked = () => chat('create-event', 'create an event', 'Coffee', '1 December 2026', '3 pm', '2 pm', 'skip');
    expect(asked().fails('input-invalid').said).toContain('an event must end after it begins');
    expect(asked().fails('vendor-forbidden').said).toContain('did not take the event. Because.');
  });

  it('tells when everybody is free', () => {
    const asked = () => chat('find-meeting-times', 'when can we meet', 'a@acme.test', '1 December 2026', 'one hour');
    expect(asked().wants?.input).toEqual({ attendees: 'a@acme.test', startDate: '2026-12-01', duration: 'PT1H' });
    expect(asked().succeeds({ suggestions: [{ start: coffee.start, end: coffee.end }] }).said).toContain(
      '2026-12-01 15:00 to 15:30',
    );
    expect(asked().succeeds({ suggestions: [], reason: 'You are not free yourself.' }).said).toBe(
      'I found no time on 2026-12-01. You are not free yourself.',
    );
  });
});

describe('to-do lists', () => {
  const move = { id: 'l1', url: 'https://to-do.test/l1', name: 'Office move', isShared: true, isOwner: true };

  it('are listed and created', () => {
    const listed = chat('list-task-lists', 'list my to-do lists').succeeds({ lists: [move], hasMore: false });
    expect(listed.said).toContain('Office move (shared)\nhttps://to-do.test/l1');
    const asked = chat('create-task-list', 'create a to-do list', 'Office move');
    expect(asked.wants).toEqual({ operation: 'create-task-list', input: { name: 'Office move' } });
    expect(asked.succeeds(move).said).toContain('[View list](https://to-do.test/l1)');
  });
});

describe('an e-mail', () => {
  const asked = () => chat('send-email', 'send an e-mail', 'a@acme.test', 'The chairs', 'They have arrived.');

  it('is sent once that is confirmed', () => {
    expect(asked().said).toBe('Shall I send "The chairs" to a@acme.test?');
    const sent = asked().user('yes');
    expect(sent.wants?.input).toEqual({ to: 'a@acme.test', subject: 'The chairs', content: 'They have arrived.' });
    expect(sent.succeeds({ subject: 'The chairs', recipients: ['a@acme.test'] }).said).toBe(
      'Done: "The chairs" is sent to a@acme.test.',
    );
    expect(asked().user('no').said).toBe('All right, nothing was sent.');
  });

  it('goes to nobody whose address cannot be read', () => {
    expect(asked().user('yes').fails('input-invalid').said).toContain('Nothing was sent');
  });
});
