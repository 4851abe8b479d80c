import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../../test/support/server.js';
import { makeSubject, startProvider, startReplica, tokenSetFor } from './authorizations/tokens/testing.js';
import type { TestProvider, TestReplica, TestSubject } from './authorizations/tokens/testing.js';
import { readEnvironment, type Environment } from './config/environment.js';
import { rotateKeys } from './keys-rotate.js';

let provider: TestProvider;
let databaseUrl: string;
let replica: TestReplica;
let subject: TestSubject;

beforeAll(async () => {
  provider = await startProvider();
  databaseUrl = await createDatabase();
  replica = await startReplica(databaseUrl, provider);
  subject = await makeSubject(replica.dataSource, 'rotation');
});

afterAll(async () => {
  await replica.close();
  await provider.close();
});

const key = (fill: number) => `${fill === 7 ? 'test' : `k${fill}`}:${Buffer.alloc(32, fill).toString('base64')}`;

function environment(...fills: number[]): Environment {
  return readEnvironment({ DATABASE_URL: databaseUrl, ATTACHE_MASTER_KEYS: fills.map(key).join(',') });
}

async function store(endUserId: string, seconds = 3_600): Promise<string> {
  const tokenSet = tokenSetFor(seconds);
  const given = subject.given({ tokenSet, subject: { kind: 'end-user', endUserId } });
  return (await replica.dataSource.transaction((manager) => replica.authorizations.store(manager, given))).id;
}

/** Ids of the data keys that rows are sealed with, and of the newest data key. */
async function keysInUse() {
  const rows = await replica.dataSource.query<{ sealed: string }[]>(
    'SELECT token_set_sealed AS sealed FROM authorizations',
  );
  const kids = rows.map(({ sealed }) => {
    const header = Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString();
    return (JSON.parse(header) as { kid: string }).kid;
  });
  const known = await replica.dataSource.query<{ id: string; wrapped_key: string }[]>(
    'SELECT id, wrapped_key FROM data_keys ORDER BY id',
  );
  return { used: [...new Set(kids)], known: known.map(({ id }) => id), wrapped: known.map((row) => row.wrapped_key) };
}

describe('rotating the keys', () => {
  it('seals everything anew while the server reads, stores and refreshes without an error', async () => {
    const ids: string[] = [];
    for (let user = 0; user < 40; user += 1) ids.push(await store(`before_${user}`));
    let isRunning = true;
    let writes = 0;
    const reading = (async () => {
      while (isRunning) {
        for (const id of ids) expect((await replica.authorizations.access(id)).accessToken).toMatch(/^access-/);
        await sleep(5);
      }
    })();
    const writing = (async () => {
      for (; isRunning; writes += 1) {
        const id = await store(`during_${writes}`, writes % 2 === 0 ? -1 : 3_600);
        await replica.authorizations.access(id);
      }
    })();
    const lines: string[] = [];
    await rotateKeys({ environment: environment(7), say: (line) => lines.push(line), secondPassAfterMs: 500 });
    isRunning = false;
    await Promise.all([reading, writing]);
    const { used, known } = await keysInUse();
    expect(known).toHaveLength(2);
    expect(used).toEqual([known[1]]);
    expect(writes).toBeGreaterThan(1);
    expect(lines.join('\n')).toMatch(/authorizations\.token_set_sealed: \d+ checked, \d+ sealed anew/);
    expect(lines.at(-1)).toContain('The keys are rotated');
  });

  it('lets go of an old master key', async () => {
    await store('master');
    await rotateKeys({ environment: environment(9, 7), say: () => undefined, secondPassAfterMs: 10 });
    const { used, known, wrapped } = await keysInUse();
    expect(used).toEqual([known.at(-1)]);
    for (const text of wrapped) {
      expect(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()).toContain('"kid":"k9"');
    }
    await rotateKeys({ environment: environment(9), say: () => undefined, secondPassAfterMs: 10 });
    await expect(rotateKeys({ environment: environment(7), say: () => undefined })).rejects.toMatchObject({
      code: 'vault-key-missing',
    });
  });

  it('says what to do about a database that no server has used', async () => {
    const empty = readEnvironment({ DATABASE_URL: await createDatabase(), ATTACHE_MASTER_KEYS: key(7) });
    await expect(rotateKeys({ environment: empty, say: () => undefined })).rejects.toMatchObject({
      code: 'database-empty',
    });
  });
});
