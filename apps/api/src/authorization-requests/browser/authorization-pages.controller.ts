import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { acceptsForms } from '../../pages/forms.js';
import { PageFilter } from '../../pages/page.filter.js';
import { ChoiceVisitsService } from '../choices/choice-visits.service.js';
import { CallbackVisitsService } from './callback-visits.service.js';
import { LinkVisitsService } from './link-visits.service.js';
import { ResultVisitsService } from './result-visits.service.js';
import { VisitsService } from './visits.service.js';

/** The pages that whoever authorizes goes through. */
@Controller()
@RequireAccess('public')
@RouteGroup('Authorization pages')
@UseFilters(PageFilter)
export class AuthorizationPagesController {
  constructor(
    private readonly visits: VisitsService,
    private readonly links: LinkVisitsService,
    private readonly callbacks: CallbackVisitsService,
    private readonly results: ResultVisitsService,
    private readonly choices: ChoiceVisitsService,
  ) {}

  @Get(['authorize/:token', 'authorize/:token/decline'])
  @Route({ id: 'showAuthorizationLink', summary: 'What an authorization link opens', mediaType: 'text/html' })
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const visitor = { ...this.visits.bound(request, reply), token };
    return this.visits.answer(request, reply, await this.links.show(visitor));
  }

  @Post('authorize/:token')
  @HttpCode(200)
  @RouteConfig(acceptsForms)
  @Route({ id: 'beginAuthorization', audit: 'denials', summary: 'Continue to the provider', status: 303 })
  async begin(
    @Param('token') token: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.visits.refuseOtherSites(request);
    const visitor = { ...this.visits.bound(request, reply), token };
    return this.visits.answer(request, reply, await this.links.begin(visitor, form));
  }

  @Post('authorize/:token/decline')
  @HttpCode(200)
  @RouteConfig(acceptsForms)
  @Route({
    id: 'declineAuthorization',
    audit: 'denials',
    summary: 'Say that it was somebody else',
    mediaType: 'text/html',
  })
  async decline(
    @Param('token') token: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.visits.refuseOtherSites(request);
    const visitor = { ...this.visits.bound(request, reply), token };
    return this.visits.answer(request, reply, await this.links.decline(visitor, form));
  }

  /** A HEAD or a prefetch is no visit: it must not use up the provider's answer. */
  @Get('oauth/callback/:profileId')
  @Route({ id: 'finishAuthorization', summary: "The provider's answer", status: 303 })
  async finish(
    @Param('profileId') profileId: string,
    @Query() query: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (request.method === 'HEAD' || request.headers['sec-purpose']?.includes('prefetch') === true) {
      void reply.status(204).header('cache-control', 'no-store');
      return '';
    }
    const visit = await this.callbacks.finish(profileId, query, this.visits.of(request));
    return this.visits.answer(request, reply, visit);
  }

  @Get('oauth/result/:requestId')
  @Route({ id: 'showAuthorizationResult', summary: 'How an authorization went', mediaType: 'text/html' })
  async showResult(
    @Param('requestId') requestId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.visits.answer(request, reply, await this.results.show(requestId, this.visits.of(request)));
  }

  @Post('oauth/result/:requestId')
  @HttpCode(200)
  @RouteConfig(acceptsForms)
  @Route({
    id: 'chooseForAuthorization',
    audit: 'denials',
    summary: 'Choose what an authorization is for',
    status: 303,
  })
  async choose(
    @Param('requestId') requestId: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    this.visits.refuseOtherSites(request);
    return this.visits.answer(request, reply, await this.choices.choose(requestId, this.visits.of(request), form));
  }
}
