/** Why a workspace could not be moved. */
export type TransferErrorCode =
  | 'transfer-file-invalid'
  | 'transfer-file-exists'
  | 'transfer-disk-full'
  | 'transfer-passphrase-missing'
  | 'transfer-passphrase-wrong'
  | 'transfer-version-mismatch'
  | 'transfer-database-in-use'
  | 'transfer-nothing-there'
  | 'transfer-secret-unreadable';

/** A workspace could not be moved; nothing was changed. */
export class TransferError extends Error {
  override readonly name = 'TransferError';

  constructor(
    readonly code: TransferErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
