import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { CurrentRequestsService } from '../endings/current-requests.service.js';
import { AttemptsService } from './attempts.service.js';
import { RequestPagesService } from './request-pages.service.js';
import { plainExit, type Visit, type Visitor } from './visit.js';

/** How requests stand, for the browsers that took part in them: reloading and going back are safe. */
@Injectable()
export class ResultVisitsService {
  constructor(
    private readonly requests: CurrentRequestsService,
    private readonly attempts: AttemptsService,
    private readonly pages: RequestPagesService,
  ) {}

  /** The code of the proof is for the browser that finished; whoever else holds the link may have begun a trip too. */
  async show(requestId: string, { browserToken }: Visitor): Promise<Visit> {
    if (browserToken === undefined) return plainExit('callback-invalid');
    const browserHash = hashToken(browserToken);
    if (!(await this.attempts.isParticipant(requestId, browserHash))) return plainExit('callback-invalid');
    const row = await this.requests.find(requestId);
    if (row === undefined) return plainExit('callback-invalid');
    const isFinisher = await this.attempts.isBrowserOf(row.finishingAttemptId, browserHash);
    if (row.reason !== null) return this.pages.ending(row, { isFinisher });
    if (row.status === 'proof-required' && isFinisher) return this.pages.code(row);
    return { ...(await this.pages.exit(row, unfinishedExit(row))), status: 200 };
  }
}

function unfinishedExit({ status, finishingUntil }: AuthorizationRequest) {
  if (status === 'proof-required') return 'elsewhere';
  return finishingUntil !== null && finishingUntil > new Date() ? 'in-progress' : 'unfinished';
}
