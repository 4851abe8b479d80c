import { createHash } from 'node:crypto';
import { lstat, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConnection } from '../connection.js';
import { DataFolderPathTooLongError } from '../errors.js';
import { PASSWORD_FILE, SUPERUSER, type Cluster } from './cluster.js';
import { readPort } from './server.js';

const SOCKET_PORT = 5432;
/** What `sockaddr_un` holds, less the closing zero byte. */
const LONGEST_SOCKET_PATH_BYTES = process.platform === 'darwin' ? 103 : 107;

/** How to connect to the cluster's server; undefined while it has no address. */
export async function clusterAddress(cluster: Cluster): Promise<DatabaseConnection | undefined> {
  const account = { user: SUPERUSER, database: 'postgres' };
  if (cluster.transport === 'socket') {
    return { ...account, host: await socketFolder(cluster.folder), port: SOCKET_PORT };
  }
  const port = await readPort(cluster);
  if (!port) return undefined;
  return { ...account, host: '127.0.0.1', port, password: await readFile(join(cluster.folder, PASSWORD_FILE), 'utf8') };
}

/** The cluster's folder, which holds the socket, or a short link to it where its path is too long for one. */
export async function socketFolder(folder: string): Promise<string> {
  const link = shortPath(folder);
  if (link === folder) return folder;
  await symlink(folder, link).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    const found = await lstat(link);
    const isOurs = found.isSymbolicLink() && found.uid === process.getuid?.();
    if (!isOurs) throw new DataFolderPathTooLongError(folder, link);
    if ((await readlink(link)) === folder) return;
    await rm(link);
    await symlink(folder, link);
  });
  return link;
}

/** Where the socket's folder is reached: itself while its path is short enough, or where the link to it is, or will be. */
export function shortPath(folder: string): string {
  const socket = join(folder, `.s.PGSQL.${SOCKET_PORT}`);
  if (Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH_BYTES) return folder;
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return join(tmpdir(), `attache-${process.getuid?.() ?? ''}-${key}`);
}
