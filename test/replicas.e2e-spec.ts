import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../apps/sandbox/src/sandbox.js';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { eventually } from './support/eventually.js';
import { Person } from './support/person.js';
import { launchServer, requireBuild, root, startProcess, untilReady, type ServerProcess } from './support/process.js';
import { createDatabase, freePort } from './support/server.js';
import { expectStatus, sandboxVariables } from './support/world.js';

const endUserId = 'u-42';

/** Two replicas on one database, reached under one public URL: the first's. */
let sandbox: Sandbox;
let databaseUrl: string;
let publicUrl: string;
let first: ServerProcess;
let second: ServerProcess;

beforeAll(async () => {
  await requireBuild();
  [sandbox, databaseUrl] = await Promise.all([createSandbox(), createDatabase()]);
  const port = await freePort();
  publicUrl = `http://localhost:${port}`;
  first = await startProcess({ port, variables: variables() });
  const key = await first.signIn();
  second = await startProcess({ key, variables: variables() });
});
afterAll(async () => {
  await Promise.all([first.end('SIGTERM'), second.end('SIGTERM')]);
  await sandbox.close();
});

function variables(): Readonly<Record<string, string>> {
  return { DATABASE_URL: databaseUrl, ATTACHE_PUBLIC_URL: publicUrl, ...sandboxVariables(sandbox, publicUrl) };
}

async function query<Row>(sql: string, parameters: unknown[] = [], url = databaseUrl): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** An action that one end user has authorized, and a lead of the sandbox to read. */
async function authorizedAction() {
  const action = await SalesforceAction.forEndUsers(first);
  const link = await action.link(endUserId);
  const page = await new Person(publicUrl).authorize(link.url);
  const verified = await first.call('POST', `/v1/authorization-requests/${link.id}/verify`, {
    body: { code: codeIn(page.html) },
  });
  const authorizationId = expectStatus(verified, 200).body.authorizationId as string;
  const [lead] = sandbox.store.salesforce.list('Lead');
  return { action, authorizationId, leadId: String(lead?.['Id']) };
}

describe('replicas on one database', () => {
  it('start at once on an empty database, which is migrated once', async () => {
    const url = await createDatabase();
    const servers = await Promise.all([1, 2, 3].map(() => launchServer({ variables: { DATABASE_URL: url } })));
    await Promise.all(servers.map(untilReady));
    const written = servers.map((server) => server.output());
    expect(written.filter((output) => output.includes('Migrated the database'))).toHaveLength(1);
    const rows = await query<{ name: string }>('SELECT name FROM migrations', [], url);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(0);
    const keys = await query<{ id: string }>('SELECT id FROM data_keys', [], url);
    expect(keys).toHaveLength(1);
    const endings = await Promise.all(servers.map((server) => server.end('SIGTERM')));
    expect(endings.map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it('refuse an API key at once that was revoked on another', async () => {
    const body = { name: 'short-lived', permissions: ['bots:view'] };
    const made = expectStatus(await first.call('POST', '/v1/api-keys', { body }), 201);
    const { key } = made.body as { key: string };
    const ask = (server: ServerProcess) => server.call('GET', '/v1/bots', { key });
    expect((await Promise.all([ask(first), ask(second)])).map(({ status }) => status)).toEqual([200, 200]);
    expectStatus(await first.call('DELETE', `/v1/api-keys/${made.body.apiKey?.id ?? made.body.id}`), 204);
    const revokedAt = Date.now();
    expect((await ask(first)).status).toBe(401);
    await eventually(async () => ((await ask(second)).status === 401 ? true : undefined), 'the refusal', 5_000);
    expect(Date.now() - revokedAt).toBeLessThan(1_000);
  });

  it('refresh an expired token once for 1,000 callers of two processes, though the provider takes 15 seconds', async () => {
    const { action, authorizationId, leadId } = await authorizedAction();
    await query(`UPDATE authorizations SET expires_at = now() - interval '1 minute' WHERE id = $1`, [authorizationId]);
    const key = await first.signIn();
    const fresh = await Promise.all([1, 2].map(() => startProcess({ key, variables: variables() })));
    const refreshes = () => sandbox.journal.salesforce.count('token refresh_token');
    const before = refreshes();
    sandbox.faults.salesforce.set([{ kind: 'slow', on: 'token', ms: 15_000, times: 1 }]);

    const readToken = (server: ServerProcess) => server.call('POST', `/v1/authorizations/${authorizationId}/token`);
    const run = (server: ServerProcess) =>
      server.call('POST', `${action.path}/operations/get-lead/runs`, { body: { endUserId, input: { id: leadId } } });
    const ask = (index: number) => {
      const server = fresh[index % 2] ?? first;
      return index % 4 < 2 ? readToken(server) : run(server);
    };
    const earliest = [0, 1, 2, 3].map(ask);
    await eventually(() => (sandbox.faults.salesforce.list().length === 0 ? true : undefined), 'the refresh');
    const answers = await Promise.all([...earliest, ...Array.from({ length: 996 }, (_, index) => ask(index))]);

    expect(new Set(answers.map(({ status, text }) => (status === 200 ? 200 : text)))).toEqual(new Set([200]));
    const tokens = answers.flatMap(({ body }) => (body.accessToken as string | undefined) ?? []);
    expect(tokens).toHaveLength(500);
    expect(new Set(tokens).size).toBe(1);
    expect(refreshes() - before).toBe(1);

    sandbox.tokens.salesforce.expireAccessTokens();
    const next = await Promise.all(fresh.map(run));
    expect(next.map(({ status }) => status)).toEqual([200, 200]);
    expect(refreshes() - before).toBe(2);
    await Promise.all(fresh.map((server) => server.end('SIGTERM')));
  });

  it('resume on one what was parked through another', async () => {
    const action = await SalesforceAction.forEndUsers(first);
    await action.install('create-lead');
    const chat = await Chat.start(second, action.botId, 'u-parked');
    await chat.answer(
      'create a lead',
      new Map([
        [/first name/i, 'Grace'],
        [/last name/i, 'Hopper'],
        [/company/i, 'Parked Navy'],
      ]),
    );
    const page = await new Person(publicUrl).authorize(chat.link());
    await chat.say(codeIn(page.html));
    await chat.hear(/Hopper of Parked Navy/);
    const leads = sandbox.store.salesforce.list('Lead').filter(({ Company }) => Company === 'Parked Navy');
    expect(leads).toHaveLength(1);
  });

  it('serve on while their keys are rotated', async () => {
    const { authorizationId } = await authorizedAction();
    const readToken = (server: ServerProcess) => server.call('POST', `/v1/authorizations/${authorizationId}/token`);
    const statuses = new Set<string | number>();
    let isRotating = true;
    const traffic = [first, second].map(async (server) => {
      while (isRotating) {
        const made = await server.call('POST', '/v1/webhooks', {
          body: { url: 'https://example.com/hook', eventTypes: ['authorization.activated'] },
        });
        statuses.add(made.status === 201 ? 201 : made.text);
        const { status, text } = await readToken(server);
        statuses.add(status === 200 ? 200 : text);
      }
    });
    const before = await query<{ id: string }>('SELECT id FROM data_keys ORDER BY id');
    const output = await rotateKeys();
    isRotating = false;
    await Promise.all(traffic);
    expect([...statuses].sort()).toEqual([200, 201]);
    expect(output).not.toContain('token-set');

    const keys = await query<{ id: string }>('SELECT id FROM data_keys ORDER BY id');
    expect(keys).toHaveLength(before.length + 1);
    const [row] = await query<{ sealed: string }>(
      'SELECT token_set_sealed AS sealed FROM authorizations WHERE id = $1',
      [authorizationId],
    );
    const header = Buffer.from(row?.sealed.split('.')[0] ?? '', 'base64url').toString();
    expect(JSON.parse(header)).toMatchObject({ kid: keys.at(-1)?.id });
    sandbox.tokens.salesforce.expireAccessTokens();
    expect((await Promise.all([first, second].map(readToken))).map(({ status }) => status)).toEqual([200, 200]);
  });
});

/** Runs the command beside the servers; what it has said. */
async function rotateKeys(): Promise<string> {
  const master = `test:${Buffer.alloc(32, 7).toString('base64')}`;
  const child = spawn(process.execPath, [join(root, 'scripts/keys-rotate.mjs')], {
    env: { ...process.env, DATABASE_URL: databaseUrl, ATTACHE_MASTER_KEYS: master },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => written.push(String(chunk)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`the keys were not rotated: ${written.join('')}`);
  return written.join('');
}
