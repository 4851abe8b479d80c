import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { reachOf } from '../../http/grants.js';
import type { Permission } from '../../http/permissions.js';
import { Grant, Member } from '../../members/member.entity.js';
import { RolesService, type RoleInDivision } from '../../members/roles.service.js';

/** Whom a notice goes to, and what concerns them. */
export interface Recipient {
  readonly memberId: string;
  readonly botId?: string;
  readonly link: string;
}

/** An active member with what was granted to them. */
interface Candidate {
  readonly memberId: string;
  readonly grants: readonly RoleInDivision[];
}

/** A bot, or another resource of a division, with where to do something about it. */
export interface Concern {
  readonly botId?: string;
  /** Null: of no division; what concerns the workspace as a whole. */
  readonly divisionId: string | null;
  readonly link: string;
}

/** Finds out who is to be told. */
@Injectable()
export class RecipientsService {
  constructor(private readonly roles: RolesService) {}

  /** Everybody who holds a permission where one of some things is: each once, with the first of those. */
  async holders(
    manager: EntityManager,
    workspaceId: string,
    permission: Permission,
    concerns: readonly Concern[],
  ): Promise<readonly Recipient[]> {
    const candidates = await this.candidates(manager, workspaceId);
    return candidates.flatMap(({ memberId, grants }) => {
      const reach = reachOf(grants, permission);
      const concern = concerns.find(({ divisionId }) =>
        divisionId === null ? reach === undefined : reach === undefined || reach.has(divisionId),
      );
      return concern === undefined ? [] : [{ memberId, botId: concern.botId, link: concern.link }];
    });
  }

  /** Everybody who has one of some roles in a division. */
  async withRoles(
    manager: EntityManager,
    { workspaceId, roles, divisionId }: Pick<Member, 'workspaceId'> & { roles: readonly string[]; divisionId: string },
  ): Promise<readonly string[]> {
    const candidates = await this.candidates(manager, workspaceId);
    const isThere = (grant: RoleInDivision) => grant.divisionId === null || grant.divisionId === divisionId;
    return candidates
      .filter(({ grants }) => grants.some((grant) => roles.includes(grant.role) && isThere(grant)))
      .map(({ memberId }) => memberId);
  }

  private async candidates(manager: EntityManager, workspaceId: string): Promise<readonly Candidate[]> {
    const members = await manager
      .createQueryBuilder(Member, 'member')
      .select('member.id', 'id')
      .where('member.workspace_id = :workspaceId AND member.deactivated_at IS NULL', { workspaceId })
      .orderBy('member.id')
      .getRawMany<{ readonly id: string }>();
    const grants = await manager.findBy(Grant, { memberId: In(members.map(({ id }) => id)) });
    const resolved = await this.roles.resolve(workspaceId, grants);
    return members.map(({ id }) => ({
      memberId: id,
      grants: resolved.filter((_, position) => grants[position]?.memberId === id),
    }));
  }
}
