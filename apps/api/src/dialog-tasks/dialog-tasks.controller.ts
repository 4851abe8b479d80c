import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { PageQuery, type Page } from '../http/pages.js';
import {
  CreateDialogTaskDto,
  DialogTaskSummaryView,
  DialogTaskView,
  InstallTemplateDto,
  ReplaceDialogTaskDto,
  TemplatesView,
  toDialogTaskSummaryView,
} from './dialog-task.dto.js';
import { DialogTasksService } from './dialog-tasks.service.js';
import { TemplatesService } from './templates.service.js';

/** What a bot can do with its end users. */
@Controller('v1/bots/:botId')
@RouteGroup('Dialog tasks')
export class DialogTasksController {
  constructor(
    private readonly tasks: DialogTasksService,
    private readonly templates: TemplatesService,
  ) {}

  @Post('dialog-tasks')
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'createDialogTask',
    summary: 'Make a dialog task',
    status: 201,
    answer: DialogTaskView,
    problems: ['name-taken', 'dialog-task-invalid'],
  })
  async create(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Body() body: CreateDialogTaskDto) {
    return this.tasks.create(caller, botId, body);
  }

  @Get('dialog-tasks')
  @RequireAccess('dialogs:view')
  @Route({ id: 'listDialogTasks', summary: 'List dialog tasks', answer: DialogTaskSummaryView, isPage: true })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Query() query: PageQuery,
  ): Promise<Page<DialogTaskSummaryView>> {
    const page = await this.tasks.list(caller, botId, query);
    return { ...page, items: page.items.map(toDialogTaskSummaryView) };
  }

  @Get('dialog-tasks/:taskId')
  @RequireAccess('dialogs:view')
  @Route({ id: 'getDialogTask', summary: 'Get a dialog task with its graph', answer: DialogTaskView })
  async get(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('taskId') taskId: string) {
    return this.tasks.get(caller, botId, taskId);
  }

  @Put('dialog-tasks/:taskId')
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'replaceDialogTask',
    summary: 'Replace a dialog task',
    answer: DialogTaskView,
    problems: ['name-taken', 'version-conflict', 'dialog-task-invalid'],
  })
  async replace(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('taskId') taskId: string,
    @Body() body: ReplaceDialogTaskDto,
  ): Promise<DialogTaskView> {
    return this.tasks.replace(caller, botId, taskId, body);
  }

  @Delete('dialog-tasks/:taskId')
  @HttpCode(204)
  @RequireAccess('dialogs:edit')
  @Route({ id: 'deleteDialogTask', summary: 'Delete a dialog task', status: 204 })
  async remove(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('taskId') taskId: string) {
    await this.tasks.remove(caller, botId, taskId);
  }

  @Get('actions/:connectorId/templates')
  @RequireAccess('dialogs:view')
  @Route({ id: 'listTemplates', summary: 'List the dialog templates of a connector', answer: TemplatesView })
  async listTemplates(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
  ): Promise<TemplatesView> {
    return { items: await this.templates.list(caller, botId, connectorId) };
  }

  @Post('actions/:connectorId/templates/:name/install')
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'installTemplate',
    summary: 'Copy a template into the bot',
    status: 201,
    answer: DialogTaskView,
    problems: ['name-taken', 'dialog-task-invalid'],
  })
  async install(
    @CurrentCaller() caller: Caller,
    @Param() place: { readonly botId: string; readonly connectorId: string; readonly name: string },
    @Body() body: InstallTemplateDto,
  ): Promise<DialogTaskView> {
    return this.templates.install(caller, place, body);
  }
}
