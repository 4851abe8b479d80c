import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ReferenceController } from './openapi/reference.controller.js';
import { ProblemFilter } from './problem.filter.js';

/** Who may pass, how errors are answered, and the description of the API. */
@Module({
  imports: [DiscoveryModule],
  controllers: [ReferenceController],
  providers: [
    AccessGuard,
    { provide: APP_GUARD, useExisting: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [AccessGuard],
})
export class HttpModule {}
