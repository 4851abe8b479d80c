import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConnectors } from '../../../../test/support/connectors/registry.js';
import { reach, type Reach } from '../../../../test/support/connectors/reach.js';
import { story } from '../../../../test/connectors/sharepoint.js';
import { startSystems } from '../sandbox.js';
import { sharepointSystem } from './sharepoint.system.js';
import type { SiteStore } from './site-store.js';

const world = await startSystems([sharepointSystem]);
const system = world.running[0]!;
const connector = (await readConnectors()).find('sharepoint')!;
let at: Reach;

beforeAll(async () => {
  at = await reach(connector, system, story);
});
beforeEach(() => system.store.reset());
afterAll(async () => {
  await at?.close();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = connector.operations.find((known) => known.name === name)!;
  return (await at.run(operation, input ?? (await at.input(operation)))) as never;
}

describe('the look-alike', () => {
  it.each(connector.operations.map(({ name }) => name))('takes %s, by its story', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('lists page after page to the end, once each', async () => {
    const seen: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-items', { list: 'Tasks', limit: 4, ...(cursor !== undefined && { cursor }) });
      seen.push(...(page['items'] as { title: string }[]).map(({ title }) => title));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it('finds sites, by words, and by what stands in their links', async () => {
    const { sites } = (await run('search-sites', {})) as { sites: { id: string; url: string }[] };
    expect(sites).toHaveLength(3);
    await run('create-item', { site: 'https://acme.sharepoint.com/sites/marketing', list: 'Tasks', title: "Ann's" });
    const found = await run('list-items', { site: sites[1]?.id, list: 'Tasks', titleBegins: "ann'" });
    expect(found['items']).toHaveLength(1);
    await expect(run('list-items', { list: 'Nothing' })).rejects.toMatchObject({ code: 'record-not-found' });
    const elsewhere = run('list-items', { site: 'https://other.sharepoint.com', list: 'Tasks' });
    await expect(elsewhere).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('changes a column as people call it, and refuses what does not fit', async () => {
    const changed = await run('update-item', { list: 'tasks', id: '1', column: 'costs', value: '12' });
    expect(changed['fields']).toMatchObject({ Title: 'Order coffee', Cost: 12 });
    const refused = run('update-item', { list: 'Tasks', id: '1', fields: { Cost: 'many' } });
    await expect(refused).rejects.toMatchObject({ code: 'vendor-rejected-input' });
    const unknown = run('update-item', { list: 'Tasks', id: '99', title: 'A' });
    await expect(unknown).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('keeps a file, and the first of two with one name', async () => {
    const stored = await run('upload-file', { name: 'a.txt', whenExists: 'fail' });
    expect(await run('download-file', { id: stored['id'] })).toMatchObject({ text: 'a file', sizeBytes: 6 });
    const again = run('upload-file', { name: 'A.TXT' });
    await expect(again).rejects.toMatchObject({ code: 'vendor-conflict' });
    expect(await run('upload-file', { name: 'a.txt', whenExists: 'rename' })).toMatchObject({ name: 'a 1.txt' });
    const { files } = (await run('search-files', { keyword: 'a FILE' })) as { files: unknown[] };
    expect(files).toHaveLength(2);
  });

  it('opens the page behind each link, and the store only with a ticket', async () => {
    const store = system.store as SiteStore;
    const { url } = await run('create-item');
    expect((await fetch(String(url))).status).toBe(200);
    const { url: file } = await run('download-file');
    expect((await fetch(String(file))).status).toBe(200);
    expect((await fetch(`${system.url}/download?tempauth=x`)).status).toBe(401);
    expect((await fetch(`${system.url}/v1.0/me`)).status).toBe(401);
    expect(store.flow.sending).toBe(0);
  });
});
