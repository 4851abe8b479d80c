import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../http/caller.js';
import type { Member } from '../members/member.entity.js';
import { firstNotHeld, heldBy } from '../members/powers/powers.js';
import { RolesService, type RoleInDivision } from '../members/roles.service.js';
import type { GrantView, MemberView } from './member.dto.js';

interface Surroundings {
  readonly grants: readonly { readonly memberId: string; readonly role: string; readonly divisionId: string | null }[];
  readonly signIns: ReadonlyMap<string, SignIns>;
}

interface SignIns {
  readonly id: string;
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly lastSeenAt: Date | null;
}

/** Shows members and roles to whoever may see them. */
@Injectable()
export class MemberViewsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly roles: RolesService,
  ) {}

  /** What a caller sees of members. */
  async show(caller: Caller, members: readonly Member[]): Promise<readonly MemberView[]> {
    const held = heldBy(caller);
    const { grants, signIns } = await this.surroundingsOf(members);
    const resolved = await this.roles.resolve(caller.workspaceId, grants);
    const ofMember = (id: string) => resolved.filter((_grant, at) => grants[at]?.memberId === id);
    const named = await this.name(caller.workspaceId);
    return members.map((member) => ({
      ...{ id: member.id, name: member.name, email: member.email, version: member.version },
      state: member.deactivatedAt === null ? 'active' : 'deactivated',
      grants: named(ofMember(member.id)),
      hasPassword: signIns.get(member.id)?.hasPassword ?? false,
      hasSecondFactor: signIns.get(member.id)?.hasSecondFactor ?? false,
      lastSeenAt: signIns.get(member.id)?.lastSeenAt?.toISOString() ?? null,
      createdAt: member.createdAt.toISOString(),
      mayChange: caller.may('members:manage', null) && firstNotHeld(held, ofMember(member.id)) === undefined,
    }));
  }

  /** Puts the names of roles and divisions of a workspace to grants. */
  async name(
    workspaceId: string,
  ): Promise<(grants: readonly Pick<RoleInDivision, 'role' | 'divisionId'>[]) => readonly GrantView[]> {
    const roles = await this.roles.known(workspaceId);
    const rows = await this.dataSource.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM divisions WHERE workspace_id = $1',
      [workspaceId],
    );
    const divisions = new Map(rows.map(({ id, name }) => [id, name]));
    return (grants) =>
      grants.map(({ role, divisionId }) => ({
        ...{ role, roleName: roles.get(role) ?? role, divisionId },
        divisionName: divisionId === null ? null : (divisions.get(divisionId) ?? divisionId),
      }));
  }

  private async surroundingsOf(members: readonly Member[]): Promise<Surroundings> {
    const ids = members.map(({ id }) => id);
    const grants = await this.dataSource.query<Surroundings['grants']>(
      `SELECT member_id AS "memberId", role, division_id AS "divisionId" FROM grants
       WHERE member_id = ANY($1) ORDER BY id`,
      [ids],
    );
    const signIns = await this.dataSource.query<SignIns[]>(
      `SELECT id, password_hash IS NOT NULL AS "hasPassword",
         EXISTS (SELECT FROM second_factors WHERE member_id = members.id AND confirmed_at IS NOT NULL) AS "hasSecondFactor",
         (SELECT max(last_seen_at) FROM sessions WHERE member_id = members.id) AS "lastSeenAt"
       FROM members WHERE id = ANY($1)`,
      [ids],
    );
    return { grants, signIns: new Map(signIns.map((row) => [row.id, row])) };
  }
}
