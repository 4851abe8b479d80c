import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const ABANDONED_AFTER_MS = 600_000;

/** A sibling to work in until what is being made can get its name; tells who makes it. */
export function unfinished(path: string): string {
  return `${path}.new-${process.pid}-${randomUUID().slice(0, 8)}`;
}

/** Removes what makers that were killed have left beside a path. */
export async function sweepRemains(path: string): Promise<void> {
  const prefix = `${basename(path)}.new-`;
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix)) continue;
    const sibling = join(dirname(path), name);
    const { mtimeMs } = await stat(sibling).catch(() => ({ mtimeMs: Date.now() }));
    const isBeingMade = isAlive(parseInt(name.slice(prefix.length), 10)) && Date.now() - mtimeMs < ABANDONED_AFTER_MS;
    if (!isBeingMade) await rm(sibling, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
