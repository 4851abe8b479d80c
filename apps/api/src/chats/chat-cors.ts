import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const path = /^\/v1\/chat\/([^/?]+)\//;

/** Whether pages of an origin may embed the chat of a bot. */
type IsAllowed = (botId: string, origin: string) => Promise<boolean>;

/**
 * Lets pages of other sites call the routes of the chat (CORS), and no others: only origins that the bot allows, and never with
 * cookies, since a chat is held with a bearer token. Whatever else they ask is answered without a word about them.
 */
export function allowOtherSites(server: FastifyInstance, isAllowed: IsAllowed): void {
  server.addHook('onRequest', (request, reply, done) => {
    const [, botId] = path.exec(request.url) ?? [];
    const { origin } = request.headers;
    if (botId === undefined || origin === undefined) return done();
    isAllowed(botId, origin).then((allowed) => {
      void reply.header('vary', 'Origin');
      if (allowed) admit(request, reply, origin);
      if (!reply.sent) done();
    }, done);
  });
}

function admit(request: FastifyRequest, reply: FastifyReply, origin: string): void {
  void reply
    .header('access-control-allow-origin', origin)
    .header('access-control-expose-headers', 'retry-after, x-request-id');
  if (request.method !== 'OPTIONS') return;
  void reply
    .status(204)
    .header('access-control-allow-methods', 'GET, POST, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type, idempotency-key, last-event-id')
    .header('access-control-max-age', '600')
    .send();
}
