import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ApiKeysService } from '../api-keys/api-keys.service.js';
import { newId } from '../database/identifiers.js';
import type { Caller } from '../http/caller.js';
import { toPage, type Page } from '../http/pages.js';
import { NotFoundError, ProblemError } from '../http/problem.js';
import { Grant, Member } from '../members/member.entity.js';
import { PowersService } from '../members/powers/powers.service.js';
import type { RoleInDivision } from '../members/roles.service.js';
import type { MemberDetailsView, MembersQuery, MemberView, SetGrantsDto, UpdateMemberDto } from './member.dto.js';
import { MemberEventsService, type MemberEvent } from './member-events.service.js';
import { MemberViewsService } from './member-views.service.js';

/** Members of a workspace: seen, changed, deactivated and removed; their sessions know of it at once. */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly powers: PowersService,
    private readonly views: MemberViewsService,
    private readonly events: MemberEventsService,
    private readonly apiKeys: ApiKeysService,
  ) {}

  /** The members of a workspace, newest first. */
  async list(caller: Caller, { cursor, limit, search, state }: MembersQuery): Promise<Page<MemberView>> {
    const query = this.dataSource.manager
      .createQueryBuilder(Member, 'member')
      .where('member.workspaceId = :workspaceId', { workspaceId: caller.workspaceId });
    if (cursor !== undefined) query.andWhere('member.id < :cursor', { cursor });
    if (state !== undefined) query.andWhere(`member.deactivatedAt IS ${state === 'active' ? '' : 'NOT '}NULL`);
    if (search !== undefined) {
      query.andWhere(`strpos(lower(member.name || ' ' || member.email), lower(:search)) > 0`, { search });
    }
    const rows = await query
      .orderBy('member.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const page = toPage(rows, limit, (row) => row);
    return { ...page, items: await this.views.show(caller, page.items) };
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<MemberDetailsView> {
    const member = await this.dataSource.manager.findOneBy(Member, { id, workspaceId: caller.workspaceId });
    const [view] = await this.views.show(caller, member === null ? [] : [member]);
    if (view === undefined) throw new NotFoundError('member', id);
    const keys = await this.apiKeys.madeBy(id);
    const apiKeys = keys.map(({ id: keyId, name, lastUsedAt }) => ({
      ...{ id: keyId, name },
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
    return { ...view, apiKeys };
  }

  /**
   * Renames, deactivates or activates a member.
   * @throws {ProblemError} `permission-missing`, `last-owner`, `version-conflict`; {NotFoundError}
   */
  async update(caller: Caller, id: string, { name, isDeactivated, version }: UpdateMemberDto): Promise<void> {
    const { workspaceId } = caller;
    const { event, forgetKeys } = await this.powers.change(caller, async (change) => {
      await this.powers.requireOver(change, { workspaceId, id });
      const { manager } = change;
      const member = await touched(manager, id, version);
      const wasDeactivated = member.deactivatedAt !== null;
      await manager.update(Member, { id }, { name: name ?? member.name });
      if (isDeactivated === undefined || isDeactivated === wasDeactivated) {
        const told = name === undefined ? undefined : await this.events.record(manager, workspaceId, changed(id));
        return { event: told, forgetKeys: undefined };
      }
      return this.activate(manager, { workspaceId, id }, !isDeactivated);
    });
    await forgetKeys?.();
    if (isDeactivated === true) await this.events.endSessions(id);
    await this.events.tell(event, [id]);
  }

  /** Activates or deactivates a member; the API keys that they made rest as long as they are deactivated. */
  private async activate(
    manager: EntityManager,
    { workspaceId, id }: Pick<Member, 'workspaceId' | 'id'>,
    isActive: boolean,
  ) {
    await manager.update(Member, { id }, { deactivatedAt: isActive ? null : new Date() });
    if (!isActive) await manager.query('DELETE FROM password_resets WHERE member_id = $1', [id]);
    const type = isActive ? 'member.changed' : 'member.deactivated';
    return {
      event: await this.events.record(manager, workspaceId, { type, data: { memberId: id } }),
      forgetKeys: await this.apiKeys.changedWith(manager, await this.apiKeys.madeBy(id, manager)),
    };
  }

  /**
   * Gives a member these roles and no others.
   * @throws {ProblemError} `permission-missing`, `last-owner`, `version-conflict`; {RequestInvalidError}; {NotFoundError}
   */
  async setGrants(caller: Caller, id: string, { grants, version }: SetGrantsDto): Promise<void> {
    const { workspaceId } = caller;
    const event = await this.powers.change(caller, async (change) => {
      await this.powers.requireOver(change, { workspaceId, id });
      const wanted = await this.powers.requireGrantable(change, workspaceId, grants);
      await touched(change.manager, id, version);
      await replaceGrants(change.manager, { workspaceId, id }, wanted);
      return this.events.record(change.manager, workspaceId, changed(id));
    });
    await this.events.tell(event, [id]);
  }

  /**
   * Removes a member with their sessions; what they made stays. Their API keys are revoked, or become those of the caller.
   * @throws {ProblemError} `permission-missing`, `last-owner`; {NotFoundError}; {RequestInvalidError}
   */
  async remove(caller: Caller, id: string, keys: 'revoke' | 'keep'): Promise<{ readonly revokedApiKeys: number }> {
    const { workspaceId } = caller;
    const { count, forget } = await this.powers.change(caller, async (change) => {
      await this.powers.requireOver(change, { workspaceId, id });
      const { manager } = change;
      // Nobody makes a key with a member who is out: what there is then is all.
      await manager.update(Member, { id }, { deactivatedAt: new Date() });
      if (keys === 'revoke') return this.apiKeys.revokeWith(manager, id);
      return { count: 0, forget: await this.apiKeys.handOverWith(manager, id, caller) };
    });
    await forget();
    // Every replica is told of each session that ends: that has to happen while there are records of them.
    await this.events.endSessions(id);
    const event = await this.powers.changeAlone(workspaceId, async (manager) => {
      await manager.delete(Member, { id });
      return this.events.record(manager, workspaceId, { type: 'member.removed', data: { memberId: id } });
    });
    await this.events.tell(event);
    return { revokedApiKeys: count };
  }
}

/** The member whose next version this makes. */
async function touched(manager: EntityManager, id: string, version: number | undefined): Promise<Member> {
  const member = await manager.findOneByOrFail(Member, { id });
  if (version !== undefined && version !== member.version) {
    throw new ProblemError('version-conflict', 'The member was changed meanwhile; read them again, then change them.');
  }
  await manager.increment(Member, { id }, 'version', 1);
  return member;
}

/** What single sign-on has given stays: its mapping decides of that. */
async function replaceGrants(
  manager: EntityManager,
  { workspaceId, id }: Pick<Member, 'workspaceId' | 'id'>,
  wanted: readonly RoleInDivision[],
): Promise<void> {
  await manager.delete(Grant, { memberId: id, source: 'manual' });
  const kept = await manager.findBy(Grant, { memberId: id });
  const isKept = (wantedOne: RoleInDivision) =>
    kept.some((grant) => grant.role === wantedOne.role && grant.divisionId === wantedOne.divisionId);
  for (const { role, divisionId } of wanted.filter((each) => !isKept(each))) {
    await manager.insert(Grant, { id: newId('grant'), workspaceId, memberId: id, role, divisionId });
  }
}

function changed(memberId: string): MemberEvent {
  return { type: 'member.changed', data: { memberId } };
}
