import { afterEach, describe, expect, it } from 'vitest';
import { RefusedError, type Message } from './api.js';
import { Outbox, type Sending } from './outbox.js';

const refused = (status: number, code = '') => new RefusedError(status, code, undefined);
const kept = new Map<string, string>();
afterEach(() => kept.clear());

interface Sent {
  readonly text: string;
  readonly key: string;
}

/** An outbox over a server that answers as a spec wants, one answer for each try. */
function outboxWith(
  answers: readonly (Error | undefined)[],
  { isClosed = false, ...more }: Partial<Sending> & { readonly isClosed?: boolean } = {},
) {
  const tries: Sent[] = [];
  const sent: string[] = [];
  const outbox = new Outbox({
    send: async ({ text }, key) => {
      tries.push({ text, key });
      const answer = answers[tries.length - 1];
      if (answer !== undefined) throw answer;
      return [{ id: key, sequence: tries.length, author: 'end-user', content: { kind: 'text', text } }] as Message[];
    },
    onSent: ({ utterance }) => sent.push(utterance.text),
    onChange: () => undefined,
    onRefused: async () => false,
    storage: {
      get: (key) => kept.get(key),
      set: (key, value) => void (value === undefined ? kept.delete(key) : kept.set(key, value)),
    },
    storageKey: 'outbox',
    ...more,
  });
  if (!isClosed) void outbox.open();
  return { outbox, tries, sent };
}

async function settled(outbox: Outbox): Promise<void> {
  for (let at = 0; at < 400 && (outbox.pending[0]?.state ?? 'failed') !== 'failed'; at += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('the outbox', () => {
  it('sends in order, one at a time, each with a key of its own', async () => {
    const { outbox, tries, sent } = outboxWith([]);
    for (const text of ['a', 'b', 'c']) outbox.add({ text });
    expect(outbox.pending.map(({ utterance }) => utterance.text)).toEqual(['a', 'b', 'c']);
    await settled(outbox);
    expect(sent).toEqual(['a', 'b', 'c']);
    expect(new Set(tries.map(({ key }) => key)).size).toBe(3);
  });

  it('repeats under the same key what may or may not have arrived, before anything else', async () => {
    const { outbox, tries, sent } = outboxWith([new TypeError('network'), refused(503), undefined]);
    outbox.add({ text: 'a' });
    outbox.add({ text: 'b' });
    await settled(outbox);
    expect(tries.map(({ text }) => text)).toEqual(['a', 'a', 'a', 'b']);
    expect(new Set(tries.slice(0, 3).map(({ key }) => key)).size).toBe(1);
    expect(sent).toEqual(['a', 'b']);
  });

  it('sends after a reload what was on its way, under the same key', async () => {
    const before = outboxWith([], { send: () => new Promise(() => undefined) });
    before.outbox.add({ text: 'a' });
    const [{ key } = { key: '' }] = before.outbox.pending;
    const { outbox, tries } = outboxWith([], { isClosed: true });
    await outbox.open();
    expect(tries).toEqual([{ text: 'a', key }]);
    expect(kept.size).toBe(0);
  });

  it('stops at what is refused for good, until it is tried again or discarded', async () => {
    const { outbox, sent } = outboxWith([refused(400, 'request-invalid'), undefined, undefined]);
    outbox.add({ text: 'a' });
    outbox.add({ text: 'b' });
    await settled(outbox).catch(() => undefined);
    expect(outbox.pending.map(({ state }) => state)).toEqual(['failed', 'waiting']);
    outbox.discard(outbox.pending[0]?.key ?? '');
    await settled(outbox);
    expect(sent).toEqual(['b']);
  }, 15_000);

  it('goes on in a new session when the old one is over', async () => {
    let begun = 0;
    const { outbox, sent } = outboxWith([refused(401, 'chat-session-over'), undefined], {
      onRefused: async () => (begun += 1) === 1,
    });
    outbox.add({ text: 'a' });
    await settled(outbox);
    expect({ sent, begun }).toEqual({ sent: ['a'], begun: 1 });
  });

  it('sends nothing before there is a session', async () => {
    const { outbox, sent } = outboxWith([], { isClosed: true });
    outbox.add({ text: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toEqual([]);
    await outbox.open();
    expect(sent).toEqual(['a']);
  });

  it('begins empty where what was kept is broken', () => {
    kept.set('outbox', '{"not": "a list');
    expect(outboxWith([]).outbox.pending).toEqual([]);
  });
});
