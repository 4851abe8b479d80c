import { hkdfSync, randomBytes, webcrypto } from 'node:crypto';
import type { Vault, VaultContext, VaultKey } from './vault.js';

const keyBytes = 32;

/** Reads 32 key bytes from what an operator writes down: base64, base64url or hexadecimal; throws a `TypeError` for anything else. */
export function parseKey(text: string): Uint8Array {
  const value = text.trim();
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex');
  const bytes = /^[\w+/-]{43}=?$/.test(value) ? Buffer.from(value, 'base64') : undefined;
  if (bytes?.length === keyBytes) return bytes;
  throw new TypeError(
    'A key must be 32 bytes, written as base64 or hexadecimal: make one with "openssl rand -base64 32".',
  );
}

/** Makes the key that a key ring holds from its 32 bytes. */
export async function importKey(bytes: Uint8Array): Promise<VaultKey> {
  if (bytes.length !== keyBytes) throw new TypeError(`A key must be ${keyBytes} bytes, not ${bytes.length}.`);
  return webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** A secret of its own for one purpose, such as the pepper of codes, from a master key (HKDF-SHA256). */
export function deriveKey(masterKey: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, new Uint8Array(), purpose, keyBytes));
}

/** A new data key, wrapped for the database: `master` is a vault over the operator's master keys. */
export function newDataKey(master: Vault, keyId: string): Promise<string> {
  return master.seal(randomBytes(keyBytes).toString('base64url'), contextOf(keyId));
}

/** The data key again; throws `VaultKeyMissingError` and `VaultTamperedError`. */
export async function unwrapDataKey(master: Vault, keyId: string, wrapped: string): Promise<VaultKey> {
  return importKey(parseKey(await master.open(wrapped, contextOf(keyId))));
}

/** The same data key, wrapped with the current master key. */
export async function rewrapDataKey(master: Vault, keyId: string, wrapped: string): Promise<string> {
  return master.seal(await master.open(wrapped, contextOf(keyId)), contextOf(keyId));
}

function contextOf(keyId: string): VaultContext {
  return { row: `data-keys/${keyId}`, purpose: 'data-key' };
}
