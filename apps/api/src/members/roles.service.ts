import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository, type EntityManager } from 'typeorm';
import type { Granted } from '../http/grants.js';
import { builtInRoles, type BuiltInRole, type Permission } from '../http/permissions.js';
import { Role, type Grant } from './member.entity.js';

/** A role in a division, with what it permits there. */
export interface RoleInDivision extends Granted {
  readonly role: string;
}

/** What roles permit: those that every workspace has, and its own. */
@Injectable()
export class RolesService {
  constructor(@InjectRepository(Role) private readonly roles: Repository<Role>) {}

  /** Grants with what they permit; a role that there is not permits nothing. */
  async resolve(
    workspaceId: string,
    grants: readonly Pick<Grant, 'role' | 'divisionId'>[],
    manager: EntityManager = this.roles.manager,
  ): Promise<readonly RoleInDivision[]> {
    const ids = grants.map(({ role }) => role).filter((role) => !isBuiltIn(role));
    const own = ids.length === 0 ? [] : await manager.findBy(Role, { workspaceId, id: In(ids) });
    const permissionsOf = (role: string): readonly Permission[] =>
      isBuiltIn(role) ? builtInRoles[role].permissions : (own.find(({ id }) => id === role)?.permissions ?? []);
    return grants.map(({ role, divisionId }) => ({ role, divisionId, permissions: new Set(permissionsOf(role)) }));
  }

  /** Every role of a workspace by the name or id that grants have it by, with its name for people. */
  async known(workspaceId: string, manager: EntityManager = this.roles.manager): Promise<ReadonlyMap<string, string>> {
    const own = await manager.find(Role, { where: { workspaceId }, select: { id: true, name: true } });
    const builtIn = Object.entries(builtInRoles).map(([role, { title }]) => [role, title] as const);
    return new Map([...builtIn, ...own.map(({ id, name }) => [id, name] as const)]);
  }
}

/** Whether a role is one that every workspace has. */
export function isBuiltIn(role: string): role is BuiltInRole {
  return Object.hasOwn(builtInRoles, role);
}
