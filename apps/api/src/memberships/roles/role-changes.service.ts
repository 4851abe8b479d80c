import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import type { Caller } from '../../http/caller.js';
import { impliedBy, type Permission } from '../../http/permissions.js';
import { NotFoundError, ProblemError, RequestInvalidError } from '../../http/problem.js';
import { Grant, Role } from '../../members/member.entity.js';
import { requireHeld } from '../../members/powers/powers.js';
import { PowersService, type GovernanceChange } from '../../members/powers/powers.service.js';
import { isBuiltIn } from '../../members/roles.service.js';
import { MemberEventsService } from '../member-events.service.js';
import { refusingTakenNames } from '../taken-names.js';
import type { CreateRoleDto, UpdateRoleDto } from './role.dto.js';

const mostRoles = 200;

/** Makes, changes and deletes the roles of a workspace's own: never one that holds more than whoever does it, before or after. */
@Injectable()
export class RoleChangesService {
  constructor(
    private readonly powers: PowersService,
    private readonly events: MemberEventsService,
  ) {}

  /**
   * Makes a role.
   * @returns its id
   * @throws {ProblemError} `permission-missing`, `name-taken`; {RequestInvalidError}
   */
  async create(caller: Caller, { name, description = '', permissions }: CreateRoleDto): Promise<string> {
    requireComplete(permissions);
    const { workspaceId } = caller;
    const id = newId('role');
    await this.powers.change(caller, async (change) => {
      requireEverywhere(change, permissions);
      const { manager } = change;
      if ((await manager.countBy(Role, { workspaceId })) >= mostRoles) {
        throw new RequestInvalidError([{ pointer: '', detail: `A workspace has ${mostRoles} roles at most.` }]);
      }
      const held = [...new Set(permissions)];
      const role = { id, workspaceId, name, description, permissions: held, version: 1, updatedAt: new Date() };
      await refusingTakenNames('role', name, () => manager.insert(Role, role));
    });
    return id;
  }

  /**
   * Changes a role, for all who have it at once.
   * @throws {ProblemError} `permission-missing`, `name-taken`, `role-read-only`, `version-conflict`; {NotFoundError}; {RequestInvalidError}
   */
  async update(caller: Caller, id: string, dto: UpdateRoleDto): Promise<void> {
    if (dto.permissions !== undefined) requireComplete(dto.permissions);
    const holders = await this.powers.change(caller, async (change) => {
      const { manager } = change;
      const role = await ownRole(manager, caller, id);
      requireEverywhere(change, [...role.permissions, ...(dto.permissions ?? [])]);
      if (dto.version !== undefined && dto.version !== role.version) {
        throw new ProblemError('version-conflict', 'The role was changed meanwhile; read it again, then change it.');
      }
      const name = dto.name ?? role.name;
      const changes = {
        ...{ name, description: dto.description ?? role.description },
        permissions: [...new Set(dto.permissions ?? role.permissions)],
        ...{ version: role.version + 1, updatedAt: new Date() },
      };
      await refusingTakenNames('role', name, () => manager.update(Role, { id }, changes));
      const grants = await manager.find(Grant, { where: { role: id }, select: { memberId: true } });
      return [...new Set(grants.map(({ memberId }) => memberId))];
    });
    await this.events.tell(undefined, holders);
  }

  /**
   * Deletes a role that nobody has and nobody is offered.
   * @throws {ProblemError} `permission-missing`, `role-in-use`, `role-read-only`; {NotFoundError}
   */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.powers.change(caller, async (change) => {
      const { manager } = change;
      const { name, permissions } = await ownRole(manager, caller, id);
      requireEverywhere(change, permissions);
      const [uses] = await manager.query<{ members: number; invitations: number }[]>(
        `SELECT (SELECT count(DISTINCT member_id)::int FROM grants WHERE role = $1) AS members,
           (SELECT count(*)::int FROM invitations WHERE accepted_at IS NULL AND workspace_id = $2
            AND grants @> jsonb_build_array(jsonb_build_object('role', $1::text))) AS invitations`,
        [id, caller.workspaceId],
      );
      const { members = 0, invitations = 0 } = uses ?? {};
      if (members + invitations > 0) {
        throw new ProblemError(
          'role-in-use',
          `${members} members have the role '${name}', and ${invitations} invitations offer it; give them another first.`,
          { members, invitations },
        );
      }
      await manager.delete(Role, { id });
    });
  }
}

async function ownRole(manager: EntityManager, { workspaceId }: Caller, id: string): Promise<Role> {
  if (isBuiltIn(id)) {
    throw new ProblemError('role-read-only', `Every workspace has the role '${id}'; make one of your own instead.`);
  }
  const role = await manager.findOneBy(Role, { id, workspaceId });
  if (role === null) throw new NotFoundError('role', id);
  return role;
}

/** Anybody may get a role for every division: whoever makes it holds there what it permits. */
function requireEverywhere({ held }: GovernanceChange, permissions: readonly Permission[]): void {
  requireHeld(held, [{ divisionId: null, permissions: new Set(permissions) }], 'make or change a role with it');
}

/** @throws {RequestInvalidError} where something is managed that is not seen */
function requireComplete(permissions: readonly Permission[]): void {
  const violations = permissions.flatMap((permission, at) => {
    const needed = impliedBy(permission);
    if (needed === undefined || permissions.includes(needed)) return [];
    return [{ pointer: `/permissions/${at}`, detail: `'${permission}' needs '${needed}' too.` }];
  });
  if (violations.length > 0) throw new RequestInvalidError(violations);
}
