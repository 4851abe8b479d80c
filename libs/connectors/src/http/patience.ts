import { ConnectorError } from '../errors.js';

const BASE_WAIT_MS = 200;
const MAX_WAIT_MS = 10_000;

/** The time that a call has in all; `signal` fires when it is used up, or when the caller gives up. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Waits; false at once when the wait would not end in time, or as soon as the caller gives up. */
  wait(ms: number): Promise<boolean>;
  stop(): void;
}

/** Starts the clock of one call. */
export function startDeadline(timeoutMs: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const endsAt = performance.now() + timeoutMs;
  const timer = setTimeout(() => controller.abort(new Error(`${timeoutMs} ms are over`)), timeoutMs);
  const giveUp = (): void => controller.abort(caller?.reason);
  if (caller?.aborted) giveUp();
  else caller?.addEventListener('abort', giveUp);

  return {
    signal,
    wait: (ms) => (performance.now() + ms >= endsAt ? Promise.resolve(false) : pause(ms, signal)),
    stop: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', giveUp);
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const end = (isOver: boolean) => (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      resolve(isOver);
    };
    const giveUp = end(false);
    const timer = setTimeout(end(true), ms);
    signal.addEventListener('abort', giveUp);
  });
}

/**
 * How long to wait before a repeatable call is sent again, with jitter; undefined when repeating would not help. Worth
 * it are broken connections, 502, 503 and 504, and a 429 that says when to come back.
 */
export function waitBeforeRetry(error: unknown, attempt: number, random = Math.random): number | undefined {
  if (!(error instanceof ConnectorError) || !isWorthRepeating(error)) return undefined;
  const jitter = 0.5 + random() / 2;
  if (error.retryAfterSeconds === undefined) return Math.min(MAX_WAIT_MS, BASE_WAIT_MS * 2 ** (attempt - 1)) * jitter;
  const askedMs = error.retryAfterSeconds * 1_000;
  return askedMs > MAX_WAIT_MS ? undefined : askedMs + BASE_WAIT_MS * jitter;
}

function isWorthRepeating({ code, status, retryAfterSeconds }: ConnectorError): boolean {
  if (code === 'vendor-unreachable' || code === 'outcome-unknown') return true;
  if (code === 'vendor-rate-limited') return retryAfterSeconds !== undefined;
  return code === 'vendor-unavailable' && [502, 503, 504].includes(status ?? 0);
}
