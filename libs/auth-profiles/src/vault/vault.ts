import type { CryptoKey } from 'jose';

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
export function createVault(_keys: KeyRing): Vault {
  throw new Error('not built yet');
}
