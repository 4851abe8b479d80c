import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions/actions.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { DialogTask } from './dialog-task.entity.js';
import { DialogTasksController } from './dialog-tasks.controller.js';
import { DialogTasksService } from './dialog-tasks.service.js';
import { TemplatesService } from './templates.service.js';

/** Dialog tasks and the templates that they are copied from. */
@Module({
  imports: [TypeOrmModule.forFeature([DialogTask]), ActionsModule, BotsModule, ConnectorsModule],
  controllers: [DialogTasksController],
  providers: [DialogTasksService, TemplatesService],
  exports: [DialogTasksService],
})
export class DialogTasksModule {}
