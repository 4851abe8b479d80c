import { describe, expect, it } from 'vitest';
import { Chat } from './chat.js';
import { RefusedError, type Api, type Content, type Message } from './connection/api.js';

const message = (sequence: number, author: Message['author'], content: Partial<Content> = {}): Message => ({
  ...{ id: `msg_${sequence}`, sequence, author, createdAt: '2030-01-01T00:00:00Z' },
  content: { kind: 'text', text: String(sequence), ...content },
});
const snapshot = {
  ...{ conversationId: 'cnv_1', locale: 'en', title: 'Bot', greeting: null, messages: [message(1, 'bot')] },
  theme: { accentColor: '#000000', colorScheme: 'auto' as const },
};
const over = () => new RefusedError(401, 'chat-session-over', undefined);
const encode = (one: Message) => new TextEncoder().encode(`event: message\ndata: ${JSON.stringify(one)}\n\n`);
let bots = 0;

/** A chat over a server that a spec plays; `tell` sends something down the stream. */
function chatWith(server: Partial<Pick<Api, keyof Api>>) {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const begun: object[] = [];
  const api: Pick<Api, keyof Api> = {
    origin: 'https://attache.example',
    begin: async (body) => {
      begun.push(body);
      return { ...snapshot, token: `cht_${begun.length}` };
    },
    show: async () => snapshot,
    say: async () => [message(2, 'end-user'), message(3, 'bot')],
    end: async () => undefined,
    events: async () => new ReadableStream({ start: (controller) => void streams.push(controller) }),
    ...server,
  };
  const options = { userToken: undefined, languages: ['de', 'en'], onChange: () => undefined };
  const chat = new Chat({ api, botId: `bot_${(bots += 1)}`, ...options });
  const tell = (one: Message) => streams.at(-1)?.enqueue(encode(one));
  return { chat, tell, begun, sequences: () => chat.timeline.messages.map(({ sequence }) => sequence) };
}

describe('a chat', () => {
  it('begins in the languages that the person wants, and shows what was said', async () => {
    const { chat, begun, sequences } = chatWith({});
    await chat.start();
    expect(begun).toEqual([{ locale: 'de,en' }]);
    expect({ sequences: sequences(), isConnected: chat.isConnected }).toEqual({ sequences: [1], isConnected: true });
    chat.stop();
  });

  it('shows once what comes by two ways', async () => {
    let answer: (messages: readonly Message[]) => void = () => undefined;
    const { chat, tell, sequences } = chatWith({ say: () => new Promise((resolve) => (answer = resolve)) });
    await chat.start();
    chat.say({ text: '2' });
    await expect.poll(() => chat.pending[0]?.state).toBe('sending');
    tell(message(2, 'end-user'));
    tell(message(3, 'bot'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect({ sequences: sequences(), pending: chat.pending.length }).toEqual({ sequences: [1], pending: 1 });
    answer([message(2, 'end-user'), message(3, 'bot')]);
    await expect.poll(() => chat.pending.length).toBe(0);
    expect(sequences()).toEqual([1, 2, 3]);
    tell(message(3, 'bot'));
    tell(message(4, 'bot'));
    await expect.poll(sequences).toEqual([1, 2, 3, 4]);
    chat.stop();
  });

  it('begins once when stream and outbox both learn that the session is over', async () => {
    const { chat, begun, sequences } = chatWith({
      events: async (token) => {
        if (token === 'cht_1') throw over();
        return new ReadableStream();
      },
      say: async (token) => {
        if (token !== 'cht_2') throw over();
        return [message(2, 'end-user')];
      },
    });
    chat.say({ text: 'hello' });
    await chat.start();
    await expect.poll(() => chat.pending.length).toBe(0);
    expect({ begun: begun.length, sequences: sequences() }).toEqual({ begun: 2, sequences: [1, 2] });
    chat.stop();
  });

  it.each([
    [new RefusedError(404, 'not-found', undefined), 'unavailable'],
    [new RefusedError(401, 'user-token-required', undefined), 'sign-in-needed'],
    [new RefusedError(403, 'origin-forbidden', undefined), 'not-allowed'],
  ] as const)('says why there is none: %s', async (error, refusal) => {
    const { chat } = chatWith({ begin: () => Promise.reject(error) });
    await chat.start();
    expect(chat.refusal).toBe(refusal);
    chat.stop();
  });

  it('types a code that was handed over once the bot asks for it', async () => {
    const said: string[] = [];
    const { chat, tell } = chatWith({
      say: async (_token, { text }) => {
        said.push(text);
        return [message(3, 'end-user')];
      },
    });
    await chat.start();
    const handed = chat.handOver('482913');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(said).toEqual([]);
    tell(message(2, 'bot', { kind: 'question', authorization: 'code-asked' }));
    expect(await handed).toBe(true);
    await expect.poll(() => said).toEqual(['482913']);
    chat.stop();
  });
});
