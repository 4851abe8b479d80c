import { Injectable } from '@nestjs/common';
import {
  AuthorizationFlowError,
  claimCallback,
  hashToken,
  ProfileMismatchError,
  WrongBrowserError,
  type CallbackQuery,
} from '#auth-profiles';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { CompletionsService } from '../completion/completions.service.js';
import { CurrentRequestsService } from '../endings/current-requests.service.js';
import { AttemptsService } from './attempts.service.js';
import { plainExit, resultPath, type Visit, type Visitor } from './visit.js';

/** What comes back from providers. */
@Injectable()
export class CallbackVisitsService {
  constructor(
    private readonly requests: CurrentRequestsService,
    private readonly attempts: AttemptsService,
    private readonly completions: CompletionsService,
    private readonly limits: AttemptLimitsService,
    private readonly shutdown: ShutdownService,
  ) {}

  /** Takes a provider's answer, once, and leads to the page that tells how it went. */
  async finish(profileId: string, query: CallbackQuery, visitor: Visitor): Promise<Visit> {
    const { browserToken, sessionToken, address } = visitor;
    const browserHash = browserToken === undefined ? undefined : hashToken(browserToken);
    const attempts = this.attempts.takerFor(browserHash, profileId);
    try {
      const claimed = await claimCallback(query, { attempts, profileId, browserToken, now: new Date() });
      await this.shutdown.track(this.completions.finish(claimed, sessionToken));
      return { location: resultPath(claimed.attempt.authorizationRequestId) };
    } catch (error) {
      if (!(error instanceof AuthorizationFlowError)) throw error;
      return this.refuse(error, address);
    }
  }

  /** A used or late answer in its own browser leads to how the request stands; any other is refused, and counted by address. */
  private async refuse(error: AuthorizationFlowError, address: string): Promise<Visit> {
    const { authorizationRequestId: requestId, code, message } = error;
    const isForeign = error instanceof WrongBrowserError || error instanceof ProfileMismatchError;
    if (requestId === undefined || isForeign) {
      await this.limits.check('authorization-link', address);
      await this.limits.countFailure('authorization-link', address);
    }
    if (requestId === undefined) return plainExit('callback-invalid');
    const row = await this.requests.find(requestId);
    if (row !== undefined) await this.requests.interrupt(requestId, code, message);
    if (!isForeign) return { location: resultPath(requestId) };
    return plainExit(error instanceof WrongBrowserError ? 'wrong-browser' : 'answer-refused', requestId);
  }
}
