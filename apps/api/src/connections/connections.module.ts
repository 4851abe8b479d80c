import { Module } from '@nestjs/common';
import { AuthProfilesModule } from '../auth-profiles/auth-profiles.module.js';
import { AuthorizationRequestsModule } from '../authorization-requests/authorization-requests.module.js';
import { AuthorizationsModule } from '../authorizations/authorizations.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { ConnectionsController } from './connections.controller.js';
import { MemberConnectionsService } from './member-connections.service.js';
import { ProfileAuthorizationController } from './profile-authorization.controller.js';
import { SavedAuthorizationsService } from './saved-authorizations.service.js';
import { ProfileStopsController } from './stops/profile-stops.controller.js';
import { ProfileStopsService, StopSurroundings } from './stops/profile-stops.service.js';
import { StopReceiptsService } from './stops/stop-receipts.service.js';

/** Authorizations of profiles and of members, and the emergency stop of both. */
@Module({
  imports: [AuthProfilesModule, AuthorizationRequestsModule, AuthorizationsModule, ConnectorsModule],
  controllers: [ProfileAuthorizationController, ProfileStopsController, ConnectionsController],
  providers: [
    SavedAuthorizationsService,
    MemberConnectionsService,
    ProfileStopsService,
    StopReceiptsService,
    StopSurroundings,
  ],
})
export class ConnectionsModule {}
