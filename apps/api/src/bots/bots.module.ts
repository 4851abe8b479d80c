import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Bot } from './bot.entity.js';
import { BotContentsService } from './bot-contents.service.js';
import { BotsController } from './bots.controller.js';
import { BotsService } from './bots.service.js';

/** Bots of a workspace. */
@Module({
  imports: [TypeOrmModule.forFeature([Bot])],
  controllers: [BotsController],
  providers: [BotsService, BotContentsService],
  exports: [BotsService],
})
export class BotsModule {}
