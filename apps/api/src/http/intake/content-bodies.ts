import type { FastifyInstance, FastifyRequest } from 'fastify';

/** `@RouteConfig(acceptsContent)` on a route whose body is a file: it is not read before the route wants it, and its own media type is told apart. */
export const acceptsContent = { acceptsContent: true } as const;

/** The media type of every file on its way here. */
export const contentMediaType = 'application/octet-stream';

/** How long a file may be on its way here. */
export const contentTimeoutMs = 600_000;

/** Whether a request may bring a file. */
export function takesContent({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): boolean {
  return (routeOptions.config as { readonly acceptsContent?: boolean } | undefined)?.acceptsContent === true;
}

/** Hands files on as streams, on the routes that take them; every other route has refused them by then. */
export function passContent(server: FastifyInstance): void {
  server.addContentTypeParser(contentMediaType, (_request, payload, done) => done(null, payload));
}
