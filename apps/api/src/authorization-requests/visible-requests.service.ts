import { Injectable } from '@nestjs/common';
import { And, DataSource, Equal, In, IsNull, LessThan, Not, type FindOptionsWhere } from 'typeorm';
import type { SubjectKind } from '../authorizations/subject.js';
import { EndUser } from '../end-users/end-user.entity.js';
import type { Caller } from '../http/caller.js';
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

  /** @throws {NotFoundError} */
  async get(caller: Caller, id: string): Promise<AuthorizationRequestDetailsView> {
    const [shown] = await this.show([await this.requests.get(caller, id)]);
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
    const owned = query.botId === undefined ? ownedConditions(caller, subject) : [];
    const ofBots = { botId: And(...botConditions(caller, query.botId)) };
    const where = [ofBots, ...owned].map((one) => ({ ...common, ...one }));
    const rows = await this.dataSource.manager.find(AuthorizationRequest, {
      where,
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return toPage(await this.show(rows), limit, (shown) => shown);
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
