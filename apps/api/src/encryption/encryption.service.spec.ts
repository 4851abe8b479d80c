import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';
import { EncryptionService, type SealedColumn } from './encryption.service.js';
import { RotationService, type RotationProgress } from './rotation/rotation.service.js';

let server: TestServer;
let replica: TestServer;
let database: DataSource;
let here: EncryptionService;
let there: EncryptionService;

beforeAll(async () => {
  server = await startTestServer();
  replica = await startTestServer({ databaseUrl: server.databaseUrl });
  database = server.app.get(DataSource);
  here = server.app.get(EncryptionService);
  there = replica.app.get(EncryptionService);
  await database.query('CREATE TABLE canaries (id text PRIMARY KEY, text_sealed text)');
});
afterAll(async () => {
  await replica.close();
  await server.close();
});

const place = (id: string): SealedColumn => ({ table: 'canaries', column: 'text_sealed', id });
const put = async (id: string, by: EncryptionService, text = `the secret of ${id}`) =>
  database.query('INSERT INTO canaries VALUES ($1, $2)', [id, await by.seal(text, place(id))]);
const get = async (id: string): Promise<string> => {
  const [row] = await database.query<{ text_sealed: string }[]>('SELECT text_sealed FROM canaries WHERE id = $1', [id]);
  return row?.text_sealed ?? '';
};

describe('sealing', () => {
  it('hides a text, each time in another way, and opens on every replica', async () => {
    const [one, other] = [await here.seal('a secret', place('a')), await here.seal('a secret', place('a'))];
    expect(one).not.toBe(other);
    expect(one).not.toContain('a secret');
    expect(await there.open(one, place('a'))).toBe('a secret');
  });

  it('opens nowhere but in its own row and column, and not after a bit was changed', async () => {
    const sealed = await here.seal('a secret', place('a'));
    await expect(here.open(sealed, place('b'))).rejects.toMatchObject({ code: 'vault-tampered' });
    const otherColumn = { ...place('a'), column: 'other_sealed' } as const;
    await expect(here.open(sealed, otherColumn)).rejects.toMatchObject({ code: 'vault-tampered' });
    const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
    await expect(here.open(changed, place('a'))).rejects.toMatchObject({ code: 'vault-tampered' });
    await expect(here.open('plain text', place('a'))).rejects.toMatchObject({ code: 'vault-tampered' });
  });

  it('derives the same secret for a purpose on every replica, and another for another', () => {
    expect(here.deriveSecret('codes')).toEqual(there.deriveSecret('codes'));
    expect(here.deriveSecret('codes')).not.toEqual(here.deriveSecret('links'));
  });
});

describe('rotation', () => {
  it('seals every row anew while both replicas go on writing and reading, and loses none', async () => {
    await Promise.all(Array.from({ length: 1_200 }, (_, at) => put(`before-${at}`, at % 2 === 0 ? here : there)));
    const progress: RotationProgress[] = [];
    const rotating = server.app.get(RotationService).rotate((step) => progress.push(step));
    const meanwhile = Promise.all(
      Array.from({ length: 100 }, (_, at) => put(`meanwhile-${at}`, at % 2 === 0 ? here : there)),
    );
    await Promise.all([rotating, meanwhile]);
    expect(progress.find(({ table }) => table === 'canaries')?.resealed).toBeGreaterThanOrEqual(1_200);
    await server.app.get(RotationService).reseal({ table: 'canaries', column: 'text_sealed' });
    const rows = await database.query<{ id: string; text_sealed: string }[]>('SELECT * FROM canaries');
    expect(rows).toHaveLength(1_300);
    for (const { id, text_sealed: sealed } of rows) {
      expect(here.isCurrent(sealed)).toBe(true);
      expect(await there.open(sealed, place(id))).toBe(`the secret of ${id}`);
    }
  });

  it('leaves a row to whoever changes it meanwhile', async () => {
    await put('contended', here);
    await here.addDataKey({ onlyWhenNone: false });
    const raced = Object.create(here) as EncryptionService;
    raced.open = async (jwe, where) => {
      const text = await here.open(jwe, where);
      await database.query('UPDATE canaries SET text_sealed = $1 WHERE id = $2', [
        await here.seal('newer', where),
        where.id,
      ]);
      return text;
    };
    await database.query("DELETE FROM canaries WHERE id <> 'contended'");
    await new RotationService(database, raced).reseal({ table: 'canaries', column: 'text_sealed' });
    expect(await here.open(await get('contended'), place('contended'))).toBe('newer');
  });

  it('is known to the other replica at once, which then seals with the new key', async () => {
    const before = await there.seal('x', place('x'));
    await here.addDataKey({ onlyWhenNone: false });
    expect(here.isCurrent(before)).toBe(false);
    await expect.poll(async () => here.isCurrent(await there.seal('x', place('x'))), { timeout: 2_000 }).toBe(true);
  });

  it('opens what a key has sealed that this replica has not heard of yet', async () => {
    const deaf = new EncryptionService(database, { masterKeys: [masterKey] } as never, silence);
    await deaf.onModuleInit();
    await here.addDataKey({ onlyWhenNone: false });
    const sealed = await here.seal('news', place('n'));
    expect(await deaf.open(sealed, place('n'))).toBe('news');
  });

  it('is caught up with after notifications were missed', async () => {
    let reconnected = (): void => undefined;
    const channel = { ...silence, onReconnected: (handler: () => void) => ((reconnected = handler), () => undefined) };
    const deaf = new EncryptionService(database, { masterKeys: [masterKey] } as never, channel);
    await deaf.onModuleInit();
    await here.addDataKey({ onlyWhenNone: false });
    expect(here.isCurrent(await deaf.seal('x', place('x')))).toBe(false);
    reconnected();
    await expect.poll(async () => here.isCurrent(await deaf.seal('x', place('x')))).toBe(true);
  });

  it('takes the key that was added last for the newest, whatever the clock of its replica says', async () => {
    const ahead = 'dky_7zzzzzzzzzzzzzzzzzzzzzzzzz';
    const wrapped = await here.keyService.wrap(ahead, randomBytes(32));
    await database.query("INSERT INTO data_keys VALUES ($1, $2, now() - interval '1 day')", [ahead, wrapped]);
    await here.addDataKey({ onlyWhenNone: false });
    const [header = ''] = (await here.seal('x', place('x'))).split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { readonly kid: string };
    const [newest] = await database.query<{ id: string }[]>(
      'SELECT id FROM data_keys ORDER BY created_at DESC LIMIT 1',
    );
    expect(kid).toBe(newest?.id);
    expect(kid).not.toBe(ahead);
  });
});

const masterKey = `test:${Buffer.alloc(32, 7).toString('base64')}`;
const silence = {
  publish: () => Promise.resolve(),
  subscribe: () => () => undefined,
  onReconnected: () => () => undefined,
};
