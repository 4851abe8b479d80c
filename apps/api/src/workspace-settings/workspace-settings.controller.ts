import { Body, Controller, Get, Patch } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import { toWorkspaceView, UpdateWorkspaceDto, WorkspaceView } from './workspace-settings.dto.js';
import { WorkspaceSettingsService } from './workspace-settings.service.js';

/** The workspace, and what it has decided of signing in. */
@Controller('v1/workspace')
@RequireAccess('workspace:manage')
@RouteGroup('Workspace')
export class WorkspaceSettingsController {
  constructor(private readonly settings: WorkspaceSettingsService) {}

  @Get()
  @Route({ id: 'getWorkspace', summary: 'Show the workspace', answer: WorkspaceView })
  async get(@CurrentCaller() caller: Caller): Promise<WorkspaceView> {
    return toWorkspaceView(await this.settings.get(caller.workspaceId));
  }

  @Patch()
  @Route({
    id: 'updateWorkspace',
    summary: 'Change the workspace',
    answer: WorkspaceView,
    problems: ['version-conflict'],
  })
  async update(@CurrentCaller() caller: Caller, @Body() body: UpdateWorkspaceDto): Promise<WorkspaceView> {
    return toWorkspaceView(await this.settings.update(caller, body));
  }
}
