import { describe, expect, it } from 'vitest';
import { judgeAnswer, readRetryAfter } from './token-failure.js';
import type { AnswerBody } from './token-answer.js';

const now = new Date('2026-11-22T12:00:00.000Z');

function judge(status: number, body?: AnswerBody): ReturnType<typeof judgeAnswer> {
  return judgeAnswer(body, { status, retryAfter: undefined, secrets: [], now });
}

describe('a refused grant', () => {
  it.each([
    ['Salesforce', 400, { error: 'invalid_grant', error_description: 'expired access/refresh token' }],
    ['Atlassian', 403, { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' }],
    ['Atlassian, in other words', 403, { error: 'unauthorized_client', error_description: 'refresh_token is invalid' }],
    ['HubSpot', 400, { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token', correlationId: '1' }],
    ['Microsoft', 400, { error: 'invalid_grant', suberror: 'bad_token', error_codes: [9002313] }],
    ['Zoho, with status 200', 200, { error: 'invalid_code' }],
    ['Slack, with status 200', 200, { ok: false, error: 'invalid_refresh_token' }],
    ['a list of errors', 401, { success: false, errors: [{ errorType: 'invalid_grant', message: 'gone' }] }],
    ['an error with a token beside it', 200, { error: 'invalid_grant', access_token: 'at' }],
  ])('is permanent: %s', (_vendor, status, body) => {
    expect(judge(status, body)).toMatchObject({ kind: 'permanent', reason: 'refused' });
  });
});

describe('a client or profile that is wrong', () => {
  it.each([
    ['Genesys', 400, { error: 'invalid_client', description: 'authentication failed' }],
    ['Google', 401, { error: 'invalid_client', error_description: 'The OAuth client was not found.' }],
    ['Slack, with status 200', 200, { ok: false, error: 'invalid_client_id' }],
    ['ok: false that says no more', 200, { ok: false }],
    ['a grant type', 400, { error: 'unsupported_grant_type' }],
    ['the client alone', 400, { error: 'unauthorized_client', error_description: 'not allowed' }],
    ['no body', 401, undefined],
    ['no such page', 404, undefined],
    ['an error as an object', 400, { error: { code: 400, message: 'no', status: 'INVALID_ARGUMENT' } }],
    ['an error as an object, with status 200', 200, { error: { type: 'OAuthException', code: 190 } }],
    ['a code nobody knows', 400, { error: 'no_such_code' }],
  ])('is misconfigured: %s', (_vendor, status, body) => {
    expect(judge(status, body)).toMatchObject({ kind: 'misconfigured', reason: 'refused' });
  });

  it('keeps the description under whatever name it comes', () => {
    expect(judge(400, { error: 'invalid_client', description: 'authentication failed' })).toMatchObject({
      vendorError: 'invalid_client',
      vendorDescription: 'authentication failed',
    });
  });
});

describe('a provider that cannot answer now', () => {
  it.each([
    ['Microsoft', 503, { error: 'Service Unavailable' }],
    ['a gateway', 502, undefined],
    ['a server error that names the grant', 500, { error: 'invalid_grant' }],
    ['a rate limit', 429, { error: 'invalid_request' }],
    ['a request timeout', 408, undefined],
    ['Slack, with status 200', 200, { ok: false, error: 'ratelimited' }],
    ['RFC 6749', 400, { error: 'temporarily_unavailable' }],
    [
      'Salesforce, busy with the same',
      400,
      { error: 'invalid_grant', error_description: 'token request is already being processed' },
    ],
  ])('is transient: %s', (_vendor, status, body) => {
    expect(judge(status, body)).toMatchObject({ kind: 'transient', reason: 'refused' });
  });
});

describe('a success', () => {
  it.each([
    [{ access_token: 'at', status: 'active', code: 'C', message: 'hello', error: '' }],
    [{ ok: true, access_token: 'at', error: null, errors: [] }],
    [{ access_token: 'at', error_description: 'none' }],
    [undefined],
  ])('is not a failure: %j', (body) => expect(judge(200, body)).toBeUndefined());
});

describe('words of a provider', () => {
  it('are one short line without control characters', () => {
    const said = judge(400, {
      error: 'x'.repeat(500),
      error_description: `a\u0000\u202Eb\r\n\tc ${'y'.repeat(5_000)}`,
    });
    expect(said?.vendorError).toHaveLength(64);
    expect(said?.vendorDescription).toHaveLength(200);
    expect(said?.vendorDescription).toMatch(/^a b c y+…$/);
  });

  it('lose what looks like a signed token', () => {
    const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
    expect(judge(400, { error: 'invalid_client', error_description: `bad ${jwt} here` })?.vendorDescription).toBe(
      'bad ••• here',
    );
  });

  it('that are no text are left out', () => {
    expect(judge(400, { error: 'invalid_grant', error_description: { a: 1 } })?.vendorDescription).toBeUndefined();
  });
});

describe('Retry-After', () => {
  it.each([
    ['7', 7],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:01:00 GMT', 60],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['99999999999', 86_400],
    ['soon', undefined],
    [undefined, undefined],
  ])('of %j asks for %j seconds', (value, seconds) => expect(readRetryAfter(value, now)).toBe(seconds));
});
