import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DatabaseLogger } from './connection.js';

/** What keeps a standing connection up. */
export interface StandingConnectionOptions {
  /** For the log: "the notification channel". */
  readonly name: string;
  /** Makes a connection and prepares it; called again after each loss. Gives up when the signal says so. */
  readonly connect: (signal: AbortSignal) => Promise<Client>;
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
  private connecting: Promise<void> = Promise.resolve();
  private readonly closing = new AbortController();

  constructor(private readonly options: StandingConnectionOptions) {}

  /** Connects for the first time; throws what `connect` throws. */
  async open(): Promise<void> {
    const opening = this.options.connect(this.closing.signal).then((client) => this.hold(client));
    this.connecting = opening.catch(() => undefined);
    await opening;
  }

  /** Stops reconnecting and gives the connection, if there is one, to the caller, who has to end it. */
  async release(): Promise<Client | undefined> {
    this.closing.abort();
    await this.connecting;
    clearInterval(this.heartbeat);
    const client = this.client;
    this.client = undefined;
    return client;
  }

  /** Ends the connection for good. */
  async close(): Promise<void> {
    await (await this.release())?.end();
  }

  private hold(client: Client): void {
    this.client = client;
    const lost = (reason: Error): void => {
      if (this.client !== client) return;
      this.client = undefined;
      clearInterval(this.heartbeat);
      client.end().catch(() => undefined);
      this.connecting = this.restore(reason);
    };
    client.on('error', lost);
    client.on('end', () => lost(new Error('The server closed the connection.')));
    this.heartbeat = setInterval(() => void beat(client).catch(lost), this.options.heartbeatMs ?? HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  private async restore(reason: Error): Promise<void> {
    const { name, logger, connect, onRestored } = this.options;
    const { signal } = this.closing;
    if (signal.aborted) return;
    logger.warn(`Lost the connection of ${name} (${reason.message}); connecting again.`);
    for (let backoffMs = FIRST_BACKOFF_MS; !signal.aborted; backoffMs = Math.min(backoffMs * 2, LONGEST_BACKOFF_MS)) {
      await sleep(backoffMs * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const client = await connect(signal).catch((error: unknown) => {
        if (backoffMs >= LONGEST_BACKOFF_MS) logger.warn(`Still no connection of ${name}: ${String(error)}`);
      });
      if (!client) continue;
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
