import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, type CryptoKey } from 'jose';
import { VaultKeyMissingError, VaultTamperedError } from '../errors.js';

/** A 256-bit key that only seals and opens; made by `importKey`. */
export type VaultKey = CryptoKey;

/** The keys at hand: one to seal with, several to open with. `get` may look a new key up. */
export interface KeyRing {
  readonly currentKeyId: string;
  get(keyId: string): VaultKey | undefined | Promise<VaultKey | undefined>;
}

/** Where a secret belongs: sealed text opens only for the same row and purpose. */
export interface VaultContext {
  /** Such as `authorizations/<id>`. */
  readonly row: string;
  /** Such as `token-set`. */
  readonly purpose: string;
}

/** Seals text into compact JWE (RFC 7516, `dir`, A256GCM) and opens it again. */
export interface Vault {
  /** Seals with the current key; throws `VaultKeyMissingError`. */
  seal(text: string, context: VaultContext): Promise<string>;
  /** Throws `VaultKeyMissingError`, and `VaultTamperedError` for anything altered or of another context. */
  open(jwe: string, context: VaultContext): Promise<string>;
  /** The key that sealed it: rotation looks for what is not the ring's current one. Throws `VaultTamperedError`. */
  keyIdOf(jwe: string): string;
}

/** Makes a vault over the keys at hand. */
export function createVault(keys: KeyRing): Vault {
  return {
    async seal(text, { row, purpose }) {
      const kid = keys.currentKeyId;
      const key = await keyOf(keys, kid);
      return new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, row, purpose })
        .encrypt(key);
    },
    async open(jwe, context) {
      const header = readHeader(jwe);
      if (header.row !== context.row || header.purpose !== context.purpose) {
        throw new VaultTamperedError(
          `What is stored in ${context.row} was sealed for another row or purpose: restore it, or authorize again.`,
        );
      }
      return decrypt(jwe, await keyOf(keys, header.kid), context);
    },
    keyIdOf: (jwe) => readHeader(jwe).kid,
  };
}

async function keyOf(keys: KeyRing, keyId: string): Promise<VaultKey> {
  const key = await keys.get(keyId);
  if (!key) throw new VaultKeyMissingError(keyId);
  return key;
}

/** The protected header; what it says is proven only once the text has been opened, which authenticates it. */
function readHeader(jwe: string): { readonly kid: string; readonly row: unknown; readonly purpose: unknown } {
  try {
    const { kid, row, purpose } = decodeProtectedHeader(jwe);
    if (typeof kid === 'string') return { kid, row, purpose };
  } catch (cause) {
    throw new VaultTamperedError('What is stored is not sealed text: restore it, or authorize again.', { cause });
  }
  throw new VaultTamperedError('What is stored does not say which key sealed it: restore it, or authorize again.');
}

const algorithms = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

async function decrypt(jwe: string, key: VaultKey, { row }: VaultContext): Promise<string> {
  try {
    const { plaintext } = await compactDecrypt(jwe, key, algorithms);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plaintext);
  } catch (cause) {
    throw new VaultTamperedError(`What is stored in ${row} was altered or damaged: restore it, or authorize again.`, {
      cause,
    });
  }
}
