import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBody, readTokenSet } from './token-answer.js';
import { mergeRefreshed, type TokenSet } from './token-set.js';

const now = new Date('2026-11-22T12:00:00.000Z');

function parse(body: string | Buffer, contentType = 'application/json'): ReturnType<typeof parseBody> {
  return parseBody({ headers: { 'content-type': contentType }, body: Buffer.from(body) });
}

function read(members: Readonly<Record<string, unknown>>): TokenSet {
  const tokenSet = readTokenSet({ access_token: 'at', ...members }, now);
  if (!tokenSet) throw new Error('no token set');
  return tokenSet;
}

describe('a body', () => {
  it.each([
    ['JSON with a text content type', '{"access_token":"a"}', 'text/html;charset=UTF-8'],
    ['JSON after a byte order mark', '\uFEFF{"access_token":"a"}', 'application/json'],
    ['a form', 'access_token=a', 'application/x-www-form-urlencoded; charset=utf-8'],
    ['a form with a text content type', 'access_token=a', 'text/plain'],
  ])('is read when it is %s', (_what, body, contentType) => {
    expect(parse(body, contentType)).toEqual({ access_token: 'a' });
  });

  it.each(['', '   ', '<html>a=b</html>', '"text"', '12', 'true', '[]', '{"a":', 'plain words'])(
    'is nothing when it is %j',
    (body) => expect(parse(body, 'text/plain')).toBeUndefined(),
  );

  it('decodes what a form encodes', () => {
    expect(parse('scope=a%20b+c&error=x%26y', 'application/x-www-form-urlencoded')).toEqual({
      scope: 'a b c',
      error: 'x&y',
    });
  });

  it('keeps every digit of a numeric id', () => {
    const body =
      '{"id":12345678901234567890,"list":[9007199254740993],"text":"1234567890123456789","pi":3.14159265358979323846}';
    expect(parse(body)).toEqual({
      id: '12345678901234567890',
      list: ['9007199254740993'],
      text: '1234567890123456789',
      pi: Math.PI,
    });
  });

  it('reads any JSON object as JSON.parse does, long whole numbers aside', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue());
    const hasLongInteger = (json: string): boolean => /\d{16}/.test(json);
    fc.assert(
      fc.property(value, (members) => {
        const json = JSON.stringify(members);
        fc.pre(!hasLongInteger(json));
        expect(parse(json)).toEqual(JSON.parse(json));
      }),
    );
  });

  it.each([
    ['a string that never ends', `"${'\\"'.repeat(500_000)}1234567890123456`],
    ['digits without end', `{"a":${'1'.repeat(999_000)}.}`],
    ['brackets without end', '['.repeat(1_000_000)],
    ['a form of names', 'a.'.repeat(500_000)],
  ])('is judged at once although it is a megabyte of %s', (_what, body) => {
    const began = performance.now();
    expect(parse(body, 'text/plain')).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('never throws, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, contentType) => {
        parse(Buffer.from(bytes), contentType);
      }),
    );
  });
});

describe('a token set', () => {
  it.each([
    [3600, '2026-11-22T13:00:00.000Z'],
    ['3600', '2026-11-22T13:00:00.000Z'],
    [' 60 ', '2026-11-22T12:01:00.000Z'],
    [1.5, '2026-11-22T12:00:01.500Z'],
    [0, undefined],
    [-5, undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [{}, undefined],
    [true, undefined],
    [Infinity, undefined],
    [1e300, undefined],
    ['99999999999999999999', undefined],
  ])('with expires_in %j expires at %s', (expiresIn, expiresAt) => {
    expect(read({ expires_in: expiresIn }).expiresAt).toBe(expiresAt);
  });

  it('believes expires_in_sec where expires_in counts milliseconds', () => {
    expect(read({ expires_in: 3_600_000, expires_in_sec: 3600 }).expiresAt).toBe('2026-11-22T13:00:00.000Z');
  });

  it.each([
    ['a b', ['a', 'b']],
    ['a,b', ['a', 'b']],
    ['a, b a', ['a', 'b']],
    [
      ['a', 'b c', 7],
      ['a', 'b', 'c'],
    ],
    ['', []],
    [undefined, undefined],
    [null, undefined],
    [12, undefined],
  ])('with scope %j grants %j', (scope, scopes) => expect(read({ scope }).scopes).toEqual(scopes));

  it('reads a list of scopes under the name that HubSpot uses', () => {
    expect(read({ scopes: ['crm.read'] }).scopes).toEqual(['crm.read']);
  });

  it.each([undefined, null, '', 12, {}])('has no refresh token when it is %j', (refreshToken) => {
    expect(read({ refresh_token: refreshToken }).refreshToken).toBeUndefined();
  });

  it.each([
    ['bearer', 'Bearer'],
    [undefined, 'Bearer'],
    [7, 'Bearer'],
    ['bot', 'bot'],
  ])('of type %j is of type %s', (given, type) => expect(read({ token_type: given }).tokenType).toBe(type));

  it("keeps the provider's own members and nothing named like a token, however deep", () => {
    const { extras } = read({
      instance_url: 'https://na1.example',
      hub_id: 42,
      signature: 's',
      client_secret: 's',
      authed_user: { id: 'U1', access_token: 'canary', list: [{ refreshToken: 'canary', name: 'n' }] },
    });
    expect(extras).toEqual({
      instance_url: 'https://na1.example',
      hub_id: 42,
      authed_user: { id: 'U1', list: [{ name: 'n' }] },
    });
  });

  it('is not poisoned by a member named __proto__, nor broken by a thousand levels', () => {
    const body = parse(
      `{"access_token":"at","__proto__":{"polluted":1},"deep":${'['.repeat(1_000)}${']'.repeat(1_000)}}`,
    );
    const { extras } = read(body ?? {});
    expect(Object.keys(extras)).toEqual(['deep']);
    expect((extras as { readonly polluted?: number }).polluted).toBeUndefined();
    expect(JSON.stringify(extras).length).toBeLessThan(60);
  });

  it('survives sealing as JSON', () => {
    const tokenSet = read({ refresh_token: 'rt', expires_in: 60, scope: 'a' });
    expect(JSON.parse(JSON.stringify(tokenSet))).toEqual(tokenSet);
  });
});

describe('merging a refresh', () => {
  const old = read({ refresh_token: 'rt-1', refresh_token_expires_in: 600, scope: 'a b', instance_url: 'u', id: '1' });

  it('keeps what the answer did not repeat', () => {
    const merged = mergeRefreshed(old, read({ access_token: 'at-2', id: '2' }));
    expect(merged).toMatchObject({
      accessToken: 'at-2',
      refreshToken: 'rt-1',
      refreshTokenExpiresAt: old.refreshTokenExpiresAt,
      scopes: ['a', 'b'],
      extras: { instance_url: 'u', id: '2' },
    });
  });

  it('takes a rotated refresh token, and does not give it the expiry of the one before', () => {
    const merged = mergeRefreshed(old, read({ refresh_token: 'rt-2', scope: 'a' }));
    expect(merged).toMatchObject({ refreshToken: 'rt-2', scopes: ['a'] });
    expect(merged.refreshTokenExpiresAt).toBeUndefined();
  });

  it('does not keep the old expiry when the new answer names none', () => {
    expect(mergeRefreshed(read({ expires_in: 60 }), read({})).expiresAt).toBeUndefined();
  });
});
