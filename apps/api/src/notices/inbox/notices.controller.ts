import { Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import type { Page } from '../../http/pages.js';
import { createPump } from '../../streams/pump.js';
import { StreamsService } from '../../streams/streams.service.js';
import { NoticesQuery, NoticeSummaryView, NoticeView } from '../notice.dto.js';
import { NoticeNewsService } from '../telling/notice-news.service.js';
import { InboxService, requireMember } from './inbox.service.js';

/** What the member who is signed in was told of. */
@Controller('v1/notices')
@RequireAccess('signed-in')
@RouteGroup('Notices')
export class NoticesController {
  constructor(
    private readonly inbox: InboxService,
    private readonly news: NoticeNewsService,
    private readonly streams: StreamsService,
  ) {}

  @Get()
  @Route({
    id: 'listNotices',
    summary: 'List your notices',
    answer: NoticeView,
    isPage: true,
    problems: ['permission-missing'],
  })
  list(@CurrentCaller() caller: Caller, @Query() query: NoticesQuery): Promise<Page<NoticeView>> {
    return this.inbox.list(requireMember(caller), query);
  }

  @Get('summary')
  @Route({
    id: 'getNoticeSummary',
    summary: 'How many of your notices are unread',
    answer: NoticeSummaryView,
    problems: ['permission-missing'],
  })
  async summary(@CurrentCaller() caller: Caller): Promise<NoticeSummaryView> {
    return { unreadCount: await this.inbox.unreadCount(requireMember(caller)) };
  }

  @Get('events')
  @Route({
    id: 'streamNotices',
    summary: 'Stream changes of your notices as server-sent events',
    description: 'The event `summary` tells how many are unread: first as it is, then whenever something changes.',
    mediaType: 'text/event-stream',
    problems: ['permission-missing', 'too-many-streams', 'shutting-down'],
  })
  events(@CurrentCaller() caller: Caller, @Res() reply: FastifyReply): void {
    const { id } = requireMember(caller);
    this.streams.start(reply, (send) => {
      const pump = createPump(async () => {
        send({ event: 'summary', data: { unreadCount: await this.inbox.unreadCount(caller) } });
        return false;
      });
      const leave = this.news.follow(id, pump.wake);
      pump.wake();
      return () => {
        leave();
        pump.stop();
      };
    });
  }

  @Post('read-all')
  @HttpCode(204)
  @Route({
    id: 'readAllNotices',
    audit: 'denials',
    summary: 'Mark all your notices as read',
    status: 204,
    problems: ['permission-missing'],
  })
  readAll(@CurrentCaller() caller: Caller): Promise<void> {
    return this.inbox.readAll(requireMember(caller));
  }

  @Post(':noticeId/read')
  @HttpCode(204)
  @Route({
    id: 'readNotice',
    audit: 'denials',
    summary: 'Mark a notice as read',
    status: 204,
    problems: ['permission-missing'],
  })
  read(@CurrentCaller() caller: Caller, @Param('noticeId') noticeId: string): Promise<void> {
    return this.inbox.read(requireMember(caller), noticeId);
  }

  @Delete(':noticeId')
  @HttpCode(204)
  @Route({
    id: 'deleteNotice',
    summary: 'Take a notice out of your inbox',
    status: 204,
    problems: ['permission-missing'],
  })
  dismiss(@CurrentCaller() caller: Caller, @Param('noticeId') noticeId: string): Promise<void> {
    return this.inbox.dismiss(requireMember(caller), noticeId);
  }
}
