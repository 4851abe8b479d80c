const firstMs = 500;
const longestMs = 20_000;

/** Waits between attempts: longer each time, never all at once, and no longer than until the network is back. */
export class Patience {
  private attempts = 0;

  /** Forgets what failed. */
  reset(): void {
    this.attempts = 0;
  }

  /** Waits, for at least as long as the server has asked. */
  async wait(atLeastSeconds = 0): Promise<void> {
    const ceiling = Math.min(longestMs, firstMs * 2 ** this.attempts);
    this.attempts += 1;
    const ms = Math.max(atLeastSeconds * 1_000, ceiling / 2 + (Math.random() * ceiling) / 2);
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        globalThis.removeEventListener?.('online', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      if (atLeastSeconds === 0) globalThis.addEventListener?.('online', done);
    });
  }
}
