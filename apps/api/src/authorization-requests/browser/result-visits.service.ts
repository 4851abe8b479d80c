import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { CurrentRequestsService } from '../endings/current-requests.service.js';
import { isFinishing } from '../endings/deadlines.service.js';
import { ChoiceVisitsService } from '../choices/choice-visits.service.js';
import { AttemptsService } from './attempts.service.js';
import { RequestPagesService } from './request-pages.service.js';
import { plainExit, type Visit, type Visitor } from './visit.js';

/** A person waits for a page; what takes longer is told on one. */
const patienceMs = 10_000;
const pollMs = 300;

/** How requests stand, for the browsers that took part in them: reloading and going back are safe. */
@Injectable()
export class ResultVisitsService {
  constructor(
    private readonly requests: CurrentRequestsService,
    private readonly attempts: AttemptsService,
    private readonly pages: RequestPagesService,
    private readonly choices: ChoiceVisitsService,
  ) {}

  /** The code of the proof is for the browser that finished; whoever else holds the link may have begun a trip too. */
  async show(requestId: string, visitor: Visitor): Promise<Visit> {
    const { browserToken } = visitor;
    if (browserToken === undefined) return plainExit('callback-invalid');
    const browserHash = hashToken(browserToken);
    if (!(await this.attempts.isParticipant(requestId, browserHash))) return plainExit('callback-invalid');
    const row = await this.findSettled(requestId);
    if (row === undefined) return plainExit('callback-invalid');
    const isFinisher = await this.attempts.isBrowserOf(row.finishingAttemptId, browserHash);
    if (row.reason !== null) return this.pages.ending(row, { isFinisher });
    if (row.status === 'proof-required' && isFinisher) return this.pages.code(row);
    const isToChoose = row.status === 'choice-required' && !isFinishing(row, new Date());
    if (isToChoose && isFinisher) return this.choices.show(row, { ...visitor, browserToken });
    return { ...(await this.pages.exit(row, unfinishedExit(row))), status: 200 };
  }

  /** Waits a while for another tab that is just exchanging its code. */
  private async findSettled(requestId: string): Promise<AuthorizationRequest | undefined> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const row = await this.requests.find(requestId);
      const now = new Date();
      if (row === undefined || !isFinishing(row, now) || now.getTime() > deadline) return row;
      await sleep(pollMs);
    }
  }
}

function unfinishedExit(row: AuthorizationRequest) {
  if (row.status === 'proof-required') return 'elsewhere';
  if (isFinishing(row, new Date())) return 'in-progress';
  return row.status === 'choice-required' ? 'elsewhere' : 'unfinished';
}
