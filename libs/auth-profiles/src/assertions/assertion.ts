import { SignJWT } from 'jose';
import { readPrivateKey } from './private-key.js';

/** What an assertion says, and the key that signs it; never log it. */
export interface AssertionSettings {
  /** PEM. */
  readonly privateKey: string;
  readonly issuer: string;
  /** Whom the tokens stand for. */
  readonly subject: string;
  readonly audience: string;
  /** Named in the assertion's header, where the provider knows several keys. */
  readonly keyId?: string;
}

/** Long enough for a request, too short to be of use to whoever finds it. */
const lifetimeSeconds = 180;

/**
 * An assertion for an authorization grant (RFC 7523 section 3): valid for three minutes, with a `jti` of its own.
 * Throws a `TypeError` for a key that cannot sign.
 */
export async function signAssertion(settings: AssertionSettings, now: Date): Promise<string> {
  const { privateKey, issuer, subject, audience, keyId } = settings;
  const signing = readPrivateKey(privateKey);
  if (typeof signing === 'string') throw new TypeError(signing);
  const issuedAt = Math.floor(now.getTime() / 1_000);
  return new SignJWT()
    .setProtectedHeader({ alg: signing.algorithm, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .setJti(crypto.randomUUID())
    .sign(signing.key);
}
