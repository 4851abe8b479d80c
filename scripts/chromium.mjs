import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runWithProgress } from './progress.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const HOW = 'Install it (Debian: "sudo apt-get install chromium"), or set CHROMIUM_PATH to a Chromium or Chrome.';
/** Waits for another apt to finish rather than failing. */
const APT = ['apt-get', '-q', '-y', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0'];

/** The browser of the stories: CHROMIUM_PATH, or the first one on the PATH. */
export function findChromium() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) {
    if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
    console.error(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which does not exist.`);
    return undefined;
  }
  const folders = ['/usr/bin', ...PATH.split(delimiter)];
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** Installs Debian's Chromium where we may; says how in one line where we may not. */
export async function installChromium() {
  const privilege = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (process.env.CHROMIUM_PATH || !mayInstall(privilege)) {
    console.error(`The browser stories need Chromium. ${HOW}`);
    return undefined;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Package lists of a fresh machine are empty, or too old to install from.
  await runWithProgress('Updating package lists', [...privilege, ...APT, 'update'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await runWithProgress(
    'Installing Chromium',
    [...privilege, ...APT, 'install', '--no-install-recommends', 'chromium'],
    {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const found = findChromium();
  if (!found) console.error(`Chromium could not be installed. ${HOW}`);
  return found;
}

function mayInstall(privilege) {
  const [file, ...args] = [...privilege, 'apt-get', '--version'];
  return process.platform === 'linux' && spawnSync(file, args, { stdio: 'ignore' }).status === 0;
}
