import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { signAssertion } from './assertion.js';
import { readPrivateKey } from './private-key.js';

const now = new Date('2030-01-01T00:00:00Z');
const pem = (key: { export: (options: { type: 'pkcs8'; format: 'pem' }) => string | Buffer }) =>
  String(key.export({ type: 'pkcs8', format: 'pem' }));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const claims = { issuer: 'client', subject: 'ada@example.com', audience: 'https://login.example.com' };

describe('an assertion', () => {
  it.each([
    ['RSA', rsa, 'RS256'],
    ['EC P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ES256'],
    ['EC P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, 'ES384'],
    ['EC P-521', generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey, 'ES512'],
  ] as const)('is signed with %s, says who, for whom and to whom, and lives for minutes', async (_title, key, alg) => {
    const jwt = await signAssertion({ ...claims, privateKey: pem(key), keyId: 'key-1' }, now);
    const { payload, protectedHeader } = await jwtVerify(jwt, createPublicKey(key), {
      ...{ issuer: claims.issuer, subject: claims.subject, audience: claims.audience, currentDate: now },
    });
    expect(protectedHeader).toEqual({ alg, typ: 'JWT', kid: 'key-1' });
    expect((payload.exp ?? Infinity) - (payload.iat ?? 0)).toBeLessThanOrEqual(180);
    const other = await signAssertion({ ...claims, privateKey: pem(key) }, now);
    expect(other).not.toBe(jwt);
  });

  it('has an id of its own each time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const jwt = await signAssertion({ ...claims, privateKey: pem(rsa) }, now);
        return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()).jti as string;
      }),
    );
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a private key', () => {
  const weak = pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey);
  const locked = rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' });
  const edwards = pem(generateKeyPairSync('ed25519').privateKey);
  const koblitz = pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey);
  it.each([
    ['nothing', ''],
    ['a word', 'secret'],
    ['half of it', pem(rsa).slice(0, 800)],
    ['a public key', createPublicKey(rsa).export({ type: 'spki', format: 'pem' })],
    ['one with a passphrase', locked],
    ['a weak one', weak],
    ['another kind', edwards],
    ['another curve', koblitz],
  ])('is refused in plain words that do not quote it: %s', (_title, key) => {
    const message = readPrivateKey(String(key));
    expect(message).toEqual(expect.any(String));
    expect(String(message)).not.toContain(String(key).split('\n')[1] || 'no second line');
  });
});
