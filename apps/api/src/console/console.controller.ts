import { Controller, Get, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequireAccess } from '../http/access.guard.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { SetUpService } from '../members/set-up.service.js';
import { PageFilter } from '../pages/page.filter.js';
import { PagesService } from '../pages/pages.service.js';
import { ConsolePageService } from './console-page.service.js';

/** Every address at which the console can be opened. */
const addresses = [
  ...['/', '/sign-in', '/sign-in/second-factor', '/account', '/invitation', '/password-reset'],
  ...['/bots', '/auth-profiles', '/authorizations', '/connections', '/settings', '/inbox'].flatMap((address) => [
    address,
    `${address}/*`,
  ]),
];

/** The console in a browser: one page, whatever its address. */
@Controller()
@RequireAccess('public')
@RouteGroup('Pages')
@UseFilters(PageFilter)
export class ConsoleController {
  constructor(
    private readonly consolePage: ConsolePageService,
    private readonly pages: PagesService,
    private readonly setUp: SetUpService,
  ) {}

  @Get(addresses)
  @Route({ id: 'showConsole', summary: 'The console', mediaType: 'text/html' })
  async show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (await this.setUp.isDone()) return this.consolePage.send(reply);
    return this.pages.send(request, reply, { page: { kind: 'welcome' } });
  }
}
