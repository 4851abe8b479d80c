import { describe, expect, it } from 'vitest';
import type { Content, Message } from './api.js';
import { Timeline } from './timeline.js';

const message = (sequence: number, content: Partial<Content> = {}, author: Message['author'] = 'bot'): Message => ({
  ...{ id: `msg_${sequence}`, sequence, author, createdAt: '2030-01-01T00:00:00Z' },
  content: { kind: 'text', text: String(sequence), ...content },
});
const timelineOf = (...messages: readonly Message[]) => {
  const timeline = new Timeline();
  timeline.add(messages);
  return timeline;
};
const link = (sequence: number) => message(sequence, { kind: 'authorization-link' });
const word = (sequence: number, authorization: Content['authorization']) => message(sequence, { authorization });

describe('a timeline', () => {
  it('has each message once, in its order, whichever way and how often it came', () => {
    const timeline = timelineOf(message(3), message(1));
    timeline.add([message(2), message(3)]);
    expect(timeline.messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(timeline.last).toBe(3);
  });

  it('knows how a link stands from what was said after it', () => {
    expect(timelineOf(link(1), message(2)).linkState(1)).toBe('open');
    expect(timelineOf(link(1), word(2, 'code-asked')).linkState(1)).toBe('code-asked');
    expect(timelineOf(link(1), word(2, 'code-asked'), word(3, 'completed')).linkState(1)).toBe('completed');
    expect(timelineOf(link(1), word(2, 'ended')).linkState(1)).toBe('ended');
    const two = timelineOf(link(1), link(2), word(3, 'completed'));
    expect([two.linkState(1), two.linkState(2)]).toEqual(['replaced', 'completed']);
    const after = timelineOf(link(1), word(2, 'completed'), link(3));
    expect([after.linkState(1), after.linkState(3)]).toEqual(['completed', 'open']);
  });

  it('knows whether a code is asked for now', () => {
    expect(timelineOf(link(1), word(2, 'code-asked'), message(3)).codeQuestion?.sequence).toBe(2);
    expect(timelineOf(link(1), word(2, 'code-asked'), word(3, 'completed')).codeQuestion).toBeUndefined();
    expect(timelineOf(word(1, 'code-asked'), link(2)).codeQuestion).toBeUndefined();
  });
});
