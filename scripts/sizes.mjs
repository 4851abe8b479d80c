// What a browser must load before people see something, compressed as a server sends it; fails when it has grown past its limit.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildStale } from './build.mjs';
import { root } from './install.mjs';

const KB = 1_000;
const CONSOLE = 'dist/apps/console';
const FIRST_LOAD = ['index.html', 'src/features/actions/actions-page.tsx'];
const CHAT = 'dist/apps/chat/attache-chat.js';

function compressed(path) {
  return gzipSync(readFileSync(join(root, path)), { level: 9 }).length;
}

/** Every script that the entries import, directly or not; what is loaded later does not count. */
function scriptsOf(manifest, entries) {
  const scripts = new Set();
  const visit = (key) => {
    const { file, imports = [] } = manifest[key];
    if (scripts.has(file)) return;
    scripts.add(file);
    imports.forEach(visit);
  };
  entries.forEach(visit);
  return [...scripts].filter((file) => file.endsWith('.js'));
}

function sizes() {
  const manifest = JSON.parse(readFileSync(join(root, CONSOLE, 'manifest.json'), 'utf8'));
  const first = scriptsOf(manifest, FIRST_LOAD).map((file) => join(CONSOLE, file));
  const all = [{ what: 'Console, first load of the actions page', files: first, limit: 300 * KB }];
  if (existsSync(join(root, CHAT))) all.push({ what: 'Chat', files: [CHAT], limit: 25 * KB });
  return all;
}

if (!(await buildStale())) process.exit(1);
let isFine = true;
for (const { what, files, limit } of sizes()) {
  const size = files.reduce((sum, file) => sum + compressed(file), 0);
  const isWithin = size <= limit;
  isFine &&= isWithin;
  console.log(`${isWithin ? '✓' : '✗'} ${what}: ${(size / KB).toFixed(1)} kB gzip, limit ${limit / KB} kB`);
}
process.exit(isFine ? 0 : 1);
