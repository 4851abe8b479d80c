import { describe, expect, it } from 'vitest';
import type { AuthorizationFlowError } from '../errors.js';
import { newRandomToken } from '../proofs/random-token.js';
import { MemoryAttempts } from '../testing.js';
import { claimCallback, type CallbackQuery, type ClaimOptions } from './callback.js';

const now = new Date('2026-11-22T12:00:00.000Z');
const browser = newRandomToken();

/** An attempt that is under way, and the state that the provider would send back. */
async function underWay(): Promise<{ readonly state: string; readonly options: ClaimOptions }> {
  const attempts = new MemoryAttempts();
  const { token: state, hash: stateHash } = newRandomToken();
  await attempts.save({
    stateHash,
    authorizationRequestId: 'request-1',
    profileId: 'profile-1',
    browserHash: browser.hash,
    codeVerifier: 'verifier',
    expiresAt: '2026-11-22T12:00:00.001Z',
  });
  return { state, options: { attempts, profileId: 'profile-1', browserToken: browser.token, now } };
}

async function errorOf(query: CallbackQuery, options: ClaimOptions): Promise<AuthorizationFlowError> {
  return claimCallback(query, options).then(
    () => Promise.reject(new Error('was claimed')),
    (error: AuthorizationFlowError) => error,
  );
}

describe('claiming a callback', () => {
  it('gives the answer and the attempt that it belongs to', async () => {
    const { state, options } = await underWay();
    const query = { state, code: 'c', iss: 'https://as.example', session_state: ['a', 'b'] };
    expect(await claimCallback(query, options)).toMatchObject({
      answer: { state, code: 'c', iss: 'https://as.example' },
      attempt: { authorizationRequestId: 'request-1', codeVerifier: 'verifier' },
    });
  });

  it('reads URLSearchParams as well, and empty parameters as absent', async () => {
    const { state, options } = await underWay();
    const { answer } = await claimCallback(new URLSearchParams({ state, code: 'c', error: '', iss: '' }), options);
    expect(answer).toEqual({ state, code: 'c' });
  });

  it('takes the state of an error, too', async () => {
    const { state, options } = await underWay();
    await claimCallback({ state, error: 'access_denied' }, options);
    expect(await errorOf({ state, code: 'c' }, options)).toMatchObject({ code: 'state-already-used' });
  });

  it('refuses a replay, and says which request it was', async () => {
    const { state, options } = await underWay();
    await claimCallback({ state, code: 'c' }, options);
    expect(await errorOf({ state, code: 'c' }, options)).toMatchObject({
      code: 'state-already-used',
      authorizationRequestId: 'request-1',
    });
  });

  it('lets exactly one of many simultaneous callbacks through', async () => {
    const { state, options } = await underWay();
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, () => claimCallback({ state, code: 'c' }, options)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses a state that nobody issued', async () => {
    const { options } = await underWay();
    expect(await errorOf({ state: newRandomToken().token, code: 'c' }, options)).toMatchObject({
      code: 'state-invalid',
      authorizationRequestId: undefined,
    });
  });

  it.each([undefined, '', 'short', 'x'.repeat(44), 'é'.repeat(43), `${'x'.repeat(42)}\n`])(
    'refuses the state %j without looking it up',
    async (state) => {
      const { options } = await underWay();
      const attempts = { save: options.attempts.save, take: () => Promise.reject(new Error('looked up')) };
      expect(await errorOf({ state, code: 'c' }, { ...options, attempts })).toMatchObject({ code: 'state-invalid' });
    },
  );

  it.each([undefined, '', newRandomToken().token, `${browser.token}x`])(
    'refuses another browser, whose cookie is %j, and uses the state up',
    async (browserToken) => {
      const { state, options } = await underWay();
      expect(await errorOf({ state, code: 'c' }, { ...options, browserToken })).toMatchObject({
        code: 'wrong-browser',
        authorizationRequestId: 'request-1',
      });
      expect(await errorOf({ state, code: 'c' }, options)).toMatchObject({ code: 'state-already-used' });
    },
  );

  it("refuses the callback at another profile's URI, and uses the state up", async () => {
    const { state, options } = await underWay();
    expect(await errorOf({ state, code: 'c' }, { ...options, profileId: 'profile-2' })).toMatchObject({
      code: 'profile-mismatch',
    });
    expect(await errorOf({ state, code: 'c' }, options)).toMatchObject({ code: 'state-already-used' });
  });

  it('refuses what comes at the very moment of expiry', async () => {
    const { state, options } = await underWay();
    const late = { ...options, now: new Date(now.getTime() + 1) };
    expect(await errorOf({ state, code: 'c' }, late)).toMatchObject({ code: 'authorization-request-expired' });
  });

  it.each([
    ['state twice', { state: ['s', 's'] }],
    ['code twice', { code: ['a', 'b'] }],
    ['code as an object', { code: { a: 'b' } }],
    ['iss twice', { code: 'c', iss: ['a', 'b'] }],
    ['error twice', { error: ['a', 'b'] }],
    ['code and error', { code: 'c', error: 'e' }],
    ['neither code nor error', {}],
    ['a code of 9,000 characters', { code: 'c'.repeat(9_000) }],
  ])('refuses %s before it takes the state', async (_what, parameters) => {
    const { state, options } = await underWay();
    expect(await errorOf({ state, ...parameters }, options)).toMatchObject({ code: 'callback-malformed' });
    await claimCallback({ state, code: 'c' }, options);
  });

  it('refuses a parameter twice in URLSearchParams, too', async () => {
    const { state, options } = await underWay();
    const query = new URLSearchParams([
      ['state', state],
      ['code', 'a'],
      ['code', 'b'],
    ]);
    expect(await errorOf(query, options)).toMatchObject({ code: 'callback-malformed' });
  });
});
