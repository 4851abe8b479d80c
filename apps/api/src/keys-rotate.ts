import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from './config/environment.js';
import { createDataSource, openDatabase, type Database } from './database/data-source.js';
import { createNotifications } from './database/notifications.js';
import { DataKey } from './encryption/data-key.entity.js';
import { EncryptionService } from './encryption/encryption.service.js';
import { RotationService, type RotationProgress } from './encryption/rotation/rotation.service.js';

/** There is nothing to rotate: no server has ever run on this database. */
export class DatabaseEmptyError extends Error {
  readonly code = 'database-empty';
  override readonly name = 'DatabaseEmptyError';
}

/** What a rotation needs to know. */
export interface KeyRotation {
  readonly environment: Environment;
  /** Where it says how far it has come. */
  readonly say: (line: string) => void;
  /** How long the replicas have to learn of the new key before the second pass. */
  readonly secondPassAfterMs?: number;
}

const sayEveryMs = 2_000;
const replicasLearnWithinMs = 5_000;
const poolSize = 4;

/**
 * Replaces the data key of the server's database while servers run, which must know the first master key already: all data keys are
 * wrapped with it, and all that is sealed is sealed with a new data key. The second pass takes what a replica has sealed before it
 * knew the new one.
 * @throws {DatabaseEmptyError}; {MasterKeysInvalidError}; {VaultKeyMissingError}; errors of the database layer
 */
export async function rotateKeys({ environment, say, secondPassAfterMs }: KeyRotation): Promise<void> {
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1_000);
  const ticker = setInterval(() => say(`… ${seconds()} s`), sayEveryMs);
  try {
    const database = await openDatabase(environment, { log: say, warn: say });
    await rotateIn(database, { environment, say, secondPassAfterMs }).finally(() => database.stop());
    say(`The keys are rotated (${seconds()} s). Master keys other than the first one are no longer needed.`);
  } finally {
    clearInterval(ticker);
  }
}

async function rotateIn(database: Database, { environment, say, secondPassAfterMs }: KeyRotation): Promise<void> {
  const connection = database.ownerConnection ?? database.connection;
  const dataSource = await createDataSource(connection, { poolSize, entities: [DataKey] }).initialize();
  try {
    const [found] = await dataSource.query<{ table: string | null }[]>(`SELECT to_regclass('data_keys') AS table`);
    if (found?.table == null) {
      throw new DatabaseEmptyError('This database holds nothing yet: start the server once, then rotate its keys.');
    }
    const channel = await createNotifications({
      connection,
      query: (sql, parameters) => dataSource.query(sql, parameters),
      logger: { log: say, warn: say },
    });
    try {
      const encryption = new EncryptionService(dataSource, environment, channel);
      await encryption.onModuleInit();
      await passTwice(new RotationService(dataSource, encryption), { say, waitMs: secondPassAfterMs });
    } finally {
      await channel.close();
    }
  } finally {
    await dataSource.destroy();
  }
}

async function passTwice(
  rotation: RotationService,
  { say, waitMs = replicasLearnWithinMs }: { readonly say: (line: string) => void; readonly waitMs?: number },
): Promise<void> {
  const places: RotationProgress[] = [];
  await rotation.rotate((progress) => {
    places.push(progress);
    sayOf(progress, say);
  });
  say('Waiting for the replicas to learn of the new key, then looking again.');
  await sleep(waitMs);
  for (const { table, column } of places) {
    sayOf(await rotation.reseal({ table, column: column as `${string}_sealed` }), say);
  }
}

function sayOf({ table, column, checked, resealed }: RotationProgress, say: (line: string) => void): void {
  if (checked > 0) say(`${table}.${column}: ${checked} checked, ${resealed} sealed anew`);
}
