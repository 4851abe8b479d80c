import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { DialogTaskView } from '../dialog-task.dto.js';
import { InstallTemplateDto, TemplatePlanView, TemplatesView } from './template.dto.js';
import { TemplatePlansService } from './template-plans.service.js';
import { TemplatesService, type TemplatePlace } from './templates.service.js';

/** Ready-made dialog tasks that connectors ship. */
@Controller('v1/bots/:botId')
@RouteGroup('Dialog tasks')
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly plans: TemplatePlansService,
  ) {}

  @Get('templates')
  @RequireAccess('dialogs:view')
  @Route({ id: 'listAllTemplates', summary: 'List the dialog templates of every connector', answer: TemplatesView })
  async listAll(@CurrentCaller() caller: Caller, @Param('botId') botId: string): Promise<TemplatesView> {
    return { items: await this.templates.list(caller, botId) };
  }

  @Get('actions/:connectorId/templates')
  @RequireAccess('dialogs:view')
  @Route({ id: 'listTemplates', summary: 'List the dialog templates of a connector', answer: TemplatesView })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('connectorId') connectorId: string,
  ): Promise<TemplatesView> {
    return { items: await this.templates.list(caller, botId, connectorId) };
  }

  @Get('actions/:connectorId/templates/:name/plan')
  @RequireAccess('dialogs:view')
  @Route({
    id: 'planTemplate',
    summary: 'Tell what installing a template adds, what it needs, and what is missing',
    answer: TemplatePlanView,
  })
  async plan(
    @CurrentCaller() caller: Caller,
    @Param() place: TemplatePlace,
    @Query() query: InstallTemplateDto,
  ): Promise<TemplatePlanView> {
    return this.plans.plan(caller, place, query);
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
    @Param() place: TemplatePlace,
    @Body() body: InstallTemplateDto,
  ): Promise<DialogTaskView> {
    return this.templates.install(caller, place, body);
  }
}
