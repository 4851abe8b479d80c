import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthorizationsModule } from '../authorizations/authorizations.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { StreamsModule } from '../streams/streams.module.js';
import { DialogTask } from './dialog-task.entity.js';
import { DialogTasksController } from './dialog-tasks.controller.js';
import { DialogTasksService } from './dialog-tasks.service.js';
import { GraphChecksService } from './graph-checks.service.js';
import { LiveTasksService } from './live-tasks.service.js';
import { TaskChangesService } from './task-changes.service.js';
import { TaskWritesService } from './task-writes.service.js';
import { TemplatePlansService } from './templates/template-plans.service.js';
import { TemplatesController } from './templates/templates.controller.js';
import { TemplatesService } from './templates/templates.service.js';
import { UpgradesController } from './upgrades/upgrades.controller.js';
import { UpgradesService } from './upgrades/upgrades.service.js';

/** Dialog tasks, the templates that they are copied from, and their upgrades. */
@Module({
  imports: [
    TypeOrmModule.forFeature([DialogTask]),
    ActionsModule,
    AuthorizationsModule,
    BotsModule,
    ConnectorsModule,
    StreamsModule,
  ],
  controllers: [DialogTasksController, TemplatesController, UpgradesController],
  providers: [
    ...[DialogTasksService, GraphChecksService, LiveTasksService, TaskChangesService, TaskWritesService],
    ...[TemplatesService, TemplatePlansService, UpgradesService],
  ],
  exports: [LiveTasksService],
})
export class DialogTasksModule {}
