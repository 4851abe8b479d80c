import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import { builtInRoles, type Permission } from '../../http/permissions.js';
import { NotFoundError } from '../../http/problem.js';
import { Role } from '../../members/member.entity.js';
import { firstNotHeld, heldBy } from '../../members/powers/powers.js';
import type { RoleView } from './role.dto.js';

/** Shows roles, built-in or not, to whoever may see them. */
@Injectable()
export class RoleViewsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Every role: those that every workspace has, then its own by name. */
  async list(caller: Caller): Promise<readonly RoleView[]> {
    const { workspaceId } = caller;
    const held = heldBy(caller);
    const mayManage = caller.may('roles:manage', null);
    const own = await this.dataSource.manager.find(Role, { where: { workspaceId }, order: { name: 'ASC' } });
    const counts = await this.countMembers(workspaceId);
    const builtIn = Object.entries(builtInRoles).map(([id, { title, description, permissions }]) => ({
      ...{ id, name: title, description, permissions: permissions as readonly Permission[], version: 1 },
      ...{ isBuiltIn: true, memberCount: counts.get(id) ?? 0, mayChange: false },
    }));
    const custom = own.map(({ id, name, description, permissions, version }) => {
      const grants = [{ divisionId: null, permissions: new Set(permissions) }];
      return {
        ...{ id, name, description, permissions, version },
        ...{ isBuiltIn: false, memberCount: counts.get(id) ?? 0 },
        mayChange: mayManage && firstNotHeld(held, grants) === undefined,
      };
    });
    return [...builtIn, ...custom];
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<RoleView> {
    const role = (await this.list(caller)).find((each) => each.id === id);
    if (role === undefined) throw new NotFoundError('role', id);
    return role;
  }

  private async countMembers(workspaceId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ role: string; members: number }[]>(
      'SELECT role, count(DISTINCT member_id)::int AS members FROM grants WHERE workspace_id = $1 GROUP BY role',
      [workspaceId],
    );
    return new Map(rows.map(({ role, members }) => [role, members]));
  }
}
