import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentVariables, readEnvironment, secretFields } from './environment.js';

let folder: string;
const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attache-secrets-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const complaintAbout = (variables: Readonly<Record<string, string>>): string => {
  try {
    readEnvironment(variables);
  } catch (error) {
    return String(error);
  }
  return '';
};

describe('a secret in a file', () => {
  it('is read for every variable that can hold one, without the line end that editors add', async () => {
    const databaseUrl = 'postgres://attache:pass@db/attache';
    const environment = readEnvironment({
      DATABASE_URL_FILE: ` ${await file('database', `${databaseUrl}\n`)} `,
      ATTACHE_SETUP_TOKEN_FILE: await file('set-up', '  a token of the set-up\r\n'),
      ATTACHE_MASTER_KEYS_FILE: await file('keys', 'm2:second\nm1:first\n'),
    });
    expect(environment).toMatchObject({
      databaseUrl,
      setupToken: 'a token of the set-up',
      masterKeys: ['m2:second', 'm1:first'],
    });
    for (const field of secretFields) {
      const path = await file(`missing-${field}`, '');
      expect(complaintAbout({ [`${environmentVariables[field]}_FILE`]: path })).toContain(`'${path}' is empty`);
    }
  });

  it('counts for production as the variable does', async () => {
    const path = await file('production', `m1:${Buffer.alloc(32, 1).toString('base64')}`);
    const variables = { NODE_ENV: 'production', DATABASE_URL: 'postgres://db/attache' };
    expect(readEnvironment({ ...variables, ATTACHE_MASTER_KEYS_FILE: path }).masterKeys).toHaveLength(1);
  });

  it('is refused beside the variable itself, and where the file is not there, no file or huge; its text is never told', async () => {
    const canary = 'canary-of-a-secret-file';
    const path = await file('both', canary);
    const both = complaintAbout({ ATTACHE_SETUP_TOKEN: 'another token of the set-up', ATTACHE_SETUP_TOKEN_FILE: path });
    expect(both).toContain('ATTACHE_SETUP_TOKEN_FILE: ATTACHE_SETUP_TOKEN is set as well');
    const missing = complaintAbout({ DATABASE_URL_FILE: `${path}.missing`, ATTACHE_SETUP_TOKEN_FILE: folder });
    expect(missing).toContain(`DATABASE_URL_FILE: the file '${path}.missing' cannot be read (ENOENT)`);
    expect(missing).toContain('ATTACHE_SETUP_TOKEN_FILE');
    expect(missing).toContain('EISDIR');
    const huge = await file('huge', canary.repeat(50_000));
    expect(complaintAbout({ DATABASE_URL_FILE: huge })).toContain('larger than 1 MB');
    const wrong = complaintAbout({ DATABASE_URL_FILE: path });
    expect(wrong).toContain('DATABASE_URL: must begin with postgres://');
    expect(`${both}${missing}${wrong}`).not.toContain(canary);
  });
});
