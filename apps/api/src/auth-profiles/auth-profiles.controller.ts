import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import {
  CheckAuthProfileDto,
  CreateAuthProfileDto,
  TestAuthProfileDto,
  UpdateAuthProfileDto,
} from './auth-profile.dto.js';
import {
  AuthProfileCheckView,
  AuthProfileUsageView,
  AuthProfileView,
  CreatedAuthProfileView,
  ReservationView,
  toAuthProfileView,
  UpdatedAuthProfileView,
} from './registrations/auth-profile-view.dto.js';
import { AuthProfilesService } from './auth-profiles.service.js';
import { ProfileUsesService } from './changes/profile-uses.service.js';
import { ProfileChangesService } from './changes/profile-changes.service.js';
import { ReservationsService } from './changes/reservations.service.js';
import { ProfileTrialView } from './trial/profile-trial.dto.js';
import { ProfileTrialsService } from './trial/profile-trials.service.js';

/** How to authorize with systems. */
@Controller('v1/auth-profiles')
@RequireAccess('auth-profiles:manage')
@RouteGroup('Auth profiles')
export class AuthProfilesController {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly changes: ProfileChangesService,
    private readonly reservations: ReservationsService,
    private readonly trials: ProfileTrialsService,
    private readonly uses: ProfileUsesService,
  ) {}

  @Post()
  @Route({
    id: 'createAuthProfile',
    summary: 'Make an auth profile',
    status: 201,
    answer: CreatedAuthProfileView,
    problems: ['name-taken'],
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateAuthProfileDto): Promise<CreatedAuthProfileView> {
    const { profile, ...rest } = await this.changes.create(caller, body);
    return { ...toAuthProfileView(profile), ...rest };
  }

  @Post('check')
  @HttpCode(200)
  @Route({
    id: 'checkAuthProfile',
    summary: 'Check an auth profile without saving it',
    description: 'With `profileId` the body is checked as a change to that profile.',
    answer: AuthProfileCheckView,
  })
  async check(@CurrentCaller() caller: Caller, @Body() body: CheckAuthProfileDto): Promise<AuthProfileCheckView> {
    const { violations, warnings } = await this.changes.check(caller, body);
    return { violations, warnings };
  }

  @Post('reservations')
  @Route({
    id: 'reserveAuthProfile',
    summary: 'Reserve the id of an auth profile, to register its callback URL first',
    status: 201,
    answer: ReservationView,
  })
  async reserve(@CurrentCaller() caller: Caller): Promise<ReservationView> {
    const { expiresAt, ...reservation } = await this.reservations.create(caller);
    return { ...reservation, expiresAt: expiresAt.toISOString() };
  }

  @Get()
  @RequireAccess('auth-profiles:view')
  @Route({
    id: 'listAuthProfiles',
    summary: 'List auth profiles',
    description: "The operator's come first, on the first page, and do not count for `limit`.",
    answer: AuthProfileView,
    isPage: true,
  })
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<AuthProfileView>> {
    const page = await this.profiles.list(caller, query);
    return { ...page, items: page.items.map(toAuthProfileView) };
  }

  @Get(':authProfileId')
  @RequireAccess('auth-profiles:view')
  @Route({ id: 'getAuthProfile', summary: 'Get an auth profile', answer: AuthProfileView })
  async get(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<AuthProfileView> {
    return toAuthProfileView(await this.profiles.get(caller, id));
  }

  @Get(':authProfileId/usage')
  @RequireAccess('auth-profiles:view')
  @Route({ id: 'getAuthProfileUsage', summary: 'Who uses an auth profile', answer: AuthProfileUsageView })
  async usage(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<AuthProfileUsageView> {
    const profile = await this.profiles.get(caller, id);
    return this.uses.usage(caller, profile.id);
  }

  @Patch(':authProfileId')
  @Route({
    id: 'updateAuthProfile',
    summary: 'Change an auth profile',
    answer: UpdatedAuthProfileView,
    problems: ['name-taken', 'version-conflict', 'auth-profile-read-only'],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') id: string,
    @Body() body: UpdateAuthProfileDto,
  ): Promise<UpdatedAuthProfileView> {
    const { profile, ...rest } = await this.changes.update(caller, id, body);
    return { ...toAuthProfileView(profile), ...rest };
  }

  @Delete(':authProfileId')
  @HttpCode(204)
  @Route({
    id: 'deleteAuthProfile',
    summary: 'Delete an auth profile that nobody uses',
    status: 204,
    problems: ['auth-profile-in-use', 'auth-profile-read-only'],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<void> {
    await this.changes.remove(caller, id);
  }

  @Post(':authProfileId/test')
  @HttpCode(200)
  @Route({
    id: 'testAuthProfile',
    summary: 'Try an auth profile out at its provider or system',
    description:
      'Client credentials and JWT bearer ask for a token; `password`, `basic` and `api-key` take `credentials`, which are used once and not kept; the code grants send a made-up code. When it fails, `exchange` shows what was sent and answered, secrets masked.',
    answer: ProfileTrialView,
    problems: ['url-parameter-invalid', 'vault-key-missing', 'vault-tampered'],
  })
  async test(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') id: string,
    @Body() body: TestAuthProfileDto,
  ): Promise<ProfileTrialView> {
    return this.trials.run(caller, id, body);
  }
}
