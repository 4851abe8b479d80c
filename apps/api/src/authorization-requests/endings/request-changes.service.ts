import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { retriedTransaction } from '../../database/retried-transaction.js';
import { EventsService } from '../../events/events.service.js';
import { NotFoundError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { AuthorizationRequest } from '../authorization-request.entity.js';
import type { Ending } from './ending.js';
import { LockedRequest } from './locked-request.js';
import { RequestNewsService } from './request-news.service.js';

const discardJob = 'discard-authorization';

/** Changes requests one at a time, and tells of each change once it is committed. */
@Injectable()
export class RequestChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: EventsService,
    private readonly jobs: JobsService,
    private readonly news: RequestNewsService,
    authorizations: AuthorizationsService,
  ) {
    jobs.define<{ readonly authorizationId: string }>({
      name: discardJob,
      retryLimit: 8,
      handle: ({ authorizationId }) => authorizations.discard(authorizationId),
    });
  }

  /**
   * Runs `work` while nobody else can change the request, perhaps more than once. What `work` throws undoes all of it.
   * @throws {NotFoundError}
   */
  async change<Result>(requestId: string, work: (request: LockedRequest) => Promise<Result>): Promise<Result> {
    const { request, result } = await retriedTransaction(this.dataSource, async (manager) => {
      const row = await manager.findOne(AuthorizationRequest, {
        where: { id: requestId },
        lock: { mode: 'pessimistic_write' },
      });
      if (row === null) throw new NotFoundError('authorization request', requestId);
      const request = new LockedRequest(row, manager, this.events);
      const result = await work(request);
      const { discarded: authorizationId } = request;
      if (authorizationId !== undefined) await this.jobs.send(discardJob, { authorizationId }, { manager });
      return { request, result };
    });
    this.news.tell(request);
    return result;
  }

  /** Ends a request in a change of its own; false when it had ended before. */
  async end(requestId: string, ending: Ending): Promise<boolean> {
    return this.change(requestId, (request) => request.end(ending));
  }
}
