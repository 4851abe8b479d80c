import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Runs one of the bench's own scripts as a process; answers it with its first message. */
export async function start(script, ...args) {
  const child = fork(join(folder, script), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [hello] = await once(child, 'message');
  return { ...hello, child, stop: () => end(child) };
}

/** Ends a process in good order and waits for it. */
export async function end(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** A process that makes load. */
export async function startLoad() {
  const { child, stop } = await start('load.mjs');
  const ask = async (order) => {
    child.send(order);
    const [result] = await once(child, 'message');
    if (result.failed > 0) throw new Error(`${result.failed} requests to ${order.url} failed`);
    return result;
  };
  return { ask, stop };
}

/** Megabytes of memory: what the process holds, and the database's processes with a share of what they share. Linux only. */
export function memoryOf(pid, dataFolder) {
  if (process.platform !== 'linux') return undefined;
  const own = kilobytes(`/proc/${pid}/status`, 'VmRSS');
  const postmaster = Number(readFileSync(join(dataFolder, 'postgresql/postmaster.pid'), 'utf8').split('\n', 1)[0]);
  const servers = [postmaster, ...childrenOf(postmaster)];
  const database = servers.reduce((sum, server) => sum + kilobytes(`/proc/${server}/smaps_rollup`, 'Pss'), 0);
  return { own: own / 1_024, database: database / 1_024, total: (own + database) / 1_024 };
}

function kilobytes(file, name) {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function childrenOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && kilobytes(`/proc/${name}/status`, 'PPid') === pid)
    .map(Number);
}
