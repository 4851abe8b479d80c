import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenSet } from '../token-endpoint/token-set.js';
import {
  afterRefreshFailure,
  backoffMs,
  idleRefreshAt,
  nextRefreshAt,
  refreshMarginMs,
  tokenStatus,
  type LifecycleRules,
} from './token-lifecycle.js';

const issued = Date.parse('2026-11-22T12:00:00.000Z');
const minute = 60_000;

function token(lifetimeMs?: number, overrides: Partial<TokenSet> = {}): TokenSet {
  return {
    accessToken: 'at',
    refreshToken: 'rt',
    tokenType: 'Bearer',
    issuedAt: new Date(issued).toISOString(),
    expiresAt: lifetimeMs === undefined ? undefined : new Date(issued + lifetimeMs).toISOString(),
    extras: {},
    ...overrides,
  };
}

const at = (ms: number): Date => new Date(issued + ms);

describe('the refresh margin', () => {
  it.each<[number | undefined, LifecycleRules, number]>([
    [10 * minute, {}, minute],
    [60 * minute, {}, 5 * minute],
    [24 * 60 * minute, {}, 5 * minute],
    [1_000, {}, 100],
    [0, {}, 0],
    [-minute, {}, 0],
    [undefined, {}, 0],
    [undefined, { defaultLifetimeMs: 10 * minute }, minute],
    [60 * minute, { earliestRefreshBeforeExpiryMs: minute }, minute],
    [60 * minute, { earliestRefreshBeforeExpiryMs: 0 }, 0],
  ])('of a token that lives %s ms under %j is %i ms', (lifetime, rules, margin) => {
    expect(refreshMarginMs(token(lifetime), rules)).toBe(margin);
  });
});

describe('a token', () => {
  it.each([
    [0, 'fresh'],
    [9 * minute - 1, 'fresh'],
    [9 * minute, 'due'],
    [10 * minute - 1, 'due'],
    [10 * minute, 'expired'],
    [99 * minute, 'expired'],
    [-99 * minute, 'fresh'],
  ])('of ten minutes is, after %i ms, %s', (age, status) => {
    expect(tokenStatus(token(10 * minute), at(age))).toBe(status);
  });

  it('without a lifetime has none that is known, unless the connector assumes one', () => {
    expect(tokenStatus(token(), at(999 * minute))).toBe('unknown-lifetime');
    expect(tokenStatus(token(), at(999 * minute), { defaultLifetimeMs: 120 * minute })).toBe('expired');
  });

  it('with an unreadable expiry has no known lifetime', () => {
    expect(tokenStatus(token(undefined, { expiresAt: 'soon' }), at(0))).toBe('unknown-lifetime');
  });

  it('only ever grows older', () => {
    const order = ['fresh', 'due', 'expired'];
    const ms = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(ms, ms, ms, (lifetime, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const [before, after] = [early, late].map((age) => order.indexOf(tokenStatus(token(lifetime), at(age))));
        expect(after).toBeGreaterThanOrEqual(before ?? 0);
      }),
    );
  });
});

describe('background refresh', () => {
  it('comes as the margin begins', () => {
    expect(nextRefreshAt(token(10 * minute))).toEqual(at(9 * minute));
    expect(nextRefreshAt(token())).toBeUndefined();
    expect(nextRefreshAt(token(10 * minute, { refreshToken: undefined }))).toBeUndefined();
  });

  it('comes before an idle refresh token lapses, by whichever clock is first', () => {
    const expiring = token(minute, { refreshTokenExpiresAt: at(100 * minute).toISOString() });
    expect(idleRefreshAt(expiring)).toEqual(at(90 * minute));
    expect(idleRefreshAt(expiring, { refreshTokenIdleMs: 50 * minute })).toEqual(at(45 * minute));
    expect(idleRefreshAt(token(minute), { refreshTokenIdleMs: 10 * minute })).toEqual(at(9 * minute));
    expect(idleRefreshAt(token(minute))).toBeUndefined();
    expect(idleRefreshAt({ ...expiring, refreshToken: undefined })).toBeUndefined();
  });
});

describe('backing off', () => {
  it.each([
    [0, 0.5, 500],
    [3, 0.5, 4_000],
    [1_000, 0.5, 150_000],
    [5, 0, 0],
    [-1, 0.5, 500],
  ])('in attempt %i with luck %d waits %i ms', (attempt, luck, ms) => {
    expect(backoffMs({ attempt, random: () => luck })).toBe(ms);
  });

  it('never comes back earlier than the provider asks, and not at the same moment as everybody', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(600), (attempt, luck, seconds) => {
        const wait = backoffMs({ attempt, random: () => luck, retryAfterSeconds: seconds });
        expect(wait).toBeGreaterThanOrEqual(seconds * 1_000);
        expect(wait).toBeLessThanOrEqual(seconds * 1_000 + 5 * minute);
      }),
    );
  });
});

describe('after a failed refresh', () => {
  const failure = (kind: 'transient' | 'permanent' | 'misconfigured', age: number, overrides: object = {}) =>
    afterRefreshFailure({
      tokenSet: token(10 * minute),
      error: { kind, retryAfterSeconds: undefined },
      attempt: 0,
      random: () => 0.5,
      now: at(age),
      ...overrides,
    });

  it('a token that is still valid is served', () => {
    expect(failure('transient', 9 * minute)).toEqual({ decision: 'serve-current', retryAt: at(9 * minute + 500) });
    expect(failure('misconfigured', 9 * minute)).toMatchObject({ decision: 'serve-current' });
    expect(failure('transient', 0, { tokenSet: token() })).toMatchObject({ decision: 'serve-current' });
  });

  it('an expired token is not, and callers are told when to come again', () => {
    const error = { kind: 'transient', retryAfterSeconds: 30 };
    expect(failure('transient', 10 * minute, { error })).toEqual({
      decision: 'retry-later',
      retryAt: at(10 * minute + 30_500),
    });
  });

  it('a token that the vendor refused is not served, whatever its expiry says', () => {
    expect(failure('transient', 0, { isCurrentRejected: true })).toMatchObject({ decision: 'retry-later' });
    expect(failure('permanent', 0, { isCurrentRejected: true })).toMatchObject({ isCurrentUsable: false });
  });

  it('a dead grant needs somebody to authorize again, while the current token may still serve', () => {
    expect(failure('permanent', 9 * minute)).toEqual({ decision: 'needs-reauthorization', isCurrentUsable: true });
    expect(failure('permanent', 10 * minute)).toEqual({ decision: 'needs-reauthorization', isCurrentUsable: false });
  });

  it('a wrong profile is not asked for again within a minute', () => {
    expect(failure('misconfigured', 10 * minute)).toEqual({ decision: 'retry-later', retryAt: at(11 * minute + 500) });
  });
});
