import { Client, type ClientConfig } from 'pg';

/** How to reach a PostgreSQL server: a connection string, or the socket folder (or host) of the embedded one. */
export type DatabaseConnection = Readonly<
  Pick<ClientConfig, 'connectionString' | 'host' | 'port' | 'user' | 'database' | 'password'>
>;

/** Where the database layer says what it does and what it waits for; Nest's `Logger` fits. */
export interface DatabaseLogger {
  log(message: string): void;
  warn(message: string): void;
}

/** Longest time to wait for a connection, from the pool or to the server. */
const CONNECT_TIMEOUT_MS = 10_000;

/** What every connection of this product has in common: its name in `pg_stat_activity`, UTC, and signs of life. */
export function clientConfig(connection: DatabaseConnection) {
  return {
    ...connection,
    application_name: 'attache',
    options: '-c timezone=UTC',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  } satisfies ClientConfig;
}

/** Opens a connection outside the pool; the caller ends it. */
export async function connectClient(connection: DatabaseConnection): Promise<Client> {
  const client = new Client(clientConfig(connection));
  // Without a listener a connection that is lost between two queries would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
