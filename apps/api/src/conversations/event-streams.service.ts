import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { StreamsService, type SendEvent } from '../streams/streams.service.js';
import { MessageStoreService, toChannel } from './message-store.service.js';

const batchSize = 100;

/** Streams messages as server-sent events: the id of each event is the message's sequence number. */
@Injectable()
export class EventStreamsService {
  constructor(
    private readonly messages: MessageStoreService,
    private readonly streams: StreamsService,
  ) {}

  /**
   * Streams what is said after a number, until the client leaves or the server stops.
   * @throws {ProblemError} `shutting-down`, `too-many-streams`
   */
  start(conversationId: string, after: number, reply: FastifyReply): void {
    this.streams.start(reply, (send) => {
      const wake = this.pump(conversationId, after, send);
      const stop = this.messages.onMessages(conversationId, wake);
      wake();
      return stop;
    });
  }

  /** Sends what is new whenever it is woken, one read at a time, nothing twice. */
  private pump(conversationId: string, after: number, send: SendEvent): () => void {
    let last = after;
    let [isBusy, isWoken] = [false, false];
    const run = async (): Promise<void> => {
      isBusy = true;
      do {
        isWoken = false;
        const messages = await this.messages.listAfter(conversationId, last, batchSize);
        for (const message of messages) send({ id: message.sequence, event: 'message', data: toChannel(message) });
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
