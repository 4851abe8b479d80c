import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { RefusedError, type Message } from './api.js';
import { follow, type Following } from './follow.js';

const event = (sequence: number) => `id: ${sequence}\nevent: message\ndata: ${JSON.stringify({ sequence })}\n\n`;

/** Follows a server whose streams send some numbers each, and then break as told. */
async function followed(streams: readonly (readonly number[])[], until: number, more: Partial<Following> = {}) {
  const asked: number[] = [];
  const server = createServer((request, response) => {
    asked.push(Number(new URL(request.url ?? '', 'http://x').searchParams.get('after')));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const sequence of streams[asked.length - 1] ?? []) response.write(event(sequence));
    if (asked.length < streams.length) setTimeout(() => response.destroy(), 20);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const heard: number[] = [];
  const end = new AbortController();
  await follow(0, {
    open: async (after, signal) => {
      const { body } = await fetch(`http://127.0.0.1:${port}/?after=${after}`, { signal });
      if (body === null) throw new TypeError('empty');
      return body;
    },
    onMessage: ({ sequence }: Message) => {
      heard.push(sequence);
      if (sequence === until) end.abort();
    },
    onConnection: () => undefined,
    onTyping: () => undefined,
    onRefused: () => end.abort(),
    signal: end.signal,
    ...more,
  });
  server.closeAllConnections();
  server.close();
  return { heard, asked };
}

describe('a conversation that is followed', () => {
  it('is heard without loss or duplicates when its stream breaks', async () => {
    const { heard, asked } = await followed([[1, 2], [], [2, 3], [3, 4, 5]], 5);
    expect(heard).toEqual([1, 2, 3, 4, 5]);
    expect(asked).toEqual([0, 2, 2, 3]);
  });

  it('is asked for again when the stream falls silent', async () => {
    let opened = 0;
    const open: Following['open'] = async () => {
      opened += 1;
      const text = opened === 1 ? '' : event(1);
      return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) });
    };
    const { heard } = await followed([], 1, { open, silenceMs: 50 });
    expect({ heard, opened }).toEqual({ heard: [1], opened: 2 });
  });

  it('is given up when the server refuses for good, and only then', async () => {
    const errors = [new RefusedError(503, 'too-many-streams', undefined), new RefusedError(401, 'over', undefined)];
    let opened = 0;
    const open: Following['open'] = () => Promise.reject(errors[(opened += 1) - 1]);
    await new Promise<void>((resolve) => {
      const signal = new AbortController().signal;
      void follow(0, {
        open,
        onMessage: () => undefined,
        onConnection: () => undefined,
        onTyping: () => undefined,
        onRefused: ({ status }) => {
          expect({ status, opened }).toEqual({ status: 401, opened: 2 });
          resolve();
        },
        signal,
      });
    });
  });
});
