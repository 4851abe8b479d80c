import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { MetricsService } from './metrics.service.js';
import { ShutdownService } from './shutdown.service.js';

/** Health, metrics and an orderly end. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [MetricsService, ShutdownService],
  exports: [MetricsService, ShutdownService],
})
export class TelemetryModule {}
