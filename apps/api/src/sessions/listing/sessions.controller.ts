import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import type { Session } from '../session.entity.js';
import { SessionListsService } from './session-lists.service.js';
import { EndedSessionsView, MemberSessionsView, toMemberSessionView } from './sessions.dto.js';

/** Where members are signed in. */
@Controller('v1')
@RouteGroup('Session')
export class SessionsController {
  constructor(private readonly lists: SessionListsService) {}

  @Get('sessions')
  @RequireAccess('own-account')
  @Route({
    id: 'listSessions',
    summary: 'List my sessions',
    answer: MemberSessionsView,
    problems: ['permission-missing'],
  })
  async list(@CurrentCaller() caller: Caller): Promise<MemberSessionsView> {
    return toView(await this.lists.listOwn(caller), caller);
  }

  @Delete('sessions')
  @RequireAccess('own-account')
  @Route({
    id: 'endOtherSessions',
    summary: 'End all of my sessions but this one',
    answer: EndedSessionsView,
    problems: ['permission-missing'],
  })
  async endOthers(@CurrentCaller() caller: Caller): Promise<EndedSessionsView> {
    return { ended: await this.lists.endOthers(caller) };
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @RequireAccess('own-account')
  @Route({ id: 'endSession', summary: 'End one of my sessions', status: 204, problems: ['permission-missing'] })
  async end(@CurrentCaller() caller: Caller, @Param('sessionId') sessionId: string): Promise<void> {
    await this.lists.endOwn(caller, sessionId);
  }

  @Get('members/:memberId/sessions')
  @RequireAccess('members:manage')
  @Route({ id: 'listSessionsOfMember', summary: 'List the sessions of a member', answer: MemberSessionsView })
  async listOf(@CurrentCaller() caller: Caller, @Param('memberId') memberId: string): Promise<MemberSessionsView> {
    return toView(await this.lists.listOf(caller, memberId), caller);
  }

  @Delete('members/:memberId/sessions')
  @RequireAccess('members:manage')
  @Route({ id: 'endSessionsOfMember', summary: 'End all sessions of a member', answer: EndedSessionsView })
  async endOf(@CurrentCaller() caller: Caller, @Param('memberId') memberId: string): Promise<EndedSessionsView> {
    return { ended: await this.lists.endOf(caller, memberId) };
  }
}

function toView(sessions: readonly Session[], { sessionId }: Caller): MemberSessionsView {
  return { items: sessions.map((session) => toMemberSessionView(session, sessionId)) };
}
