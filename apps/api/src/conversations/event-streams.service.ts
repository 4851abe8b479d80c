import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createPump } from '../streams/pump.js';
import { StreamsService, type SendEvent } from '../streams/streams.service.js';
import { EffectStoreService } from './effects/effect-store.service.js';
import { MessageStoreService, toChannel } from './message-store.service.js';
import { StepStoreService } from './steps/step-store.service.js';

const batchSize = 100;

/** Where a stream goes on: the numbers of the last message and of the last step that are known. */
export interface StreamPlace {
  readonly message: number;
  /** Undefined where steps are not told. */
  readonly step?: number;
}

/**
 * Streams what happens in conversations as server-sent events: `message`, `step` where steps are told, `typing` while the bot works on
 * something, and at last `deleted`. Messages come in their order, and so do steps; of what is new, steps come first. The id of an event is
 * the number of the last message; where steps are told, a dot and that of the last step follow it.
 */
@Injectable()
export class EventStreamsService {
  constructor(
    private readonly messages: MessageStoreService,
    private readonly steps: StepStoreService,
    private readonly effects: EffectStoreService,
    private readonly streams: StreamsService,
  ) {}

  /**
   * Streams what happens after a place, until the client leaves or the server stops.
   * @throws {ProblemError} `shutting-down`, `too-many-streams`
   */
  start(conversationId: string, after: number | StreamPlace, reply: FastifyReply): void {
    const place = typeof after === 'number' ? { message: after } : after;
    this.streams.start(reply, (send) => {
      const told = new Told(place, send);
      const pump = createPump(() => this.tell(conversationId, told, () => reply.raw.end()));
      const stop = this.messages.onChange(conversationId, pump.wake);
      pump.wake();
      return () => {
        stop();
        pump.stop();
      };
    });
  }

  /** Tells what is new; answers whether there is more. */
  private async tell(conversationId: string, told: Told, end: () => void): Promise<boolean> {
    const { message, step } = told.place;
    const [messages, isBusy] = await Promise.all([
      this.messages.listAfter(conversationId, message, batchSize),
      this.effects.isBusy(conversationId),
    ]);
    // Read after the messages: whatever led to one of them is stored by now.
    const steps = step === undefined ? [] : await this.steps.listAfter(conversationId, step, batchSize);
    for (const one of steps) told.tell('step', one, { step: one.sequence });
    for (const one of messages) told.tell('message', toChannel(one), { message: one.sequence });
    told.tellTyping(isBusy === true);
    if (isBusy === undefined) {
      told.tell('deleted', {}, {});
      end();
    }
    return messages.length === batchSize || steps.length === batchSize;
  }
}

/** What a client was told. */
class Told {
  private isTyping = false;

  constructor(
    public place: StreamPlace,
    private readonly send: SendEvent,
  ) {}

  tell(event: string, data: unknown, reached: Partial<StreamPlace>): void {
    this.place = { ...this.place, ...reached };
    const { message, step } = this.place;
    this.send({ id: step === undefined ? message : `${message}.${step}`, event, data });
  }

  /** It is not kept: whoever comes back is told how it stands then. */
  tellTyping(isTyping: boolean): void {
    if (isTyping !== this.isTyping) this.send({ event: 'typing', data: { isTyping } });
    this.isTyping = isTyping;
  }
}

/** The place that a client names by the id of the last event that it got; undefined for an id that is none of ours. */
export function placeOf(lastEventId: string | undefined): StreamPlace | undefined {
  const [, message, step] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(lastEventId ?? '') ?? [];
  return message === undefined ? undefined : { message: Number(message), step: step === undefined ? 0 : Number(step) };
}
