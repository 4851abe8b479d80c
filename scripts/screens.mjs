// Takes a picture of every screen into docs/screens, at desktop and phone width, light and dark; `npm run screens -- canvas` only of some.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { installMissing, root } from './install.mjs';

if (!(await installMissing()) || !(await buildStale())) process.exit(1);
const names = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--project', 'story', 'test/console-screens.e2e-spec.ts'],
    ...(names.length > 0 ? ['-t', names.join('|')] : []),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ATTACHE_SCREENS: join(root, 'docs/screens'), CHROMIUM_PATH: findChromium() ?? '' },
  },
);
process.exit(status ?? 1);
