const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** For how long a message is sent again, from its first attempt on. */
export const retriedForMs = 24 * hourMs;

/** How long to wait after the first, second … attempt that was not taken; the last of them from then on. */
const waitsMs = [10_000, 30_000, 2 * minuteMs, 10 * minuteMs, 30 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs] as const;
const longestWaitMs = 6 * hourMs;

/** What is known when an attempt was not taken. */
export interface FailedAttempt {
  /** From 1. */
  readonly attempt: number;
  readonly firstAttemptAt: Date;
  readonly now: Date;
  /** What the receiver asked for by `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** 0 to 1: spreads receivers that failed together. */
  readonly chance: number;
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined when the message is given up. The last attempt is made when the
 * day is over.
 */
export function waitAfter(failed: FailedAttempt): number | undefined {
  const { attempt, firstAttemptAt, now, retryAfterSeconds = 0, chance } = failed;
  const leftMs = firstAttemptAt.getTime() + retriedForMs - now.getTime();
  if (leftMs <= 0) return undefined;
  const waitMs = Math.round((waitsMs[attempt - 1] ?? longestWaitMs) * (0.8 + 0.4 * chance));
  return Math.min(Math.max(waitMs, retryAfterSeconds * 1_000), leftMs);
}
