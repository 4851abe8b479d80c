import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthProfilesModule } from '../auth-profiles/auth-profiles.module.js';
import { AuthorizationRequestsModule } from '../authorization-requests/authorization-requests.module.js';
import { AuthorizationsModule } from '../authorizations/authorizations.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { EndUsersModule } from '../end-users/end-users.module.js';
import { ActionAuthorizationService } from './action-authorization.service.js';
import { ActionCatalogueService } from './action-catalogue.service.js';
import { ActionSettingsService } from './action-settings.service.js';
import { ActionStatesService } from './action-states.service.js';
import { Action } from './action.entity.js';
import { ActionsController } from './actions.controller.js';
import { ActionGrants, ActionsService } from './actions.service.js';
import { ActionSurroundingsService } from './surroundings/action-surroundings.service.js';

/** Connectors on bots. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Action]),
    BotsModule,
    EndUsersModule,
    ConnectorsModule,
    AuthProfilesModule,
    AuthorizationsModule,
    AuthorizationRequestsModule,
  ],
  controllers: [ActionsController],
  providers: [
    ActionGrants,
    ActionsService,
    ActionSettingsService,
    ActionCatalogueService,
    ActionSurroundingsService,
    ActionAuthorizationService,
    ActionStatesService,
  ],
  exports: [ActionsService, ActionAuthorizationService],
})
export class ActionsModule {}
