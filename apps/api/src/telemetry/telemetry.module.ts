import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { MetricsService } from './metrics.service.js';
import { ShutdownService } from './shutdown.service.js';
import { TracingService } from './tracing/tracing.service.js';

/** Health, metrics, traces and an orderly end. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [MetricsService, ShutdownService, TracingService],
  exports: [MetricsService, ShutdownService, TracingService],
})
export class TelemetryModule {}
