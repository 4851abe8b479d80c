import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runWithProgress } from './progress.mjs';

const MINIMUM = [20, 19];

/** The folder of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Ends the process with a clear message when this Node.js is too old.
 * @param {string} version
 */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return;
  console.error(
    `Attaché needs Node.js ${MINIMUM.join('.')} or newer, and this is ${version}.\n` +
      'Install the current LTS from https://nodejs.org (or "nvm install --lts") and start again.',
  );
  process.exit(1);
}

/**
 * Installs the dependencies when they are missing or not those of package-lock.json; answers whether they are there. Not by "npm ci", which refuses a lock
 * file that was written where a registry does not offer the optional packages of other platforms.
 */
export async function installMissing() {
  if (isInstalled(root)) return true;
  const code = await runWithProgress(
    'Installing dependencies',
    npm('install', '--no-save', '--include=dev', '--no-audit', '--no-fund'),
    {
      cwd: root,
    },
  );
  if (code === 0) return true;
  console.error('The dependencies could not be installed; npm says why above. Is the npm registry reachable?');
  return false;
}

/**
 * A call of npm: of the very npm that runs us, when one does.
 * @param {string[]} args
 */
export function npm(...args) {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js')) return [process.execPath, cli, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

/**
 * npm writes its own record last, so a record that is newer than the lock file is the quick answer; a clone or a restored
 * cache may have mixed the times up, and then the versions themselves are compared.
 * @param {string} folder
 */
function isInstalled(folder) {
  const lockFile = join(folder, 'package-lock.json');
  const record = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  if (statSync(record).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const found = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { optional, devOptional, peer, link, version }]) =>
      path === '' || optional || devOptional || peer || link || found[path]?.version === version,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  requireNode();
  process.exitCode = (await installMissing()) ? 0 : 1;
}
