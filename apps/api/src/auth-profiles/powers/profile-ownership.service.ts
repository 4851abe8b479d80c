import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../http/caller.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { ProblemError, RequestInvalidError } from '../../http/problem.js';
import { DivisionsService } from '../../members/divisions.service.js';
import { RolesService } from '../../members/roles.service.js';
import type { AuthProfile } from '../auth-profile.entity.js';
import type { RoleToInviteView } from './ownership.dto.js';

type Invited = Pick<AuthProfile, 'id' | 'workspaceId' | 'name' | 'invitedRoles'>;

/** Judges whose profiles are and which roles are invited to them, and tells of that and of profiles that lead elsewhere. */
@Injectable()
export class ProfileOwnershipService {
  constructor(
    private readonly divisions: DivisionsService,
    private readonly roles: RolesService,
    private readonly events: EventsService,
  ) {}

  /**
   * The division that a profile is to belong to.
   * @throws {NotFoundError}
   */
  async chooseDivision(caller: Caller, wanted: string | undefined): Promise<string> {
    return this.divisions.choose(caller, wanted);
  }

  /**
   * The roles that a body names, each once; undefined where it says nothing.
   * @throws {RequestInvalidError} for a role that the workspace does not have
   */
  async check(caller: Caller, wanted: readonly string[] | null | undefined): Promise<string[] | null | undefined> {
    if (wanted == null) return wanted;
    const known = await this.roles.known(caller.workspaceId);
    const violations = wanted.flatMap((role, index) =>
      known.has(role)
        ? []
        : [{ pointer: `/invitedRoles/${index}`, detail: 'There is no such role; GET /v1/roles lists them.' }],
    );
    if (violations.length > 0) throw new RequestInvalidError(violations);
    return [...new Set(wanted)];
  }

  /** The roles that can be named, and whether that would change anything for them. */
  async rolesToInvite({ workspaceId }: Caller): Promise<readonly RoleToInviteView[]> {
    const known = await this.roles.known(workspaceId);
    const grants = [...known.keys()].map((role) => ({ role, divisionId: null }));
    const roles = await this.roles.resolve(workspaceId, grants);
    return roles.map(({ role, permissions }) => ({
      ...{ id: role, name: known.get(role) ?? role },
      isInvitable: permissions.has('auth-profiles:view') && !permissions.has('auth-profiles:manage'),
    }));
  }

  /**
   * Refuses a key that serves certain bots: a profile is there for every bot and every member of its division.
   * @throws {ProblemError} `permission-missing`
   */
  refuseKeyOfBots({ kind, botIds }: Caller): void {
    if (kind !== 'api-key' || botIds === undefined) return;
    throw new ProblemError(
      'permission-missing',
      'This API key serves certain bots only, and an auth profile is there for all; use a key for all bots.',
      { permission: 'auth-profiles:manage' },
    );
  }

  /** Stores an event for the roles that may use a profile from now on and could not before; dispatch it after the commit. */
  async tell(
    manager: EntityManager,
    before: readonly string[] | null,
    profile: Invited,
  ): Promise<readonly DomainEvent[]> {
    const { id: authProfileId, workspaceId, name, invitedRoles } = profile;
    const roles = (invitedRoles ?? []).filter((role) => before?.includes(role) !== true);
    if (roles.length === 0) return [];
    const data = { authProfileId, name, roles };
    return [await this.events.record(manager, { workspaceId, type: 'auth-profile.role-invited', data })];
  }

  /** Stores an event when tokens that were given before belong to another client or provider now. */
  async tellOfRegistration(
    manager: EntityManager,
    before: AuthProfile,
    changed: AuthProfile,
  ): Promise<readonly DomainEvent[]> {
    const { id: authProfileId, workspaceId, name, registrationVersion } = changed;
    if (before.registrationVersion === registrationVersion) return [];
    const data = { authProfileId, name };
    return [await this.events.record(manager, { workspaceId, type: 'auth-profile.changed', data })];
  }

  /** Tells of events after the commit. */
  dispatch(events: readonly DomainEvent[]): void {
    for (const event of events) this.events.dispatch(event);
  }
}
