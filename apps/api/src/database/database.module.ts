import { Global, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Environment } from '../config/environment.js';
import { entrust, roleOf } from './roles/application-role.js';
import type { DatabaseConnection } from './connection.js';
import { createDataSource, Database, dataSourceOptions, openDatabase } from './data-source.js';
import { DatabaseUnreachableError } from './errors.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations/index.js';
import { createNotifications, Notifications } from './notifications.js';
import { ReplicaChannel } from './replica-channel.js';
import { RolePowersService } from './roles/role-powers.service.js';

const logger = new Logger('database');
/** A server that is about to come up: refused, unknown host (in a container network), starting. */
const TEMPORARY = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'ETIMEDOUT', '57P03'];

interface OwnedOptions {
  readonly connection: DatabaseConnection;
  readonly ownerConnection?: DatabaseConnection;
}

/** Connects and migrates; what is closed again when that fails. */
async function openDataSource(options?: DataSourceOptions): Promise<DataSource> {
  const { connection, ownerConnection } = options as unknown as OwnedOptions;
  if (ownerConnection !== undefined) await migrateAsOwner(ownerConnection, connection);
  const dataSource = await connectTo(new DataSource(options as DataSourceOptions));
  if (ownerConnection !== undefined) return dataSource;
  await migrate(dataSource, logger).catch(async (error: unknown) => {
    await dataSource.destroy();
    throw error;
  });
  return dataSource;
}

async function migrateAsOwner(owner: DatabaseConnection, application: DatabaseConnection): Promise<void> {
  const dataSource = await connectTo(createDataSource(owner, { poolSize: 2, migrations }));
  try {
    await migrate(dataSource, logger);
    await entrust(dataSource, await roleOf(application));
  } finally {
    await dataSource.destroy();
  }
}

async function connectTo(dataSource: DataSource): Promise<DataSource> {
  return dataSource.initialize().catch((error: Error) => {
    throw new DatabaseUnreachableError(error);
  });
}

/** Opens the server that holds the database. */
@Module({
  providers: [
    {
      provide: Database,
      inject: [Environment],
      useFactory: (environment: Environment) => openDatabase(environment, logger),
    },
  ],
  exports: [Database],
})
class DatabaseServerModule {}

/** The migrated data source, with the entities that features register, and the channel between replicas. */
@Global()
@Module({
  imports: [
    DatabaseServerModule,
    TypeOrmModule.forRootAsync({
      imports: [DatabaseServerModule],
      inject: [Database, Environment],
      useFactory: ({ connection, ownerConnection }: Database, { databasePoolSize }: Environment) => ({
        ...({ connection, ownerConnection } satisfies OwnedOptions),
        ...dataSourceOptions(connection, { poolSize: databasePoolSize, migrations }),
        autoLoadEntities: true,
        toRetry: (error: Error) =>
          error instanceof DatabaseUnreachableError &&
          TEMPORARY.includes((error.cause as { code?: string }).code ?? ''),
      }),
      dataSourceFactory: openDataSource,
    }),
  ],
  providers: [
    RolePowersService,
    { provide: ReplicaChannel, useExisting: Notifications },
    {
      provide: Notifications,
      inject: [Database, DataSource],
      useFactory: ({ connection }: Database, dataSource: DataSource) =>
        createNotifications({ connection, query: (sql, parameters) => dataSource.query(sql, parameters), logger }),
    },
  ],
  exports: [DatabaseServerModule, ReplicaChannel, RolePowersService],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
  ) {}

  /** Features write their last rows before this, in `beforeApplicationShutdown`. */
  async onApplicationShutdown(): Promise<void> {
    await this.notifications.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
    await this.database.stop();
  }
}
