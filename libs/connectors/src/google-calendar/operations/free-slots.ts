import type { Span } from './busy.js';

const STEP_MS = 30 * 60_000;

/** What to look for free time in; instants are milliseconds. */
export interface FreeSlotSearch {
  readonly windows: readonly { readonly start: number; readonly end: number }[];
  readonly busy: readonly Span[];
  readonly durationMs: number;
  readonly notBefore: number;
  readonly limit: number;
}

/** Finds where nobody is busy, on the hour or half past, one after the other without overlap. */
export function freeSlots({ windows, busy, durationMs, notBefore, limit }: FreeSlotSearch): readonly number[] {
  const taken = busy.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
  const found: number[] = [];
  for (const window of windows) {
    let start = Math.ceil(Math.max(window.start, notBefore) / STEP_MS) * STEP_MS;
    while (start + durationMs <= window.end && found.length < limit) {
      const end = start + durationMs;
      const isTaken = taken.some((one) => one.start < end && start < one.end);
      if (!isTaken) found.push(start);
      start += isTaken ? STEP_MS : Math.ceil(durationMs / STEP_MS) * STEP_MS;
    }
  }
  return found;
}
