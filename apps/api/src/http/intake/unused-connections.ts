import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Tracks connections that have not brought a request yet, as browsers open them before they need them: Node does not count them as idle, and
 * a server that closes would wait a minute for each. The answer hangs up on them.
 */
export function trackUnusedConnections(server: Server): () => void {
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return () => unused.forEach((socket) => socket.destroy());
}
