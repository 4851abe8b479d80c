import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BotsModule } from '../bots/bots.module.js';
import { EndUser } from './end-user.entity.js';
import { EndUserViewsService } from './end-user-views.service.js';
import { EndUsersController } from './end-users.controller.js';
import { EndUsersService } from './end-users.service.js';

/** The people who talk to bots. */
@Module({
  imports: [TypeOrmModule.forFeature([EndUser]), BotsModule],
  controllers: [EndUsersController],
  providers: [EndUsersService, EndUserViewsService],
  exports: [EndUsersService],
})
export class EndUsersModule {}
