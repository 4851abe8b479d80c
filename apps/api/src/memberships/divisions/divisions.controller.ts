import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../../http/access.guard.js';
import type { Caller } from '../../http/caller.js';
import { Route, RouteGroup } from '../../http/openapi-metadata.js';
import { CreateDivisionDto, DivisionsView, DivisionView, UpdateDivisionDto } from './division.dto.js';
import { DivisionChangesService } from './division-changes.service.js';

/** Divisions: groups of bots and auth profiles that roles are given for. */
@Controller('v1/divisions')
@RouteGroup('Members')
export class DivisionsController {
  constructor(private readonly divisions: DivisionChangesService) {}

  @Get()
  @RequireAccess('signed-in')
  @Route({ id: 'listDivisions', summary: 'List the divisions that you have a role in', answer: DivisionsView })
  async list(@CurrentCaller() caller: Caller): Promise<DivisionsView> {
    return { items: await this.divisions.list(caller) };
  }

  @Post()
  @RequireAccess('roles:manage')
  @Route({
    id: 'createDivision',
    summary: 'Make a division',
    status: 201,
    answer: DivisionView,
    problems: ['name-taken'],
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateDivisionDto): Promise<DivisionView> {
    return this.divisions.get(caller, await this.divisions.create(caller, body));
  }

  @Patch(':divisionId')
  @RequireAccess('roles:manage')
  @Route({
    id: 'updateDivision',
    summary: 'Rename or describe a division',
    answer: DivisionView,
    problems: ['name-taken'],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('divisionId') divisionId: string,
    @Body() body: UpdateDivisionDto,
  ): Promise<DivisionView> {
    await this.divisions.update(caller, divisionId, body);
    return this.divisions.get(caller, divisionId);
  }

  @Delete(':divisionId')
  @HttpCode(204)
  @RequireAccess('roles:manage')
  @Route({
    id: 'deleteDivision',
    summary: 'Delete a division that is empty; roles for it end',
    status: 204,
    problems: ['division-in-use', 'last-owner'],
  })
  async remove(@CurrentCaller() caller: Caller, @Param('divisionId') divisionId: string): Promise<void> {
    await this.divisions.remove(caller, divisionId);
  }
}
