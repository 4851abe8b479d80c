import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { Granted } from '../http/grants.js';
import { builtInRoles, type BuiltInRole, type Permission } from '../http/permissions.js';
import { Role, type Grant } from './member.entity.js';

/** What roles permit: those that every workspace has, and its own. */
@Injectable()
export class RolesService {
  constructor(@InjectRepository(Role) private readonly roles: Repository<Role>) {}

  /** Grants with what they permit; a role that there is not permits nothing. */
  async resolve<Row extends Pick<Grant, 'role' | 'divisionId'>>(
    workspaceId: string,
    grants: readonly Row[],
  ): Promise<readonly (Granted & Pick<Row, 'role'>)[]> {
    const ids = grants.map(({ role }) => role).filter((role) => !isBuiltIn(role));
    const own = ids.length === 0 ? [] : await this.roles.findBy({ workspaceId, id: In(ids) });
    const permissionsOf = (role: string): readonly Permission[] =>
      isBuiltIn(role) ? builtInRoles[role].permissions : (own.find(({ id }) => id === role)?.permissions ?? []);
    return grants.map(({ role, divisionId }) => ({ role, divisionId, permissions: new Set(permissionsOf(role)) }));
  }
}

/** Whether a role is one that every workspace has. */
export function isBuiltIn(role: string): role is BuiltInRole {
  return Object.hasOwn(builtInRoles, role);
}
