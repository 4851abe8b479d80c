import { Injectable } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { toPage, type Page, type PageQuery } from '../../http/pages.js';
import { NotFoundError } from '../../http/problem.js';
import { EndUser } from '../end-user.entity.js';
import { EndUsersService } from '../end-users.service.js';
import { EndUserErasure } from './end-user-erasure.entity.js';
import { ErasureParticipantsService } from './erasure-participants.service.js';
import { ErasureWorkService } from './erasure-work.service.js';
import { toErasureView, type EndUserErasureView } from './erasure.dto.js';
import { TraceErasuresService } from './traces/trace-erasures.service.js';

/** By then what was under way when somebody was erased has been written. */
const secondLookAfter = `60 seconds`;

/** Erases end users, and proves it. */
@Injectable()
export class EndUserErasuresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly endUsers: EndUsersService,
    private readonly participants: ErasureParticipantsService,
    private readonly traces: TraceErasuresService,
    private readonly work: ErasureWorkService,
  ) {}

  /**
   * Erases all that is known of an end user, by our own id: from the answer on nobody finds them any more, the rest goes in the
   * background. Whoever asks again gets the same erasure.
   * @throws {NotFoundError}
   */
  async erase(bot: { readonly id: string }, endUserId: string): Promise<EndUserErasureView> {
    const { erasure, endUser } = await this.dataSource.transaction((manager) => this.request(manager, bot, endUserId));
    if (endUser !== undefined) await this.endUsers.forget(endUser);
    this.work.begin();
    return toErasureView(erasure);
  }

  /** The erasures of a bot's end users, newest first. */
  async list(bot: { readonly id: string }, { cursor, limit }: PageQuery): Promise<Page<EndUserErasureView>> {
    const rows = await this.dataSource.manager.find(EndUserErasure, {
      where: { botId: bot.id, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return toPage(rows, limit, toErasureView);
  }

  /** @throws {NotFoundError} */
  async get(bot: { readonly id: string }, id: string): Promise<EndUserErasureView> {
    const erasure = await this.dataSource.manager.findOneBy(EndUserErasure, { id, botId: bot.id });
    if (erasure === null) throw new NotFoundError('erasure', id);
    return toErasureView(erasure);
  }

  private async request(manager: EntityManager, { id: botId }: { readonly id: string }, endUserId: string) {
    const endUser = await manager.findOne(EndUser, {
      where: { id: endUserId, botId },
      lock: { mode: 'pessimistic_write' },
    });
    const known = await manager.findOneBy(EndUserErasure, { endUserId, botId });
    if (known !== null) return { erasure: known };
    if (endUser === null) throw new NotFoundError('end user', endUserId);
    await this.participants.begin(endUserId, manager);
    // Whoever comes back is somebody new.
    await manager.update(EndUser, { id: endUserId }, { externalId: endUserId, displayName: null });
    const id = newId('endUserErasure');
    const ids = await this.traces.idsOf(manager, endUserId);
    await manager.insert(EndUserErasure, {
      ...{ id, workspaceId: endUser.workspaceId, botId, endUserId, step: 'authorizations', ids: [...ids] },
      secondLookAt: () => `now() + interval '${secondLookAfter}'`,
    });
    await this.work.queue(manager);
    return { erasure: await manager.findOneByOrFail(EndUserErasure, { id }), endUser };
  }
}
