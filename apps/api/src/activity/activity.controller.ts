import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BotsService } from '../bots/bots.service.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { StreamsService } from '../streams/streams.service.js';
import type { ActivityEntry } from './activity.dto.js';
import { ActivityService } from './activity.service.js';

/** What happens at a bot, while it happens. */
@Controller('v1/bots/:botId/activity')
@RouteGroup('Activity')
export class ActivityController {
  constructor(
    private readonly activity: ActivityService,
    private readonly bots: BotsService,
    private readonly streams: StreamsService,
  ) {}

  @Get('events')
  @RequireAccess('runs:view')
  @Route({
    id: 'streamActivity',
    summary: 'Stream what happens at a bot as server-sent events',
    description:
      'Events `run` and `authorization-request` (with `authorizations:view`) tell that one has begun or ended, by its id and status; ' +
      '`more` tells how many others there were in the same half second. Nothing is repeated: read the lists after connecting.',
    mediaType: 'text/event-stream',
    problems: ['too-many-streams', 'shutting-down'],
  })
  async events(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Res() reply: FastifyReply) {
    const { id } = await this.bots.get(caller, botId);
    this.streams.start(reply, (send) =>
      this.activity.follow(id, ({ entries, more }) => {
        for (const entry of entries.filter((one) => maySee(caller, one))) send({ event: entry.kind, data: entry });
        if (more > 0) send({ event: 'more', data: { count: more } });
      }),
    );
  }
}

function maySee({ permissions }: Caller, { kind }: ActivityEntry): boolean {
  return permissions.has(kind === 'run' ? 'runs:view' : 'authorizations:view');
}
