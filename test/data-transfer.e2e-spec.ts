import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { readEnvironment, type Environment } from '../apps/api/src/config/environment.js';
import { isSecret, readCatalogue, type Query } from '../apps/api/src/transfer/catalogue.js';
import { exportData } from '../apps/api/src/transfer/data-export.js';
import type { RowCounts } from '../apps/api/src/transfer/file-lines.js';
import { importData } from '../apps/api/src/transfer/data-import.js';
import { rowContext, type FileRow } from '../apps/api/src/transfer/file-format.js';
import { fileKeyOf, type KeyDerivation } from '../apps/api/src/transfer/file-key.js';
import { leftOut } from '../apps/api/src/transfer/left-out.js';
import { createSandbox, type Sandbox } from '../apps/sandbox/src/sandbox.js';
import { createCustomProfile, SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { Person } from './support/person.js';
import { call, createDatabase, startTestServer, type TestServer } from './support/server.js';
import { expectStatus, sandboxVariables } from './support/world.js';

const passphrase = 'a passphrase for the way';
const quiet = () => undefined;

let folder: string;
let file: string;
let sandbox: Sandbox;
let source: TestServer;
let destination: TestServer;
let destinationUrl: string;
let counts: RowCounts;
let chat: Chat;
let authorizationId: string;
let accessToken: string;
let customProfile: { readonly id: string; readonly clientSecret: string };
const canaries: string[] = [];

const variables = (apiUrl: string) => sandboxVariables(sandbox, apiUrl);
/** Another installation: another database under another master key. */
const otherKeys = `elsewhere:${Buffer.alloc(32, 9).toString('base64')}`;
const environmentAt = (databaseUrl: string): Environment =>
  readEnvironment({ DATABASE_URL: databaseUrl, ATTACHE_MASTER_KEYS: otherKeys });
const sourceEnvironment = () =>
  readEnvironment({
    ATTACHE_DATA_FOLDER: join(folder, 'data'),
    ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  });
const exportTo = (path: string, more: { readonly hasSecrets?: boolean; readonly passphrase?: string } = {}) =>
  exportData({ environment: sourceEnvironment(), path, passphrase, hasSecrets: true, say: quiet, ...more });
const importInto = (url: string, path: string, given: string | undefined = passphrase) =>
  importData({ environment: environmentAt(url), path, passphrase: given, say: quiet });
const queryOf =
  (server: TestServer): Query =>
  (sql, parameters) =>
    server.app.get(DataSource).query(sql, [...(parameters ?? [])]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attache-transfer-'));
  file = join(folder, 'workspace.ndjson');
  sandbox = await createSandbox();
  // The empty variable: the embedded database of the data folder.
  source = await startTestServer({
    variables: (url) => ({ ...variables(url), DATABASE_URL: '', ATTACHE_DATA_FOLDER: join(folder, 'data') }),
  });
  await work();
  counts = await exportTo(file);
  destinationUrl = await createDatabase();
});
afterAll(async () => {
  await destination?.close();
  await source.close();
  await sandbox.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody authorizes and has a lead created; then a second task stands where its first question was asked. */
async function work(): Promise<void> {
  const action = await SalesforceAction.forEndUsers(source, 'Mover');
  await action.install('create-lead');
  chat = await Chat.start(source, action.botId, 'u-42');
  const answers = new Map([
    [/first name/i, 'Grace'],
    [/last name/i, 'Quackenbush'],
    [/company/i, 'Example Navy'],
  ]);
  await chat.answer('create a lead', answers);
  await chat.say(codeIn((await new Person(source.url).authorize(chat.link())).html));
  await chat.hear(/Quackenbush of Example Navy/);
  await chat.say('create a lead');
  authorizationId = (await source.call('GET', '/v1/authorizations')).body.items[0].id as string;
  const token = expectStatus(await source.call('POST', `/v1/authorizations/${authorizationId}/token`), 200);
  accessToken = token.body.accessToken as string;
  customProfile = await createCustomProfile({ server: source, sandbox } as never, {});
  const hook = await source.call('POST', '/v1/webhooks', { body: { url: 'https://hooks.example/attache' } });
  canaries.push(accessToken, source.key, source.owner.password, customProfile.clientSecret, String(hook.body.secret));
  canaries.push(Buffer.alloc(32, 7).toString('base64'), 'Quackenbush', passphrase);
}

/** All rows of a file, secrets opened. */
async function rowsIn(path: string): Promise<readonly string[]> {
  const [header = '', ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const { vault } = await fileKeyOf(passphrase, (JSON.parse(header) as { readonly key: KeyDerivation }).key);
  const open = async (line: string, at: number) => {
    const { table, row, secrets } = JSON.parse(line) as FileRow;
    return JSON.stringify([
      table,
      row,
      secrets === undefined ? '' : await vault.open(secrets, rowContext(table, at + 2)),
    ]);
  };
  return (await Promise.all(lines.slice(0, -1).map(open))).sort();
}

describe('the file of a workspace', () => {
  it('holds every table but those that are named as left out, and is for its owner only', async () => {
    const tables = await queryOf(source)<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const names = tables.map(({ name }) => name).sort();
    expect([...Object.keys(counts), ...Object.keys(leftOut)].sort()).toEqual(names);
    for (const table of ['authorizations', 'messages', 'members', 'api_keys', 'webhooks', 'runs', 'audit_entries']) {
      expect(counts[table], table).toBeGreaterThan(0);
    }
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('holds no secret in the clear, and no column that looks like one outside of what is sealed', async () => {
    const text = await readFile(file, 'utf8');
    expect(text).toContain('Mover');
    for (const canary of canaries) expect(text.includes(canary), canary.slice(0, 3)).toBe(false);
    for (const { columns } of await readCatalogue(queryOf(source), true)) {
      const looks = columns.filter((column) => /secret|token|password|hash|private|pepper|recovery/.test(column));
      expect(looks.filter((column) => !isSecret(column) && !harmless.has(column))).toEqual([]);
    }
  });

  it('is not written over, nor without a good passphrase', async () => {
    await expect(exportTo(file)).rejects.toMatchObject({ code: 'transfer-file-exists' });
    const other = join(folder, 'other.ndjson');
    await expect(exportTo(other, { passphrase: 'short' })).rejects.toMatchObject({
      code: 'transfer-passphrase-missing',
    });
    const environment = environmentAt(await createDatabase());
    const empty = exportData({ environment, path: other, passphrase, hasSecrets: true, say: quiet });
    await expect(empty).rejects.toMatchObject({ code: 'transfer-nothing-there' });
    await expect(stat(other)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(stat(`${other}.partial`)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** Columns that are about secrets without being one. */
const harmless = new Set([
  'client_secret_set_at',
  'previous_secret_until',
  'requires_second_factor',
  'token_url',
  'hash',
]);

describe('a file that is not as it was written', () => {
  const changed = async (name: string, change: (lines: string[]) => readonly string[]) => {
    const path = join(folder, `${name}.ndjson`);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(path, `${change(lines).join('\n')}\n`);
    return path;
  };
  const indexOf = (lines: readonly string[], table: string) =>
    lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
  const swapped = (lines: string[]): string[] => {
    const [one, other] = [indexOf(lines, 'messages'), indexOf(lines, 'messages') + 1];
    return lines.map((line, at) => (at === one ? (lines[other] ?? '') : at === other ? (lines[one] ?? '') : line));
  };

  it('is refused as a whole, and nothing of it is there', async () => {
    const cases: Record<string, (lines: string[]) => readonly string[]> = {
      altered: (lines) => lines.map((line) => line.replace('"Mover"', '"Moved"')),
      removed: (lines) => lines.filter((_, at) => at !== indexOf(lines, 'messages')),
      cut: (lines) => lines.slice(0, -1),
      swapped,
      foreign: (lines) => [...lines.slice(0, -1), '{"table":"data_keys","row":{"id":"dky_x"}}', lines.at(-1) ?? ''],
    };
    const url = await createDatabase();
    for (const [name, change] of Object.entries(cases)) {
      const path = await changed(name, change);
      await expect(importInto(url, path), name).rejects.toMatchObject({ code: 'transfer-file-invalid' });
    }
    const server = await startTestServer({ databaseUrl: url, variables: { ATTACHE_MASTER_KEYS: otherKeys } });
    expect((await server.call('GET', '/v1/bots')).body.items).toEqual([]);
    await server.close();
  });

  it('is refused by its first line when it is another file, of another version, or the passphrase is wrong', async () => {
    const url = await createDatabase();
    const withHeader = (change: object) =>
      changed(`header-${Object.keys(change).join('-')}`, ([first = '', ...rest]) => [
        JSON.stringify({ ...(JSON.parse(first) as object), ...change }),
        ...rest,
      ]);
    const code = (path: string, given?: string) => importInto(url, path, given).catch((error) => error.code as string);
    expect(await code(await withHeader({ format: 2 }))).toBe('transfer-version-mismatch');
    expect(await code(await withHeader({ migration: 'Later1764000000999' }))).toBe('transfer-version-mismatch');
    expect(await code(await withHeader({ attache: 'other' }))).toBe('transfer-file-invalid');
    const greedy = { name: 'argon2id', memory: 2 ** 31, passes: 3, lanes: 4, salt: 'A'.repeat(22) };
    expect(await code(await withHeader({ key: greedy }))).toBe('transfer-file-invalid');
    expect(await code(file, 'not the passphrase')).toBe('transfer-passphrase-wrong');
    const missing = importData({ environment: environmentAt(url), path: file, say: quiet });
    await expect(missing).rejects.toMatchObject({ code: 'transfer-passphrase-missing' });
    expect(await code(join(folder, 'nowhere.ndjson'))).toBe('ENOENT');
  });

  it('is refused when it says that it has no secrets although a passphrase is given, and its rows bring none in the clear', async () => {
    const plain = join(folder, 'plain.ndjson');
    await exportTo(plain, { hasSecrets: false });
    const [header = '', ...rows] = (await readFile(plain, 'utf8')).trimEnd().split('\n').slice(0, -1);
    const forged = rows.map((row) =>
      row.replace('{"table":"auth_profiles","row":{', '$&"client_secret_sealed":"canary",'),
    );
    const lines = [header, ...forged];
    expect(lines.join()).toContain('canary');
    const tables = forged.map((row) => (JSON.parse(row) as FileRow).table);
    const queried = await readCatalogue(queryOf(source), false);
    const found = queried.map(({ name }) => [name, tables.filter((table) => table === name).length]);
    const hash = createHash('sha256').update(lines.map((line) => `${line}\n`).join(''));
    const end = { counts: Object.fromEntries(found) as RowCounts };
    const seal = hash.update(JSON.stringify(end.counts)).digest('base64url');
    const path = join(folder, 'downgraded.ndjson');
    await writeFile(path, `${[...lines, JSON.stringify({ end: { ...end, seal } })].join('\n')}\n`);
    const url = await createDatabase();
    await expect(importInto(url, path)).rejects.toMatchObject({ code: 'transfer-file-invalid' });
    const environment = environmentAt(url);
    const { hasSecrets } = await importData({ environment, path, say: quiet });
    expect(hasSecrets).toBe(false);
    const database = await new DataSource({ type: 'postgres', url }).initialize();
    const forgedRows = await database.query(`SELECT id FROM auth_profiles WHERE client_secret_sealed IS NOT NULL`);
    await database.destroy();
    expect(forgedRows).toEqual([]);
  });
});

describe('an installation that a workspace has moved to', () => {
  it('has every row as it was, sealed with a key of its own', async () => {
    const report = await importInto(destinationUrl, file);
    expect(report).toEqual({ counts, hasSecrets: true });
    const again = join(folder, 'again.ndjson');
    const environment = environmentAt(destinationUrl);
    await exportData({ environment, path: again, passphrase, hasSecrets: true, say: quiet });
    expect(await rowsIn(again)).toEqual(await rowsIn(file));
    destination = await startTestServer({
      databaseUrl: destinationUrl,
      variables: (url) => ({ ...variables(url), ATTACHE_MASTER_KEYS: otherKeys }),
    });
  });

  it('goes on: members sign in, API keys and tokens work, a conversation stands where it stood', async () => {
    const key = source.key;
    const { url, owner } = destination;
    expect((await call(url, 'GET', '/v1/bots', { key })).body.items).toMatchObject([{ name: 'Mover' }]);
    const body = { email: owner.email, password: owner.password };
    expect((await call(url, 'POST', '/v1/session', { key: null, body })).status).toBe(201);
    const token = await call(url, 'POST', `/v1/authorizations/${authorizationId}/token`, { key });
    expect(expectStatus(token, 200).body.accessToken).toBe(accessToken);
    const path = `/v1/conversations/${chat.conversationId}/messages`;
    const said = expectStatus(await call(url, 'POST', path, { key, body: { text: 'Ada' } }), 200);
    expect(JSON.stringify(said.body.messages)).toMatch(/last name/i);
    const again = await call(url, 'POST', path, { key, body: { text: 'Lovelace' } });
    expect(JSON.stringify(again.body.messages)).toMatch(/company/i);
    const trial = await call(url, 'GET', `/v1/auth-profiles/${customProfile.id}`, { key });
    expect(trial.body).toMatchObject({ id: customProfile.id });
  });

  it('has an audit trail that is still whole', async () => {
    const { body } = expectStatus(await destination.call('POST', '/v1/audit-entries/verification'), 200);
    expect(body).toMatchObject({ isIntact: true });
  });

  it('does not take another', async () => {
    await expect(importInto(destinationUrl, file)).rejects.toMatchObject({ code: 'transfer-database-in-use' });
  });
});

describe('a workspace without its secrets', () => {
  it('moves with authorizations that must be given again, and one owner who can sign in', async () => {
    const path = join(folder, 'without.ndjson');
    await exportTo(path, { hasSecrets: false });
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('"secrets"');
    expect(text).not.toContain('argon2');
    const url = await createDatabase();
    const report = await importData({ environment: environmentAt(url), path, say: quiet });
    expect(report.hasSecrets).toBe(false);
    expect(report.counts['messages']).toBeUndefined();
    expect(report.firstSignIn?.email).toBe(source.owner.email);
    const environment = { databaseUrl: url, variables: { ATTACHE_MASTER_KEYS: otherKeys } };
    // Its set-up is done, and the old password is not known: making a key for the test fails.
    await expect(startTestServer(environment)).rejects.toThrow('could not be set up');
  });
});
