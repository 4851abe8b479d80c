import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ProblemError } from '../http/problem.js';
import type { MetricsService } from './metrics.service.js';
import type { ShutdownService } from './shutdown.service.js';

/** Who looks at each request. */
export interface RequestObservers {
  readonly metrics: MetricsService;
  readonly shutdown: ShutdownService;
  readonly logger: Logger;
}

/** Routes that answer until the very end: orchestrators and Prometheus ask them. */
const alwaysOpen = /^\/(health\/|metrics$)/;

/** Refuses requests while the server stops, and counts, times and logs those it answers. */
export function observeRequests(server: FastifyInstance, { metrics, shutdown, logger }: RequestObservers): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!shutdown.isStopping) {
      shutdown.trackAnswer(reply.raw);
      done();
    } else if (alwaysOpen.test(routeOf(request))) {
      done();
    } else {
      void reply.header('connection', 'close');
      done(new ProblemError('shutting-down', 'The server is stopping; send the request again in a moment.'));
    }
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = routeOf(request);
    metrics.httpRequests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    logRequest(logger, route, request, reply);
    done();
  });
}

/** The route as it is declared, never the path that was asked for: paths and queries hold ids and tokens. */
function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

/** What went wrong is logged, everything else only at level `debug`. */
function logRequest(logger: Logger, route: string, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode } = reply;
  const level = statusCode >= 500 ? 'warn' : statusCode >= 400 ? 'info' : 'debug';
  if (!logger.isLevelEnabled(level)) return;
  logger[level](
    {
      context: 'http',
      requestId: request.id,
      method: request.method,
      route,
      status: statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.caller !== undefined && { caller: request.caller.id }),
    },
    'answered',
  );
}
