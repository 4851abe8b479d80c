import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exits } from './exits.js';
import type { PagesService } from './pages.service.js';

/** Answers with a page whoever opens an address that nothing has in a browser; programs get a problem, as anywhere. */
export function answerLostVisitors(server: FastifyInstance, pages: PagesService): void {
  server.addHook('preHandler', (request, reply, done) => {
    if (!request.is404 || !isVisitor(request)) return done();
    const page = { kind: 'exit', exit: 'page-unknown', reference: request.id } as const;
    void reply.send(pages.send(request, reply, { page, status: exits['page-unknown'].status }));
  });
}

function isVisitor({ method, url, headers: { accept } }: FastifyRequest): boolean {
  return method === 'GET' && !url.startsWith('/v1/') && accept?.includes('text/html') === true;
}
