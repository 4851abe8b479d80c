import { createHash, createHmac, randomBytes, type Hash, type Hmac } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { createVault, deriveKey, importKey, type Vault } from '#auth-profiles';
import { TransferError } from './errors.js';

/** How a passphrase becomes a key (RFC 9106, argon2id); it stands in the file. */
export interface KeyDerivation {
  readonly name: 'argon2id';
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
  /** 16 bytes in base64url. */
  readonly salt: string;
}

/** What seals the secrets of a file, and what notices that anything of it was changed. */
export interface FileKey {
  readonly vault: Vault;
  readonly seal: () => Hash | Hmac;
}

/** RFC 9106's second recommendation. */
const recommended = { name: 'argon2id', memory: 65_536, passes: 3, lanes: 4 } as const;
/** More than so would be an attack on whoever reads the file. */
const limits = { memory: 1_048_576, passes: 16, lanes: 16 } as const;
const keyId = 'passphrase';

/** A derivation for a new file. */
export function newDerivation(): KeyDerivation {
  return { ...recommended, salt: randomBytes(16).toString('base64url') };
}

/** The keys of a passphrase: takes about a tenth of a second, on purpose. */
export async function fileKeyOf(passphrase: string, derivation: KeyDerivation): Promise<FileKey> {
  requireUsable(derivation);
  const { memory, passes, lanes, salt } = derivation;
  const bytes = await hashRaw(passphrase.normalize('NFC'), {
    ...{ memoryCost: memory, timeCost: passes, parallelism: lanes, outputLen: 32, algorithm: 2 },
    salt: Buffer.from(salt, 'base64url'),
  });
  const secrets = await importKey(deriveKey(bytes, 'export-secrets'));
  const whole = deriveKey(bytes, 'export-file');
  return {
    vault: createVault({ currentKeyId: keyId, get: (id) => (id === keyId ? secrets : undefined) }),
    seal: () => createHmac('sha256', whole),
  };
}

/** For a file without secrets: what was damaged is noticed, what somebody has changed on purpose is not. */
export function checksum(): Hash {
  return createHash('sha256');
}

function requireUsable({ name, memory, passes, lanes, salt }: KeyDerivation): void {
  const isWithin = (value: unknown, most: number) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most;
  const isUsable =
    name === 'argon2id' &&
    isWithin(memory, limits.memory) &&
    isWithin(passes, limits.passes) &&
    isWithin(lanes, limits.lanes) &&
    typeof salt === 'string' &&
    /^[\w-]{22}$/.test(salt);
  if (!isUsable)
    throw new TransferError('transfer-file-invalid', 'The file says in no usable way how its key is made.');
}
