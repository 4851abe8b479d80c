import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthProfilesModule } from '../auth-profiles/auth-profiles.module.js';
import { BotsModule } from '../bots/bots.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { EndUsersModule } from '../end-users/end-users.module.js';
import { Authorization } from './authorization.entity.js';
import { AuthorizationSummariesService } from './authorization-summaries.service.js';
import { AuthorizationsController } from './authorizations.controller.js';
import { AuthorizationsService } from './authorizations.service.js';
import { AccessService } from './refresh/access.service.js';
import { BackgroundRefreshService } from './refresh/background-refresh.service.js';
import { ChangedProfilesService } from './refresh/changed-profiles.service.js';
import { RefreshService } from './refresh/refresh.service.js';
import { DeparturesService } from './revocation/departures.service.js';
import { ErasuresService } from './revocation/erasures.service.js';
import { RevocationsService } from './revocation/revocations.service.js';
import { MemberDeparturesService } from './revocation/member-departures.service.js';
import { AfterCommitService } from './tokens/after-commit.service.js';
import { CandidatesService } from './tokens/candidates.service.js';
import { LiveAuthorizationsService } from './tokens/live-authorizations.service.js';
import { TokenRequestsService } from './tokens/token-requests.service.js';
import { TokenSetsService } from './tokens/token-sets.service.js';
import { TokenVaultService } from './tokens/token-vault.service.js';
import { UsesService } from './tokens/uses.service.js';
import { VisibleAuthorizationsService } from './tokens/visible-authorizations.service.js';

/** Token sets held for subjects: sealed, kept fresh, served, revoked. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Authorization]),
    AuthProfilesModule,
    BotsModule,
    ConnectorsModule,
    EndUsersModule,
  ],
  controllers: [AuthorizationsController],
  providers: [
    AuthorizationsService,
    AuthorizationSummariesService,
    AccessService,
    BackgroundRefreshService,
    RefreshService,
    DeparturesService,
    ChangedProfilesService,
    MemberDeparturesService,
    ErasuresService,
    RevocationsService,
    AfterCommitService,
    CandidatesService,
    LiveAuthorizationsService,
    TokenRequestsService,
    TokenSetsService,
    TokenVaultService,
    UsesService,
    VisibleAuthorizationsService,
  ],
  exports: [AuthorizationsService, AuthorizationSummariesService],
})
export class AuthorizationsModule {}
