import { Body, Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { CurrentCaller, RequireAccess } from '../http/access.guard.js';
import type { Caller } from '../http/caller.js';
import { Route, RouteGroup } from '../http/openapi-metadata.js';
import type { Page } from '../http/pages.js';
import {
  MemberDetailsView,
  MembersQuery,
  MemberView,
  RemovedMemberView,
  RemoveMemberQuery,
  SetGrantsDto,
  UpdateMemberDto,
} from './member.dto.js';
import { MembershipsService } from './memberships.service.js';

/** The members of a workspace, and which roles they have. */
@Controller('v1/members')
@RouteGroup('Members')
export class MembersController {
  constructor(private readonly memberships: MembershipsService) {}

  @Get()
  @RequireAccess('members:view')
  @Route({ id: 'listMembers', summary: 'List members', answer: MemberView, isPage: true })
  async list(@CurrentCaller() caller: Caller, @Query() query: MembersQuery): Promise<Page<MemberView>> {
    return this.memberships.list(caller, query);
  }

  @Get(':memberId')
  @RequireAccess('members:view')
  @Route({ id: 'getMember', summary: 'Get a member, with what goes when they are removed', answer: MemberDetailsView })
  async get(@CurrentCaller() caller: Caller, @Param('memberId') memberId: string): Promise<MemberDetailsView> {
    return this.memberships.get(caller, memberId);
  }

  @Patch(':memberId')
  @RequireAccess('members:manage')
  @Route({
    id: 'updateMember',
    summary: 'Rename, deactivate or activate a member',
    answer: MemberDetailsView,
    problems: ['last-owner', 'version-conflict'],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('memberId') memberId: string,
    @Body() body: UpdateMemberDto,
  ): Promise<MemberDetailsView> {
    await this.memberships.update(caller, memberId, body);
    return this.memberships.get(caller, memberId);
  }

  @Put(':memberId/grants')
  @RequireAccess('members:manage')
  @Route({
    id: 'setMemberGrants',
    summary: 'Say which roles a member has, in which divisions',
    answer: MemberDetailsView,
    problems: ['last-owner', 'version-conflict'],
  })
  async setGrants(
    @CurrentCaller() caller: Caller,
    @Param('memberId') memberId: string,
    @Body() body: SetGrantsDto,
  ): Promise<MemberDetailsView> {
    await this.memberships.setGrants(caller, memberId, body);
    return this.memberships.get(caller, memberId);
  }

  @Delete(':memberId')
  @RequireAccess('members:manage')
  @Route({
    id: 'removeMember',
    summary: 'Remove a member; what they made stays',
    answer: RemovedMemberView,
    problems: ['last-owner'],
  })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('memberId') memberId: string,
    @Query() query: RemoveMemberQuery,
  ): Promise<RemovedMemberView> {
    return this.memberships.remove(caller, memberId, query.apiKeys ?? 'revoke');
  }
}
