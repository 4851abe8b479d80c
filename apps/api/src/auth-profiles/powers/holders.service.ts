import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { builtInRoles, type Permission } from '../../http/permissions.js';

/** A member, as far as others need to know. */
export interface Holder {
  readonly id: string;
  readonly name: string;
}

/** Knows which members hold a permission. */
@Injectable()
export class HoldersService {
  constructor(private readonly dataSource: DataSource) {}

  /** The active members who hold a permission in one of some divisions, by name. */
  async of(
    workspaceId: string,
    permission: Permission,
    divisionIds: readonly (string | null)[],
  ): Promise<readonly Holder[]> {
    const builtIn = Object.entries(builtInRoles).filter(([, { permissions }]) =>
      (permissions as readonly Permission[]).includes(permission),
    );
    return this.dataSource.query<Holder[]>(
      `SELECT members.id, members.name FROM members
       WHERE members.workspace_id = $1 AND members.deactivated_at IS NULL AND EXISTS (
         SELECT FROM grants LEFT JOIN roles ON roles.id = grants.role AND roles.workspace_id = $1
         WHERE grants.member_id = members.id
           AND (grants.role = ANY($2) OR $3 = ANY(roles.permissions))
           AND (grants.division_id IS NULL OR grants.division_id = ANY($4)))
       ORDER BY members.name, members.id`,
      [workspaceId, builtIn.map(([role]) => role), permission, divisionIds.filter((id) => id !== null)],
    );
  }

  /** Those of some members who are active, by name. */
  async named(memberIds: readonly string[]): Promise<readonly Holder[]> {
    if (memberIds.length === 0) return [];
    return this.dataSource.query<Holder[]>(
      'SELECT id, name FROM members WHERE id = ANY($1) AND deactivated_at IS NULL ORDER BY name, id',
      [[...memberIds]],
    );
  }
}
