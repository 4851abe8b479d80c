import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readConnectors } from '../../../../test/support/connectors/registry.js';
import { reach, type Reach } from '../../../../test/support/connectors/reach.js';
import { story } from '../../../../test/connectors/google-drive.js';
import { startSystems } from '../sandbox.js';
import { googleDriveSystem } from './google-drive.system.js';

const world = await startSystems([googleDriveSystem]);
const system = world.running[0]!;
const connector = (await readConnectors()).find('google-drive')!;
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

it.each(connector.operations.map(({ name }) => name))('the look-alike takes %s, by its story', async (name) => {
  expect(await run(name)).toBeTypeOf('object');
});

it('files are found by name, by content and by type, whatever stands in them', async () => {
  await run('upload-file', { name: "Ann's \\ and 'plan'" });
  const found = async (input: object) => ((await run('search-files', input))['files'] as unknown[]).length;
  expect(await found({ keyword: "ann's \\ and 'plan'" })).toBe(1);
  expect(await found({ keyword: 'a file' })).toBe(0);
  expect(await found({ keyword: 'a file', searchIn: 'content' })).toBe(1);
  expect(await found({ type: 'folder' })).toBe(1);
  const first = await run('search-files', { limit: 3 });
  expect(first).toMatchObject({ hasMore: true });
  expect(await found({ limit: 3, cursor: first['nextCursor'] })).toBe(2);
});

it('what was uploaded is downloaded, documents as text, and links open', async () => {
  const stored = await run('upload-file', { name: 'a.txt', folderId: 'sandboxReports' });
  expect(await run('download-file', { id: stored['id'] })).toMatchObject({ text: 'a file', sizeBytes: 6 });
  const budget = await run('download-file', { id: 'sandboxBudget' });
  expect(budget).toMatchObject({ text: 'Coffee,12\r\nTea,7', sizeBytes: 16 });
  expect(await run('download-file', { id: 'sandboxReports' })).not.toHaveProperty('sizeBytes');
  expect((await fetch(String(stored['url']))).status).toBe(200);
  const nowhere = run('upload-file', { name: 'a.txt', folderId: 'nowhere' });
  await expect(nowhere).rejects.toMatchObject({ code: 'record-not-found' });
});
