import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { ProblemError } from '../../http/problem.js';
import { MembersService } from '../../members/members.service.js';
import { SetUpDto } from '../../members/set-up.dto.js';
import { SetUpService } from '../../members/set-up.service.js';
import { sessionCookieName, sessionCookieOptions } from '../../sessions/session-cookie.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import { acceptsForms, comesFromElsewhere, fieldOf } from '../forms.js';
import { PageFilter } from '../page.filter.js';
import { PagesService, type PageAnswer } from '../pages.service.js';
import type { SetUpField } from '../views/page.js';

const fields = ['token', 'name', 'email', 'password'] as const satisfies readonly SetUpField[];

/** The page behind the link that the server prints at its first start. */
@Controller('setup')
@RequireAccess('public')
@RouteGroup('Pages')
@UseFilters(PageFilter)
export class SetUpPageController {
  constructor(
    private readonly pages: PagesService,
    private readonly setUp: SetUpService,
    private readonly sessions: SessionsService,
    private readonly members: MembersService,
    private readonly environment: Environment,
  ) {}

  @Get()
  @Route({ id: 'showSetUp', summary: 'The form of the first run', mediaType: 'text/html' })
  async show(
    @Query('token') token: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const isDone = await this.setUp.isDone();
    return this.pages.send(request, reply, isDone ? await this.done(request) : pending(token));
  }

  @Post()
  @HttpCode(303)
  @RouteConfig(acceptsForms)
  @Route({ id: 'runSetUp', summary: 'Make the workspace and its owner from the form', status: 303 })
  async run(
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (comesFromElsewhere(request, new URL(this.environment.publicUrl).origin)) {
      throw new ProblemError('origin-forbidden', 'The form was posted from another site.');
    }
    const dto = plainToInstance(SetUpDto, Object.fromEntries(fields.map((name) => [name, fieldOf(form, name)])));
    const faults = await this.attempt(dto, request, reply);
    if (faults === undefined) {
      void reply.header('location', '/').header('cache-control', 'no-store');
      return '';
    }
    const page = { kind: 'set-up', token: dto.token, values: { name: dto.name, email: dto.email }, faults } as const;
    return this.pages.send(request, reply, { page, status: 422 });
  }

  /** Signs the new owner in, or says what is wrong with the form; a race lost is seen on the page that follows. */
  private async attempt(dto: SetUpDto, request: FastifyRequest, reply: FastifyReply) {
    const wrong = new Set(validateSync(dto).map((error) => error.property));
    if (wrong.size > 0) return fields.filter((name) => wrong.has(name));
    try {
      const session = await this.sessions.start(await this.setUp.run(dto, request.ip));
      const options = sessionCookieOptions(this.environment, session.expiresAt);
      void reply.setCookie(sessionCookieName(this.environment), session.token, options);
      return undefined;
    } catch (error) {
      const { code } = error as { readonly code?: unknown };
      if (code === 'set-up-token-invalid') return ['token'] as const;
      if (code === 'set-up-done') return undefined;
      throw error;
    }
  }

  private async done(request: FastifyRequest): Promise<PageAnswer> {
    const token = request.cookies[sessionCookieName(this.environment)];
    const caller = token === undefined ? undefined : await this.sessions.identify(token);
    const found = caller === undefined ? undefined : await this.members.find(caller.id);
    if (found === undefined) return { page: { kind: 'exit', exit: 'set-up-done' } };
    const { name, email } = found.member;
    return { page: { kind: 'ready', publicUrl: this.environment.publicUrl, name, email } };
  }
}

function pending(token: unknown): PageAnswer {
  const isGiven = typeof token === 'string' && token !== '' && token.length <= 200;
  if (!isGiven) return { page: { kind: 'welcome' } };
  return { page: { kind: 'set-up', token, values: { name: '', email: '' }, faults: [] } };
}
