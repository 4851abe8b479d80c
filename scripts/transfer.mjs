import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale } from './build.mjs';
import { installMissing, requireNode, root } from './install.mjs';

/** Builds what has changed, and answers a loader of compiled modules. */
export async function prepare() {
  requireNode();
  if (!(await installMissing()) || !(await buildStale())) process.exit(1);
  return (path) => import(pathToFileURL(join(root, 'dist/apps/api/src', path)).href);
}

/** The passphrase of the environment, or what is typed in without being shown; a new one is typed in twice. */
export async function passphraseOf({ exportPassphrase }, { isNew = false } = {}) {
  if (exportPassphrase !== undefined || !process.stdin.isTTY) return exportPassphrase;
  const muted = createInterface({ input: process.stdin, output: undefined, terminal: true });
  const lines = muted[Symbol.asyncIterator]();
  try {
    const typed = await ask(
      lines,
      isNew ? 'A passphrase for the file, 12 characters or more: ' : 'Passphrase of the file: ',
    );
    if (isNew && typed !== (await ask(lines, 'The same again: '))) throw refusal('The two are not the same.');
    return typed;
  } finally {
    muted.close();
  }
}

async function ask(lines, question) {
  process.stdout.write(question);
  const { value, done } = await lines.next();
  process.stdout.write('\n');
  if (done) throw refusal('No passphrase was given.');
  return value;
}

function refusal(message) {
  return Object.assign(new Error(`${message} Nothing was done.`), { code: 'passphrase-refused' });
}

/** One line for each table that is not empty. */
export function sayCounts(counts) {
  for (const [table, count] of Object.entries(counts))
    if (count > 0) console.log(`  ${String(count).padStart(8)}  ${table}`);
}

/** Runs a command; what is expected to go wrong is told in its own words. */
export async function run(main) {
  await main().catch((error) => {
    const isExpected = typeof error.code === 'string' && !error.code.startsWith('ERR_');
    console.error(isExpected ? error.message : error);
    process.exit(1);
  });
}
