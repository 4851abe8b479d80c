import type { TokenFailureKind } from '../errors.js';
import type { TokenSet } from '../token-endpoint/token-set.js';

const minuteMs = 60_000;
const maxMarginMs = 5 * minuteMs;

/** What a provider allows or promises beyond its token answers; all optional. */
export interface LifecycleRules {
  /** The provider refuses, or wastes, a refresh that comes earlier than this before expiry. */
  readonly earliestRefreshBeforeExpiryMs?: number;
  /** Assumed when token answers carry no lifetime. */
  readonly defaultLifetimeMs?: number;
  /** A refresh token that is not used for so long lapses. */
  readonly refreshTokenIdleMs?: number;
}

/** `due`: still valid, but within its refresh margin. `unknown-lifetime`: use it until the vendor answers 401. */
export type TokenStatus = 'fresh' | 'due' | 'expired' | 'unknown-lifetime';

/** When the access token expires, in milliseconds since the epoch; undefined when nobody says. */
export function expiresAtMs(tokenSet: TokenSet, rules: LifecycleRules = {}): number | undefined {
  if (tokenSet.isLasting === true) return undefined;
  const assumed = Date.parse(tokenSet.issuedAt) + (rules.defaultLifetimeMs ?? NaN);
  const expiry = tokenSet.expiresAt === undefined ? assumed : Date.parse(tokenSet.expiresAt);
  return Number.isNaN(expiry) ? undefined : expiry;
}

/** How long before expiry a token is refreshed: a tenth of its lifetime, at most 5 minutes, never earlier than the provider allows. */
export function refreshMarginMs(tokenSet: TokenSet, rules: LifecycleRules = {}): number {
  const expiry = expiresAtMs(tokenSet, rules);
  if (expiry === undefined) return 0;
  const tenth = Math.max(0, (expiry - Date.parse(tokenSet.issuedAt)) / 10);
  return Math.floor(Math.min(tenth, maxMarginMs, rules.earliestRefreshBeforeExpiryMs ?? Infinity));
}

/** How the access token stands at `now`. */
export function tokenStatus(tokenSet: TokenSet, now: Date, rules: LifecycleRules = {}): TokenStatus {
  const expiry = expiresAtMs(tokenSet, rules);
  if (expiry === undefined) return 'unknown-lifetime';
  if (now.getTime() >= expiry) return 'expired';
  return now.getTime() >= expiry - refreshMarginMs(tokenSet, rules) ? 'due' : 'fresh';
}

/** When to refresh an authorization in use, in the background: as its margin begins; undefined without refresh token or lifetime. */
export function nextRefreshAt(tokenSet: TokenSet, rules: LifecycleRules = {}): Date | undefined {
  const expiry = expiresAtMs(tokenSet, rules);
  if (tokenSet.refreshToken === undefined || expiry === undefined) return undefined;
  return new Date(expiry - refreshMarginMs(tokenSet, rules));
}

/** When to refresh an idle authorization so that its refresh token does not lapse: nine tenths into its life; undefined when it never lapses. */
export function idleRefreshAt(tokenSet: TokenSet, rules: LifecycleRules = {}): Date | undefined {
  if (tokenSet.refreshToken === undefined) return undefined;
  const issued = Date.parse(tokenSet.issuedAt);
  const lapses = Math.min(
    tokenSet.refreshTokenExpiresAt === undefined ? Infinity : Date.parse(tokenSet.refreshTokenExpiresAt),
    issued + (rules.refreshTokenIdleMs ?? Infinity),
  );
  return Number.isFinite(lapses) ? new Date(issued + Math.max(0, lapses - issued) * 0.9) : undefined;
}

/** One failed try: `attempt` counts from 0, `random` gives [0, 1). */
export interface FailedTry {
  readonly attempt: number;
  readonly random: () => number;
  readonly retryAfterSeconds?: number;
}

/** How long to wait before the next try: full jitter under a cap that doubles from 1 s to 5 minutes, never less than the provider asks. */
export function backoffMs({ attempt, random, retryAfterSeconds = 0 }: FailedTry): number {
  const cap = Math.min(maxMarginMs, 1_000 * 2 ** Math.max(0, attempt));
  return Math.round(retryAfterSeconds * 1_000 + random() * cap);
}

/** What is known when a refresh has failed. */
export interface RefreshFailure extends Omit<FailedTry, 'retryAfterSeconds'> {
  readonly tokenSet: TokenSet;
  readonly error: { readonly kind: TokenFailureKind; readonly retryAfterSeconds?: number };
  readonly now: Date;
  /** The vendor answered 401 to the current access token, whatever its expiry says. */
  readonly isCurrentRejected?: boolean;
  readonly rules?: LifecycleRules;
}

/**
 * What to do after a failed refresh: serve the current token and try again later, have callers wait until `retryAt`, or ask somebody
 * to authorize again (then `isCurrentUsable` says whether the current token still serves meanwhile).
 */
export type RefreshFailureDecision =
  | { readonly decision: 'serve-current' | 'retry-later'; readonly retryAt: Date }
  | { readonly decision: 'needs-reauthorization'; readonly isCurrentUsable: boolean };

/** Decides what a failed refresh means; before a `permanent` one counts, re-read the row: somebody else may have refreshed it. */
export function afterRefreshFailure(failure: RefreshFailure): RefreshFailureDecision {
  const { tokenSet, error, now, rules } = failure;
  const isCurrentUsable = failure.isCurrentRejected !== true && tokenStatus(tokenSet, now, rules) !== 'expired';
  if (error.kind === 'permanent') return { decision: 'needs-reauthorization', isCurrentUsable };
  const jitterMs = backoffMs({ ...failure, retryAfterSeconds: error.retryAfterSeconds });
  const waitMs = error.kind === 'misconfigured' ? minuteMs + jitterMs : jitterMs;
  return { decision: isCurrentUsable ? 'serve-current' : 'retry-later', retryAt: new Date(now.getTime() + waitMs) };
}
