import type { Server } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takesContent } from './content-bodies.js';

const headMs = 30_000;
const bodyMs = 30_000;

/** Hangs up on whoever keeps a connection busy with a request that does not come; only files have the server's own, long time. */
export function hurryBodies(server: FastifyInstance, timeoutMs = bodyMs): void {
  (server.server as Server).headersTimeout = headMs;
  server.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request) && !takesContent(request)) hurry(request, timeoutMs);
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
}

function hurry({ raw }: FastifyRequest, timeoutMs: number): void {
  if (raw.complete) return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n', () => raw.destroy());
  }, timeoutMs).unref();
  const stop = (): void => clearTimeout(timer);
  raw.once('end', stop).once('close', stop);
}
