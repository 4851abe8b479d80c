import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, mayInstall } from './debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const HOW = 'Install it (Debian: "sudo apt-get install chromium"), or set CHROMIUM_PATH to a Chromium or Chrome.';

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
  if (process.env.CHROMIUM_PATH || !mayInstall()) {
    console.error(`The browser stories need Chromium. ${HOW}`);
    return undefined;
  }
  await installPackages('Installing Chromium', 'chromium');
  const found = findChromium();
  if (!found) console.error(`Chromium could not be installed. ${HOW}`);
  return found;
}
