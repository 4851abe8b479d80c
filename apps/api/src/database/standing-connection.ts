import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DatabaseLogger } from './connection.js';

/** What keeps a standing connection up. */
export interface StandingConnectionOptions {
  /** For the log: "the notification channel". */
  readonly name: string;
  /** Makes a connection and prepares it; called again after each loss. */
  readonly connect: () => Promise<Client>;
  /** Called after a lost connection was made again. */
  readonly onRestored?: () => void;
  readonly logger: DatabaseLogger;
  /** How often a silent connection is asked whether it is still there. */
  readonly heartbeatMs?: number;
}

const HEARTBEAT_MS = 15_000;
const HEARTBEAT_TIMEOUT_MS = 5_000;
const FIRST_BACKOFF_MS = 50;
const LONGEST_BACKOFF_MS = 5_000;

/** One connection of its own that is made again whenever it is lost, until it is closed. */
export class StandingConnection {
  private client: Client | undefined;
  private heartbeat: NodeJS.Timeout | undefined;
  private readonly closing = new AbortController();

  constructor(private readonly options: StandingConnectionOptions) {}

  /** Connects for the first time; throws what `connect` throws. */
  async open(): Promise<void> {
    this.hold(await this.options.connect());
  }

  /** The connection as it is now; undefined while it is lost. */
  get current(): Client | undefined {
    return this.client;
  }

  /** Stops reconnecting and gives the connection to the caller, who has to end it. */
  release(): Client | undefined {
    this.closing.abort();
    clearInterval(this.heartbeat);
    const client = this.client;
    this.client = undefined;
    return client;
  }

  /** Ends the connection for good. */
  async close(): Promise<void> {
    await this.release()?.end();
  }

  private hold(client: Client): void {
    this.client = client;
    const lost = (reason: Error): void => {
      if (this.client !== client) return;
      this.client = undefined;
      clearInterval(this.heartbeat);
      client.end().catch(() => undefined);
      void this.restore(reason);
    };
    client.on('error', lost);
    client.on('end', () => lost(new Error('The server closed the connection.')));
    this.heartbeat = setInterval(() => void beat(client).catch(lost), this.options.heartbeatMs ?? HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  private async restore(reason: Error): Promise<void> {
    const { name, logger, onRestored } = this.options;
    logger.warn(`Lost the connection of ${name} (${reason.message}); connecting again.`);
    for (let backoffMs = FIRST_BACKOFF_MS; ; backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS)) {
      await sleep(backoffMs * (0.5 + Math.random()), undefined, { signal: this.closing.signal }).catch(() => undefined);
      if (this.closing.signal.aborted) return;
      const client = await this.options.connect().catch((error: unknown) => {
        if (backoffMs >= LONGEST_BACKOFF_MS) logger.warn(`Still no connection of ${name}: ${String(error)}`);
      });
      if (!client) continue;
      if (this.closing.signal.aborted) return client.end();
      this.hold(client);
      logger.log(`The connection of ${name} is back.`);
      return onRestored?.();
    }
  }
}

async function beat(client: Client): Promise<void> {
  const timer = new AbortController();
  const late = sleep(HEARTBEAT_TIMEOUT_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new Error('no answer to a heartbeat');
  });
  late.catch(() => undefined);
  await Promise.race([client.query('select 1'), late]).finally(() => timer.abort());
}
