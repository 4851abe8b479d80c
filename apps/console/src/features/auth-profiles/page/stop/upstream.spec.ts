import { describe, expect, it } from 'vitest';
import { answeredOf, foundWords, outcomesOf } from './upstream.ts';

const nothing = { shared: 0, members: 0, endUsers: 0, quarantined: 0 };
const progress = { pending: 2, revoked: 7, notSupported: 0, failed: 1 };

describe('what an emergency stop comes to', () => {
  it('is told by outcome, without those that nothing came to', () => {
    expect(outcomesOf({ progress })).toEqual([
      ['revoked', 7],
      ['failed', 1],
      ['pending', 2],
    ]);
    expect(answeredOf({ total: 10, progress })).toBe(8);
  });

  it('is told by owner', () => {
    expect(foundWords({ total: 0, found: nothing })).toBe('Nothing was authorized with it.');
    expect(foundWords({ total: 1, found: { ...nothing, shared: 1 } })).toBe('1 authorization: 1 shared.');
    expect(foundWords({ total: 10, found: { shared: 1, members: 2, endUsers: 6, quarantined: 1 } })).toBe(
      '10 authorizations: 1 shared, 2 of members, 6 of end users, 1 not confirmed yet.',
    );
  });
});
