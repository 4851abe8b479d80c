import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { CurrentRequestsService } from '../endings/current-requests.service.js';
import { isFinishing } from '../endings/deadlines.service.js';
import { isOpenStatus, type LockedRequest } from '../endings/locked-request.js';
import { RequestChangesService } from '../endings/request-changes.service.js';
import { typingRefusalOf, type TypingRefusal } from './failures-of-typing.js';
import { GrantsService, type AskForTokens } from './grants.service.js';
import { SettlementsService, type Finisher } from './settlements.service.js';

/** How often what is typed in for one request is checked with the system: nobody guesses passwords here. */
export const maxCredentialAttempts = 10;
/** A person waits for a page. */
const patienceMs = 10_000;
const pollMs = 250;

/** What came of it: the request tells the rest, also of a last try that was refused; or why the person is asked again; or another page is being checked for too long. */
export type TypedOutcome = 'told' | 'exhausted' | 'busy' | TypingRefusal;

const exhausted = {
  reason: 'credential-attempts-exhausted',
  message: `What was entered was not accepted ${maxCredentialAttempts} times.`,
} as const;

/** Completes requests by what was typed in on a page of ours: one try at a time, each counted before it is made. */
@Injectable()
export class TypedCompletionsService {
  constructor(
    private readonly requests: CurrentRequestsService,
    private readonly changes: RequestChangesService,
    private readonly grants: GrantsService,
    private readonly settlements: SettlementsService,
  ) {}

  /** Checks what was typed in with the system, and keeps what comes of it; does not throw for what the system says. */
  async complete(requestId: string, finisher: Finisher, ask: AskForTokens): Promise<TypedOutcome> {
    const row = await this.claimInTurn(requestId, finisher.id);
    if (typeof row === 'string') return row;
    try {
      const grant = await this.grants.obtain(row, finisher.parameters, ask);
      const fate = await this.settlements.settle(row.id, finisher, grant);
      if (fate === 'unwanted') await this.grants.giveBack(grant);
      return 'told';
    } catch (error) {
      const refusal = typingRefusalOf(error);
      if (refusal !== undefined) return this.release(row.id, finisher, refusal);
      await this.settlements.fail(row.id, finisher, error);
      return 'told';
    }
  }

  /** Of two who press at once, the second waits: it may be the same person pressing twice. */
  private async claimInTurn(requestId: string, finisherId: string): Promise<AuthorizationRequest | 'told' | 'busy'> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const claimed = await this.settlements.claim(requestId, finisherId, admit);
      if (claimed !== undefined) return claimed;
      const row = await this.requests.find(requestId);
      if (row === undefined || !isOpenStatus(row.status)) return 'told';
      if (Date.now() >= giveUpAt) return 'busy';
      // Whoever was at it may have been refused just now: then it is this one's turn at once.
      if (isFinishing(row, new Date())) await sleep(pollMs);
    }
  }

  private async release(requestId: string, { id }: Finisher, refusal: TypingRefusal): Promise<TypedOutcome> {
    return this.changes.change(requestId, async (request) => {
      const { row, isOpen } = request;
      if (!isOpen || row.finishingAttemptId !== id) return 'told';
      const free = { finishingAttemptId: null, finishingUntil: null };
      if (row.credentialAttempts >= maxCredentialAttempts) {
        // Whoever used up the tries may see how it ended.
        await request.step('credentials-refused', { finishingUntil: null }, refusal.alert);
        await request.end(exhausted);
        return 'exhausted';
      }
      await request.step('credentials-refused', free, refusal.alert);
      return refusal;
    });
  }
}

async function admit(request: LockedRequest): Promise<boolean> {
  if (!request.isOpen) return false;
  const { credentialAttempts } = request.row;
  if (credentialAttempts >= maxCredentialAttempts) {
    await request.end(exhausted);
    return false;
  }
  await request.step('returned', { credentialAttempts: credentialAttempts + 1 });
  return true;
}
