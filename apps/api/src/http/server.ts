import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import cookie from '@fastify/cookie';
import { ValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Environment } from '../config/environment.js';
import { bodyLimitBytes } from './intake/body-limits.js';
import { answerBadPath, answerBrokenRequest } from './intake/broken-requests.js';
import { contentMediaType, contentTimeoutMs, passContent, takesContent } from './intake/content-bodies.js';
import { hurryBodies } from './intake/slow-bodies.js';
import { trackUnusedConnections } from './intake/unused-connections.js';
import { transformer } from './intake/verbatim-json.js';
import { flawOf, malformedBody } from './intake/json-body.js';
import { ProblemError, RequestInvalidError, type Violation } from './problem.js';
import { securityHeaders } from './security-headers.js';

const requestIdPattern = /^[\w-]{8,64}$/;

/** The Fastify adapter, with the limits that hold for every request. */
export function createAdapter(environment: Pick<Environment, 'trustProxy'>): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    // One hop: what stands further left in `X-Forwarded-For` is whatever the client wrote.
    trustProxy: environment.trustProxy && ((_address, hop) => hop === 0),
    requestTimeout: contentTimeoutMs,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: answerBadPath,
    clientErrorHandler: answerBrokenRequest,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    genReqId: (request: { readonly headers: Record<string, string | string[] | undefined> }) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && requestIdPattern.test(given) ? given : randomUUID();
    },
  });
}

/** Flattens class-validator's tree into JSON pointers. */
export function toViolations(errors: readonly ValidationError[], parent = ''): readonly Violation[] {
  return errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({
      pointer,
      detail: message.replace(/^property (\S+) should not exist$/, 'There is no such field; remove it.'),
    }));
    return [...own, ...toViolations(error.children ?? [], pointer)];
  });
}

/** Unknown fields are refused; what is wrong is told by JSON pointer. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transformerPackage: transformer,
    exceptionFactory: (errors) => new RequestInvalidError(toViolations(errors)),
  });
}

/** The API takes JSON only, and no address holds the character NUL. */
function refusal(request: FastifyRequest): ProblemError | undefined {
  const { url, headers, routeOptions } = request;
  if (url.includes('%00')) {
    return new RequestInvalidError([{ pointer: '', detail: 'The address holds the character NUL.' }]);
  }
  const type = headers['content-type'];
  if (!isApi(routeOptions.url) || type === undefined) return undefined;
  const wanted = takesContent(request) ? contentMediaType : 'application/json';
  const isWanted = type === wanted || (wanted !== contentMediaType && /^application\/json\s*(;|$)/i.test(type));
  return isWanted ? undefined : new ProblemError('media-type-unsupported', `Send the body as ${wanted}.`);
}

/** By the route that was found: a path can be written in many ways. */
function isApi(route: string | undefined): boolean {
  return route?.startsWith('/v1/') === true;
}

/** What every answer carries: security headers, cookies, the request id. */
export async function configureServer(app: NestFastifyApplication, environment: Environment): Promise<void> {
  await app.register(cookie);
  const headers = await securityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: environment.isHttps,
  });
  const server = app.getHttpAdapter().getInstance();
  const hangUp = trackUnusedConnections(server.server as Server);
  server.addHook('preClose', (done) => {
    hangUp();
    done();
  });
  server.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as { readonly bodyLimit?: number };
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header('x-request-id', request.id);
    if (isApi(request.routeOptions.url)) void reply.header('cache-control', 'no-store');
    done(refusal(request));
  });
  const parseJson = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: bodyLimitBytes }, (request, body, done) => {
    // Many clients name a media type where they send nothing.
    if (body.length === 0) return done(null, undefined);
    void parseJson(request as FastifyRequest, body.toString('utf8'), (error, parsed) => {
      if (error !== null) return done(malformedBody(error));
      const flaw = flawOf(parsed);
      done(flaw === undefined ? null : new RequestInvalidError([flaw]), parsed);
    });
  });
  passContent(server);
  hurryBodies(server);
  app.useGlobalPipes(createValidationPipe());
}
