import type { DataSource } from 'typeorm';
import type { DatabaseConnection, DatabaseLogger } from './connection.js';

/** What a migration run needs. */
export interface MigrateOptions {
  /** Initialized; its `migrations` option is the list to run. */
  readonly dataSource: DataSource;
  /** For the dedicated connection that holds the lock. */
  readonly connection: DatabaseConnection;
  readonly logger: DatabaseLogger;
}

/** Runs the pending migrations under a lock, so that several replicas may start at once; answers their names. */
export function migrate(options: MigrateOptions): Promise<readonly string[]> {
  return Promise.reject(new Error(`Migrations of ${options.dataSource.name} are being built.`));
}
