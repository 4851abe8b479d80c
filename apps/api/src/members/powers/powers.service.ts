import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import type { Granted } from '../../http/grants.js';
import { NotFoundError, ProblemError, RequestInvalidError, type Violation } from '../../http/problem.js';
import { Grant, Member } from '../member.entity.js';
import { RolesService, type RoleInDivision } from '../roles.service.js';
import { Division } from '../workspace.entity.js';
import { heldBy, requireHeld } from './powers.js';

/** A role in a division as it is asked for. */
export interface WantedGrant {
  readonly role: string;
  /** Null: every division. */
  readonly divisionId?: string | null;
}

/** A change of who holds what, while no other is made. */
export interface GovernanceChange {
  readonly manager: EntityManager;
  /** What the caller holds at this moment, whatever a cache remembers. */
  readonly held: readonly Granted[];
}

/** The one place that judges who may change whom: nobody gives what they do not hold, nor touches who holds more. */
@Injectable()
export class PowersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly roles: RolesService,
  ) {}

  /**
   * Changes who holds what: one change at a time in a workspace, and none that leaves it without an owner.
   * @throws {ProblemError} `last-owner`
   */
  async change<Result>(caller: Caller, work: (change: GovernanceChange) => Promise<Result>): Promise<Result> {
    return this.changeAlone(caller.workspaceId, async (manager) =>
      work({ manager, held: await this.heldNow(manager, caller) }),
    );
  }

  /**
   * The same for what no caller does, such as accepting an invitation.
   * @throws {ProblemError} `last-owner`
   */
  async changeAlone<Result>(workspaceId: string, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT FROM workspaces WHERE id = $1 FOR NO KEY UPDATE', [workspaceId]);
      const result = await work(manager);
      await requireOwner(manager, workspaceId);
      return result;
    });
  }

  /**
   * The roles of a member, once it is clear that the caller holds at least as much: whoever changes, deactivates, removes or resets
   * a member could otherwise become them.
   * @throws {ProblemError} `permission-missing`; {NotFoundError}
   */
  async requireOver(
    { manager, held }: GovernanceChange,
    { workspaceId, id }: Pick<Member, 'workspaceId' | 'id'>,
  ): Promise<readonly RoleInDivision[]> {
    const member = await manager.findOne(Member, { where: { workspaceId, id }, select: { id: true } });
    if (member === null) throw new NotFoundError('member', id);
    const grants = await this.roles.resolve(workspaceId, await manager.findBy(Grant, { memberId: id }), manager);
    requireHeld(held, grants, 'change this member');
    return grants;
  }

  /**
   * What wanted roles come to, once it is clear that there are such roles and divisions and that the caller holds it all.
   * @throws {RequestInvalidError} with pointers below `/grants`; {ProblemError} `permission-missing`
   */
  async requireGrantable(
    { manager, held }: GovernanceChange,
    workspaceId: string,
    wanted: readonly WantedGrant[],
  ): Promise<readonly RoleInDivision[]> {
    const grants = await this.resolve(manager, workspaceId, wanted);
    requireHeld(held, grants, 'give these roles');
    return grants;
  }

  /**
   * What wanted roles come to.
   * @throws {RequestInvalidError} for roles and divisions that there are not
   */
  async resolve(
    manager: EntityManager,
    workspaceId: string,
    wanted: readonly WantedGrant[],
  ): Promise<readonly RoleInDivision[]> {
    const ids = wanted.flatMap(({ divisionId }) => divisionId ?? []);
    const divisions = await manager.find(Division, { where: { workspaceId, id: In(ids) }, select: { id: true } });
    const known = new Set<string | null>([null, ...divisions.map(({ id }) => id)]);
    const roles = await this.roles.known(workspaceId, manager);
    const violations = wanted.flatMap(({ role, divisionId }, at) => [
      ...(roles.has(role) ? [] : [there(`/grants/${at}/role`, 'There is no such role.')]),
      ...(divisionId !== undefined && known.has(divisionId)
        ? []
        : [there(`/grants/${at}/divisionId`, 'Name a division that there is, or null for all of them.')]),
    ]);
    if (violations.length > 0) throw new RequestInvalidError(violations);
    const once = new Map(wanted.map(({ role, divisionId = null }) => [`${role} ${divisionId}`, { role, divisionId }]));
    return this.roles.resolve(workspaceId, [...once.values()], manager);
  }

  /** What the caller holds at this moment. */
  async heldNow(manager: EntityManager, caller: Caller): Promise<readonly Granted[]> {
    if (caller.kind !== 'member') return heldBy(caller);
    return this.heldByMember(manager, caller);
  }

  /** What an active member holds at this moment; nothing when there is none. */
  async heldByMember(
    manager: EntityManager,
    { workspaceId, id }: Pick<Member, 'workspaceId' | 'id'>,
  ): Promise<readonly Granted[]> {
    const member = await manager.findOneBy(Member, { workspaceId, id });
    if (member === null || member.deactivatedAt !== null) return [];
    return this.roles.resolve(workspaceId, await manager.findBy(Grant, { memberId: id }), manager);
  }
}

/** At least one owner of everything can sign in by password, whatever becomes of other ways. */
async function requireOwner(manager: EntityManager, workspaceId: string): Promise<void> {
  const owners = await manager.query<unknown[]>(
    `SELECT FROM grants JOIN members ON members.id = member_id
     WHERE grants.workspace_id = $1 AND role = 'owner' AND division_id IS NULL
       AND deactivated_at IS NULL AND password_hash IS NOT NULL LIMIT 1`,
    [workspaceId],
  );
  if (owners.length > 0) return;
  throw new ProblemError(
    'last-owner',
    'The workspace would have no owner left who can sign in by password; make somebody else an owner first.',
  );
}

function there(pointer: string, detail: string): Violation {
  return { pointer, detail };
}
