import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runWithProgress } from './progress.mjs';

/** Waits for another apt to finish rather than failing. */
const APT = ['apt-get', '-q', '-y', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0'];
const privilege = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

/** Whether packages of Debian can be installed without asking anybody. */
export function mayInstall() {
  const [file, ...args] = [...privilege, 'apt-get', '--version'];
  return process.platform === 'linux' && spawnSync(file, args, { stdio: 'ignore' }).status === 0;
}

/** Installs packages; who asked looks whether they are there then. */
export async function installPackages(title, ...packages) {
  const apt = (what, ...args) =>
    runWithProgress(what, [...privilege, ...APT, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  // The lists of a fresh machine are empty, and apt does not wait for another that updates them.
  for (let tries = 0; tries < 12 && (await apt('Updating package lists', 'update')) !== 0; tries++) await sleep(10_000);
  await apt(title, 'install', '--no-install-recommends', ...packages);
}
