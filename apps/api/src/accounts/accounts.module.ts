import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Member } from '../members/member.entity.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { AccountFactorsService } from './account-factors.service.js';
import { AccountViewsService } from './account-views.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';

/** What members change of their own accounts. */
@Module({
  imports: [TypeOrmModule.forFeature([Member]), SessionsModule],
  controllers: [AccountsController],
  providers: [AccountsService, AccountFactorsService, AccountViewsService],
})
export class AccountsModule {}
