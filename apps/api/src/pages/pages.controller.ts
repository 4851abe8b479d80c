import { Controller, Get, Header, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireAccess } from '../http/access.guard.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { SetUpService } from '../members/set-up.service.js';
import { stylesheet, stylesheetPath } from './design/stylesheet.js';
import { PageFilter } from './page.filter.js';
import { PagesService } from './pages.service.js';

/** What every page needs, and the page at `/`. */
@Controller()
@RequireAccess('public')
@RouteGroup('Pages')
@UseFilters(PageFilter)
export class PagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly setUp: SetUpService,
  ) {}

  @Get()
  @Route({ id: 'showWelcome', summary: 'What runs here', mediaType: 'text/html' })
  async showWelcome(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const page = { kind: 'welcome', isSetUp: await this.setUp.isDone() } as const;
    return this.pages.send(request, reply, { page });
  }

  @Get(stylesheetPath)
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Route({ id: 'getStylesheet', summary: 'The stylesheet of every page', mediaType: 'text/css' })
  getStylesheet(): string {
    return stylesheet;
  }
}
