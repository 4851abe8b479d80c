import type { ClientConfig } from 'pg';

/** How to reach a PostgreSQL server: a connection string, or the socket folder (or host) of the embedded one. */
export type DatabaseConnection = Readonly<
  Pick<ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'database' | 'password'>
>;

/** Where the database layer says what it does and what it waits for; Nest's `Logger` fits. */
export interface DatabaseLogger {
  log(message: string): void;
  warn(message: string): void;
}

/** The name under which connections of this product show in `pg_stat_activity`. */
export const APPLICATION_NAME = 'attache';
