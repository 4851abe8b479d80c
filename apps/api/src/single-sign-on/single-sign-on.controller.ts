import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { WorkspaceSettingsService } from '../workspace-settings/workspace-settings.service.js';
import { callbackUrlOf } from './browser/sign-ons.service.js';
import { backChannelUrlOf, signedOutUrlOf } from './sign-outs/addresses.js';
import { ProviderTestsService } from './providers/provider-tests.service.js';
import {
  PutSingleSignOnDto,
  SignInOptionsView,
  SingleSignOnSettingsView,
  SingleSignOnTestView,
  TestSingleSignOnDto,
  toSingleSignOnView,
} from './single-sign-on.dto.js';
import { SingleSignOnService } from './single-sign-on.service.js';

/** How the workspace signs in with its own identity provider. */
@Controller('v1')
@RequireAccess('workspace:manage')
@RouteGroup('Workspace')
export class SingleSignOnController {
  constructor(
    private readonly settings: SingleSignOnService,
    private readonly tests: ProviderTestsService,
    private readonly workspaces: WorkspaceSettingsService,
    private readonly environment: Environment,
  ) {}

  @Get('single-sign-on')
  @Route({ id: 'getSingleSignOn', summary: 'Show single sign-on', answer: SingleSignOnSettingsView })
  async get(@CurrentCaller() { workspaceId }: Caller): Promise<SingleSignOnSettingsView> {
    const row = await this.settings.find(workspaceId);
    const { requiresSingleSignOn } = await this.workspaces.of(workspaceId);
    return {
      callbackUrl: callbackUrlOf(this.environment.publicUrl),
      signedOutUrl: signedOutUrlOf(this.environment.publicUrl),
      backChannelUrl: backChannelUrlOf(this.environment.publicUrl),
      singleSignOn: row === undefined ? null : toSingleSignOnView(row, requiresSingleSignOn),
    };
  }

  @Put('single-sign-on')
  @Route({ id: 'putSingleSignOn', summary: 'Set single sign-on up', answer: SingleSignOnSettingsView })
  async put(@CurrentCaller() caller: Caller, @Body() body: PutSingleSignOnDto): Promise<SingleSignOnSettingsView> {
    await this.settings.put(caller, body);
    return this.get(caller);
  }

  @Delete('single-sign-on')
  @HttpCode(204)
  @Route({ id: 'removeSingleSignOn', summary: 'Remove single sign-on', status: 204 })
  async remove(@CurrentCaller() caller: Caller): Promise<void> {
    await this.settings.remove(caller);
  }

  @Post('single-sign-on/test')
  @HttpCode(200)
  @Route({
    id: 'testSingleSignOn',
    summary: 'Ask the identity provider who it is',
    answer: SingleSignOnTestView,
    problems: ['single-sign-on-missing'],
  })
  async test(@CurrentCaller() caller: Caller, @Body() body: TestSingleSignOnDto): Promise<SingleSignOnTestView> {
    return this.tests.test(caller.workspaceId, body.issuer);
  }

  @Get('sign-in-options')
  @RequireAccess('public')
  @Route({ id: 'getSignInOptions', summary: 'How people can sign in', answer: SignInOptionsView })
  async options(): Promise<SignInOptionsView> {
    const row = await this.settings.findAny();
    if (row === undefined) return { singleSignOn: null, requiresSingleSignOn: false };
    const { requiresSingleSignOn } = await this.workspaces.of(row.workspaceId);
    return { singleSignOn: row.providerName, requiresSingleSignOn };
  }
}
