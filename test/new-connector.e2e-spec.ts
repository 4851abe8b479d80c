import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const parts = ['apps/api', 'apps/sandbox', 'libs', 'test', 'scripts', 'docs/connectors.md'];
const settings = ['package.json', 'tsconfig.json', 'eslint.config.js', 'vitest.config.ts', '.prettierrc.json'];
const timeoutMs = 300_000;

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'attache-new-'));
  for (const part of [...parts, ...settings]) await cp(join(root, part), join(copy, part), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
});
afterAll(async () => rm(copy, { recursive: true, force: true }));

const make = (name: string) =>
  spawnSync(process.execPath, ['scripts/new-connector.mjs', name], { cwd: copy, encoding: 'utf8' });

/** Runs a tool of the repository; rejects with what it said when it is not content. */
const run = async (tool: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: copy }).catch(
    (error: { readonly stdout: string; readonly stderr: string }) => {
      throw new Error(error.stdout + error.stderr);
    },
  );

describe('npm run new:connector', () => {
  it.each([
    ['Acme Desk', 'cannot be the id'],
    ['acme_desk', 'cannot be the id'],
    ['../acme', 'cannot be the id'],
    ['a'.repeat(41), 'cannot be the id'],
    ['salesforce', 'taken'],
    ['authorization', 'taken'],
    ['class', 'means something else'],
    ['text', 'means something else'],
  ])('refuses "%s" and leaves everything as it is', async (name, why) => {
    const before = await readFile(join(copy, 'libs/connectors/src/modules.ts'), 'utf8');
    const { status, stderr } = make(name);
    expect([status, stderr]).toEqual([1, expect.stringContaining(why)]);
    expect(await readFile(join(copy, 'libs/connectors/src/modules.ts'), 'utf8')).toBe(before);
  });

  it(
    'makes a connector that compiles, that lint likes, whose specs pass and that every rule and story holds for',
    { timeout: timeoutMs },
    async () => {
      expect(make('fjord-desk')).toMatchObject({ status: 0, stderr: '' });
      const folders = ['libs/connectors/src/fjord-desk', 'apps/sandbox/src/fjord-desk'];
      const include = [...folders, 'test/connectors/fjord-desk.ts'];
      const registrations = ['libs/connectors/src/modules.ts', 'apps/sandbox/src/systems.ts'];
      const compilerOptions = { noEmit: true, incremental: false };
      await writeFile(
        join(copy, 'tsconfig.new.json'),
        JSON.stringify({ extends: './tsconfig.json', include, compilerOptions }),
      );
      const specs = [...folders, 'libs/connectors/src/registry.spec.ts', 'test/connector-faults.e2e-spec.ts'];
      await Promise.all([
        run('typescript/bin/tsc', '-p', 'tsconfig.new.json'),
        run('eslint/bin/eslint.js', ...include, ...registrations),
        run('prettier/bin/prettier.cjs', '--check', ...include, ...registrations, 'docs/connectors.md'),
        run(
          'vitest/vitest.mjs',
          'run',
          '--project',
          'unit',
          '--project',
          'story',
          ...specs,
          '-t',
          'fjord-desk|the template|creating a note',
        ),
      ]);
    },
  );
});
