import { RefusedError, type Message } from './api.js';
import { Patience } from './patience.js';
import { EventParser } from './server-sent-events.js';

/** The server says something at least every 20 seconds: a stream that is silent for longer is dead. */
const silenceMs = 45_000;

/** What a stream is followed with. */
export interface Following {
  /** Opens the stream of messages after a number. */
  readonly open: (after: number, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  readonly onMessage: (message: Message) => void;
  /** The bot works on something, or has stopped. */
  readonly onTyping: (isTyping: boolean) => void;
  readonly onConnection: (isConnected: boolean) => void;
  /** The server refuses for good. */
  readonly onRefused: (error: RefusedError) => void;
  readonly signal: AbortSignal;
  readonly silenceMs?: number;
}

/** Follows a conversation from a number on, over every break of the connection: each message comes once, in order. */
export async function follow(after: number, following: Following): Promise<void> {
  const patience = new Patience();
  let last = after;
  while (!following.signal.aborted) {
    try {
      await readStream(last, following, (message) => {
        patience.reset();
        if (message.sequence <= last) return;
        last = message.sequence;
        following.onMessage(message);
      });
    } catch (error) {
      if (following.signal.aborted) return;
      if (error instanceof RefusedError && !error.isTransient) return following.onRefused(error);
    }
    if (following.signal.aborted) return;
    following.onConnection(false);
    await patience.wait();
  }
}

async function readStream(last: number, following: Following, take: (message: Message) => void): Promise<void> {
  const own = new AbortController();
  const signal = AbortSignal.any([following.signal, own.signal]);
  const parser = new EventParser();
  let watchdog = setTimeout(() => own.abort(), following.silenceMs ?? silenceMs);
  const abort = () => own.abort();
  // The browser knows sooner than the silence tells.
  globalThis.addEventListener?.('offline', abort);
  try {
    const reader = (await following.open(last, signal)).getReader();
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
    following.onConnection(true);
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(() => own.abort(), following.silenceMs ?? silenceMs);
      for (const { event, data } of parser.push(value)) {
        if (event === 'message') take(JSON.parse(data) as Message);
        if (event === 'typing') following.onTyping((JSON.parse(data) as { readonly isTyping: boolean }).isTyping);
      }
    }
  } finally {
    clearTimeout(watchdog);
    globalThis.removeEventListener?.('offline', abort);
    own.abort();
  }
}
