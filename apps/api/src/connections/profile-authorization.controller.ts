import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { AuthProfilesService } from '../auth-profiles/auth-profiles.service.js';
import { StandingsService } from '../auth-profiles/powers/standings.service.js';
import { AuthorizationLinkView } from '../authorization-requests/authorization-link.dto.js';
import { RevocationReceiptView } from '../authorizations/authorization.dto.js';
import { AuthorizationsService } from '../authorizations/authorizations.service.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { NotFoundError } from '../http/problem.js';
import { tokenProblems } from '../http/problems.js';
import { AuthorizeProfileDto, ProfileAuthorizationView } from './connection.dto.js';
import { SavedAuthorizationsService, toSavedAuthorizationView } from './saved-authorizations.service.js';

/** The token that is saved with an auth profile, and serves every pre-authorized action that has none of its own. */
@Controller('v1/auth-profiles/:authProfileId')
@RouteGroup('Auth profiles')
export class ProfileAuthorizationController {
  constructor(
    private readonly profiles: AuthProfilesService,
    private readonly standings: StandingsService,
    private readonly saved: SavedAuthorizationsService,
    private readonly authorizations: AuthorizationsService,
  ) {}

  @Post('authorize')
  @HttpCode(201)
  @RequireAccess('auth-profiles:manage')
  @Route({
    id: 'authorizeAuthProfile',
    summary: 'Begin the shared authorization that is saved with an auth profile',
    status: 201,
    answer: AuthorizationLinkView,
    problems: [
      'auth-profile-paused',
      'url-parameter-invalid',
      'account-not-usable',
      'scope-insufficient',
      ...tokenProblems,
    ],
  })
  async authorize(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') authProfileId: string,
    @Body() body: AuthorizeProfileDto,
  ): Promise<AuthorizationLinkView> {
    await this.standings.requireManage(caller, authProfileId);
    return this.saved.start(caller, { authProfileId, subject: { kind: 'shared' } }, body);
  }

  @Get('authorization')
  @RequireAccess('auth-profiles:view')
  @Route({
    id: 'getAuthProfileAuthorization',
    summary: 'The shared authorization that is saved with an auth profile',
    answer: ProfileAuthorizationView,
  })
  async get(@CurrentCaller() caller: Caller, @Param('authProfileId') id: string): Promise<ProfileAuthorizationView> {
    await this.profiles.get(caller, id);
    const row = (await this.saved.of(caller.workspaceId, [id], null)).get(id);
    return { authorization: row === undefined ? null : toSavedAuthorizationView(row) };
  }

  @Delete('authorization')
  @RequireAccess('auth-profiles:manage')
  @Route({
    id: 'revokeAuthProfileAuthorization',
    summary: 'Revoke the shared authorization that is saved with an auth profile',
    answer: RevocationReceiptView,
  })
  async revoke(
    @CurrentCaller() caller: Caller,
    @Param('authProfileId') authProfileId: string,
  ): Promise<RevocationReceiptView> {
    await this.standings.requireManage(caller, authProfileId);
    const { workspaceId } = caller;
    const receipt = await this.authorizations.revokeSaved({ workspaceId, authProfileId, memberId: null });
    if (receipt === undefined) throw new NotFoundError('saved authorization of the auth profile', authProfileId);
    return receipt;
  }
}
