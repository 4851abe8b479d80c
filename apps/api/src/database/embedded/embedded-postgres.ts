import type { DatabaseConnection, DatabaseLogger } from '../connection.js';

/** What the embedded server needs to know. */
export interface EmbeddedPostgresOptions {
  /** Folder that holds the cluster (in its sub-folder `postgresql`); made when missing. */
  readonly dataFolder: string;
  readonly logger: DatabaseLogger;
}

/** A running embedded server that this process takes part in. */
export interface EmbeddedPostgres {
  readonly connection: DatabaseConnection;
  /** True when the server was already running. */
  readonly adopted: boolean;
  /** Leaves the server, and stops it when no other process of ours uses it. May be called twice. */
  stop(): Promise<void>;
}

/** Starts the PostgreSQL server of a data folder, or adopts the one that runs there. */
export function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  return Promise.reject(new Error(`The embedded server of ${options.dataFolder} is being built.`));
}
