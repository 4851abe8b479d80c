import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { Grant } from '../../members/member.entity.js';
import { RolesService } from '../../members/roles.service.js';
import { Division } from '../../members/workspace.entity.js';
import type { SingleSignOn } from '../single-sign-on.entity.js';

/** A role in a division that groups come to. */
interface MappedGrant {
  readonly role: string;
  readonly divisionId: string | null;
}

/** The roles that come from groups: what single sign-on gave is replaced, what people gave stays. */
@Injectable()
export class MappedGrantsService {
  constructor(private readonly roles: RolesService) {}

  /** What groups come to, among roles and divisions that there still are. */
  async wantedFor(
    manager: EntityManager,
    { workspaceId, mappings, defaultGrants }: SingleSignOn,
    groups: ReadonlySet<string>,
  ): Promise<readonly MappedGrant[]> {
    const mapped = mappings.filter(({ group }) => groups.has(group));
    const wanted = mapped.length > 0 ? mapped : defaultGrants;
    const ids = wanted.flatMap(({ divisionId }) => divisionId ?? []);
    const divisions = await manager.findBy(Division, { workspaceId, id: In(ids) });
    const places = new Set<string | null>([null, ...divisions.map(({ id }) => id)]);
    const roles = await this.roles.known(workspaceId, manager);
    return wanted
      .map(({ role, divisionId }) => ({ role, divisionId }))
      .filter(({ role, divisionId }) => role !== 'owner' && roles.has(role) && places.has(divisionId));
  }

  /** Gives a member what their groups come to; how many roles they have then, by whomever. */
  async apply(
    manager: EntityManager,
    settings: SingleSignOn,
    { memberId, groups }: { readonly memberId: string; readonly groups: ReadonlySet<string> },
  ): Promise<number> {
    const wanted = await this.wantedFor(manager, settings, groups);
    const keyOf = ({ role, divisionId }: MappedGrant) => `${role} ${divisionId}`;
    const keys = new Set(wanted.map(keyOf));
    const had = await manager.findBy(Grant, { memberId });
    const lost = had.filter((grant) => grant.source === 'single-sign-on' && !keys.has(keyOf(grant)));
    if (lost.length > 0) await manager.delete(Grant, { id: In(lost.map(({ id }) => id)) });
    const present = new Set(had.map(keyOf));
    for (const [key, { role, divisionId }] of new Map(wanted.map((grant) => [keyOf(grant), grant]))) {
      if (present.has(key)) continue;
      const { workspaceId } = settings;
      await manager.insert(Grant, {
        ...{ id: newId('grant'), workspaceId, memberId, role, divisionId },
        source: 'single-sign-on',
      });
    }
    return manager.countBy(Grant, { memberId });
  }
}
