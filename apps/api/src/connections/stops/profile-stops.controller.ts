import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { StandingsService } from '../../auth-profiles/powers/standings.service.js';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { PageQuery, type Page } from '../../http/pages.js';
import { ProfileStopView, StopReceiptView } from './profile-stop.dto.js';
import { ProfileStopsService } from './profile-stops.service.js';
import { StopReceiptsService } from './stop-receipts.service.js';

/** Emergency stop of an auth profile. */
@Controller('v1/auth-profiles/:authProfileId')
@RouteGroup('Auth profiles')
export class ProfileStopsController {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly standings: StandingsService,
    private readonly stops: ProfileStopsService,
    private readonly receipts: StopReceiptsService,
  ) {}

  @Post('revocation')
  @HttpCode(202)
  @RequireAccess('auth-profiles:manage')
  @Route({
    id: 'stopAuthProfile',
    summary: 'Emergency stop: revoke everything of an auth profile, and let nothing new be authorized with it',
    description:
      "Shared, members' and end users' tokens are unusable at once; they are revoked upstream in the background, with a receipt for each. A profile that is stopped already stays as it is.",
    status: 202,
    answer: ProfileStopView,
  })
  async stop(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<ProfileStopView> {
    await this.stops.stop(caller, await this.standings.requireManage(caller, id));
    return this.receipts.show(caller, id);
  }

  @Get('revocation')
  @RequireAccess('auth-profiles:view')
  @Route({ id: 'getAuthProfileStop', summary: 'How far the last emergency stop is', answer: ProfileStopView })
  async get(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<ProfileStopView> {
    await this.profiles.get(caller, id);
    return this.receipts.show(caller, id);
  }

  @Get('revocation/receipts')
  @RequireAccess('auth-profiles:manage')
  @Route({
    id: 'listAuthProfileStopReceipts',
    summary: 'What became of each authorization; receipts are kept for 90 days',
    answer: StopReceiptView,
    isPage: true,
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<StopReceiptView>> {
    await this.standings.requireManage(caller, id);
    return this.receipts.list(caller, id, query);
  }

  @Post('resume')
  @HttpCode(200)
  @RequireAccess('auth-profiles:manage')
  @Route({
    id: 'resumeAuthProfile',
    summary: 'Let an auth profile be used again after an emergency stop; what was revoked is authorized anew',
    answer: ProfileStopView,
  })
  async resume(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<ProfileStopView> {
    await this.stops.resume(caller, await this.standings.requireManage(caller, id));
    return this.receipts.show(caller, id);
  }
}
