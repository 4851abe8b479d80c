import type { DatabaseConnection, DatabaseLogger } from './connection.js';

/** What a notification channel needs. */
export interface NotificationsOptions {
  readonly connection: DatabaseConnection;
  /** Runs one statement on the pool; a data source's `query` fits. */
  readonly query: (sql: string, parameters: string[]) => Promise<unknown>;
  readonly logger: DatabaseLogger;
}

/** Messages between all processes on one database, this one included; delivery is at most once. */
export interface Notifications {
  /** Sends a payload of at most 7,900 bytes; throws `notification-too-large`. */
  publish(channel: string, payload: string): Promise<void>;
  /** Calls the handler for each message on a channel; the answer ends the subscription. */
  subscribe(channel: string, handler: (payload: string) => void): () => void;
  /** Calls the handler after every lost connection was made again: messages may have been missed. */
  onReconnected(handler: () => void): () => void;
  close(): Promise<void>;
}

/** Opens the channel; resolves once it listens. */
export function createNotifications(options: NotificationsOptions): Promise<Notifications> {
  return Promise.reject(new Error(`Notifications on ${options.connection.host ?? 'the database'} are being built.`));
}
