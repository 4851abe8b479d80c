import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import { RequestRecorderService } from './audit/requests/request-recorder.service.js';
import type { Environment } from './config/environment.js';
import { serveConsoleFiles } from './console/console-files.js';
import { openFastLane } from './http/fast-lane.js';
import { configureServer, createAdapter } from './http/server.js';
import { SetUpService } from './members/set-up.service.js';
import { PinoLogger } from './telemetry/logger.js';
import { MetricsService } from './telemetry/metrics.service.js';
import { observeRequests } from './telemetry/requests.js';
import { ShutdownService } from './telemetry/shutdown.service.js';
import { TracingService } from './telemetry/tracing/tracing.service.js';

/** A server that listens. */
export interface RunningServer {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** The one-time link of the first set-up, while it is pending. */
  readonly setUpLink?: string;
  close(): Promise<void>;
}

/** The server cannot listen where it is told to. */
export class AddressUnavailableError extends Error {
  readonly code = 'address-unavailable';
  override readonly name = 'AddressUnavailableError';

  constructor({ host, port }: Pick<Environment, 'host' | 'port'>, cause: unknown) {
    const reasons: Readonly<Record<string, string>> = {
      EADDRINUSE: 'it is in use: is the server running already?',
      EACCES: 'this user may not use it.',
      EADDRNOTAVAIL: 'this computer has no such address.',
    };
    const { code = '' } = cause as { readonly code?: string };
    const reason = reasons[code] ?? `${code || String(cause)}.`;
    super(`Cannot listen on port ${port} of ${host}: ${reason} Choose another with PORT or HOST.`, { cause });
  }
}

/**
 * Starts the whole server; SIGINT and SIGTERM end it in good order.
 * @throws {AddressUnavailableError}; the errors of `database/errors.ts`
 */
export async function startServer({
  environment,
  logger,
}: {
  readonly environment: Environment;
  readonly logger: Logger;
}): Promise<RunningServer> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(environment),
    createAdapter(environment),
    {
      logger: new PinoLogger(logger),
      abortOnError: false,
      bufferLogs: false,
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  await app.get(TracingService).start(fastify);
  await configureServer(app, environment);
  await serveConsoleFiles(app);
  observeRequests(fastify, { metrics: app.get(MetricsService), shutdown: app.get(ShutdownService), logger });
  app.get(RequestRecorderService).watch(fastify);
  openFastLane(app);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM', 'SIGHUP'], { useProcessExit: true });
  await app.listen(environment.port, environment.host).catch(async (error: unknown) => {
    await app.close();
    throw (error as { readonly syscall?: string }).syscall === 'listen'
      ? new AddressUnavailableError(environment, error)
      : error;
  });
  return {
    app,
    url: environment.publicUrl,
    setUpLink: app.get(SetUpService).pendingLink,
    close: () => app.close(),
  };
}
