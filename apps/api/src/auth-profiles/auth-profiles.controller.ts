import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import { CreateAuthProfileDto, UpdateAuthProfileDto } from './auth-profile.dto.js';
import {
  AuthProfileUsageView,
  AuthProfileView,
  CreatedAuthProfileView,
  toAuthProfileView,
  UpdatedAuthProfileView,
} from './registrations/auth-profile-view.dto.js';
import { AuthProfilesService } from './auth-profiles.service.js';
import { ProfileRemovalsService } from './changes/profile-removals.service.js';
import { StandingsService } from './powers/standings.service.js';
import { ProfileUsesService } from './changes/profile-uses.service.js';
import { ProfileChangesService } from './changes/profile-changes.service.js';

/** How to authorize with systems. */
@Controller('v1/auth-profiles')
@RequireAccess('auth-profiles:manage')
@RouteGroup('Auth profiles')
export class AuthProfilesController {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly changes: ProfileChangesService,
    private readonly removals: ProfileRemovalsService,
    private readonly uses: ProfileUsesService,
    private readonly standings: StandingsService,
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
    return { ...toAuthProfileView(await this.standings.ofOne(caller, profile)), ...rest };
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
    return { ...page, items: (await this.standings.of(caller, page.items)).map(toAuthProfileView) };
  }

  @Get(':authProfileId')
  @RequireAccess('auth-profiles:view')
  @Route({ id: 'getAuthProfile', summary: 'Get an auth profile', answer: AuthProfileView })
  async get(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<AuthProfileView> {
    return toAuthProfileView(await this.standings.ofOne(caller, await this.profiles.get(caller, id)));
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
    const { profile, cause, ...rest } = await this.changes.update(caller, id, body);
    const affected = await this.uses.affected(caller, id, cause);
    return { ...toAuthProfileView(await this.standings.ofOne(caller, profile)), ...rest, affected };
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
    await this.removals.remove(caller, id);
  }
}
