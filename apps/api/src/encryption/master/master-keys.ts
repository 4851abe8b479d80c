import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importKey, parseKey, type KeyRing, type VaultKey } from '#auth-profiles';
import type { Environment } from '../../config/environment.js';

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
    if (keys.has(id))
      throw new MasterKeysInvalidError(`Two master keys have the id '${id}'; each needs one of its own.`);
    keys.set(id, await importKey(bytes));
    current ??= { id, bytes };
  }
  if (current === undefined) throw new MasterKeysInvalidError('There is no master key; set ATTACHE_MASTER_KEYS.');
  return { ring: { currentKeyId: current.id, get: (id) => keys.get(id) }, current: current.bytes };
}

function parse(line: string, index: number): { readonly id: string; readonly bytes: Uint8Array } {
  const [id = '', text = '', ...rest] = line.split(':');
  try {
    if (rest.length > 0) throw new TypeError('There is more than one colon.');
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
  const text = (await readIfThere(path)) ?? (await makeFile(path));
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/** The file is there in full, and on the disk, before anything is sealed with its key; of several at once one makes it. */
async function makeFile(path: string): Promise<string> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`m1:${randomBytes(32).toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  await syncFolder(dirname(path));
  return readFile(path, 'utf8');
}

/** Windows cannot open folders, and keeps their entries by itself. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
