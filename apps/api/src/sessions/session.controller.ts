import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { SecondFactorDto, SessionView, SignInDto } from './session.dto.js';
import { SessionStartsService } from './session-starts.service.js';
import { SignInService } from './sign-in.service.js';
import { ChallengesService } from '../second-factors/challenges.service.js';
import { SetUpDto } from '../members/set-up.dto.js';
import { SetUpService } from '../members/set-up.service.js';

/** Sets up the installation; signs members in and out. */
@Controller('v1')
@RouteGroup('Session')
export class SessionController {
  constructor(
    private readonly setUp: SetUpService,
    private readonly signIns: SignInService,
    private readonly challenges: ChallengesService,
    private readonly starts: SessionStartsService,
  ) {}

  @Post('setup')
  @RequireAccess('public')
  @Route({
    id: 'setUp',
    summary: 'Make the workspace and its owner, once',
    status: 201,
    answer: SessionView,
    problems: ['set-up-done', 'set-up-token-invalid', 'too-many-attempts', 'origin-forbidden'],
  })
  async runSetUp(
    @Body() body: SetUpDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const memberId = await this.setUp.run(body, request.ip);
    return this.starts.start(memberId, 'password', { request, reply });
  }

  @Post('session')
  @RequireAccess('public')
  @Route({
    id: 'signIn',
    summary: 'Sign in',
    status: 201,
    answer: SessionView,
    problems: [
      'credentials-wrong',
      'second-factor-required',
      'single-sign-on-required',
      'too-many-attempts',
      'origin-forbidden',
    ],
  })
  async signIn(
    @Body() body: SignInDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const memberId = await this.signIns.byPassword(body.email, body.password, request.ip);
    return this.starts.start(memberId, 'password', { request, reply });
  }

  @Post('session/second-factor')
  @RequireAccess('public')
  @Route({
    id: 'signInWithSecondFactor',
    summary: 'Sign in: the code that was asked for',
    status: 201,
    answer: SessionView,
    problems: [
      'challenge-over',
      'second-factor-wrong',
      'single-sign-on-required',
      'too-many-attempts',
      'origin-forbidden',
    ],
  })
  async signInWithSecondFactor(
    @Body() body: SecondFactorDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { challenge, code } = body;
    const memberId = await this.challenges.finish({ challenge, code, address: request.ip }, (memberId) => {
      request.auditNote = { memberId };
    });
    return this.starts.start(memberId, 'password', { request, reply });
  }

  @Get('session')
  @RequireAccess('own-account')
  @Route({ id: 'getSession', audit: 'never', summary: 'Who am I', answer: SessionView })
  async show(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<SessionView> {
    return this.starts.view(caller, request);
  }

  @Delete('session')
  @HttpCode(204)
  @RequireAccess('own-account')
  @Route({ id: 'signOut', summary: 'Sign out', status: 204 })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.starts.end(request, reply);
  }
}
