import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMasterKeys } from './master-keys.js';

let dataFolder: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'attache-keys-'));
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const read = (masterKeys: readonly string[]) => readMasterKeys({ masterKeys, dataFolder });

describe('master keys of the environment', () => {
  it('all open, and the first one seals', async () => {
    const { ring, current } = await read([`new:${key(1)}`, `old:${key(2)}`]);
    expect(ring.currentKeyId).toBe('new');
    expect(Buffer.from(current)).toEqual(Buffer.alloc(32, 1));
    expect(await ring.get('old')).toBeDefined();
    expect(await ring.get('other')).toBeUndefined();
    expect(await readdir(dataFolder)).toEqual([]);
  });

  it.each([
    ['no id', key(1)],
    ['too short a key', `m1:${Buffer.alloc(16, 1).toString('base64')}`],
    ['too long a key', `m1:${Buffer.alloc(64, 1).toString('base64')}`],
    ['a sentence', 'm1:correct horse battery staple'],
    ['an id with a slash', `m/1:${key(1)}`],
    ['two colons', `m1:x:${key(1)}`],
  ])('are refused with %s, without a word of what was given', async (_title, given) => {
    const error = await read([`ok:${key(9)}`, given]).catch((caught: Error) => caught);
    expect(error).toMatchObject({ code: 'master-keys-invalid' });
    expect(String(error)).toContain('Master key 2');
    expect(String(error)).toContain('ATTACHE_MASTER_KEYS');
    expect(String(error)).not.toContain(given.split(':').at(-1));
  });

  it('are refused when two have the same id', async () => {
    await expect(read([`m1:${key(1)}`, `m1:${key(2)}`])).rejects.toThrow("Two master keys have the id 'm1'");
  });
});

describe('the master key of the data folder', () => {
  it('is made at the first start, for its owner only, and stays', async () => {
    const first = await read([]);
    expect((await stat(join(dataFolder, 'master-keys'))).mode & 0o777).toBe(0o600);
    expect(await readdir(dataFolder)).toEqual(['master-keys']);
    const again = await read([]);
    expect(again.current).toEqual(first.current);
  });

  it('is one, also when several processes start at once', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => read([])));
    expect(new Set(all.map(({ current }) => Buffer.from(current).toString('hex'))).size).toBe(1);
    expect(await readdir(dataFolder)).toEqual(['master-keys']);
  });

  it('may be followed by older ones, with the line ends of any system', async () => {
    await writeFile(join(dataFolder, 'master-keys'), `new:${key(1)}\r\n\r\nold:${key(2)}\r\n`);
    const { ring } = await read([]);
    expect(ring.currentKeyId).toBe('new');
    expect(await ring.get('old')).toBeDefined();
  });

  it('is not replaced when the file is empty or cannot be read', async () => {
    const path = join(dataFolder, 'master-keys');
    await writeFile(path, '');
    await expect(read([])).rejects.toMatchObject({ code: 'master-keys-invalid' });
    expect(await readFile(path, 'utf8')).toBe('');
    await chmod(path, 0o000);
    await read([]).catch(() => undefined);
    await chmod(path, 0o600);
    expect(await readFile(path, 'utf8')).toBe('');
  });
});
