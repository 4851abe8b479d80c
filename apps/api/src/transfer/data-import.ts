import 'reflect-metadata';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Client } from 'pg';
import type { Environment } from '../config/environment.js';
import { connectClient } from '../database/connection.js';
import { readCatalogue, type MovedTable, type Query } from './catalogue.js';
import { TransferError } from './errors.js';
import {
  format,
  probeContext,
  probeText,
  rowContext,
  type FileEnd,
  type FileHeader,
  type FileRow,
} from './file-format.js';
import { checksum, fileKeyOf, type FileKey } from './file-key.js';
import { readLines, type RowCounts } from './file-lines.js';
import { withDatabase, type OpenedDatabase, type Say } from './open-database.js';

/** What is read. */
export interface ImportOptions {
  readonly environment: Environment;
  readonly path: string;
  readonly passphrase?: string | undefined;
  readonly say: Say;
}

/** What has come in. */
export interface ImportReport {
  readonly counts: RowCounts;
  readonly hasSecrets: boolean;
  /** Where no password has come along: whoever may sign in, once, to let all others in. */
  readonly firstSignIn?: { readonly email: string; readonly password: string };
}

interface Reading {
  readonly database: OpenedDatabase;
  readonly client: Client;
  readonly tables: ReadonlyMap<string, MovedTable>;
  readonly key: FileKey | undefined;
}

interface Line {
  readonly text: string;
  readonly secrets: string;
}

/** Rows of one table that go in at once. */
interface Batch {
  readonly table: string;
  readonly lines: Line[];
}

const batchSize = 200;
/** Any number that nothing else locks by. */
const lockKey = 7_204_110_019;

/**
 * Brings a workspace into an empty database, in one transaction: as long as it is not all there and proven to be whole, nobody sees
 * anything of it. What was sealed is sealed with this installation's key; all ids stay, so that links and API keys go on working.
 * @throws {TransferError}; errors of the database layer
 */
export async function importData({ environment, path, passphrase, say }: ImportOptions): Promise<ImportReport> {
  return withDatabase(environment, say, async (database) => {
    const lines = readLines(path);
    const first = await lines.next();
    const text = first.done === true ? '' : first.value;
    const header = readHeader(text, database.migration);
    const key = await keyOf(header, passphrase);
    const client = await connectClient(database.connection);
    try {
      await client.query('BEGIN');
      const reading = { database, client, key, tables: await readyTables(client, key !== undefined) };
      const counts = await readRows(reading, { lines, first: text });
      await setCounters(client, reading.tables);
      const firstSignIn = key === undefined ? await letOwnerIn(client) : undefined;
      await client.query('COMMIT');
      return { counts, hasSecrets: key !== undefined, ...(firstSignIn && { firstSignIn }) };
    } finally {
      // A transaction that was not committed ends with its connection.
      await client.end();
      await lines.return();
    }
  });
}

function readHeader(text: string, migration: string): FileHeader {
  const header = parse<Partial<FileHeader>>(text);
  if (header?.attache !== 'workspace') {
    throw new TransferError('transfer-file-invalid', 'This is no file of npm run data:export.');
  }
  if (header.format !== format) {
    throw new TransferError(
      'transfer-version-mismatch',
      `The file has the form ${String(header.format)}, this version knows ${format}: import it with the version that made it.`,
    );
  }
  if (header.migration !== migration) {
    throw new TransferError(
      'transfer-version-mismatch',
      `The file comes from a database at ${String(header.migration)}, this one is at ${migration}: bring both installations to one version, and export again.`,
    );
  }
  return header as FileHeader;
}

async function keyOf({ key: derivation, probe }: FileHeader, passphrase: string | undefined) {
  if (derivation === null) {
    if (passphrase === undefined || passphrase === '') return undefined;
    throw new TransferError(
      'transfer-file-invalid',
      'The file is without secrets, and a passphrase was given: if that is right, run without ATTACHE_EXPORT_PASSPHRASE.',
    );
  }
  if (passphrase === undefined) {
    throw new TransferError(
      'transfer-passphrase-missing',
      'The file holds sealed secrets: set ATTACHE_EXPORT_PASSPHRASE to the passphrase that it was made with.',
    );
  }
  const key = await fileKeyOf(passphrase, derivation);
  const opened = await key.vault.open(String(probe), probeContext).catch(() => undefined);
  if (opened !== probeText) {
    throw new TransferError('transfer-passphrase-wrong', 'The passphrase is not the one that the file was made with.');
  }
  return key;
}

/** Locks out whoever else imports or sets the installation up, and refuses a database in which there is something. */
async function readyTables(client: Client, hasSecrets: boolean): Promise<ReadonlyMap<string, MovedTable>> {
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey]);
  await client.query('LOCK TABLE workspaces IN ACCESS EXCLUSIVE MODE');
  const query: Query = async (sql, parameters) => (await client.query(sql, [...(parameters ?? [])])).rows as never;
  const tables = await readCatalogue(query, hasSecrets);
  for (const { name } of tables) {
    const [row] = await query<{ isUsed: boolean }>(`SELECT EXISTS (SELECT FROM "${name}") AS "isUsed"`);
    if (row?.isUsed !== true) continue;
    throw new TransferError(
      'transfer-database-in-use',
      `There is something in this database already (${name}): import into an empty one, before its server is started.`,
    );
  }
  return new Map(tables.map((table) => [table.name, table]));
}

async function readRows(
  reading: Reading,
  { lines, first }: { readonly lines: AsyncIterator<string>; readonly first: string },
): Promise<RowCounts> {
  const seal = (reading.key?.seal() ?? checksum()).update(`${first}\n`);
  const counts: Record<string, number> = Object.fromEntries([...reading.tables.keys()].map((name) => [name, 0]));
  let batch: Batch = { table: '', lines: [] };
  for await (const { text, parsed, at } of parsedLines(lines)) {
    if (parsed.end !== undefined) {
      await insert(reading, batch);
      requireWhole(seal.update(JSON.stringify(counts)).digest(), parsed.end, counts);
      return counts;
    }
    seal.update(`${text}\n`);
    const { table } = parsed;
    const count = counts[table];
    if (count === undefined) throw damaged(at);
    counts[table] = count + 1;
    batch = await makeRoom(reading, batch, table);
    batch.lines.push({ text, secrets: await secretsOf(reading, parsed, at) });
  }
  throw new TransferError('transfer-file-invalid', 'The file is cut off: export again.');
}

/** The lines after the first one, with their numbers. */
async function* parsedLines(lines: AsyncIterator<string>) {
  for (let at = 2; ; at += 1) {
    const next = await lines.next();
    if (next.done === true) return;
    const parsed = parse<FileRow & Partial<FileEnd>>(next.value);
    if (typeof parsed !== 'object' || parsed === null) throw damaged(at);
    yield { text: next.value, parsed, at };
  }
}

async function makeRoom(reading: Reading, batch: Batch, table: string): Promise<Batch> {
  if (table === batch.table && batch.lines.length < batchSize) return batch;
  await insert(reading, batch);
  return { table, lines: [] };
}

function requireWhole(computed: Buffer, end: FileEnd['end'], counts: RowCounts): void {
  const given = Buffer.from(String(end.seal), 'base64url');
  const isWhole = given.length === computed.length && timingSafeEqual(given, computed);
  if (!isWhole || JSON.stringify(end.counts) !== JSON.stringify(counts)) {
    throw new TransferError(
      'transfer-file-invalid',
      'The file is not as it was written: it was changed, cut or damaged. Export again.',
    );
  }
}

/** The secrets of a row as JSON, sealed for this installation. */
async function secretsOf({ key, database }: Reading, { table, row, secrets }: FileRow, line: number): Promise<string> {
  if (secrets === undefined || key === undefined) return '{}';
  const text = await key.vault.open(secrets, rowContext(table, line)).catch(() => {
    throw damaged(line);
  });
  const opened = JSON.parse(text) as Record<string, unknown>;
  for (const [column, value] of Object.entries(opened)) {
    if (!column.endsWith('_sealed') || value === null) continue;
    const place = { table, column: column as `${string}_sealed`, id: String(row['id']) };
    opened[column] = await database.encryption.seal(String(value), place);
  }
  return JSON.stringify(opened);
}

/** PostgreSQL reads the rows that it has written: no number and no time loses a digit on the way. Secrets come from what was sealed only. */
async function insert({ client, tables }: Reading, batch: Batch): Promise<void> {
  const table = tables.get(batch.table);
  if (table === undefined) return;
  const list = table.columns.map((column) => `"${column}"`).join(', ');
  await client
    .query(
      `INSERT INTO "${table.name}" (${list}) OVERRIDING SYSTEM VALUE
       SELECT ${table.columns.map((column) => `r."${column}"`).join(', ')}
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS given (line, secrets, place)
       CROSS JOIN LATERAL jsonb_populate_record(NULL::"${table.name}", ((line::jsonb -> 'row') - $3::text[]) || secrets::jsonb) r
       ORDER BY place`,
      [batch.lines.map(({ text }) => text), batch.lines.map(({ secrets }) => secrets), [...table.secrets]],
    )
    .catch((cause: Error) => {
      throw new TransferError('transfer-file-invalid', `Rows of ${table.name} do not fit: ${cause.message}.`);
    });
}

async function setCounters(client: Client, tables: ReadonlyMap<string, MovedTable>): Promise<void> {
  for (const { name, counter } of tables.values()) {
    if (counter === undefined) continue;
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), COALESCE((SELECT max("${counter}") FROM "${name}"), 0) + 1, false)`,
      [name, counter],
    );
  }
}

/** Passwords stay behind with the other secrets: the first owner gets a new one, which is told once. */
async function letOwnerIn(client: Client) {
  const password = randomBytes(15).toString('base64url');
  const { rows } = await client.query<{ email: string }>(
    `UPDATE members SET password_hash = $1 WHERE id = (
       SELECT members.id FROM members JOIN grants ON grants.member_id = members.id
       WHERE grants.role = 'owner' AND grants.division_id IS NULL AND members.deactivated_at IS NULL
       ORDER BY members.id LIMIT 1
     ) RETURNING email`,
    [await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })],
  );
  const [owner] = rows;
  return owner && { email: owner.email, password };
}

function parse<Shape>(text: string): Shape | undefined {
  try {
    return JSON.parse(text) as Shape;
  } catch {
    return undefined;
  }
}

function damaged(line: number): TransferError {
  return new TransferError('transfer-file-invalid', `Line ${line} of the file is not as it was written: export again.`);
}
