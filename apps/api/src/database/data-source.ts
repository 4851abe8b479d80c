import { DataSource, DefaultNamingStrategy, type DataSourceOptions } from 'typeorm';
import { makeApplicationRole } from './roles/application-role.js';
import { clientConfig, type DatabaseConnection, type DatabaseLogger } from './connection.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';

/** What the environment says about the database. */
export interface DatabaseConfig {
  /** A server of the operator's own; the embedded one is used when it is missing. */
  readonly databaseUrl?: string | undefined;
  /** Who owns the tables there, where that is another role than the one of `databaseUrl`. */
  readonly databaseOwnerUrl?: string | undefined;
  readonly dataFolder: string;
}

/** A database server, and the way to let go of it. */
export abstract class Database {
  abstract readonly connection: DatabaseConnection;
  /** Whose role owns the tables and runs migrations, where it is not that of `connection`. */
  abstract readonly ownerConnection?: DatabaseConnection;
  abstract stop(): Promise<void>;
}

/** The parts of a data source that its caller decides. */
export interface DataSourceConfig {
  readonly poolSize: number;
  readonly logSql?: boolean | undefined;
  readonly entities?: DataSourceOptions['entities'];
  readonly migrations?: DataSourceOptions['migrations'];
}

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** Longest time that one statement may take before the server cancels it. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Names tables, columns and join columns in snake_case; constraints keep TypeORM's hashed names. */
class SnakeCaseNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return [...embeddedPrefixes.map(snakeCase), customName ?? snakeCase(propertyName)].join('_');
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snakeCase(`${relationName}_${referencedColumnName}`);
  }

  override joinTableColumnName(tableName: string, propertyName: string, columnName?: string): string {
    return snakeCase(`${tableName}_${columnName ?? propertyName}`);
  }
}

/** Opens the operator's server when there is a URL, the embedded one otherwise. */
export async function openDatabase(config: DatabaseConfig, logger: DatabaseLogger): Promise<Database> {
  if (!config.databaseUrl) return openEmbedded(config, logger);
  const connectionTo = (url: string): DatabaseConnection => ({ connectionString: honourSslMode(url) });
  return {
    connection: connectionTo(config.databaseUrl),
    ...(config.databaseOwnerUrl && { ownerConnection: connectionTo(config.databaseOwnerUrl) }),
    stop: () => Promise.resolve(),
  };
}

/** The server works as a role of its own, which cannot change the audit trail. */
async function openEmbedded({ dataFolder }: DatabaseConfig, logger: DatabaseLogger): Promise<Database> {
  const { connection: ownerConnection, stop } = await startEmbeddedPostgres({ dataFolder, logger });
  try {
    return { connection: await makeApplicationRole(ownerConnection), ownerConnection, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** TypeORM's options for a connection: pooled, in UTC, snake_case, and never changing the schema by itself. */
export function dataSourceOptions(connection: DatabaseConnection, config: DataSourceConfig): PostgresOptions {
  return {
    type: 'postgres',
    entities: config.entities ?? [],
    migrations: config.migrations ?? [],
    migrationsTransactionMode: 'each',
    synchronize: false,
    namingStrategy: new SnakeCaseNamingStrategy(),
    logging: config.logSql ? ['query', 'error'] : false,
    poolSize: config.poolSize,
    extra: { ...clientConfig(connection), statement_timeout: STATEMENT_TIMEOUT_MS },
  };
}

/** A data source that is not yet initialized. */
export function createDataSource(connection: DatabaseConnection, config: DataSourceConfig): DataSource {
  return new DataSource(dataSourceOptions(connection, config));
}

/** Gives `sslmode` in a connection string the meaning that PostgreSQL's own clients give it. */
function honourSslMode(databaseUrl: string): string {
  const isAmbiguous = /[?&]sslmode=(prefer|require|verify-ca)\b/.test(databaseUrl);
  if (!isAmbiguous || databaseUrl.includes('uselibpqcompat=')) return databaseUrl;
  return `${databaseUrl}&uselibpqcompat=true`;
}

function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
