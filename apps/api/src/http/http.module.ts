import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ReferenceController } from './openapi/reference.controller.js';
import { ProblemFilter } from './problem.filter.js';

/** Who may pass, how errors are answered, and the description of the API. */
@Module({
  controllers: [ReferenceController],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class HttpModule {}
