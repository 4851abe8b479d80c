import type { Environment } from '../config/environment.js';
import { createDataSource, openDatabase } from '../database/data-source.js';
import type { DatabaseConnection } from '../database/connection.js';
import { migrate } from '../database/migrate.js';
import { migrations } from '../database/migrations/index.js';
import { createNotifications } from '../database/notifications.js';
import { DataKey } from '../encryption/data-key.entity.js';
import { EncryptionService } from '../encryption/encryption.service.js';
import type { Query } from './catalogue.js';

/** The database of an installation, as its owner. */
export interface OpenedDatabase {
  readonly connection: DatabaseConnection;
  readonly query: Query;
  readonly encryption: EncryptionService;
  /** The name of its last migration. */
  readonly migration: string;
}

/** Where it says what it does. */
export type Say = (line: string) => void;

/**
 * Opens the database of an environment for a piece of work, migrated to this version, and closes it again. A server may be running.
 * @throws errors of the database layer; {MasterKeysInvalidError}; {VaultKeyMissingError}
 */
export async function withDatabase<Result>(
  environment: Environment,
  say: Say,
  work: (database: OpenedDatabase) => Promise<Result>,
): Promise<Result> {
  const logger = { log: say, warn: say };
  const database = await openDatabase(environment, logger);
  const connection = database.ownerConnection ?? database.connection;
  const dataSource = createDataSource(connection, { poolSize: 3, entities: [DataKey], migrations });
  try {
    await dataSource.initialize();
    await migrate(dataSource, logger);
    const query: Query = (sql, parameters) => dataSource.query(sql, [...(parameters ?? [])]);
    const channel = await createNotifications({ connection, query: (...given) => dataSource.query(...given), logger });
    try {
      const encryption = new EncryptionService(dataSource, environment, channel);
      await encryption.onModuleInit();
      const [last] = await query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp DESC LIMIT 1');
      return await work({ connection, query, encryption, migration: last?.name ?? '' });
    } finally {
      await channel.close();
    }
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.stop();
  }
}
