import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import { acceptsContent, passContent } from './content-bodies.js';
import { hurryBodies } from './slow-bodies.js';

let server: FastifyInstance;
afterEach(() => server.close());

async function listen(): Promise<number> {
  server = Fastify({ forceCloseConnections: true });
  passContent(server);
  hurryBodies(server, 150);
  server.post('/json', () => 'ok');
  server.put('/file', { config: acceptsContent }, async (request) => {
    let bytes = 0;
    for await (const chunk of request.body as AsyncIterable<Buffer>) bytes += chunk.length;
    return `got ${bytes}`;
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  return (server.server.address() as AddressInfo).port;
}

/** Sends a head and half of the body, and the rest after a while. */
async function sendSlowly(port: number, head: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => (heard += String(chunk))).on('error', () => undefined);
  socket.write(`${head}\r\nhost: x\r\ncontent-length: 4\r\n\r\n{ `);
  await sleep(500);
  if (!socket.destroyed && socket.writable) socket.write(' }');
  await sleep(200);
  socket.destroy();
  return heard;
}

it('hangs up on a body that does not come', async () => {
  const heard = await sendSlowly(await listen(), 'POST /json HTTP/1.1\r\ncontent-type: application/json');
  expect(heard).toMatch(/^HTTP\/1\.1 408 /);
});

it('waits for a file', async () => {
  const heard = await sendSlowly(await listen(), 'PUT /file HTTP/1.1\r\ncontent-type: application/octet-stream');
  expect(heard).toContain('got 4');
});
