import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { BotsService } from '../bots/bots.service.js';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { largeBody } from '../http/intake/body-limits.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { NamedPageQuery, type Page } from '../http/pages.js';
import {
  CheckGraphDto,
  CreateDialogTaskDto,
  DialogTaskSummaryView,
  DialogTaskView,
  DiscardDraftQuery,
  FollowDialogTaskQuery,
  GraphCheckView,
  ReplaceDialogTaskDto,
  toDialogTaskSummaryView,
} from './dialog-task.dto.js';
import { DialogTasksService } from './dialog-tasks.service.js';
import { GraphChecksService } from './graph-checks.service.js';
import { TaskChangesService } from './task-changes.service.js';

/** What a bot can do with its end users. */
@Controller('v1/bots/:botId/dialog-tasks')
@RouteGroup('Dialog tasks')
export class DialogTasksController {
  constructor(
    private readonly bots: BotsService,
    private readonly tasks: DialogTasksService,
    private readonly checks: GraphChecksService,
    private readonly changes: TaskChangesService,
  ) {}

  @Post()
  @RouteConfig(largeBody)
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'createDialogTask',
    summary: 'Make a dialog task; a graph with errors is kept as a draft',
    status: 201,
    answer: DialogTaskView,
    problems: ['name-taken', 'dialog-task-invalid', 'dialog-task-too-large'],
  })
  async create(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Body() body: CreateDialogTaskDto) {
    return this.tasks.create(caller, botId, body);
  }

  @Get()
  @RequireAccess('dialogs:view')
  @Route({ id: 'listDialogTasks', summary: 'List dialog tasks', answer: DialogTaskSummaryView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: NamedPageQuery,
  ): Promise<Page<DialogTaskSummaryView>> {
    const page = await this.tasks.list(caller, botId, query);
    return { ...page, items: page.items.map(toDialogTaskSummaryView) };
  }

  @Post('check')
  @HttpCode(200)
  @RouteConfig(largeBody)
  @RequireAccess('dialogs:view')
  @Route({
    id: 'checkDialogGraph',
    audit: 'denials',
    summary: 'Tell what is wrong with a graph, without keeping it',
    answer: GraphCheckView,
    problems: ['dialog-task-too-large'],
  })
  async check(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Body() body: CheckGraphDto,
  ): Promise<GraphCheckView> {
    await this.bots.get(caller, botId);
    return { problems: this.checks.check(body.graph) };
  }

  @Get(':taskId')
  @RequireAccess('dialogs:view')
  @Route({ id: 'getDialogTask', summary: 'Get a dialog task with its working copy', answer: DialogTaskView })
  async get(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('taskId') taskId: string) {
    return this.tasks.get(caller, botId, taskId);
  }

  @Put(':taskId')
  @RouteConfig(largeBody)
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'replaceDialogTask',
    summary: 'Replace the working copy of a dialog task; without errors it goes live',
    description:
      'A graph with errors is kept as a draft beside what is live. `version-conflict` tells `version`, `updatedAt` and ' +
      '`updatedBy`, the name of whoever was faster.',
    answer: DialogTaskView,
    problems: ['name-taken', 'version-conflict', 'dialog-task-invalid', 'dialog-task-too-large'],
  })
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('taskId') taskId: string,
    @Body() body: ReplaceDialogTaskDto,
  ): Promise<DialogTaskView> {
    return this.tasks.replace(caller, botId, taskId, body);
  }

  @Delete(':taskId/draft')
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'discardDialogDraft',
    summary: 'Make the working copy what is live again',
    answer: DialogTaskView,
    problems: ['version-conflict', 'dialog-task-never-live'],
  })
  async discardDraft(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('taskId') taskId: string,
    @Query() query: DiscardDraftQuery,
  ): Promise<DialogTaskView> {
    return this.tasks.discardDraft(caller, botId, taskId, query.version);
  }

  @Delete(':taskId')
  @HttpCode(204)
  @RequireAccess('dialogs:edit')
  @Route({ id: 'deleteDialogTask', summary: 'Delete a dialog task', status: 204 })
  async remove(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('taskId') taskId: string) {
    await this.tasks.remove(caller, botId, taskId);
  }

  @Get(':taskId/events')
  @RequireAccess('dialogs:view')
  @Route({
    id: 'streamDialogTask',
    summary: 'Changes of a dialog task as server-sent events',
    description:
      '`changed` with `{version, updatedBy, updatedAt}`, and at last `deleted`. The id of an event is the version: `Last-Event-ID` or ' +
      '`?version=` says which one is known.',
    mediaType: 'text/event-stream',
    problems: ['too-many-streams'],
  })
  async stream(
    @CurrentCaller() caller: Caller,
    @Param() { botId, taskId }: { readonly botId: string; readonly taskId: string },
    @Query() query: FollowDialogTaskQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { version } = await this.tasks.find(caller, botId, taskId);
    const known = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : query.version;
    this.changes.follow(taskId, known ?? version, reply);
  }
}
