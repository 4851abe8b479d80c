import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { tokenProblems, vendorProblems } from '../http/problems.js';
import { AuthorizationLinkView } from '../authorization-requests/authorization-link.dto.js';
import { ActionAuthorizationService } from './action-authorization.service.js';
import { ActionCatalogueService } from './action-catalogue.service.js';
import {
  ActionsView,
  ActionView,
  AuthorizeActionDto,
  ConfigureActionDto,
  CreateAuthorizationLinkDto,
  ListActionsQuery,
} from './action.dto.js';
import { ActionsService } from './actions.service.js';
import { ActionDeletionView, ActionOperationView } from './surroundings/surroundings.dto.js';

/** Connectors on a bot. */
@Controller('v1/bots/:botId/actions')
@RouteGroup('Actions')
export class ActionsController {
  constructor(
    private readonly actions: ActionsService,
    private readonly catalogue: ActionCatalogueService,
    private readonly authorization: ActionAuthorizationService,
  ) {}

  @Get()
  @RequireAccess('actions:view')
  @Route({ id: 'listActions', summary: 'List every action of a bot, the available ones included', answer: ActionsView })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: ListActionsQuery,
  ): Promise<ActionsView> {
    return { items: await this.catalogue.list(caller, botId, query.status) };
  }

  @Get(':connectorId')
  @RequireAccess('actions:view')
  @Route({ id: 'getAction', summary: 'Get an action', answer: ActionView })
  async get(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('connectorId') connectorId: string) {
    return this.catalogue.get(caller, botId, connectorId);
  }

  @Get(':connectorId/deletion')
  @RequireAccess('actions:view')
  @Route({
    id: 'previewActionDeletion',
    summary: 'What goes with an action when it is deleted',
    answer: ActionDeletionView,
  })
  async deletion(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
  ): Promise<ActionDeletionView> {
    return this.catalogue.deletionOf(await this.actions.get(caller, botId, connectorId));
  }

  @Get(':connectorId/operations/:name')
  @RequireAccess('actions:view')
  @Route({
    id: 'getOperation',
    summary: 'Get an operation with its schemas, and whether it can run',
    answer: ActionOperationView,
    problems: ['operation-unknown'],
  })
  operation(
    @CurrentCaller() caller: Caller,
    @Param() path: { readonly botId: string; readonly connectorId: string; readonly name: string },
  ): Promise<ActionOperationView> {
    return this.catalogue.operation(caller, path);
  }

  @Put(':connectorId')
  @RequireAccess('actions:manage')
  @Route({
    id: 'configureAction',
    summary: 'Say who authorizes an action, and how',
    answer: ActionView,
    problems: ['url-parameter-invalid', 'auth-profile-not-invited'],
  })
  async configure(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
    @Body() body: ConfigureActionDto,
  ): Promise<ActionView> {
    return this.catalogue.show(await this.actions.configure(caller, botId, connectorId, body));
  }

  @Delete(':connectorId')
  @HttpCode(204)
  @RequireAccess('actions:manage')
  @Route({ id: 'deleteAction', summary: 'Delete an action and revoke its authorizations', status: 204 })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
  ) {
    await this.actions.remove(caller, botId, connectorId);
  }

  @Post(':connectorId/enable')
  @HttpCode(200)
  @RequireAccess('actions:manage')
  @Route({
    id: 'enableAction',
    summary: 'Enable an action; a shared authorization is tried out first',
    answer: ActionView,
    problems: [
      'auth-profile-not-invited',
      'auth-profile-paused',
      'authorization-required',
      'authorization-lost',
      'account-not-usable',
      ...tokenProblems,
      ...vendorProblems,
    ],
  })
  async enable(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
  ) {
    const action = await this.actions.get(caller, botId, connectorId);
    return this.catalogue.show(await this.authorization.enable(caller, action));
  }

  @Post(':connectorId/disable')
  @HttpCode(200)
  @RequireAccess('actions:manage')
  @Route({ id: 'disableAction', summary: 'Disable an action; its configuration stays', answer: ActionView })
  async disable(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
  ) {
    const action = await this.actions.get(caller, botId, connectorId);
    return this.catalogue.show(await this.actions.disable(action));
  }

  @Post(':connectorId/authorize')
  @RequireAccess('actions:manage')
  @Route({
    id: 'authorizeAction',
    summary: 'Begin the shared authorization',
    status: 201,
    answer: AuthorizationLinkView,
    problems: [
      'auth-profile-not-invited',
      'auth-profile-paused',
      'authorization-mode-mismatch',
      'url-parameter-invalid',
      'account-not-usable',
      'scope-insufficient',
      ...tokenProblems,
    ],
  })
  async authorize(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
    @Body() body: AuthorizeActionDto,
  ): Promise<AuthorizationLinkView> {
    return this.authorization.preAuthorize(caller, await this.actions.get(caller, botId, connectorId), body);
  }

  @Post(':connectorId/authorization-links')
  @RequireAccess('authorizations:request')
  @Route({
    id: 'createAuthorizationLink',
    summary: 'Make a link under which an end user authorizes',
    status: 201,
    answer: AuthorizationLinkView,
    problems: ['auth-profile-paused', 'authorization-mode-mismatch', 'url-parameter-invalid'],
  })
  async createLink(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
    @Body() body: CreateAuthorizationLinkDto,
  ): Promise<AuthorizationLinkView> {
    return this.authorization.createLink(caller, await this.actions.get(caller, botId, connectorId), body);
  }
}
