import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ProblemError } from '../http/problem.js';
import { MetricsService } from '../telemetry/metrics.service.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';
import { MessageStoreService, toChannel } from './message-store.service.js';

const heartbeatMs = 20_000;
const maxStreams = 5_000;
const batchSize = 100;

/** Streams messages as server-sent events: the id of each event is the message's sequence number. */
@Injectable()
export class EventStreamsService implements BeforeApplicationShutdown {
  private readonly open = new Set<() => void>();

  constructor(
    private readonly messages: MessageStoreService,
    private readonly metrics: MetricsService,
    private readonly shutdown: ShutdownService,
  ) {}

  /**
   * Streams what is said after a number, until the client leaves or the server stops.
   * @throws {ProblemError} `shutting-down`, `too-many-streams`
   */
  start(conversationId: string, after: number, reply: FastifyReply): void {
    if (this.shutdown.isStopping)
      throw new ProblemError('shutting-down', 'The server is stopping; connect again in a moment.');
    if (this.open.size >= maxStreams)
      throw new ProblemError('too-many-streams', 'This replica streams enough already; try again.');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 1000\n\n');
    const wake = this.pump(conversationId, after, (text) => raw.write(text));
    const endings = [this.messages.onMessages(conversationId, wake)];
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
    const end = () => {
      clearInterval(heartbeat);
      endings.splice(0).forEach((ending) => ending());
      this.open.delete(end);
      this.metrics.openStreams.set(this.open.size);
      raw.end();
    };
    this.open.add(end);
    this.metrics.openStreams.set(this.open.size);
    raw.on('close', end);
    wake();
  }

  beforeApplicationShutdown(): void {
    for (const end of [...this.open]) end();
  }

  /** Writes what is new whenever it is woken, one read at a time, nothing twice. */
  private pump(conversationId: string, after: number, write: (text: string) => void): () => void {
    let last = after;
    let [isBusy, isWoken] = [false, false];
    const run = async (): Promise<void> => {
      isBusy = true;
      do {
        isWoken = false;
        const messages = await this.messages.listAfter(conversationId, last, batchSize);
        for (const message of messages)
          write(`id: ${message.sequence}\nevent: message\ndata: ${JSON.stringify(toChannel(message))}\n\n`);
        last = messages.at(-1)?.sequence ?? last;
        isWoken ||= messages.length === batchSize;
      } while (isWoken);
    };
    return () => {
      isWoken = true;
      if (isBusy) return;
      run()
        .catch(() => undefined)
        .finally(() => (isBusy = false));
    };
  }
}
