import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importKey, parseKey, type KeyRing, type VaultKey } from '#auth-profiles';
import type { Environment } from '../config/environment.js';

/** The operator's master keys cannot be used. */
export class MasterKeysInvalidError extends Error {
  readonly code = 'master-keys-invalid';
  override readonly name = 'MasterKeysInvalidError';
}

/** The operator's keys: a ring to wrap data keys with, and the bytes of the first one to derive other secrets from. */
export interface MasterKeys {
  readonly ring: KeyRing;
  readonly current: Uint8Array;
}

const fileName = 'master-keys';

/**
 * The master keys of the environment; without any, those of a file in the data folder, which is made at the first start.
 * @throws {MasterKeysInvalidError}
 */
export async function readMasterKeys(environment: Pick<Environment, 'masterKeys' | 'dataFolder'>): Promise<MasterKeys> {
  const written =
    environment.masterKeys.length > 0 ? environment.masterKeys : await readFileKeys(environment.dataFolder);
  const keys = new Map<string, VaultKey>();
  let current: { readonly id: string; readonly bytes: Uint8Array } | undefined;
  for (const [index, line] of written.entries()) {
    const { id, bytes } = parse(line, index);
    keys.set(id, await importKey(bytes));
    current ??= { id, bytes };
  }
  if (current === undefined) throw new MasterKeysInvalidError('There is no master key; set ATTACHE_MASTER_KEYS.');
  return { ring: { currentKeyId: current.id, get: (id) => keys.get(id) }, current: current.bytes };
}

function parse(line: string, index: number): { readonly id: string; readonly bytes: Uint8Array } {
  const [id = '', text = ''] = line.split(':');
  try {
    if (!/^[\w-]{1,40}$/.test(id))
      throw new TypeError('The id must be 1 to 40 letters, digits, hyphens or underscores.');
    return { id, bytes: parseKey(text) };
  } catch (cause) {
    throw new MasterKeysInvalidError(
      `Master key ${index + 1} is not of the form id:base64 of 32 bytes: look at ATTACHE_MASTER_KEYS, or at the file ` +
        `'${fileName}' of the data folder.`,
      { cause },
    );
  }
}

async function readFileKeys(dataFolder: string): Promise<readonly string[]> {
  const path = join(dataFolder, fileName);
  await mkdir(dataFolder, { recursive: true });
  await writeFile(path, `m1:${randomBytes(32).toString('base64')}\n`, { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    },
  );
  const text = await readFile(path, 'utf8');
  return text.split('\n').filter((line) => line !== '');
}
