import { createHmac } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { connectClient, type DatabaseConnection } from '../connection.js';

/** The role that the server works as in the embedded database: it owns none of our tables. */
export const APPLICATION_ROLE = 'attache_app';

/** Any number that nothing else locks by. */
const LOCK = 0x726f6c65;

/** What can only be added to, by whoever does not own it. */
export const APPEND_ONLY = ['audit_entries', 'audit_seals'];

/** Makes the server's role in the embedded database unless it is there; answers how to connect as it. */
export async function makeApplicationRole(owner: DatabaseConnection): Promise<DatabaseConnection> {
  const password = typeof owner.password === 'string' ? passwordFrom(owner.password) : undefined;
  const client = await connectClient(owner);
  try {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
    if (rowCount === 0) {
      const clause = password === undefined ? '' : ` PASSWORD ${client.escapeLiteral(password)}`;
      await client.query(`CREATE ROLE ${APPLICATION_ROLE} LOGIN${clause}`).catch(acceptExisting);
    }
  } finally {
    await client.end();
  }
  return { ...owner, user: APPLICATION_ROLE, password };
}

/** Who a connection works as. */
export async function roleOf(connection: DatabaseConnection): Promise<string> {
  const client = await connectClient(connection);
  const { rows } = await client.query<{ role: string }>('SELECT current_user AS role').finally(() => client.end());
  return rows[0]?.role ?? '';
}

/**
 * Lets a role work with all that the owner's migrations have made: it reads and writes, but the audit trail can only be added to, and
 * nothing can be made differently. The schema of the job queues, which make their own tables, is the role's.
 */
export async function entrust(owner: DataSource, role: string): Promise<void> {
  await owner.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const [state] = await manager.query<State[]>(selectState, [role, APPEND_ONLY]);
    if (state === undefined || state.isOwner || !state.isMissing) return;
    await takeOver(manager, state, role);
    const { schema, database, name } = state;
    if (state.ownsDatabase) await takeDatabase(manager, database);
    await manager.query(`
      GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${name};
      GRANT USAGE ON SCHEMA ${schema} TO ${name};
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${schema} TO ${name};
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name};
      REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.map((table) => `${schema}.${table}`).join(', ')} FROM ${name};
      GRANT EXECUTE ON FUNCTION ${schema}.prune_audit_trail(bigint, integer) TO ${name};`);
  });
}

interface State {
  readonly schema: string;
  readonly database: string;
  readonly name: string;
  readonly isOwner: boolean;
  readonly isMissing: boolean;
  readonly ownsDatabase: boolean;
}

const ownsDatabase = 'pg_get_userbyid((SELECT datdba FROM pg_database WHERE datname = current_database())) = $1';

const selectState = `
  SELECT quote_ident(current_schema()) AS schema, quote_ident(current_database()) AS database, quote_ident($1) AS name,
    current_user = $1 AS "isOwner",
    EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
      AND (pg_get_userbyid(relowner) = $1
        OR NOT has_table_privilege($1, oid, 'SELECT')
        OR NOT has_table_privilege($1, oid, 'INSERT')
        OR (relname = ANY($2) AND has_table_privilege($1, oid, 'UPDATE, DELETE, TRUNCATE'))))
    OR EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('jobs') AND pg_get_userbyid(relowner) <> $1)
    OR pg_get_userbyid((SELECT nspowner FROM pg_namespace WHERE oid = current_schema()::regnamespace)) = $1
    OR ${ownsDatabase}
    AS "isMissing",
    ${ownsDatabase} AS "ownsDatabase"`;

/** A database that one role has owned until now: our tables become the owner's, the queues the role's. */
async function takeOver(manager: EntityManager, { name }: State, role: string): Promise<void> {
  const moves = await manager.query<{ sql: string }[]>(selectMoves, [role]);
  for (const { sql } of moves) await manager.query(sql.replace('%role%', () => name));
}

/** Whoever owns the database owns its schema `public` too, and may drop what stands in it. Where the owner may not take it, the server tells so at each start. */
async function takeDatabase(manager: EntityManager, database: string): Promise<void> {
  await manager.query('SAVEPOINT taking');
  await manager
    .query(`ALTER DATABASE ${database} OWNER TO CURRENT_USER`)
    .catch(() => manager.query('ROLLBACK TO SAVEPOINT taking'));
}

const selectMoves = `
  SELECT format('ALTER SCHEMA jobs OWNER TO %%role%%') AS sql WHERE to_regnamespace('jobs') IS NOT NULL
  UNION ALL
  SELECT format('ALTER TABLE %s OWNER TO %%role%%', oid::regclass) FROM pg_class
    WHERE relnamespace = to_regnamespace('jobs') AND relkind IN ('r', 'p', 'v', 'S') AND pg_get_userbyid(relowner) <> $1
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND relkind = 'S' AND deptype IN ('a', 'i'))
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO %%role%%', oid::regprocedure) FROM pg_proc
    WHERE pronamespace = to_regnamespace('jobs') AND pg_get_userbyid(proowner) <> $1
  UNION ALL
  SELECT format('ALTER TYPE %s OWNER TO %%role%%', oid::regtype) FROM pg_type
    WHERE typnamespace = to_regnamespace('jobs') AND typtype = 'e' AND pg_get_userbyid(typowner) <> $1
  UNION ALL
  SELECT format('ALTER SCHEMA %I OWNER TO CURRENT_USER', nspname) FROM pg_namespace
    WHERE oid = current_schema()::regnamespace AND pg_get_userbyid(nspowner) = $1
  UNION ALL
  SELECT format('ALTER TABLE %s OWNER TO CURRENT_USER', oid::regclass) FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v') AND pg_get_userbyid(relowner) = $1
  UNION ALL
  SELECT format('ALTER ROUTINE %s OWNER TO CURRENT_USER', oid::regprocedure) FROM pg_proc
    WHERE pronamespace = current_schema()::regnamespace AND pg_get_userbyid(proowner) = $1`;

/** The same for every process that serves this folder. */
function passwordFrom(ownersPassword: string): string {
  return createHmac('sha256', ownersPassword).update(APPLICATION_ROLE).digest('base64url');
}

/** Another process that started at the same time has made it. */
function acceptExisting(error: unknown): void {
  const { code } = error as { readonly code?: string };
  if (code !== '42710' && code !== '23505') throw error;
}
