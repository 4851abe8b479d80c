import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SiteStore } from '../../../../sandbox/src/sharepoint/site-store.js';
import { goThrough } from '../../../../../test/support/connectors/way-through.js';
import { eventually } from '../../../../../test/support/eventually.js';
import { expectStatus, startWorld, type World } from '../../../../../test/support/world.js';

let world: World;
let path: string;
let store: SiteStore;
const large = randomBytes(20_000_000);

beforeAll(async () => {
  world = await startWorld();
  store = world.sandbox.system('sharepoint').store as SiteStore;
  const { server } = world;
  const bot = expectStatus(await server.call('POST', '/v1/bots', { body: { name: 'Files' } }), 201);
  path = `/v1/bots/${bot.body.id as string}/actions/sharepoint`;
  expectStatus(await server.call('PUT', path, { body: { authorizationMode: 'end-user' } }), 200);
  expectStatus(await server.call('POST', `${path}/enable`), 200);
  const link = await server.call('POST', `${path}/authorization-links`, { body: { endUser: { id: 'u-1' } } });
  const { id, url } = expectStatus(link, 201).body as { readonly id: string; readonly url: string };
  const code = await goThrough(server.url, url, {});
  expectStatus(await server.call('POST', `/v1/authorization-requests/${id}/verify`, { body: { code } }), 200);
}, 60_000);
afterEach(() => {
  world.sandbox.system('sharepoint').faults.set([]);
  store.reset();
});
afterAll(() => world.close());

const authorization = () => `Bearer ${world.server.key}`;
const named = (name: string) => store.snapshot()['files']?.filter((file) => (file as { name: string }).name === name);

/** Begins to send a file; whoever calls writes it. */
function beginUpload(name: string, headers: Readonly<Record<string, string | number>> = {}) {
  const query = new URLSearchParams({ input: JSON.stringify({ name }), endUserId: 'u-1', mediaType: 'text/plain' });
  const sending = request(`${world.server.url}${path}/operations/upload-file/content?${query}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', authorization: authorization(), ...headers },
  });
  const answered = once(sending, 'response').then(async ([response]) => {
    // The type of an event's arguments is not known.
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const { statusCode: status } = response as any;
    return { status: status as number, body: JSON.parse(await text(response)) as Record<string, never> };
  });
  answered.catch(() => undefined);
  return { sending, answered };
}

async function upload(name: string, bytes: Buffer) {
  const { sending, answered } = beginUpload(name, { 'content-length': bytes.length });
  sending.end(bytes);
  return answered;
}

/** Stores a file and answers its id. */
async function stored(name: string, bytes: Buffer): Promise<string> {
  const { status, body } = await upload(name, bytes);
  expect(status).toBe(200);
  return (body as unknown as { output: { id: string } }).output.id;
}

const download = (id: string, signal?: AbortSignal) =>
  fetch(`${world.server.url}${path}/operations/download-file/content`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization() },
    body: JSON.stringify({ endUserId: 'u-1', input: { id } }),
    ...(signal && { signal }),
  });

describe('a file on its way to a system', () => {
  it('is with the system before the rest of it has been sent, and arrives and comes back byte for byte', async () => {
    const { sending, answered } = beginUpload('large.txt');
    sending.write(large.subarray(0, 10_000_000));
    await eventually(() => store.flow.received > 9_000_000 || undefined, 'the first half');
    sending.end(large.subarray(10_000_000));
    const { status, body } = await answered;
    expect(status).toBe(200);
    const { id } = (body as unknown as { output: { id: string } }).output;
    const back = await download(id);
    expect(back.headers.get('content-length')).toBe('20000000');
    expect(back.headers.get('attache-run-id')).toMatch(/^run_/);
    expect(Buffer.from(await back.arrayBuffer()).equals(large)).toBe(true);
  });

  it('has to be sent again when the token was refused meanwhile, and then arrives once', async () => {
    world.sandbox.system('sharepoint').faults.set([{ kind: 'expired-token', on: 'api', method: 'PUT', times: 1 }]);
    const refused = await upload('again.txt', Buffer.from('text'));
    expect(refused).toMatchObject({ status: 503, body: { code: 'content-interrupted' } });
    expect((await upload('again.txt', Buffer.from('text'))).status).toBe(200);
    expect(named('again.txt')).toHaveLength(1);
  });

  it('is not stored when whoever sends it breaks off, or promised more than comes', async () => {
    const promises: readonly Readonly<Record<string, number>>[] = [{}, { 'content-length': 2_000_000 }];
    for (const headers of promises) {
      store.flow.received = 0;
      const { sending, answered } = beginUpload('half.txt', headers);
      sending.write(large.subarray(0, 1_000_000));
      await eventually(() => store.flow.received > 500_000 || undefined, 'the first half');
      sending.destroy();
      await expect(answered).rejects.toThrow();
    }
    expect((await upload('whole.txt', Buffer.from('text'))).status).toBe(200);
    expect(named('half.txt')).toEqual([]);
  });
});

describe('a file on its way from a system', () => {
  it('comes although the token was refused at first', async () => {
    world.sandbox.system('sharepoint').faults.set([{ kind: 'expired-token', on: 'api', times: 1 }]);
    const answer = await download('01SANDBOXTRAVELPOLICY');
    expect([answer.status, await answer.text()]).toEqual([200, 'Travel by train where you can.']);
  });

  it('is something to keep, and runs in no browser', async () => {
    const { headers } = await download('01SANDBOXWELCOME');
    expect(headers.get('content-type')).toBe('text/html');
    expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''Welcome.html");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('breaks off when the system does, and is never taken for whole', async () => {
    const id = await stored('large.txt', large);
    store.flow.breakAfterBytes = 1_000_000;
    const answer = await download(id);
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect((await download('01SANDBOXTRAVELPOLICY')).status).toBe(200);
  });

  it('is not fetched on when nobody reads it any more', async () => {
    const id = await stored('large.txt', large);
    const leaving = new AbortController();
    const answer = await download(id, leaving.signal);
    await answer.body?.getReader().read();
    expect(store.flow.sending).toBe(1);
    leaving.abort();
    await eventually(() => store.flow.sending === 0 || undefined, 'the end of the download');
  });

  it('is told of by a problem when there is none', async () => {
    const answer = await download('01NOTHING');
    expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'record-not-found' }]);
  });
});
