import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BotsModule } from '../bots/bots.module.js';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { EndUser } from './end-user.entity.js';
import { EndUserViewsService } from './end-user-views.service.js';
import { EndUsersController } from './end-users.controller.js';
import { EndUsersService } from './end-users.service.js';
import { EndUserErasuresService } from './erasure/end-user-erasures.service.js';
import { TraceErasuresService } from './erasure/trace-erasures.service.js';

/** The people who talk to bots. */
@Module({
  imports: [TypeOrmModule.forFeature([EndUser]), BotsModule, IdempotencyModule],
  controllers: [EndUsersController],
  providers: [EndUsersService, EndUserViewsService, EndUserErasuresService, TraceErasuresService],
  exports: [EndUsersService, EndUserErasuresService],
})
export class EndUsersModule {}
