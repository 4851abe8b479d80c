import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { ValidationPipe } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ValidationError } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import type { Environment } from '../config/environment.js';
import { ProblemError, RequestInvalidError, type Violation } from './problem.js';

const bodyLimitBytes = 1_048_576;
const requestIdPattern = /^[\w-]{8,64}$/;

/** The Fastify adapter, with the limits that hold for every request. */
export function createAdapter(environment: Pick<Environment, 'trustProxy'>): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    trustProxy: environment.trustProxy,
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
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
    exceptionFactory: (errors) => new RequestInvalidError(toViolations(errors)),
  });
}

/** The API takes JSON only; forms are for the pages beside it. */
function mediaTypeProblem({ url, headers }: Pick<FastifyRequest, 'url' | 'headers'>): ProblemError | undefined {
  const type = headers['content-type'];
  if (!url.startsWith('/v1/') || type === undefined || /^application\/json\s*(;|$)/i.test(type)) return undefined;
  return new ProblemError('media-type-unsupported', 'Send the body as application/json.');
}

function malformed(cause: unknown): ProblemError {
  return new ProblemError('body-malformed', 'The body is not valid JSON; check it with a JSON parser.', {}, { cause });
}

/** What every answer carries: security headers, cookies, the request id. */
export async function configureServer(app: NestFastifyApplication, environment: Environment): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: environment.isHttps,
  });
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done(mediaTypeProblem(request));
  });
  const parseJson = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit: bodyLimitBytes }, (request, body, done) => {
    void parseJson(request as FastifyRequest, body.toString('utf8'), (error, parsed) =>
      done(error === null ? null : malformed(error), parsed),
    );
  });
  app.useGlobalPipes(createValidationPipe());
}
