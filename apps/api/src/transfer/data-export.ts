import 'reflect-metadata';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import type { Client } from 'pg';
import type { Environment } from '../config/environment.js';
import { connectClient } from '../database/connection.js';
import { readCatalogue, type MovedTable, type Query } from './catalogue.js';
import { TransferError } from './errors.js';
import { format, probeContext, probeText, rowContext, type FileHeader } from './file-format.js';
import { fileKeyOf, newDerivation } from './file-key.js';
import { LineWriter, type RowCounts } from './file-lines.js';
import { changesWithoutSecrets } from './left-out.js';
import { withDatabase, type OpenedDatabase, type Say } from './open-database.js';

/** What is written where. */
export interface ExportOptions {
  readonly environment: Environment;
  readonly path: string;
  /** Seals the secrets; without it there must be none. */
  readonly passphrase?: string | undefined;
  readonly hasSecrets: boolean;
  readonly say: Say;
}

interface Row {
  readonly row: string;
  readonly id: string | null;
  readonly secrets: Readonly<Record<string, unknown>> | null;
}

const batchSize = 500;
const leastPassphrase = 12;

/**
 * Writes all that an installation knows into a file, as it is at one moment, while the server may go on. No secret stands in it in the
 * clear: those go along sealed with a key of the passphrase, or stay behind.
 * @throws {TransferError}; errors of the database layer
 */
export async function exportData(options: ExportOptions): Promise<RowCounts> {
  const { environment, path, passphrase, hasSecrets, say } = options;
  if (hasSecrets && (passphrase?.length ?? 0) < leastPassphrase) {
    throw new TransferError(
      'transfer-passphrase-missing',
      `Secrets need a passphrase of at least ${leastPassphrase} characters: set ATTACHE_EXPORT_PASSPHRASE, or leave them out with --without-secrets.`,
    );
  }
  const file = await openNew(path);
  const draft = `${path}.partial`;
  try {
    const counts = await withDatabase(environment, say, async (database) => {
      const derivation = hasSecrets ? newDerivation() : null;
      const key = derivation === null ? undefined : await fileKeyOf(passphrase ?? '', derivation);
      return writeAll(database, new LineWriter(file, key), {
        ...{ attache: 'workspace', format, migration: database.migration, createdAt: new Date().toISOString() },
        ...{ key: derivation, probe: (await key?.vault.seal(probeText, probeContext)) ?? null },
      });
    });
    await file.sync();
    await file.close();
    await rename(draft, path);
    return counts;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw isFull(error) ? new TransferError('transfer-disk-full', noRoom(path), { cause: error }) : error;
  }
}

function isFull(error: unknown): boolean {
  const { code } = error as { readonly code?: string };
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

function noRoom(path: string): string {
  return `There is no room for '${path}': nothing is left of it. Make room, or name a file elsewhere.`;
}

/** Only its owner may read it, and nothing that is there is overwritten. */
async function openNew(path: string): Promise<FileHandle> {
  const taken = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  await taken?.close();
  if (taken !== undefined) {
    throw new TransferError(
      'transfer-file-exists',
      `'${path}' is there already; choose another name, or move it away.`,
    );
  }
  return open(`${path}.partial`, 'w', 0o600);
}

async function writeAll(database: OpenedDatabase, writer: LineWriter, header: FileHeader): Promise<RowCounts> {
  const client = await connectClient(database.connection);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0');
    const query: Query = async (sql, parameters) => (await client.query(sql, [...(parameters ?? [])])).rows as never;
    await requireWorkspace(query);
    const tables = await readCatalogue(query, writer.key !== undefined);
    await writer.write(JSON.stringify(header));
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table.name] = await writeTable(database, client, writer, table);
    await writer.end(counts);
    await client.query('COMMIT');
    return counts;
  } finally {
    await client.end();
  }
}

async function requireWorkspace(query: Query): Promise<void> {
  const [workspace] = await query<{ id: string }>('SELECT id FROM workspaces LIMIT 1');
  if (workspace !== undefined) return;
  throw new TransferError(
    'transfer-nothing-there',
    'There is no workspace in this database: look at DATABASE_URL or ATTACHE_DATA_FOLDER.',
  );
}

async function writeTable(
  database: OpenedDatabase,
  client: Client,
  writer: LineWriter,
  table: MovedTable,
): Promise<number> {
  await client.query(`DECLARE moved NO SCROLL CURSOR FOR ${selectOf(table, writer.key !== undefined)}`);
  let count = 0;
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${batchSize} FROM moved`);
    for (const row of rows) await writer.write(await lineOf(database, writer, table, row));
    count += rows.length;
    if (rows.length < batchSize) break;
  }
  await client.query('CLOSE moved');
  return count;
}

function selectOf({ name, columns, secrets }: MovedTable, hasSecrets: boolean): string {
  const list = secrets.map((secret) => `'${secret}'`).join(', ');
  const changes = hasSecrets ? undefined : changesWithoutSecrets[name];
  const row = `to_jsonb(t) - ARRAY[${list}]::text[]${changes === undefined ? '' : ` || (${changes})`}`;
  const sealed = hasSecrets && secrets.length > 0;
  return `SELECT (${row})::text AS row, ${columns.includes('id') ? 't.id' : 'NULL'} AS id,
    ${sealed ? `jsonb_build_object(${secrets.map((secret) => `'${secret}', t."${secret}"`).join(', ')})` : 'NULL'} AS secrets
    FROM "${name}" t`;
}

async function lineOf(
  { encryption }: OpenedDatabase,
  { key, line }: LineWriter,
  { name }: MovedTable,
  { row, id, secrets }: Row,
): Promise<string> {
  const start = `{"table":${JSON.stringify(name)},"row":${row}`;
  if (secrets === null || key === undefined) return `${start}}`;
  const opened: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(secrets)) {
    const isSealed = column.endsWith('_sealed') && value !== null;
    const place = { table: name, column: column as `${string}_sealed`, id: id ?? '' };
    opened[column] = isSealed ? await openText(encryption.open(String(value), place), place) : value;
  }
  const sealed = await key.vault.seal(JSON.stringify(opened), rowContext(name, line + 1));
  return `${start},"secrets":"${sealed}"}`;
}

async function openText(text: Promise<string>, { table, id }: { readonly table: string; readonly id: string }) {
  return text.catch((cause: unknown) => {
    throw new TransferError(
      'transfer-secret-unreadable',
      `What is sealed in the row '${id}' of ${table} opens with no key: it was damaged before. Delete that row, or leave the secrets out.`,
      { cause },
    );
  });
}
