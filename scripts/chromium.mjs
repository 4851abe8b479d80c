import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
  const apt = (title, ...args) =>
    runWithProgress(title, [...privilege, ...APT, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  // The lists of a fresh machine are empty, and apt does not wait for another that updates them.
  for (let tries = 0; tries < 12 && (await apt('Updating package lists', 'update')) !== 0; tries++) await sleep(10_000);
  await apt('Installing Chromium', 'install', '--no-install-recommends', 'chromium');
  const found = findChromium();
  if (!found) console.error(`Chromium could not be installed. ${HOW}`);
  return found;
}

function mayInstall(privilege) {
  const [file, ...args] = [...privilege, 'apt-get', '--version'];
  return process.platform === 'linux' && spawnSync(file, args, { stdio: 'ignore' }).status === 0;
}
