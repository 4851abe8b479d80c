import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Environment } from '../../config/environment.js';
import type { Tracing } from './open-telemetry.js';

/** What is told of a piece of work; never a token, a secret, or anything that a person wrote. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** OpenTelemetry traces, when the operator asks for them; otherwise nothing is loaded and nothing is paid. */
@Injectable()
export class TracingService implements OnApplicationShutdown {
  private readonly logger = new Logger('tracing');
  private tracing?: Tracing;

  constructor(private readonly environment: Environment) {}

  /** Begins to trace every request of a server, and what it calls. */
  async start(server: FastifyInstance): Promise<void> {
    const { otlpEndpoint } = this.environment;
    if (otlpEndpoint === undefined) return;
    const { startTracing } = await import('./open-telemetry.js');
    this.tracing = startTracing(otlpEndpoint, server);
    this.logger.log('traces are sent by OTLP');
  }

  /** Does the work within a span of its own. */
  inSpan<Result>(name: string, attributes: SpanAttributes, work: () => Promise<Result>): Promise<Result> {
    return this.tracing === undefined ? work() : this.tracing.inSpan(name, attributes, work);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.tracing?.stop().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the last traces could not be sent');
    });
  }
}
