import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { maskIdentity } from './masked-identity.js';
import { hashOneTimeCode, isOneTimeCode, newOneTimeCode, readOneTimeCode } from './one-time-code.js';
import { areEqual, hashToken, isTokenOf, isTokenShaped, newRandomToken } from './random-token.js';

describe('a random token', () => {
  it('has 256 bits, never comes twice, and is known by its hash alone', () => {
    const tokens = Array.from({ length: 1_000 }, newRandomToken);
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(1_000);
    for (const { token, hash } of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      expect(isTokenShaped(token)).toBe(true);
      expect(hash).toBe(hashToken(token));
    }
  });

  it('is recognised by its hash, and nothing else is', () => {
    const { token, hash } = newRandomToken();
    expect(isTokenOf(token, hash)).toBe(true);
    for (const other of ['', hash, `${token} `, token.slice(1), newRandomToken().token]) {
      expect(isTokenOf(other, hash)).toBe(false);
    }
  });

  it.each([undefined, null, 12, '', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}+`, ['a'.repeat(43)]])(
    'is not %j',
    (value) => expect(isTokenShaped(value)).toBe(false),
  );

  it('is compared by value, also at different lengths', () => {
    expect(areEqual('a', 'a')).toBe(true);
    expect(areEqual('', 'a')).toBe(false);
    expect(areEqual('a'.repeat(100), 'a'.repeat(101))).toBe(false);
  });
});

describe('a one-time code', () => {
  const binding = { authorizationRequestId: 'request-1', pepper: randomBytes(32) };

  it('has six digits, each digit at each place about equally often', () => {
    const codes = Array.from({ length: 20_000 }, newOneTimeCode);
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    for (let place = 0; place < 6; place += 1) {
      for (const digit of '0123456789') {
        const share = codes.filter((code) => code[place] === digit).length / codes.length;
        // Seven standard deviations: a biased generator fails, an honest one practically never.
        expect(Math.abs(share - 0.1)).toBeLessThan(0.015);
      }
    }
  });

  it.each(['012345', ' 012345\n', '012 345', '012-345', '０１２３４５'])('is recognised as %j', (typed) => {
    expect(isOneTimeCode(typed, hashOneTimeCode('012345', binding), binding)).toBe(true);
  });

  it.each(['', '12345', '0123456', '012346', 'abcdef', '012345 please', '0123٤5', ' '.repeat(10_000) + '012345'])(
    'is not %j',
    (typed) => expect(isOneTimeCode(typed, hashOneTimeCode('012345', binding), binding)).toBe(false),
  );

  it('proves only the request that it was made for, and only under the same pepper', () => {
    const hash = hashOneTimeCode('012345', binding);
    expect(isOneTimeCode('012345', hash, { ...binding, authorizationRequestId: 'request-2' })).toBe(false);
    expect(isOneTimeCode('012345', hash, { ...binding, pepper: randomBytes(32) })).toBe(false);
  });

  it('cannot be shifted into the id of its request', () => {
    const one = hashOneTimeCode('345678', { ...binding, authorizationRequestId: 'r12' });
    const other = hashOneTimeCode('2345678', { ...binding, authorizationRequestId: 'r1' });
    expect(one).not.toBe(other);
  });

  it('is read from nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readOneTimeCode(text) ?? '000000').toMatch(/^\d{6}$/);
      }),
    );
  });
});

describe('a masked identity', () => {
  it.each([
    ['user-4242', 'u•••42'],
    ['U024BE7LH', 'U•••LH'],
    ['+49 170 1234567', '+•••67'],
    ['  user-4242 ', 'u•••42'],
    ['ann@example.com', 'a•••@e•••.com'],
    ['a@b.co.uk', 'a•••@b•••.uk'],
    ['ann@localhost', 'a•••@l•••'],
    ['😀bcdefg', '😀•••fg'],
    ['short', '•••'],
    ['u1', '•••'],
    ['', '•••'],
    ['@example', '@•••le'],
  ])('of %j is %j', (identity, masked) => expect(maskIdentity(identity)).toBe(masked));

  it('never shows more than its ends', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: fc.constantFrom('a', 'b', 'c', '1', '2') }), (identity) => {
        expect(maskIdentity(identity).replace('•••', '')).toHaveLength(3);
      }),
    );
  });
});
