import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { heldSomewhere } from '../http/grants.js';
import type { Permission } from '../http/permissions.js';
import { Grant, Member } from './member.entity.js';
import { RolesService, type RoleInDivision } from './roles.service.js';

/** A member with what the grants add up to. */
export interface MemberWithPermissions {
  readonly member: Member;
  readonly roles: readonly string[];
  readonly grants: readonly RoleInDivision[];
  /** What is held somewhere. */
  readonly permissions: ReadonlySet<Permission>;
}

/** Members and what they may do. */
@Injectable()
export class MembersService {
  constructor(
    @InjectRepository(Member) private readonly members: Repository<Member>,
    @InjectRepository(Grant) private readonly grants: Repository<Grant>,
    private readonly roles: RolesService,
  ) {}

  /** An active member with permissions, or undefined. */
  async find(memberId: string): Promise<MemberWithPermissions | undefined> {
    const member = await this.members.findOneBy({ id: memberId });
    if (member === null || member.deactivatedAt !== null) return undefined;
    const rows = await this.grants.findBy({ memberId });
    const grants = await this.roles.resolve(member.workspaceId, rows);
    const roles = [...new Set(grants.map(({ role }) => role))];
    return { member, roles, grants, permissions: heldSomewhere(grants) };
  }

  /** For signing in: id and password hash of an active member. */
  async findCredentials(
    email: string,
  ): Promise<{ readonly id: string; readonly passwordHash: string | null } | undefined> {
    const member = await this.members.findOne({
      where: { email: email.toLowerCase() },
      select: { id: true, passwordHash: true, deactivatedAt: true },
    });
    return member === null || member.deactivatedAt !== null ? undefined : member;
  }
}
