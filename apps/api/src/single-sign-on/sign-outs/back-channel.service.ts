import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../http/problem.js';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import { SessionsService } from '../../sessions/sessions.service.js';
import { SingleSignOnService } from '../single-sign-on.service.js';
import { LogoutTokensService } from './logout-tokens.service.js';
import { ProviderSessionsService } from './provider-sessions.service.js';

/** Ends sessions of whoever has signed out at the provider (OpenID Connect Back-Channel Logout 1.0). */
@Injectable()
export class BackChannelService {
  constructor(
    private readonly settings: SingleSignOnService,
    private readonly tokens: LogoutTokensService,
    private readonly held: ProviderSessionsService,
    private readonly sessions: SessionsService,
    private readonly limits: AttemptLimitsService,
  ) {}

  /**
   * Ends what a logout token tells to end; whose sessions it was, where there were any.
   * @throws {ProblemError} `request-invalid`, `too-many-attempts`
   */
  async end(token: string, address: string): Promise<string | undefined> {
    await this.limits.take('single-sign-on', address);
    const row = await this.settings.findAny();
    if (row === undefined) throw new ProblemError('single-sign-on-missing', 'No identity provider is set up here.');
    const memberId = await this.tokens.take(row, token, async (who) => {
      const ended = await this.held.of(who);
      for (const { id, memberId } of ended) await this.sessions.endAllOf(memberId, { onlyId: id });
      return ended[0]?.memberId;
    });
    await this.limits.giveBack('single-sign-on', address);
    return memberId;
  }
}
