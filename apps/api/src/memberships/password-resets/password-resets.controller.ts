import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { LinkMailsService } from '../link-mails.service.js';
import { MemberEventsService } from '../member-events.service.js';
import { AcceptPasswordResetDto, PasswordResetView } from './password-reset.dto.js';
import { PasswordResetsService } from './password-resets.service.js';

/** Links by which members set a new password. */
@Controller('v1')
@RouteGroup('Members')
export class PasswordResetsController {
  constructor(
    private readonly resets: PasswordResetsService,
    private readonly mails: LinkMailsService,
    private readonly events: MemberEventsService,
    private readonly environment: Environment,
  ) {}

  @Post('members/:memberId/password-reset')
  @RequireAccess('members:manage')
  @Route({
    id: 'createPasswordReset',
    summary: 'Make a link by which a member sets a new password, shown this once',
    status: 201,
    answer: PasswordResetView,
  })
  async create(@CurrentCaller() caller: Caller, @Param('memberId') memberId: string): Promise<PasswordResetView> {
    const { token, expiresAt, email } = await this.resets.create(caller, memberId);
    const url = `${this.environment.publicUrl}/password-reset#${token}`;
    const isMailed = await this.mails.send(email, {
      subject: 'Set a new password',
      paragraphs: [
        'An administrator has made a link for you to set a new password. It can be used once, within 24 hours.',
      ],
      action: { label: 'Set a new password', url },
    });
    return { url, expiresAt: expiresAt.toISOString(), isMailed };
  }

  @Post('password-resets/accept')
  @HttpCode(204)
  @RequireAccess('public')
  @Route({
    id: 'acceptPasswordReset',
    summary: 'Set a new password by a link; every session of the member ends',
    status: 204,
    problems: ['password-reset-invalid', 'too-many-attempts', 'origin-forbidden'],
  })
  async accept(@Body() body: AcceptPasswordResetDto, @Req() request: FastifyRequest): Promise<void> {
    const memberId = await this.resets.accept(body.token, body.password, request.ip);
    request.auditNote = { byMemberId: memberId };
    await this.events.endSessions(memberId);
  }
}
