import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from './app.module.js';
import type { Environment } from './config/environment.js';
import { configureServer, createAdapter } from './http/server.js';
import { SetUpService } from './members/set-up.service.js';
import { recordRequests } from './telemetry/http-metrics.js';
import { PinoLogger } from './telemetry/logger.js';
import { MetricsService } from './telemetry/metrics.service.js';

/** A server that listens. */
export interface RunningServer {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** The one-time link of the first set-up, while it is pending. */
  readonly setUpLink?: string;
  close(): Promise<void>;
}

/** Starts the whole server; SIGINT and SIGTERM end it in good order. */
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
  await configureServer(app, environment);
  recordRequests(app.getHttpAdapter().getInstance(), app.get(MetricsService));
  app.enableShutdownHooks(['SIGINT', 'SIGTERM', 'SIGHUP'], { useProcessExit: true });
  await app.listen(environment.port, environment.host);
  return {
    app,
    url: environment.publicUrl,
    setUpLink: app.get(SetUpService).pendingLink,
    close: () => app.close(),
  };
}
