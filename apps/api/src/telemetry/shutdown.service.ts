import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/**
 * Ends the process in good order. From the signal on, new requests are refused; requests in flight, tracked work and then background
 * work come to their end; only after that features write their last rows, the server closes, and the database after it.
 */
@Injectable()
export class ShutdownService implements OnModuleDestroy {
  /** How long work in flight may take; orchestrators kill after 30 seconds. */
  protected readonly patienceMs: number = 25_000;
  private stopping = false;
  private readonly work = new Set<Promise<unknown>>();
  private readonly answers = new Set<ServerResponse>();
  private readonly stops: (() => Promise<void>)[] = [];

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Keeps the process alive until the promise settles; answers the same promise. */
  track<Result>(promise: Promise<Result>): Promise<Result> {
    this.work.add(promise);
    const forget = () => this.work.delete(promise);
    promise.then(forget, forget);
    return promise;
  }

  /** Keeps the process alive until a request is answered, or its stream has begun. */
  trackAnswer(response: ServerResponse): void {
    const { answers } = this;
    answers.add(response);
    response.on('close', function forget() {
      answers.delete(response);
    });
  }

  /** Calls the handler once requests are done, to end work that nobody waits for; call it in a constructor. */
  onStop(handler: () => Promise<void>): void {
    this.stops.push(handler);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), this.patienceMs);
    await Promise.race([this.drain(), once(deadline.signal, 'abort')]);
    clearTimeout(timer);
  }

  private async drain(): Promise<void> {
    await this.settled();
    await Promise.allSettled(this.stops.map((stop) => stop()));
    await this.settled();
  }

  /** Work may begin further work, as soon as whoever awaited it has its turn. */
  private async settled(): Promise<void> {
    for (let isIdle = false; ;) {
      const unanswered = [...this.answers].filter((response) => !response.headersSent);
      const pending = [...this.work, ...unanswered.map((response) => once(response, 'close'))];
      if (pending.length === 0 && isIdle) return;
      isIdle = pending.length === 0;
      await (isIdle ? setImmediate() : Promise.allSettled(pending));
    }
  }
}
