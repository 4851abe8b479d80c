/** Wraps data keys with keys that never leave it: the one way in which the server reaches master keys. */
export interface KeyService {
  /** Where its keys are kept. */
  readonly kind: 'local' | 'remote';
  /**
   * Wraps the 32 bytes of a data key for the database, with the master key of the day.
   * @throws {KeyServiceUnavailableError}
   */
  wrap(dataKeyId: string, key: Uint8Array): Promise<string>;
  /**
   * The bytes again, whichever of its master keys has wrapped them; only under the id that they were wrapped for.
   * @throws {KeyServiceUnavailableError}; {VaultKeyMissingError}; {VaultTamperedError}
   */
  unwrap(dataKeyId: string, wrapped: string): Promise<Uint8Array>;
  /** Id of the master key that has wrapped it. */
  masterKeyOf(wrapped: string): string;
}

/** The key service cannot be reached, refuses, or answers what nobody understands. */
export class KeyServiceUnavailableError extends Error {
  readonly code = 'key-service-unavailable';
  override readonly name = 'KeyServiceUnavailableError';
}

/** How the wrapped text of a remote service begins; that of local keys is a JWE. */
export const remotePrefix = 'service:';
