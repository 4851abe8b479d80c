import { Body, Controller, Get, Put } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { requireMember } from '../inbox/inbox.service.js';
import {
  ChangeNoticePreferencesDto,
  ChooseNoticeEventsDto,
  NoticeEventsView,
  NoticePreferencesView,
} from '../notice.dto.js';
import { PreferencesService } from './preferences.service.js';

/** How members are told, and which notices webhooks are told of. */
@Controller('v1')
@RouteGroup('Notices')
export class NoticePreferencesController {
  constructor(private readonly preferences: PreferencesService) {}

  @Get('notice-preferences')
  @RequireAccess('signed-in')
  @Route({
    id: 'getNoticePreferences',
    summary: 'How you are told of things',
    answer: NoticePreferencesView,
    problems: ['permission-missing'],
  })
  show(@CurrentCaller() caller: Caller): Promise<NoticePreferencesView> {
    return this.preferences.show(requireMember(caller));
  }

  @Put('notice-preferences')
  @RequireAccess('signed-in')
  @Route({
    id: 'changeNoticePreferences',
    summary: 'Change how you are told of things',
    answer: NoticePreferencesView,
    problems: ['permission-missing'],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @Body() body: ChangeNoticePreferencesDto,
  ): Promise<NoticePreferencesView> {
    await this.preferences.change(requireMember(caller), body);
    return this.preferences.show(caller);
  }

  @Get('notice-events')
  @RequireAccess('webhooks:manage')
  @Route({ id: 'getNoticeEvents', summary: 'Which notices webhooks are told of', answer: NoticeEventsView })
  async events(@CurrentCaller() caller: Caller): Promise<NoticeEventsView> {
    return { kinds: await this.preferences.eventsOf(caller.workspaceId) };
  }

  @Put('notice-events')
  @RequireAccess('webhooks:manage')
  @Route({
    id: 'chooseNoticeEvents',
    summary: 'Choose which notices webhooks are told of',
    description: 'Webhooks hear of them by the event `notice.created`: once for each, however many members are told.',
    answer: NoticeEventsView,
  })
  async chooseEvents(@CurrentCaller() caller: Caller, @Body() body: ChooseNoticeEventsDto): Promise<NoticeEventsView> {
    await this.preferences.chooseEvents(caller.workspaceId, body.kinds);
    return this.events(caller);
  }
}
