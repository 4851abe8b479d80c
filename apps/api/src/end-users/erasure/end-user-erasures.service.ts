import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { NotFoundError } from '../../http/problem.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { EndUser } from '../end-user.entity.js';
import { EndUsersService } from '../end-users.service.js';
import type { EndUserErasureView, ErasedAuthorizationView, ErasedRowsView } from './erasure.dto.js';
import { TraceErasuresService } from './trace-erasures.service.js';

/** What is done after the commit; it may answer what became of authorizations. */
type FollowUp = () => Promise<readonly ErasedAuthorizationView[] | undefined>;

/** What else happens when an end user is erased, by our own id: within the transaction, before any row goes. */
type ErasureHandler = (endUserId: string, manager: EntityManager) => Promise<FollowUp>;

/** Erases end users, and proves it. */
@Injectable()
export class EndUserErasuresService {
  private readonly handlers: ErasureHandler[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly endUsers: EndUsersService,
    private readonly traces: TraceErasuresService,
    private readonly shutdown: ShutdownService,
  ) {}

  /** Calls the handler for each end user that is erased; call it in a constructor. */
  onErasure(handler: ErasureHandler): void {
    this.handlers.push(handler);
  }

  /**
   * Erases all that is known of an end user, by our own id.
   * @throws {NotFoundError}
   */
  erase(bot: { readonly id: string }, endUserId: string): Promise<EndUserErasureView> {
    return this.shutdown.track(this.eraseAll(bot, endUserId));
  }

  private async eraseAll({ id: botId }: { readonly id: string }, endUserId: string): Promise<EndUserErasureView> {
    const done = await this.dataSource.transaction(async (manager) => {
      const endUser = await manager.findOne(EndUser, {
        where: { id: endUserId, botId },
        lock: { mode: 'pessimistic_write' },
      });
      if (endUser === null) throw new NotFoundError('end user', endUserId);
      const followUps: FollowUp[] = [];
      for (const handle of this.handlers) followUps.push(await handle(endUserId, manager));
      const ids = await this.traces.idsOf(manager, endUserId);
      const erased = await this.traces.erase(manager, endUserId, ids);
      await manager.delete(EndUser, { id: endUserId });
      return { endUser, followUps, ids, erased };
    });
    const { endUser, followUps, ids } = done;
    await this.endUsers.forget(endUser);
    const authorizations = (await Promise.all(followUps.map((followUp) => followUp()))).flatMap((each) => each ?? []);
    const answers = await this.traces.eraseAnswers(endUser, ids);
    // What the revocations have told meanwhile: the receipts say the same to whoever asked for them.
    const told = await this.traces.eraseMentions(this.dataSource.manager, ids);
    return {
      endUserId,
      erasedAt: new Date().toISOString(),
      erased: summed([...done.erased, ...told, { table: 'end_users', count: 1 }, answers, countOf(authorizations)]),
      authorizations,
      scan: await this.traces.scan(endUserId),
    };
  }
}

function countOf(authorizations: readonly ErasedAuthorizationView[]): ErasedRowsView {
  return { table: 'authorizations', count: authorizations.length };
}

function summed(rows: readonly ErasedRowsView[]): readonly ErasedRowsView[] {
  const counts = new Map<string, number>();
  for (const { table, count } of rows) if (count > 0) counts.set(table, (counts.get(table) ?? 0) + count);
  return [...counts].map(([table, count]) => ({ table, count }));
}
