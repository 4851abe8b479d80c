import { randomInt } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { connectClient } from '../database/connection.js';
import { Database } from '../database/data-source.js';
import { StandingConnection } from '../database/standing-connection.js';

/** First half of the advisory locks that processes hold. */
const lockClass = 720_411;

/**
 * Tells whether the process that began something still lives: each holds an advisory lock of the database for as long as it does,
 * which PostgreSQL lets go of when its connection ends, however the process ended.
 */
@Injectable()
export class ProcessesService implements OnModuleInit, BeforeApplicationShutdown {
  /** The number of this process. */
  readonly own = randomInt(1, 2 ** 31 - 1);
  private readonly standing: StandingConnection;

  constructor(
    private readonly dataSource: DataSource,
    { connection }: Database,
  ) {
    this.standing = new StandingConnection({
      name: 'the sign of life',
      logger: new Logger('processes'),
      connect: async () => {
        const client = await connectClient(connection);
        await client.query('SELECT pg_advisory_lock($1, $2)', [lockClass, this.own]);
        return client;
      },
    });
  }

  async onModuleInit(): Promise<void> {
    await this.standing.open();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.standing.close();
  }

  /** Whether a process lives: nobody else can have its lock then. */
  async isAlive(process: number): Promise<boolean> {
    if (process === this.own) return true;
    const [row] = await this.dataSource.query<{ free: boolean }[]>('SELECT pg_try_advisory_xact_lock($1, $2) AS free', [
      lockClass,
      process,
    ]);
    return row?.free !== true;
  }
}
