import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { root } from './install.mjs';

/** Writes what is said of the API: `openapi.json`, `docs/permissions.md` and `docs/events.md`. */
async function main() {
  if (!(await buildStale())) process.exit(1);
  const { describeApi } = await import('../dist/apps/api/src/openapi.js');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { document, permissions, events } = await describeApi(version);
  writeFileSync(join(root, 'openapi.json'), document);
  writeFileSync(join(root, 'docs/permissions.md'), permissions);
  writeFileSync(join(root, 'docs/events.md'), events);
  console.log('Wrote openapi.json, docs/permissions.md and docs/events.md.');
}

await main();
