import { describe, expect, it } from 'vitest';
import { retriedForMs, waitAfter } from './retry-schedule.js';

const firstAttemptAt = new Date('2026-01-01T00:00:00Z');

/** When each attempt happens, in milliseconds after the first, until the message is given up. */
function attemptsOf(chance: number): readonly number[] {
  const times = [0];
  for (;;) {
    const now = new Date(firstAttemptAt.getTime() + times.at(-1)!);
    const wait = waitAfter({ attempt: times.length, firstAttemptAt, now, chance });
    if (wait === undefined) return times;
    times.push(times.at(-1)! + wait);
  }
}

describe('the schedule of a message that is not taken', () => {
  it.each([0, 0.5, 1])('goes on for a day, and ends with an attempt when the day is over (chance %d)', (chance) => {
    const times = attemptsOf(chance);
    expect(times.at(-1)).toBe(retriedForMs);
    expect(times.length).toBeGreaterThanOrEqual(10);
    expect(times.length).toBeLessThanOrEqual(16);
  });

  it('waits longer each time, and never the same for two receivers', () => {
    const times = attemptsOf(0.5);
    const waits = times.slice(1, 9).map((time, index) => time - times[index]!);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waitAfter({ attempt: 1, firstAttemptAt, now: firstAttemptAt, chance: 0 })).toBe(8_000);
    expect(waitAfter({ attempt: 1, firstAttemptAt, now: firstAttemptAt, chance: 1 })).toBe(12_000);
  });

  it('heeds a Retry-After that is longer, within the day', () => {
    const failed = { attempt: 1, firstAttemptAt, now: firstAttemptAt, chance: 0.5 };
    expect(waitAfter({ ...failed, retryAfterSeconds: 3_600 })).toBe(3_600_000);
    expect(waitAfter({ ...failed, retryAfterSeconds: 1 })).toBe(10_000);
    expect(waitAfter({ ...failed, retryAfterSeconds: 10 ** 9 })).toBe(retriedForMs);
  });
});
