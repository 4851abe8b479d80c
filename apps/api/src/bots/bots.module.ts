import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BotsOfDivisions } from '../http/caller.js';
import { Bot } from './bot.entity.js';
import { BotContentsService } from './bot-contents.service.js';
import { BotsController } from './bots.controller.js';
import { BotsService } from './bots.service.js';

/** Bots of a workspace. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Bot])],
  controllers: [BotsController],
  providers: [BotsService, BotContentsService, { provide: BotsOfDivisions, useExisting: BotsService }],
  exports: [BotsService, BotsOfDivisions],
})
export class BotsModule {}
