import { randomBytes } from 'node:crypto';
import { chown, mkdir, open, readFile, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  DatabaseStartFailedError,
  DataFolderForeignError,
  DataFolderNotWritableError,
  DataFolderOwnerError,
  DataFolderUnreachableError,
  DataFolderVersionError,
  DiskFullError,
  PlatformUnsupportedError,
} from '../errors.js';
import { POSTGRES_MAJOR, program } from './binaries.js';
import { command, run, type Command, type CommandResult } from './command.js';
import { sweepRemains, unfinished } from './remains.js';
import { isWritable, mayEnter, userName, type ServerUser } from './server-user.js';

/** How clients reach the server: a Unix socket, or, where there are none, loopback TCP with a password. */
export type Transport = 'socket' | 'loopback';

/** One cluster: its folder, the programs that serve it, and the user that owns it. */
export interface Cluster {
  readonly folder: string;
  readonly binaries: string;
  readonly transport: Transport;
  readonly user?: ServerUser | undefined;
}

/** The superuser of the cluster; the only role that there is. */
export const SUPERUSER = 'attache';

/** Name of the password's file inside the cluster, for loopback TCP. */
export const PASSWORD_FILE = 'attache.password';

const FULL_BELOW_BYTES = 1_000_000;

/** Makes the data folder; throws `data-folder-not-writable` or `disk-full`. */
export async function makeDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOSPC') throw new DiskFullError(folder, { cause });
    throw new DataFolderNotWritableError(folder, { cause });
  });
}

/** Initialises the cluster unless it is there, and makes sure that we can serve it. */
export async function ensureCluster(cluster: Cluster): Promise<'found' | 'made'> {
  const { folder, user } = cluster;
  const found = await stat(folder).catch(() => undefined);
  if (!found || (await isEmpty(folder))) {
    await initialise(cluster);
    return 'made';
  }
  const runner = user?.uid ?? process.getuid?.() ?? found.uid;
  if (found.uid !== runner) throw new DataFolderOwnerError(folder, userName(found.uid), userName(runner));
  const version = await readVersion(folder);
  if (!version) throw new DataFolderForeignError(folder);
  if (version !== POSTGRES_MAJOR) throw new DataFolderVersionError(folder, version, POSTGRES_MAJOR);
  return 'found';
}

/** One of PostgreSQL's programs on this cluster, as the user and from the folder that it needs. */
export function clusterCommand(cluster: Cluster, name: 'initdb' | 'pg_ctl', args: readonly string[]): Command {
  const { folder, user, binaries } = cluster;
  return command(program(binaries, name), ['-D', reachablePath(folder, user), ...args], { cwd: folder, user });
}

/** Runs a command of a cluster; a program that cannot be started is an unsupported platform. */
export async function runOn(cluster: Cluster, what: Command): Promise<CommandResult> {
  return run(what).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EACCES') throw new DataFolderUnreachableError(cluster.binaries, userName(what.options.uid));
    throw new PlatformUnsupportedError(`${process.platform}-${process.arch} without the GNU C library`, { cause });
  });
}

/** Whether a failure, told by its words or by the disk itself, is a full disk. */
export async function isDiskFull(folder: string, output: string): Promise<boolean> {
  if (/No space left on device|Disk quota exceeded/i.test(output)) return true;
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < FULL_BELOW_BYTES;
}

async function isEmpty(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (entries) => entries.length === 0,
    () => false,
  );
}

async function readVersion(folder: string): Promise<string> {
  return (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
}

/** Works in a sibling and renames it, so that an interrupted initialisation never looks like a cluster. */
async function initialise(cluster: Cluster): Promise<void> {
  const { folder, user } = cluster;
  const parent = dirname(folder);
  if (!isWritable(parent)) throw new DataFolderNotWritableError(parent);
  await sweepRemains(folder);
  const temporary = unfinished(folder);
  const made: Cluster = { ...cluster, folder: temporary };
  try {
    await mkdir(temporary, { mode: 0o700 });
    if (user) await chown(temporary, user.uid, user.gid);
    await initdb(made);
    await rename(temporary, folder);
    await sync(parent);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new DiskFullError(parent, { cause: error });
    // Another process that began at the same time was faster: its cluster is as good.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(code) || !(await readVersion(folder))) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function initdb(cluster: Cluster): Promise<void> {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  // One call for the whole file system in place of one for each of a thousand files.
  const sync = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
  const password = `${cluster.folder}.password`;
  const access =
    cluster.transport === 'socket'
      ? ['--auth-local=trust', '--auth-host=reject']
      : ['--auth=scram-sha-256', `--pwfile=${password}`];
  try {
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (cluster.user) await chown(password, cluster.user.uid, cluster.user.gid);
    const initdb = clusterCommand(cluster, 'initdb', ['-U', SUPERUSER, ...locale, ...sync, ...access]);
    const { code, output } = await runOn(cluster, initdb);
    if (code !== 0 && (await isDiskFull(dirname(cluster.folder), output)))
      throw new DiskFullError(dirname(cluster.folder));
    if (code !== 0) throw new DatabaseStartFailedError(dirname(cluster.folder), lastLines(output));
    if (cluster.transport === 'loopback') await rename(password, join(cluster.folder, PASSWORD_FILE));
  } finally {
    await rm(password, { force: true });
  }
}

/** The end of what a program wrote, on one line. */
export function lastLines(output: string): string {
  return output.trim().split('\n').slice(-5).join(' | ');
}

async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** Where only root may go on the way to the folder, the server enters it as the working directory that root gave it. */
function reachablePath(folder: string, user: ServerUser | undefined): string {
  if (!user || mayEnter(user, folder)) return folder;
  if (process.platform !== 'linux') throw new DataFolderUnreachableError(folder, user.name);
  return '/proc/self/cwd';
}
