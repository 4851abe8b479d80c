import { describe, expect, it } from 'vitest';
import type { Message, Step } from './messages.ts';
import { activeNode, changeTalk, emptyTalk, type TalkChange } from './talk-state.ts';

const message = (sequence: number, author: 'bot' | 'end-user' = 'bot'): TalkChange => ({
  type: 'message',
  message: { id: `m${sequence}`, sequence, author, content: { kind: 'text', text: `${sequence}` } } as Message,
});
const step = (sequence: number, kind: string, nodeId?: string): TalkChange => ({
  type: 'step',
  step: { sequence, turn: 1, message: 1, kind, taskId: 't', nodeId, detail: {}, run: null, createdAt: '' } as Step,
});
const after = (...changes: readonly TalkChange[]) => changes.reduce(changeTalk, emptyTalk);

describe('a conversation that is watched', () => {
  it('keeps messages in the order of their numbers, and each once', () => {
    const { messages } = after(message(1), message(3), message(2), message(3), message(1));
    expect(messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  });

  it('takes what was said off the waiting ones when it is heard, the first first', () => {
    const said = (key: string): TalkChange => ({ type: 'said', saying: { key, text: key } });
    const { unheard } = after(said('a'), said('b'), message(1, 'end-user'));
    expect(unheard.map(({ key }) => key)).toEqual(['b']);
  });

  it('keeps what was refused, with the reason, whatever is heard', () => {
    const state = after(
      { type: 'said', saying: { key: 'a', text: 'a' } },
      { type: 'refused', key: 'a', error: 'no' },
      message(1, 'end-user'),
    );
    expect(state.unheard).toEqual([{ key: 'a', text: 'a', error: 'no' }]);
  });

  it('stops typing when the bot has spoken, and not when it is only heard', () => {
    const typing: TalkChange = { type: 'typing', isTyping: true };
    expect(after(typing, message(1, 'end-user')).isTyping).toBe(true);
    expect(after(typing, message(1)).isTyping).toBe(false);
  });

  it('tells the node that it stands at, and none once the task has ended', () => {
    expect(activeNode(after(step(1, 'entered', 'a'), step(2, 'asked', 'b'), step(3, 'said')))).toEqual({
      taskId: 't',
      nodeId: 'b',
    });
    expect(activeNode(after(step(1, 'entered', 'a'), step(2, 'ended')))).toBeUndefined();
    expect(activeNode(emptyTalk)).toBeUndefined();
  });
});
