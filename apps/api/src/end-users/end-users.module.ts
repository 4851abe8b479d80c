import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BotsModule } from '../bots/bots.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { EndUser } from './end-user.entity.js';
import { EndUserViewsService } from './end-user-views.service.js';
import { EndUsersController } from './end-users.controller.js';
import { EndUsersService } from './end-users.service.js';
import { EndUserErasuresService } from './erasure/end-user-erasures.service.js';
import { EndUserErasure } from './erasure/end-user-erasure.entity.js';
import { EndUserErasuresController } from './erasure/end-user-erasures.controller.js';
import { ErasureParticipantsService } from './erasure/erasure-participants.service.js';
import { ErasureScansService } from './erasure/traces/erasure-scans.service.js';
import { ErasureStepsService } from './erasure/erasure-steps.service.js';
import { ErasureStoreService } from './erasure/erasure-store.service.js';
import { ErasureWorkService } from './erasure/erasure-work.service.js';
import { TraceErasuresService } from './erasure/traces/trace-erasures.service.js';

/** The people who talk to bots. */
@Module({
  imports: [TypeOrmModule.forFeature([EndUser, EndUserErasure]), BotsModule, IdempotencyModule],
  controllers: [EndUsersController, EndUserErasuresController],
  providers: [
    EndUsersService,
    EndUserViewsService,
    EndUserErasuresService,
    ErasureParticipantsService,
    ErasureScansService,
    ErasureStepsService,
    ErasureStoreService,
    ErasureWorkService,
    TraceErasuresService,
  ],
  exports: [EndUsersService, ErasureParticipantsService],
})
export class EndUsersModule {}
