import { Injectable } from '@nestjs/common';
import { And, DataSource, Equal, In, IsNull, LessThan, Raw, type FindOperator, type FindOptionsWhere } from 'typeorm';
import type { Account } from '#connectors';
import { AuthProfilesService } from '../../auth-profiles/auth-profiles.service.js';
import { holds, mayManage, maySee, mayUse, type OwnedProfile } from '../../auth-profiles/powers/profile-powers.js';
import { StandingsService } from '../../auth-profiles/powers/standings.service.js';
import { BotsService } from '../../bots/bots.service.js';
import { EndUser } from '../../end-users/end-user.entity.js';
import type { Caller } from '../../http/caller.js';
import { toPage, type Page } from '../../http/pages.js';
import { NotFoundError, ProblemError } from '../../http/problem.js';
import type { ClientView, ListAuthorizationsQuery } from '../authorization.dto.js';
import { Authorization } from '../authorization.entity.js';
import type { SubjectKind } from '../subject.js';
import { LiveAuthorizationsService } from './live-authorizations.service.js';

/** The member whose own an authorization is. */
export interface AuthorizedMember {
  readonly id: string;
  readonly name: string;
}

/** An authorization with the person it is held for. */
export interface ShownAuthorization {
  readonly id: string;
  readonly authorization: Authorization;
  readonly endUser: EndUser | undefined;
  readonly member: AuthorizedMember | undefined;
  readonly client: ClientView | null;
}

/** Of a profile that is gone only who manages all of them disposes. */
const nobodys: OwnedProfile = { kind: 'custom', divisionId: null, invitedRoles: [] };

/** Authorizations as far as a caller may know of them: those of others, and of bots that are gone, do not exist. */
@Injectable()
export class VisibleAuthorizationsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly live: LiveAuthorizationsService,
    private readonly bots: BotsService,
    private readonly profiles: AuthProfilesService,
    private readonly standings: StandingsService,
  ) {}

  /**
   * Refuses what the caller may not know of, as if there were none; without I/O when it was seen lately.
   * @throws {NotFoundError}
   */
  async require(caller: Caller, id: string): Promise<void> {
    const { authorization } = this.live.peek(id) ?? (await this.live.get(id));
    const { workspaceId, botId } = authorization;
    if (workspaceId !== caller.workspaceId) throw new NotFoundError('authorization', id);
    if (botId === null) return this.requireSaved(caller, authorization);
    if (!caller.mayUseBot(botId)) throw new NotFoundError('authorization', id);
    await this.bots.get(caller, botId);
  }

  /**
   * As `require`, for whoever wants to act by it: what a member has connected serves that member alone, and what is saved with an
   * auth profile who may use the profile.
   * @throws {NotFoundError}; {ProblemError} `auth-profile-not-invited`, `permission-missing`
   */
  async requireUse(caller: Caller, id: string): Promise<void> {
    await this.require(caller, id);
    const { authorization } = this.live.peek(id) ?? (await this.live.get(id));
    const { botId, memberId, authProfileId } = authorization;
    if (botId !== null || memberId === caller.id) return;
    if (memberId !== null) throw new NotFoundError('authorization', id);
    const profile = await this.ownerOf(authorization);
    if (profile === undefined) throw new NotFoundError('auth profile', authProfileId);
    if (mayUse(caller, profile)) return;
    if (!maySee(caller, profile)) throw profileUnseen();
    await this.standings.requireUse(caller, authProfileId);
  }

  /**
   * As `require`, for whoever wants to end it: what is saved with an auth profile serves every bot that uses the profile.
   * @throws {NotFoundError}; {ProblemError} `permission-missing`
   */
  async requireRevocation(caller: Caller, id: string): Promise<void> {
    await this.require(caller, id);
    const { authorization } = await this.live.get(id);
    if (authorization.botId !== null || authorization.memberId !== null) return;
    const profile = await this.ownerOf(authorization);
    if (profile === undefined && mayManage(caller, nobodys)) return;
    await this.standings.requireManage(caller, authorization.authProfileId);
  }

  private async requireSaved(caller: Caller, authorization: Authorization): Promise<void> {
    const { id, memberId } = authorization;
    if (memberId !== null) {
      if (memberId === caller.id || mayKnowMembers(caller)) return;
      throw new NotFoundError('authorization', id);
    }
    const { divisionId } = (await this.ownerOf(authorization)) ?? nobodys;
    const { divisionIds, botIds } = caller;
    const isSeen = divisionIds === undefined ? botIds === undefined : divisionIds.has(divisionId ?? '');
    if (!isSeen) throw new NotFoundError('authorization', id);
  }

  /** What decides who may do what with what is saved with a profile; undefined where the profile is gone. */
  private ownerOf({ workspaceId, authProfileId }: Authorization): Promise<OwnedProfile | undefined> {
    return this.profiles.ownership(workspaceId, authProfileId).catch(undefinedIfMissing);
  }

  /** The profiles whose saved tokens a caller may know of: those of their divisions; undefined: all. */
  private async savedProfileIds({ workspaceId, divisionIds, botIds }: Caller): Promise<readonly string[] | undefined> {
    if (divisionIds === undefined) return botIds === undefined ? undefined : [];
    const rows = await this.dataSource.query<{ id: string }[]>(
      'SELECT id FROM auth_profiles WHERE workspace_id = $1 AND division_id = ANY($2)',
      [workspaceId, [...divisionIds]],
    );
    return rows.map(({ id }) => id);
  }

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<ShownAuthorization> {
    await this.require(caller, id);
    const authorization = await this.dataSource.manager.findOneBy(Authorization, { id });
    if (authorization === null) throw new NotFoundError('authorization', id);
    const [shown] = await this.show(caller, [authorization]);
    return shown ?? { id, authorization, endUser: undefined, member: undefined, client: null };
  }

  /** The authorizations of a workspace, newest first. */
  async list(caller: Caller, query: ListAuthorizationsQuery): Promise<Page<ShownAuthorization>> {
    const { connectorId, state, subject, search, cursor, limit } = query;
    const common: FindOptionsWhere<Authorization> = {
      workspaceId: caller.workspaceId,
      ...(connectorId !== undefined && { connectorId }),
      ...(state !== undefined && { state }),
      ...(subject !== undefined && { subjectKind: subject }),
      ...(search !== undefined && { account: named(search, caller.workspaceId) }),
      ...(cursor !== undefined && { id: LessThan(cursor) }),
      ...(query.endUserId !== undefined && { endUserId: In(await this.endUserIds(query)) }),
    };
    const owned = query.botId === undefined ? await this.savedConditions(caller, subject) : [];
    const where = [{ botId: And(...botConditions(caller, query.botId)) }, ...owned].map((one) => ({
      ...common,
      ...one,
    }));
    const rows = await this.dataSource.manager.find(Authorization, { where, order: { id: 'DESC' }, take: limit + 1 });
    return toPage(await this.show(caller, rows), limit, (row) => row);
  }

  /** What belongs to profiles, and to members: to the caller, or to everybody for whoever manages members. */
  private async savedConditions(
    caller: Caller,
    subject: SubjectKind | undefined,
  ): Promise<FindOptionsWhere<Authorization>[]> {
    const profileIds = await this.savedProfileIds(caller);
    const saved = { botId: IsNull(), subjectKind: 'shared' } as const;
    const connected = { botId: IsNull(), subjectKind: 'member' } as const;
    const ofProfiles = { ...saved, ...(profileIds !== undefined && { authProfileId: In([...profileIds]) }) };
    const ofMembers = { ...connected, ...(!mayKnowMembers(caller) && { memberId: caller.id }) };
    return [ofProfiles, ofMembers].filter(({ subjectKind }) => subject === undefined || subject === subjectKind);
  }

  /** The people whom a host knows by this id, one a channel. */
  private async endUserIds({ botId, endUserId }: ListAuthorizationsQuery): Promise<string[]> {
    const found = await this.dataSource.manager.findBy(EndUser, { botId, externalId: endUserId });
    return found.map(({ id }) => id);
  }

  private async show(caller: Caller, rows: readonly Authorization[]): Promise<ShownAuthorization[]> {
    const ids = rows.flatMap(({ endUserId }) => endUserId ?? []);
    const found = ids.length === 0 ? [] : await this.dataSource.manager.findBy(EndUser, { id: In(ids) });
    const byId = new Map(found.map((endUser) => [endUser.id, endUser]));
    const members = await this.members(rows);
    const clients = await this.clients(caller, [...new Set(rows.map(({ authProfileId }) => authProfileId))]);
    return rows.map((row) => ({
      id: row.id,
      authorization: row,
      endUser: byId.get(row.endUserId ?? ''),
      member: members.get(row.memberId ?? ''),
      client: clients.get(row.authProfileId) ?? null,
    }));
  }

  /** The members whose own some of them are, by id; whoever was removed has no name any more. */
  private async members(rows: readonly Authorization[]): Promise<ReadonlyMap<string, AuthorizedMember>> {
    const ids = rows.flatMap(({ memberId }) => memberId ?? []);
    const sql = 'SELECT id, name FROM members WHERE id = ANY($1)';
    const found = ids.length === 0 ? [] : await this.dataSource.query<AuthorizedMember[]>(sql, [ids]);
    return new Map(ids.map((id) => [id, found.find((member) => member.id === id) ?? { id, name: id }]));
  }

  /** The apps behind auth profiles, by the id of the profile; those that are gone are missing. */
  private async clients(caller: Caller, profileIds: readonly string[]): Promise<ReadonlyMap<string, ClientView>> {
    const clients = new Map<string, ClientView>();
    for (const authProfileId of profileIds) {
      const profile = await this.profiles.get(caller, authProfileId).catch(undefinedIfMissing);
      if (profile === undefined) continue;
      const { name, grantType, clientId = null } = profile;
      clients.set(authProfileId, { authProfileId, name, grantType, clientId });
    }
    return clients;
  }
}

function profileUnseen(): ProblemError {
  const permission = 'auth-profiles:view';
  const detail = `The authorization is saved with an auth profile: using it needs '${permission}' in the division of the profile.`;
  return new ProblemError('permission-missing', detail, { permission });
}

function undefinedIfMissing(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error;
}

/** Accounts, and people, whose name holds a text; its wildcards are taken literally. */
function named(search: string, workspaceId: string): FindOperator<Account> {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return Raw(
    (
      column: string,
    ) => `(${column} ->> 'name' ILIKE :pattern OR ${column} ->> 'email' ILIKE :pattern OR end_user_id IN (
      SELECT end_users.id FROM end_users
      WHERE end_users.workspace_id = :workspaceId
        AND (end_users.display_name ILIKE :pattern OR end_users.external_id ILIKE :pattern))
      OR member_id IN (SELECT members.id FROM members
        WHERE members.workspace_id = :workspaceId AND members.name ILIKE :pattern))`,
    { pattern, workspaceId },
  ) as FindOperator<Account>;
}

/** Who administers members sees that they have connected accounts, and can revoke them; never use them. */
function mayKnowMembers(caller: Caller): boolean {
  return caller.botIds === undefined && holds(caller, 'members:manage', null);
}

function botConditions({ botIds }: Caller, botId: string | undefined): FindOperator<string>[] {
  return [
    Raw((column) => `${column} IN (SELECT bots.id FROM bots)`),
    ...(botId === undefined ? [] : [Equal(botId)]),
    ...(botIds === undefined ? [] : [In([...botIds])]),
  ];
}
