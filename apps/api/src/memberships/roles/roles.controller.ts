import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { allPermissions, impliedBy, isForSomeBots, isOfDivisions, permissions } from '../../http/permissions.js';
import { CreateRoleDto, PermissionsView, RolesView, RoleView, UpdateRoleDto } from './role.dto.js';
import { RoleChangesService } from './role-changes.service.js';
import { RoleViewsService } from './role-views.service.js';

/** Roles, and the permissions that they are made of. */
@Controller('v1')
@RouteGroup('Members')
export class RolesController {
  constructor(
    private readonly views: RoleViewsService,
    private readonly changes: RoleChangesService,
  ) {}

  @Get('permissions')
  @RequireAccess('signed-in')
  @Route({ id: 'listPermissions', summary: 'List every permission that there is', answer: PermissionsView })
  listPermissions(): PermissionsView {
    const items = allPermissions.map((id) => ({
      ...{ id, title: permissions[id], isOfDivisions: isOfDivisions(id) },
      isOfBots: isForSomeBots(id),
      needs: impliedBy(id) ?? null,
    }));
    return { items };
  }

  @Get('roles')
  @RequireAccess('members:view')
  @Route({
    id: 'listRoles',
    summary: 'List every role: those that every workspace has, then its own',
    answer: RolesView,
  })
  async list(@CurrentCaller() caller: Caller): Promise<RolesView> {
    return { items: await this.views.list(caller) };
  }

  @Post('roles')
  @RequireAccess('roles:manage')
  @Route({ id: 'createRole', summary: 'Make a role', status: 201, answer: RoleView, problems: ['name-taken'] })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateRoleDto): Promise<RoleView> {
    return this.views.get(caller, await this.changes.create(caller, body));
  }

  @Get('roles/:roleId')
  @RequireAccess('members:view')
  @Route({ id: 'getRole', summary: 'Get a role', answer: RoleView })
  async get(@CurrentCaller() caller: Caller, @Param('roleId') roleId: string): Promise<RoleView> {
    return this.views.get(caller, roleId);
  }

  @Patch('roles/:roleId')
  @RequireAccess('roles:manage')
  @Route({
    id: 'updateRole',
    summary: 'Change a role, for all who have it at once',
    answer: RoleView,
    problems: ['name-taken', 'role-read-only', 'version-conflict'],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('roleId') roleId: string,
    @Body() body: UpdateRoleDto,
  ): Promise<RoleView> {
    await this.changes.update(caller, roleId, body);
    return this.views.get(caller, roleId);
  }

  @Delete('roles/:roleId')
  @HttpCode(204)
  @RequireAccess('roles:manage')
  @Route({
    id: 'deleteRole',
    summary: 'Delete a role that nobody has',
    status: 204,
    problems: ['role-in-use', 'role-read-only'],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('roleId') roleId: string): Promise<void> {
    await this.changes.remove(caller, roleId);
  }
}
