import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../apps/api/src/database/embedded/embedded-postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Socket folder, port and user of the PostgreSQL server that all specs share. */
    databaseServer: { readonly host: string; readonly port: number; readonly user: string };
  }
}

interface Shared {
  users: number;
  readonly started: Promise<{
    readonly server: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
    readonly folder: string;
  }>;
}

const holder = globalThis as { attacheTestDatabase?: Shared };

async function start() {
  const folder = await mkdtemp(join(tmpdir(), 'attache-specs-'));
  const quiet = { log: () => undefined, warn: () => undefined };
  return { server: await startEmbeddedPostgres({ dataFolder: folder, logger: quiet }), folder };
}

/** One embedded PostgreSQL for the whole run; each test server gets a database of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (holder.attacheTestDatabase ??= { users: 0, started: start() });
  shared.users += 1;
  const { server, folder } = await shared.started;
  const { host = 'localhost', port = 5432, user = 'attache' } = server.connection;
  project.provide('databaseServer', { host, port: Number(port), user: String(user) });
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
