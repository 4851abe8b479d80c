import { spawn } from 'node:child_process';
import type { ServerUser } from './server-user.js';

/** One program to run, ready for `spawn`, also by another process. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: {
    readonly cwd: string;
    readonly uid?: number | undefined;
    readonly gid?: number | undefined;
    readonly env?: Record<string, string>;
    readonly windowsHide: boolean;
  };
}

/** How a program ended, with all it wrote. */
export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/** A program in a folder, as a user: in English, in UTC, and without the caller's `PG*` variables. */
export function command(
  file: string,
  args: readonly string[],
  at: { cwd: string; user?: ServerUser | undefined },
): Command {
  // Windows programs do not run without the variables of the system.
  const env = process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } };
  return { file, args, options: { cwd: at.cwd, uid: at.user?.uid, gid: at.user?.gid, windowsHide: true, ...env } };
}

/** Runs a program to its end; rejects only when it could not be started. */
export function run({ file, args, options }: Command): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    // On Windows the server inherits the pipes: "close" would wait for its end.
    child.once('exit', (code) => setImmediate(() => resolve({ code, output })));
  });
}
