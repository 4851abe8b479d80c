import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { RequireAccess } from '../../http/access.guard.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { sessionCookieName, sessionCookieOptions } from '../../sessions/session-cookie.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import { AcceptancesService } from './acceptances.service.js';
import { AcceptInvitationDto, InvitationOfferView, InvitationTokenDto, JoinedView } from './invitation.dto.js';
import { InvitationLinksService } from './invitation-links.service.js';
import { InvitationViewsService } from './invitation-views.service.js';

/** What the invited do with their links; nobody else has them. */
@Controller('v1/invitations')
@RequireAccess('public')
@RouteGroup('Members')
export class AcceptancesController {
  constructor(
    private readonly links: InvitationLinksService,
    private readonly views: InvitationViewsService,
    private readonly acceptances: AcceptancesService,
    private readonly sessions: SessionsService,
    private readonly environment: Environment,
  ) {}

  @Post('lookup')
  @HttpCode(200)
  @Route({
    id: 'lookUpInvitation',
    audit: 'denials',
    summary: 'Who invites to what, by the token of a link',
    answer: InvitationOfferView,
    problems: ['invitation-invalid', 'too-many-attempts', 'origin-forbidden'],
  })
  async lookUp(@Body() body: InvitationTokenDto, @Req() request: FastifyRequest): Promise<InvitationOfferView> {
    return this.views.offer(await this.links.lookUp(body.token, request.ip));
  }

  @Post('accept')
  @Route({
    id: 'acceptInvitation',
    summary: 'Become a member by the token of a link, and be signed in',
    status: 201,
    answer: JoinedView,
    problems: ['invitation-invalid', 'email-taken', 'too-many-attempts', 'origin-forbidden'],
  })
  async accept(
    @Body() body: AcceptInvitationDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JoinedView> {
    const { memberId, mayUsePassword } = await this.acceptances.accept(body, request.ip);
    request.auditNote = { byMemberId: memberId };
    if (mayUsePassword) await this.begin(memberId, request, reply);
    return { memberId, isSignedIn: mayUsePassword };
  }

  /** Always a new session: the one that the browser had before ends, whoever planted it. */
  private async begin(memberId: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const name = sessionCookieName(this.environment);
    const former = request.cookies[name];
    if (former !== undefined) await this.sessions.signOut(former);
    const userAgent = request.headers['user-agent'] ?? '';
    const session = await this.sessions.start(memberId, { address: request.ip, userAgent, method: 'password' });
    void reply.setCookie(name, session.token, sessionCookieOptions(this.environment, session.expiresAt));
  }
}
