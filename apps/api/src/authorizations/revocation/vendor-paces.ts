import { setTimeout as sleep } from 'node:timers/promises';

/** Tokens are ended at one vendor so far apart, at least and at most: 20 a second, and 2 while it refuses. */
const shortestMs = 50;
const longestMs = 500;

interface Lane {
  readonly intervalMs: number;
  readonly freeAtMs: number;
}

/** Spaces what one process asks of one vendor: thousands of revocations at once would look like an attack, and be refused. */
export class VendorPaces {
  private readonly lanes = new Map<string, Lane>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly wait: (ms: number) => Promise<unknown> = sleep,
  ) {}

  /** Settles when it is the caller's turn. */
  async turn(vendor: string): Promise<void> {
    const { intervalMs, freeAtMs } = this.laneOf(vendor);
    const atMs = Math.max(this.now(), freeAtMs);
    this.lanes.set(vendor, { intervalMs, freeAtMs: atMs + intervalMs });
    const waitMs = atMs - this.now();
    if (waitMs > 0) await this.wait(waitMs);
  }

  /** A vendor that refuses, or is away, is asked half as often; one that answers, a little more often again. */
  heed(vendor: string, { isGood }: { readonly isGood: boolean }): void {
    const { intervalMs, freeAtMs } = this.laneOf(vendor);
    const next = isGood ? Math.max(shortestMs, intervalMs * 0.9) : Math.min(longestMs, intervalMs * 2);
    this.lanes.set(vendor, { intervalMs: next, freeAtMs });
  }

  private laneOf(vendor: string): Lane {
    return this.lanes.get(vendor) ?? { intervalMs: shortestMs, freeAtMs: 0 };
  }
}
