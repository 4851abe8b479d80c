import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './install.mjs';
import { runWithProgress } from './progress.mjs';

const SOURCES = [
  'apps/api/src',
  'apps/sandbox/src',
  'apps/console/src',
  'apps/console/index.html',
  'apps/chat/src',
  'libs',
];
const SETTINGS = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const STAMP = 'dist/.built';

/** Builds the server and the sandbox unless what is there is newer than every source; answers whether it is built. */
export async function buildStale() {
  const began = Date.now();
  if (isBuilt(root)) return true;
  const code = await runWithProgress('Building', npm('run', '--silent', 'build'), { cwd: root });
  if (code !== 0) {
    console.error('The build failed; the compiler says why above.');
    return false;
  }
  writeFileSync(join(root, STAMP), '');
  // Dated to the beginning: what was changed meanwhile is newer.
  utimesSync(join(root, STAMP), new Date(began), new Date(began));
  return true;
}

/**
 * Whether no source, and no folder of sources, is newer than the last build.
 * @param {string} folder
 */
function isBuilt(folder) {
  const stamp = join(folder, STAMP);
  if (
    !existsSync(stamp) ||
    !existsSync(join(folder, 'dist/apps/api/src/main.js')) ||
    !existsSync(join(folder, 'dist/apps/console/index.html')) ||
    !existsSync(join(folder, 'dist/apps/chat/attache-chat.js'))
  )
    return false;
  const builtAt = statSync(stamp).mtimeMs;
  return [...SOURCES, ...SETTINGS].every((path) => isOlder(join(folder, path), builtAt));
}

function isOlder(path, time) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return true;
  if (found.mtimeMs > time) return false;
  if (!found.isDirectory()) return true;
  return readdirSync(path).every((name) => name.endsWith('.spec.ts') || isOlder(join(path, name), time));
}
