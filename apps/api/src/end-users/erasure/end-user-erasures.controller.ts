import { Controller, Get, Param, Query } from '@nestjs/common';
import { BotsService } from '../../bots/bots.service.js';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { PageQuery, type Page } from '../../http/pages.js';
import { EndUserErasuresService } from './end-user-erasures.service.js';
import { EndUserErasureView } from './erasure.dto.js';

/** Erasures of the people who talked to bots. */
@Controller('v1/bots/:botId/end-user-erasures')
@RequireAccess('end-users:view')
@RouteGroup('End users')
export class EndUserErasuresController {
  constructor(
    private readonly bots: BotsService,
    private readonly erasures: EndUserErasuresService,
  ) {}

  @Get()
  @Route({
    id: 'listEndUserErasures',
    summary: 'List the proofs of erasures',
    answer: EndUserErasureView,
    isPage: true,
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: PageQuery,
  ): Promise<Page<EndUserErasureView>> {
    return this.erasures.list(await this.bots.get(caller, botId), query);
  }

  @Get(':erasureId')
  @Route({
    id: 'getEndUserErasure',
    summary: 'See how far an erasure is, and in the end the proof of it',
    answer: EndUserErasureView,
  })
  async get(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('erasureId') erasureId: string,
  ): Promise<EndUserErasureView> {
    return this.erasures.get(await this.bots.get(caller, botId), erasureId);
  }
}
