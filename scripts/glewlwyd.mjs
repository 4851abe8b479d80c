import { existsSync } from 'node:fs';
import { installPackages, mayInstall } from './debian.mjs';

const FILES = ['/usr/bin/glewlwyd', '/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3'];

/** Whether the identity provider of another make is there that a story signs in with. */
export function hasGlewlwyd() {
  return FILES.every((file) => existsSync(file));
}

/**
 * Installs it from Debian in CI alone: the package starts a service with a well-known password, which is nothing for anybody's own
 * machine. The story starts a process of its own, on loopback and on a database of its own.
 */
export async function installGlewlwyd() {
  if (process.env.CI && mayInstall()) await installPackages('Installing glewlwyd', 'glewlwyd', 'dbconfig-sqlite3');
  if (hasGlewlwyd()) return true;
  console.error(
    'One story of single sign-on is skipped: it needs glewlwyd (Debian 12: "sudo apt-get install glewlwyd dbconfig-sqlite3").',
  );
  return false;
}
