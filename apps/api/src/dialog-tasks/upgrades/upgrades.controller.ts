import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { DialogTaskView } from '../dialog-task.dto.js';
import { TaskOriginView, UpgradeDialogTaskDto } from './upgrade.dto.js';
import { UpgradesService } from './upgrades.service.js';

/** Dialog tasks beside the templates that they were copied from. */
@Controller('v1/bots/:botId/dialog-tasks/:taskId')
@RouteGroup('Dialog tasks')
export class UpgradesController {
  constructor(private readonly upgrades: UpgradesService) {}

  @Get('origin')
  @RequireAccess('dialogs:view')
  @Route({
    id: 'getDialogTaskOrigin',
    summary: 'Tell what a newer version of its template would change in a dialog task',
    answer: TaskOriginView,
    problems: ['dialog-task-invalid'],
  })
  async origin(@CurrentCaller() caller: Caller, @Param('botId') botId: string, @Param('taskId') taskId: string) {
    return this.upgrades.origin(caller, botId, taskId);
  }

  @Post('upgrade')
  @HttpCode(200)
  @RequireAccess('dialogs:edit')
  @Route({
    id: 'upgradeDialogTask',
    summary: 'Bring a dialog task up to the newest version of its template, and keep what was edited',
    answer: DialogTaskView,
    problems: ['version-conflict', 'upgrade-conflict', 'dialog-task-invalid', 'dialog-task-too-large'],
  })
  async upgrade(
    @CurrentCaller() caller: Caller,
    @Param('botId') botId: string,
    @Param('taskId') taskId: string,
    @Body() body: UpgradeDialogTaskDto,
  ): Promise<DialogTaskView> {
    return this.upgrades.upgrade(caller, botId, taskId, body);
  }
}
