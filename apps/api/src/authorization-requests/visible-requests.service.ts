import { Injectable } from '@nestjs/common';
import { And, DataSource, Equal, In, IsNull, LessThan, Not, type FindOptionsWhere } from 'typeorm';
import type { SubjectKind } from '../authorizations/subject.js';
import { EndUser } from '../end-users/end-user.entity.js';
import { Caller } from '../http/caller.js';
import { toPage, type Page } from '../http/pages.js';
import {
  toAuthorizationRequestDetailsView,
  type AuthorizationRequestDetailsView,
  type ListAuthorizationRequestsQuery,
} from './authorization-request.dto.js';
import { AuthorizationRequest } from './authorization-request.entity.js';
import { mayKnowOfAll } from './request-visibility.js';
import { AuthorizationRequestsService } from './authorization-requests.service.js';

/** Requests as far as a caller may know of them, with whom they are for. */
@Injectable()
export class VisibleRequestsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: AuthorizationRequestsService,
  ) {}

  /**
   * A request that the caller may know of, or has begun themselves, for whichever bot.
   * @throws {NotFoundError}
   */
  async get(caller: Caller, id: string): Promise<AuthorizationRequestDetailsView> {
    const isBegun = caller.botIds !== undefined && (await this.hasBegun(caller, id));
    const reader = isBegun ? new Caller({ ...caller, botIds: undefined, divisionIds: undefined }) : caller;
    const [shown] = await this.show([await this.requests.get(reader, id)]);
    return shown as AuthorizationRequestDetailsView;
  }

  /** The requests of a workspace, newest first. */
  async list(caller: Caller, query: ListAuthorizationRequestsQuery): Promise<Page<AuthorizationRequestDetailsView>> {
    const { connectorId, status, subject, conversationId, cursor, limit } = query;
    const common: FindOptionsWhere<AuthorizationRequest> = {
      workspaceId: caller.workspaceId,
      ...(connectorId !== undefined && { connectorId }),
      ...(status !== undefined && { status }),
      ...(subject !== undefined && { subjectKind: subject }),
      ...(conversationId !== undefined && { conversationId }),
      ...(cursor !== undefined && { id: LessThan(cursor) }),
      ...(query.endUserId !== undefined && { endUserId: In(await this.endUserIds(query)) }),
    };
    const where = knownTo(caller, query).map((one) => ({ ...common, ...one }));
    const rows = await this.dataSource.manager.find(AuthorizationRequest, {
      where,
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return toPage(await this.show(rows), limit, (shown) => shown);
  }

  private async hasBegun({ kind, id: startedById, workspaceId }: Caller, id: string): Promise<boolean> {
    const where = { id, workspaceId, startedById };
    return kind === 'member' && (await this.dataSource.manager.existsBy(AuthorizationRequest, where));
  }

  private async show(rows: readonly AuthorizationRequest[]): Promise<readonly AuthorizationRequestDetailsView[]> {
    const ids = rows.flatMap(({ endUserId }) => endUserId ?? []);
    const found = ids.length === 0 ? [] : await this.dataSource.manager.findBy(EndUser, { id: In(ids) });
    const byId = new Map(found.map((endUser) => [endUser.id, endUser]));
    return rows.map((row) => toAuthorizationRequestDetailsView(row, byId.get(row.endUserId ?? '')));
  }

  /** The people whom a host knows by this id, one a channel. */
  private async endUserIds({ botId, endUserId }: ListAuthorizationRequestsQuery): Promise<string[]> {
    const found = await this.dataSource.manager.findBy(EndUser, { botId, externalId: endUserId });
    return found.map(({ id }) => id);
  }
}

/** What a caller may know of: requests for bots that they know, for profiles and members, and those that they have begun themselves. */
function knownTo(caller: Caller, query: ListAuthorizationRequestsQuery): FindOptionsWhere<AuthorizationRequest>[] {
  const { botId, subject } = query;
  const ofBots = { botId: And(...botConditions(caller, botId)) };
  const begun = { startedById: caller.id, ...(botId !== undefined && { botId }) };
  const owned = botId === undefined ? ownedConditions(caller, subject) : [];
  return caller.kind === 'member' ? [ofBots, ...owned, begun] : [ofBots, ...owned];
}

/** Those for profiles and for members: all of them, or what the caller has started. */
function ownedConditions(caller: Caller, subject: SubjectKind | undefined): FindOptionsWhere<AuthorizationRequest>[] {
  const kinds = (['shared', 'member'] as const).filter((kind) => subject === undefined || subject === kind);
  return kinds.map((subjectKind) => ({
    botId: IsNull(),
    subjectKind,
    ...(!mayKnowOfAll(caller, subjectKind) && { startedById: caller.id }),
  }));
}

function botConditions({ botIds }: Caller, botId: string | undefined) {
  return [
    Not(IsNull()),
    ...(botId === undefined ? [] : [Equal(botId)]),
    ...(botIds === undefined ? [] : [In([...botIds])]),
  ];
}
