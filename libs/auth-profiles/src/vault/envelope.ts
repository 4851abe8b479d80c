import type { Vault, VaultKey } from './vault.js';

/** Reads 32 key bytes from what an operator writes down: base64, base64url or hexadecimal; throws a `TypeError` for anything else. */
export function parseKey(_text: string): Uint8Array {
  throw new Error('not built yet');
}

/** Makes the key that a key ring holds from its 32 bytes. */
export function importKey(_bytes: Uint8Array): Promise<VaultKey> {
  throw new Error('not built yet');
}

/** A secret of its own for one purpose, such as the pepper of codes, from a master key (HKDF-SHA256). */
export function deriveKey(_masterKey: Uint8Array, _purpose: string): Uint8Array {
  throw new Error('not built yet');
}

/** A new data key, wrapped for the database: `master` is a vault over the operator's master keys. */
export function newDataKey(_master: Vault, _keyId: string): Promise<string> {
  throw new Error('not built yet');
}

/** The data key again; throws `VaultKeyMissingError` and `VaultTamperedError`. */
export function unwrapDataKey(_master: Vault, _keyId: string, _wrapped: string): Promise<VaultKey> {
  throw new Error('not built yet');
}

/** The same data key, wrapped with the current master key. */
export function rewrapDataKey(_master: Vault, _keyId: string, _wrapped: string): Promise<string> {
  throw new Error('not built yet');
}
