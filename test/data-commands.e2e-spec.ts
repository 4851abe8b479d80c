import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataFolder, requireBuild, root, startProcess, type ServerProcess } from './support/process.js';
import { createDatabase } from './support/server.js';

const passphrase = 'a passphrase for the way';
const botName = 'Mover\u2028ed';
const elsewhere = { ATTACHE_MASTER_KEYS: `elsewhere:${Buffer.alloc(32, 9).toString('base64')}` };

let folder: Awaited<ReturnType<typeof makeDataFolder>>;
let source: ServerProcess;
let file: string;
let databaseUrl: string;

beforeAll(async () => {
  await requireBuild();
  folder = await makeDataFolder();
  file = join(folder.path, 'workspace.ndjson');
  source = await startProcess({ variables: here() });
  await source.signIn();
  await source.call('POST', '/v1/bots', { body: { name: botName } });
  await source.call('POST', '/v1/webhooks', { body: { url: 'https://hooks.example/attache' } });
  databaseUrl = await createDatabase();
});
afterAll(async () => {
  await source?.end('SIGTERM');
  await folder?.remove();
});

const here = () => ({ ATTACHE_DATA_FOLDER: join(folder.path, 'data') });
const there = () => ({ ...elsewhere, DATABASE_URL: databaseUrl });

interface Command {
  readonly name: 'data-export' | 'data-import';
  readonly variables: Readonly<Record<string, string>>;
  readonly path?: string;
  /** What a person types, one line a question; undefined: nobody sits there. */
  readonly typed?: readonly string[];
}

/** Starts a command as an operator does; with somebody who types, at a terminal. */
function launch({ name, variables, path = file, typed }: Command): ChildProcess {
  const command = [process.execPath, join(root, `scripts/${name}.mjs`), path];
  const master = `test:${Buffer.alloc(32, 7).toString('base64')}`;
  const env = { PATH: process.env['PATH'], NODE_ENV: 'test', ATTACHE_MASTER_KEYS: master, ...variables };
  const [program = '', ...rest] =
    typed === undefined ? command : ['script', '-qec', command.map((part) => `'${part}'`).join(' '), '/dev/null'];
  return spawn(program, rest, { cwd: root, env, stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
}

async function run(command: Command): Promise<{ readonly code: number; readonly output: string }> {
  const child = launch(command);
  let output = '';
  const answers = [...(command.typed ?? [])];
  const hear = (chunk: Buffer) => {
    output += String(chunk);
    if (/(again|passphrase[^\n]*): $/i.test(output) && answers.length > 0) child.stdin?.write(`${answers.shift()}\r`);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
const withPassphrase = { ATTACHE_EXPORT_PASSPHRASE: passphrase };

describe('npm run data:export', () => {
  it('asks at a terminal for the passphrase, twice and without showing it, while the server runs', async () => {
    const slip = await run({ name: 'data-export', variables: here(), typed: [passphrase, 'a slip of the finger'] });
    expect(slip).toMatchObject({ code: 1, output: expect.stringContaining('The two are not the same') });
    expect(await isThere(file)).toBe(false);
    const done = await run({ name: 'data-export', variables: here(), typed: [passphrase, passphrase] });
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('holds everything') });
    expect(done.output).not.toContain(passphrase);
    expect(await readFile(file, 'utf8')).not.toMatch(/[\u2028\u2029]/);
  });

  it('says so when the disk is full, and leaves nothing', async () => {
    const variables = { ...here(), ...withPassphrase };
    const path = join(folder.path, 'full.ndjson');
    await symlink('/dev/full', `${path}.partial`);
    expect(await run({ name: 'data-export', variables, path })).toMatchObject({
      code: 1,
      output: expect.stringContaining(`There is no room for '${path}'`),
    });
    expect(await Promise.all([path, `${path}.partial`].map(isThere))).toEqual([false, false]);
  });
});

describe('npm run data:import', () => {
  it('refuses a wrong passphrase, and leaves nothing when it is killed in the middle', async () => {
    const secret = join(folder.path, 'passphrase');
    await writeFile(secret, 'not the passphrase\n');
    const wrong = await run({ name: 'data-import', variables: { ...there(), ATTACHE_EXPORT_PASSPHRASE_FILE: secret } });
    expect(wrong).toMatchObject({ code: 1, output: expect.stringContaining('passphrase is not the one') });
    const database = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
    const holder = database.createQueryRunner();
    await holder.startTransaction();
    await holder.query('LOCK TABLE webhooks');
    const killed = launch({ name: 'data-import', variables: { ...there(), ...withPassphrase } });
    const waiting = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await expect.poll(() => database.query(waiting), { timeout: 60_000 }).toHaveLength(1);
    killed.kill('SIGKILL');
    await once(killed, 'close');
    await holder.rollbackTransaction();
    await holder.release();
    await expect.poll(() => database.query('SELECT id FROM workspaces')).toEqual([]);
    await database.destroy();
  });

  it('brings everything from the embedded database into a server of one\u2019s own, once', async () => {
    const done = await run({ name: 'data-import', variables: there(), typed: [passphrase] });
    expect(done).toMatchObject({ code: 0, output: expect.stringContaining('It is all there') });
    const moved = await startProcess({ variables: there() });
    await moved.signIn();
    expect((await moved.call('GET', '/v1/bots')).body.items).toMatchObject([{ name: botName }]);
    await moved.end('SIGTERM');
  });
});
