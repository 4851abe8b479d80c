import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale } from './build.mjs';
import { installMissing, requireNode, root } from './install.mjs';

/** Rotates the keys of the database that the server uses, which may go on running. */
async function main() {
  requireNode();
  if (!(await installMissing()) || !(await buildStale())) process.exit(1);
  const load = (path) => import(pathToFileURL(join(root, 'dist/apps/api/src', path)).href);
  const { rotateKeys } = await load('keys-rotate.js');
  const { readEnvironment } = await load('config/environment.js');
  await rotateKeys({ environment: readEnvironment(), say: (line) => console.log(line) });
}

await main().catch((error) => {
  const isExpected = typeof error.code === 'string' && !error.code.startsWith('ERR_');
  console.error(isExpected ? error.message : error);
  process.exit(1);
});
