import { createPrivateKey, type KeyObject } from 'node:crypto';

/** A private key that assertions can be signed with, and the algorithm that it signs by (RFC 7518 section 3.1). */
export interface SigningKey {
  readonly key: KeyObject;
  readonly algorithm: 'RS256' | 'ES256' | 'ES384' | 'ES512';
}

const minRsaBits = 2_048;
const algorithmsOfCurves: Readonly<Record<string, SigningKey['algorithm']>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

/** Reads a private key in PEM: RSA of at least 2048 bits, or EC on P-256, P-384 or P-521; a text says what is wrong with it. */
export function readPrivateKey(pem: string): SigningKey | string {
  if (pem.includes('ENCRYPTED')) return 'Remove the passphrase from the private key: nobody is there to enter it.';
  const key = parse(pem);
  if (key === undefined) return 'Paste the whole private key in PEM, from -----BEGIN PRIVATE KEY----- to its end.';
  const { modulusLength = 0, namedCurve = '' } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    return modulusLength >= minRsaBits ? { key, algorithm: 'RS256' } : `Use an RSA key of at least ${minRsaBits} bits.`;
  }
  const algorithm = key.asymmetricKeyType === 'ec' ? algorithmsOfCurves[namedCurve] : undefined;
  return algorithm === undefined ? 'Use an RSA key, or an EC key on P-256, P-384 or P-521.' : { key, algorithm };
}

/** Undefined for what is no key: the reason that the parser gives might quote it. */
function parse(pem: string): KeyObject | undefined {
  if (!/^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return undefined;
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
