import { connectClient, type DatabaseConnection, type DatabaseLogger } from './connection.js';
import { NotificationTooLargeError } from './errors.js';
import { ReplicaChannel } from './replica-channel.js';
import { StandingConnection } from './standing-connection.js';

/** What a notification channel needs. */
export interface NotificationsOptions {
  /** For the dedicated connection that listens. */
  readonly connection: DatabaseConnection;
  /** Runs one statement on the pool; a data source's `query` fits. */
  readonly query: (sql: string, parameters: string[]) => Promise<unknown>;
  readonly logger: DatabaseLogger;
}

/** The channel between replicas over PostgreSQL's LISTEN and NOTIFY, until it is closed. */
export abstract class Notifications extends ReplicaChannel {
  abstract close(): Promise<void>;
}

/** All our channels travel on this one of PostgreSQL's, each payload behind its channel's name and a line break. */
const WIRE = 'attache';
/** PostgreSQL carries less than 8,000 bytes; the rest is for the channel's name. */
const LONGEST_PAYLOAD_BYTES = 7_900;
const LONGEST_CHANNEL_BYTES = 90;

/** Opens the channel; resolves once it listens. `publish` throws `notification-too-large`. */
export async function createNotifications(options: NotificationsOptions): Promise<Notifications> {
  const { connection, query, logger } = options;
  const subscriptions = new Map<string, Set<(payload: string) => void>>();
  const reconnected = new Set<() => void>();
  const call = (handler: () => void): void => {
    try {
      handler();
    } catch (error) {
      logger.warn(`A handler of notifications failed: ${String(error)}`);
    }
  };
  const deliver = (message: string): void => {
    const end = message.indexOf('\n');
    const payload = message.slice(end + 1);
    for (const handler of subscriptions.get(message.slice(0, end)) ?? []) call(() => handler(payload));
  };
  const listener = new StandingConnection({
    name: 'the notification channel',
    logger,
    connect: async () => {
      const client = await connectClient(connection);
      client.on('notification', ({ payload }) => deliver(payload ?? ''));
      await client.query(`listen ${WIRE}`).catch(async (error: unknown) => {
        await client.end();
        throw error;
      });
      return client;
    },
    onRestored: () => reconnected.forEach(call),
  });
  await listener.open();
  return {
    publish: async (channel, payload) => {
      refuseTooLarge(channel, payload);
      await query('select pg_notify($1, $2)', [WIRE, `${channel}\n${payload}`]);
    },
    subscribe: (channel, handler) => {
      const own = (payload: string): void => handler(payload);
      const handlers = subscriptions.get(channel) ?? new Set();
      subscriptions.set(channel, handlers.add(own));
      return () => void handlers.delete(own);
    },
    onReconnected: (handler) => {
      const own = (): void => handler();
      reconnected.add(own);
      return () => void reconnected.delete(own);
    },
    close: () => listener.close(),
  };
}

function refuseTooLarge(channel: string, payload: string): void {
  const bytes = Buffer.byteLength(payload);
  if (bytes > LONGEST_PAYLOAD_BYTES) throw new NotificationTooLargeError(channel, bytes, LONGEST_PAYLOAD_BYTES);
  if (channel.includes('\n') || Buffer.byteLength(channel) > LONGEST_CHANNEL_BYTES) {
    throw new TypeError(`"${channel.slice(0, LONGEST_CHANNEL_BYTES)}" is no name for a channel: one line, 90 bytes.`);
  }
}
