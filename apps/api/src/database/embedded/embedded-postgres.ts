import { join, resolve } from 'node:path';
import type { DatabaseConnection, DatabaseLogger } from '../connection.js';
import { StandingConnection } from '../standing-connection.js';
import { socketFolder } from './address.js';
import { prepareBinaries } from './binaries.js';
import { ensureCluster, makeDataFolder, type Cluster, type Transport } from './cluster.js';
import { guardExit, sayFarewell } from './farewell.js';
import { joinServer, leaveServer, visitServer, type Presence } from './presence.js';
import { serverUser } from './server-user.js';

/** What the embedded server needs to know. */
export interface EmbeddedPostgresOptions {
  /** Folder that holds the cluster (in its sub-folder `postgresql`); made when missing. */
  readonly dataFolder: string;
  readonly logger: DatabaseLogger;
  /** A Unix socket, except on Windows. */
  readonly transport?: Transport;
  /** The `native` folder of the installed binaries, when it is not to be looked up. */
  readonly binaries?: string;
}

/** A running embedded server that this process takes part in. */
export interface EmbeddedPostgres {
  readonly connection: DatabaseConnection;
  /** True when the server was already running. */
  readonly adopted: boolean;
  /** Leaves the server, and stops it when no other process of ours uses it. May be called twice. */
  stop(): Promise<void>;
}

/** Temporary folders are cleaned of what nobody touches for days: the link to a deep data folder is renewed. */
const RENEW_LINK_MS = 3_600_000;

/**
 * Starts the PostgreSQL server of a data folder, or adopts the one that runs there. The server survives a kill of this
 * process and is adopted at the next start. Throws the errors of `../errors.ts` that begin with `Data`, `Disk` and `Platform`.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { logger } = options;
  const cluster = await openCluster(options);
  const joined: Presence[] = [];
  const standing = new StandingConnection({
    name: 'the embedded database',
    logger,
    connect: async (signal) => {
      const presence = await joinServer(cluster, logger, signal);
      joined.push(presence);
      return presence.client;
    },
  });
  const renewal = setInterval(() => void socketFolder(cluster.folder).catch(() => undefined), RENEW_LINK_MS).unref();
  const leave = async (): Promise<void> => {
    clearInterval(renewal);
    const client = (await standing.release()) ?? (await visitServer(cluster));
    if (client && (await leaveServer(cluster, client, logger))) logger.log('Stopped the embedded database.');
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= leave().finally(release));
  const release = guardExit({ stop, abandon: () => sayFarewell(cluster) });

  await standing.open().catch(async (error: unknown) => {
    await stop().catch(() => undefined);
    throw error;
  });
  const [{ connection, adopted }] = joined as [Presence];
  logger.log(`${adopted ? 'Adopted' : 'Started'} the embedded database in ${cluster.folder}.`);
  return { connection, adopted, stop };
}

async function openCluster({ dataFolder, logger, ...options }: EmbeddedPostgresOptions): Promise<Cluster> {
  const parent = resolve(dataFolder);
  const folder = join(parent, 'postgresql');
  const transport = options.transport ?? (process.platform === 'win32' ? 'loopback' : 'socket');
  await makeDataFolder(parent);
  const user = serverUser([folder, parent]);
  const binaries = await prepareBinaries({ dataFolder: parent, user, source: options.binaries });
  const cluster: Cluster = { folder, binaries, transport, user };
  if ((await ensureCluster(cluster)) === 'made') logger.log(`Made a new database in ${folder}.`);
  return cluster;
}
