import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Environment } from '../config/environment.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { AuthProfile, AuthProfileReservation, AuthProfileRevocation } from './auth-profile.entity.js';
import { AuthProfilesController } from './auth-profiles.controller.js';
import { AuthProfilesService } from './auth-profiles.service.js';
import { ProfileDraftsController } from './changes/profile-drafts.controller.js';
import { DraftsService } from './changes/drafts.service.js';
import { ProfileChangesService } from './changes/profile-changes.service.js';
import { ProfileRemovalsService } from './changes/profile-removals.service.js';
import { ProfileUsesService } from './changes/profile-uses.service.js';
import { HoldersService } from './powers/holders.service.js';
import { ProfileOwnershipService } from './powers/profile-ownership.service.js';
import { ProfilePausesService } from './powers/profile-pauses.service.js';
import { StandingsService } from './powers/standings.service.js';
import { ProfilePresetsController } from './presets/profile-presets.controller.js';
import { ProfilePresetsService } from './presets/profile-presets.service.js';
import { RegistrationsService } from './registrations/registrations.service.js';
import { ReservationsService } from './changes/reservations.service.js';
import { readSystemProfiles, SystemProfiles } from './system/system-profiles.js';
import { AccountTrialsService } from './trial/account-trials.service.js';
import { ProfileTrialsService } from './trial/profile-trials.service.js';

/** How to authorize with systems. */
@Module({
  imports: [TypeOrmModule.forFeature([AuthProfile, AuthProfileReservation, AuthProfileRevocation]), ConnectorsModule],
  controllers: [ProfileDraftsController, AuthProfilesController, ProfilePresetsController],
  providers: [
    AuthProfilesService,
    DraftsService,
    ProfileChangesService,
    ProfileRemovalsService,
    ProfilePresetsService,
    AccountTrialsService,
    ProfileTrialsService,
    ProfileUsesService,
    ProfilePausesService,
    ProfileOwnershipService,
    HoldersService,
    StandingsService,
    RegistrationsService,
    ReservationsService,
    { provide: SystemProfiles, inject: [Environment, ConnectorsService], useFactory: readSystemProfiles },
  ],
  exports: [AuthProfilesService, ProfilePausesService, StandingsService],
})
export class AuthProfilesModule {}
