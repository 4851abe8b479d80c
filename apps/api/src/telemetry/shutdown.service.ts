import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Knows that the process is about to stop, and waits for work that must not be cut off. */
@Injectable()
export class ShutdownService implements BeforeApplicationShutdown {
  private stopping = false;
  private readonly work = new Set<Promise<unknown>>();

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

  /** Called before connections close; in-flight work ends first, for at most 25 seconds. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    const deadline = new Promise((resolve) => setTimeout(resolve, 25_000).unref());
    while (this.work.size > 0) {
      const finished = Promise.allSettled([...this.work]).then(() => 'finished');
      if ((await Promise.race([finished, deadline])) !== 'finished') return;
    }
  }
}
