import { setImmediate as soon } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPump } from './pump.js';

/** A reader whose reads end when they are told to. */
function createReader() {
  const pending: { readonly end: (hasMore: boolean) => void; readonly fail: () => void }[] = [];
  let reads = 0;
  const read = () => {
    reads += 1;
    return new Promise<boolean>((resolve, reject) => {
      pending.push({ end: resolve, fail: () => reject(new Error('no database')) });
    });
  };
  const settle = async (how: (one: (typeof pending)[number]) => void) => {
    const [one] = pending.splice(0, 1);
    if (one === undefined) throw new Error('nothing is being read');
    how(one);
    await soon();
  };
  return {
    read,
    end: (hasMore = false) => settle((one) => one.end(hasMore)),
    fail: () => settle((one) => one.fail()),
    reads: () => reads,
  };
}

describe('a pump', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('reads once at a time, and once more for all that woke it meanwhile', async () => {
    const reader = createReader();
    const pump = createPump(reader.read);
    pump.wake();
    pump.wake();
    pump.wake();
    expect(reader.reads()).toBe(1);
    await reader.end();
    expect(reader.reads()).toBe(2);
    await reader.end();
    expect(reader.reads()).toBe(2);
    pump.wake();
    expect(reader.reads()).toBe(3);
  });

  it('reads on at once while there is more', async () => {
    const reader = createReader();
    createPump(reader.read).wake();
    await reader.end(true);
    await reader.end(true);
    expect(reader.reads()).toBe(3);
    await reader.end();
    expect(reader.reads()).toBe(3);
  });

  it('reads again a moment after it failed', async () => {
    const reader = createReader();
    createPump(reader.read).wake();
    await reader.fail();
    expect(reader.reads()).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(reader.reads()).toBe(2);
  });

  it('reads nothing once it is stopped, whatever was under way', async () => {
    const reader = createReader();
    const pump = createPump(reader.read);
    pump.wake();
    pump.stop();
    await reader.fail();
    pump.wake();
    vi.advanceTimersByTime(60_000);
    expect(reader.reads()).toBe(1);
  });
});
