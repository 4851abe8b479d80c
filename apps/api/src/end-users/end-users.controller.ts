import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { BotsService } from '../bots/bots.service.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Page } from '../http/pages.js';
import { EndUserView, ListEndUsersQuery } from './end-user.dto.js';
import { EndUserViewsService } from './end-user-views.service.js';
import { EndUserErasuresService } from './erasure/end-user-erasures.service.js';
import { EndUserErasureView } from './erasure/erasure.dto.js';

/** The people who talk to bots. */
@Controller('v1/bots/:botId/end-users')
@RouteGroup('End users')
export class EndUsersController {
  constructor(
    private readonly bots: BotsService,
    private readonly erasures: EndUserErasuresService,
    private readonly views: EndUserViewsService,
  ) {}

  @Get()
  @RequireAccess('end-users:view')
  @Route({ id: 'listEndUsers', summary: 'List the people who talk to a bot', answer: EndUserView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: ListEndUsersQuery,
  ): Promise<Page<EndUserView>> {
    return this.views.list(await this.bots.get(caller, botId), query);
  }

  @Get(':endUserId')
  @RequireAccess('end-users:view')
  @Route({ id: 'getEndUser', summary: 'Get somebody who talks to a bot', answer: EndUserView })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('endUserId') endUserId: string,
  ): Promise<EndUserView> {
    return this.views.get(await this.bots.get(caller, botId), endUserId);
  }

  @Delete(':endUserId')
  @RequireAccess('end-users:delete')
  @HttpCode(202)
  @Route({
    id: 'deleteEndUser',
    summary:
      'Erase an end user with all that is known of them, authorizations revoked: nobody finds them from the answer on, the rest goes in the background',
    status: 202,
    answer: EndUserErasureView,
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('endUserId') endUserId: string,
  ): Promise<EndUserErasureView> {
    return this.erasures.erase(await this.bots.get(caller, botId), endUserId);
  }
}
