import { describe, expect, it } from 'vitest';
import { Chat } from '#connectors/testing';
import { genesysCloud } from './genesys-cloud.connector.js';

const url = 'https://apps.mypurecloud.de/directory/#/x';
const about = (template: string, ...texts: string[]) => new Chat(genesysCloud, template).user(...texts);

describe('check a queue', () => {
  const status = { id: '1', url, name: 'Support', waiting: 4, interacting: 2, onQueueAgents: 5, availableAgents: 1 };

  it('tells how busy it is', () => {
    const chat = about('check-queue', 'check a queue', 'support');
    expect(chat.wants).toEqual({ operation: 'get-queue-status', input: { queue: 'support' } });
    expect(chat.succeeds({ ...status, media: [] }).said).toBe(
      `Support: 4 waiting, 2 being served; 1 of 5 people are free.\n${url} [View queue](${url})`,
    );
  });

  it('names similar queues when there is none, and asks again', () => {
    const unknown = () => about('check-queue', 'check a queue', 'supp').fails('record-not-found');
    expect(unknown().wants).toEqual({ operation: 'find-queues', input: { name: 'supp', limit: 5 } });
    const chat = unknown().succeeds({ queues: [{ id: '1', url, name: 'Support' }], hasMore: false });
    expect(chat.said).toMatch(/^There is no queue "supp", but there is:\nSupport\n+Which queue\?/);
    expect(chat.user('Support').wants?.input).toEqual({ queue: 'Support' });
    expect(unknown().succeeds({ queues: [], hasMore: false }).said).toBe('I found no queue "supp".');
  });
});

describe('request a callback', () => {
  const asked = (...time: string[]) =>
    about('request-callback', 'call me back', '+49 30 901820', 'Grace', ...time, 'Support');

  it('asks where, which number, whom and when', () => {
    const chat = asked('tomorrow at 3pm');
    expect(chat.wants).toEqual({
      operation: 'create-callback',
      input: {
        ...{ queue: 'Support', phone: '+4930901820', name: 'Grace' },
        scheduledAt: expect.stringMatching(/^2026-11-23T15:00:00/),
      },
    });
    const done = chat.succeeds({ id: '1', url, queue: 'Support', scheduledAt: '2026-11-23T15:00:00.000Z' });
    expect(done.said).toContain('Support will call +4930901820 at');
  });

  it('needs no time, and asks for another queue when there is none', () => {
    expect(asked('skip').succeeds({ id: '1', url, queue: 'Support' }).said).toContain('as soon as somebody is free');
    const chat = asked('skip').fails('record-not-found');
    expect(chat.said).toContain('There is no queue "Support".\nAnd who should call: which queue?');
    expect(chat.user('Sales').wants?.input).toMatchObject({ queue: 'Sales', phone: '+4930901820' });
    expect(asked('skip').fails('vendor-forbidden').said).toContain('did not take the callback. Because.');
  });
});

describe('send a text message', () => {
  const asked = () =>
    about('send-message', 'send a text message', '+49 30 901820', 'Your parcel is here.', '+13175550100');

  it('sends it once that is confirmed', () => {
    expect(asked().said).toBe('Shall I send "Your parcel is here." to +4930901820?');
    const chat = asked().user('yes');
    expect(chat.wants).toEqual({
      operation: 'send-message',
      input: { messenger: 'sms', from: '+13175550100', to: '+4930901820', text: 'Your parcel is here.' },
    });
    expect(chat.succeeds({ id: '1', conversationId: '2', url }).said).toContain('is on its way');
    expect(asked().user('no').said).toBe('All right, nothing was sent.');
  });
});
