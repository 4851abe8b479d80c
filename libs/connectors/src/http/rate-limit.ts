import { VendorRateLimitedError } from '../errors.js';
import type { VendorAnswer } from './answer.js';
import type { Deadline } from './patience.js';

/** What an answer says about the calls that are left. */
export interface RateLimit {
  readonly remaining: number;
  /** When there are more again, from now. */
  readonly resetsInSeconds: number;
}

/** Reads the limit out of an answer; undefined when it says nothing about it. */
export type RateLimitReader = (answer: Pick<VendorAnswer, 'status' | 'headers'>) => RateLimit | undefined;

/** What a vendor's headers are called, in lower case, and what they mean. */
export interface RateLimitHeaders {
  /** The header with the calls that are left, or those with the calls allowed and the calls made. */
  readonly remaining: string | { readonly allowed: string; readonly used: string };
  /** The header that says when there are more. */
  readonly reset: string;
  /** `epoch` and `delta` count seconds, the others milliseconds; `window-ms` is how long the limit counts. */
  readonly resetIs: 'epoch' | 'epoch-ms' | 'delta' | 'delta-ms' | 'window-ms' | 'date';
}

/** Resets that are further away than this are misread: no vendor keeps callers out for longer than a day. */
const longestSeconds = 24 * 60 * 60;

/** Reads headers of a vendor's own: `x-ratelimit-remaining` and `x-ratelimit-reset`, whatever they are called. */
export function rateLimitHeaders({ remaining, reset, resetIs }: RateLimitHeaders, now = Date.now): RateLimitReader {
  return ({ headers }) => {
    const left =
      typeof remaining === 'string'
        ? count(headers[remaining])
        : difference(count(headers[remaining.allowed]), count(headers[remaining.used]));
    return limit(left, secondsUntil(headers[reset], resetIs, now()));
  };
}

/**
 * Reads the fields of the IETF drafts (draft-ietf-httpapi-ratelimit-headers): `RateLimit: "default";r=0;t=30` of the
 * newer, `RateLimit-Remaining` and `RateLimit-Reset` in seconds of the older.
 */
export const rateLimitFields: RateLimitReader = ({ headers }) => {
  const policies = (headers['ratelimit'] ?? '')
    .split(',')
    .map((policy) => limit(count(/;\s*r=(\d+)/.exec(policy)?.[1]), count(/;\s*t=(\d+)/.exec(policy)?.[1])));
  return strictest([...policies, limit(count(headers['ratelimit-remaining']), count(headers['ratelimit-reset']))]);
};

/** Reads a refusal: 429 with `Retry-After` in seconds (RFC 9110, 10.2.3) means that nothing remains until then. */
export const retryAfterLimit: RateLimitReader = ({ status, headers }) =>
  status === 429 ? limit(0, count(headers['retry-after'])) : undefined;

/** Reads in several ways, for vendors that have several limits, and takes what leaves least. */
export function strictestRateLimit(...readers: readonly RateLimitReader[]): RateLimitReader {
  return (answer) => strictest(readers.map((read) => read(answer)));
}

function strictest(limits: readonly (RateLimit | undefined)[]): RateLimit | undefined {
  return limits
    .filter((one) => one !== undefined)
    .sort((one, other) => one.remaining - other.remaining || other.resetsInSeconds - one.resetsInSeconds)[0];
}

function limit(remaining: number | undefined, resetsInSeconds: number | undefined): RateLimit | undefined {
  if (remaining === undefined || resetsInSeconds === undefined) return undefined;
  return resetsInSeconds > longestSeconds
    ? undefined
    : { remaining: Math.max(0, remaining), resetsInSeconds: Math.max(0, resetsInSeconds) };
}

/** A number from 0, with a fraction at most; what else stands there is not read. */
function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,15}(?:\.\d{1,9})?\s*$/.test(value) ? Number(value) : undefined;
}

function difference(allowed: number | undefined, used: number | undefined): number | undefined {
  return allowed === undefined || used === undefined ? undefined : allowed - used;
}

function secondsUntil(value: string | undefined, unit: RateLimitHeaders['resetIs'], nowMs: number): number | undefined {
  if (unit === 'date') {
    const date = Date.parse(value ?? '');
    return Number.isNaN(date) ? undefined : (date - nowMs) / 1_000;
  }
  const number = count(value);
  if (number === undefined) return undefined;
  if (unit === 'epoch') return number - nowMs / 1_000;
  if (unit === 'epoch-ms') return (number - nowMs) / 1_000;
  return unit === 'delta' ? number : number / 1_000;
}

/** What is known of the limit of one authorization; whoever makes contexts keeps one for each. */
export interface RateLimitMemory {
  /** Notes what an answer said. */
  note(limit: RateLimit): void;
  /** How long nothing remains; 0 when calls are welcome. */
  waitMs(): number;
}

/** Makes the memory of one authorization; `now` in milliseconds of a clock that never goes back. */
export function createRateLimitMemory(now: () => number = () => performance.now()): RateLimitMemory {
  let closedUntil = 0;
  return {
    note: ({ remaining, resetsInSeconds }) => {
      if (remaining < 1) closedUntil = Math.max(closedUntil, now() + resetsInSeconds * 1_000);
    },
    waitMs: () => Math.max(0, closedUntil - now()),
  };
}

/** How calls of one authorization heed the vendor's limit. */
export interface HeededRateLimit {
  readonly read: RateLimitReader;
  readonly memory: RateLimitMemory;
}

/** Waiting longer than this helps nobody who is in a conversation. */
const longestWaitMs = 2_000;

/** Waits until the vendor takes calls again; throws `VendorRateLimitedError` when that is too far away. */
export async function awaitRoom(limited: HeededRateLimit | undefined, deadline: Deadline): Promise<void> {
  for (let waitMs = limited?.memory.waitMs() ?? 0; waitMs > 0; waitMs = limited?.memory.waitMs() ?? 0) {
    if (waitMs <= longestWaitMs && (await deadline.wait(waitMs))) continue;
    throw new VendorRateLimitedError('The system accepts no more calls at the moment: try again later.', {
      retryAfterSeconds: Math.ceil(waitMs / 1_000),
    });
  }
}

/** Remembers what an answer says of the limit. */
export function noteRoom(limited: HeededRateLimit | undefined, answer: Pick<VendorAnswer, 'status' | 'headers'>): void {
  const found = limited?.read(answer);
  if (found !== undefined) limited?.memory.note(found);
}
