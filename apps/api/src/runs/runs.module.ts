import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ActionsModule } from '../actions/actions.module.js';
import { AuthorizationsModule } from '../authorizations/authorizations.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { EndUsersModule } from '../end-users/end-users.module.js';
import { OperationsService } from './operations.service.js';
import { ProcessesService } from './processes.service.js';
import { RunNewsService } from './run-news.service.js';
import { RunRecordsService } from './run-records.service.js';
import { RunRequestsService } from './run-requests.service.js';
import { RunViewsService } from './run-views.service.js';
import { ContentsController } from './contents/contents.controller.js';
import { Run } from './run.entity.js';
import { RunsController } from './runs.controller.js';
import { RunsService } from './runs.service.js';

/** Runs of operations. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Run]),
    ActionsModule,
    AuthorizationsModule,
    BotsModule,
    ConnectorsModule,
    EndUsersModule,
  ],
  controllers: [RunsController, ContentsController],
  providers: [
    OperationsService,
    ProcessesService,
    RunNewsService,
    RunRecordsService,
    RunsService,
    RunRequestsService,
    RunViewsService,
  ],
  exports: [RunsService, ProcessesService],
})
export class RunsModule {}
