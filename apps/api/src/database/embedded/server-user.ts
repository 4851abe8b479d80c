import { accessSync, constants, readFileSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

/** The operating system user that the server runs as when we are root, which PostgreSQL refuses to be. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

const NOBODY: ServerUser = { uid: 65_534, gid: 65_534, name: '65534' };
const READ = 0o4;
const ENTER = 0o1;

/**
 * Who the server runs as: undefined (the user of this process) unless we are root; then whoever owns the first of the
 * folders, so that a folder keeps its user, and `postgres` or `nobody` for folders of root.
 */
export function serverUser(folders: readonly string[]): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = systemUsers();
  for (const folder of folders) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    if (!owner || owner.uid === 0) continue;
    const known = users.find((user) => user.uid === owner.uid);
    return known ?? { uid: owner.uid, gid: owner.gid, name: String(owner.uid) };
  }
  return users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody') ?? NOBODY;
}

/** The name of a user id, or the id itself; without an id, of the user of this process. */
export function userName(uid = process.getuid?.()): string {
  return systemUsers().find((user) => user.uid === uid)?.name ?? String(uid);
}

/** Whether the user may pass through every folder down to this one, and enter it. */
export function mayEnter(user: ServerUser, folder: string): boolean {
  for (let path = realpathSync(folder); ; path = dirname(path)) {
    if (!isAllowed(user, statSync(path), ENTER)) return false;
    if (path === dirname(path)) return true;
  }
}

/** Whether the user may reach, read and run this program. */
export function mayRun(user: ServerUser, file: string): boolean {
  return mayEnter(user, dirname(file)) && isAllowed(user, statSync(file), READ | ENTER);
}

/** Whether this process may write to a folder. */
export function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isAllowed(user: ServerUser, { mode, uid, gid }: Stats, wanted: number): boolean {
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & wanted) === wanted;
}

function systemUsers(): ServerUser[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4)
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    return [];
  }
}
