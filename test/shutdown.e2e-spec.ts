import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseProcesses, makeDataFolder, startProcess, type ServerProcess } from './support/process.js';
import { createDatabase } from './support/server.js';

let databaseUrl: string;
let folder: Awaited<ReturnType<typeof makeDataFolder>>;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  folder = await makeDataFolder();
});
afterAll(() => folder.remove());

/** A request whose body never comes to its end. */
async function holdRequest(server: ServerProcess, key: string) {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  const head = `POST /v1/bots HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n`;
  socket.write(`${head}content-length: 100\r\n\r\n{"name":`);
  await sleep(300);
  return socket;
}

describe('a server that is asked to stop', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'by %s ends with code 0 when nothing is in flight',
    async (signal) => {
      const server = await startProcess({ variables: { DATABASE_URL: databaseUrl } });
      const began = performance.now();
      expect(await server.end(signal)).toEqual({ code: 0, signal: null });
      expect(performance.now() - began).toBeLessThan(8_000);
    },
  );

  it('waits for a request in flight, and ends at once when it is asked again', async () => {
    const server = await startProcess({ variables: { DATABASE_URL: databaseUrl } });
    const socket = await holdRequest(server, await server.signIn());
    const ending = server.end('SIGTERM');
    const early = await Promise.race([ending, sleep(1_500, 'still there')]);
    expect(early).toBe('still there');
    expect((await server.call('GET', '/health/ready')).body.details.server).toBe('stopping');
    const began = performance.now();
    process.kill(server.pid, 'SIGTERM');
    expect(await ending).toEqual({ code: 1, signal: null });
    expect(performance.now() - began).toBeLessThan(1_500);
    socket.destroy();
  });

  it('takes one key press that arrives twice for one', async () => {
    const server = await startProcess({ variables: { DATABASE_URL: databaseUrl } });
    const ending = server.end('SIGINT');
    process.kill(server.pid, 'SIGINT');
    expect(await ending).toEqual({ code: 0, signal: null });
  });

  it('leaves no database behind, however soon it ended, and what was acknowledged is there at the next start', async () => {
    const variables = { ATTACHE_DATA_FOLDER: folder.path };
    const first = await startProcess({ variables });
    const key = await first.signIn();
    expect((await first.call('POST', '/v1/bots', { body: { name: 'kept' } })).status).toBe(201);
    const socket = await holdRequest(first, key);
    const ending = first.end('SIGTERM');
    await sleep(500);
    process.kill(first.pid, 'SIGTERM');
    expect((await ending).code).toBe(1);
    socket.destroy();
    await expect.poll(() => databaseProcesses(folder.path), { timeout: 10_000 }).toEqual([]);
    const second = await startProcess({ variables, key });
    expect((await second.call('GET', '/v1/bots')).body.items).toMatchObject([{ name: 'kept' }]);
    expect((await second.end('SIGTERM')).code).toBe(0);
    expect(await databaseProcesses(folder.path)).toEqual([]);
  });
});
