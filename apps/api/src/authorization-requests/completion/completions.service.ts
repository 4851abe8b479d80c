import { Injectable } from '@nestjs/common';
import { AccountNotUsableError } from '#connectors';
import { finishAuthorization, type ClaimedCallback } from '#auth-profiles';
import { AttemptsService } from '../browser/attempts.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { LockedRequest } from '../endings/locked-request.js';
import { ProofsService } from '../proofs/proofs.service.js';
import { GrantsService, type AskForTokens } from './grants.service.js';
import { SettlementsService, type Finisher } from './settlements.service.js';

/** Brings requests to their end once the provider has answered: one attempt at a time, one end for each. */
@Injectable()
export class CompletionsService {
  constructor(
    private readonly attempts: AttemptsService,
    private readonly grants: GrantsService,
    private readonly proofs: ProofsService,
    private readonly settlements: SettlementsService,
  ) {}

  /** Ends the trip of a claimed callback. However that goes, the request tells it afterwards; this does not throw for it. */
  async finish(claimed: ClaimedCallback, sessionToken: string | undefined): Promise<void> {
    const attempt = await this.attempts.findByState(claimed.attempt.stateHash);
    if (attempt === undefined) return;
    const row = await this.settlements.claim(attempt.requestId, attempt.id, returned);
    if (row === undefined) return;
    const { browserHash } = claimed.attempt;
    const isProven = await this.proofs.suffices(row, { browserHash, sessionToken });
    const ask: AskForTokens = ({ settings, tokens }) => finishAuthorization(settings(), { claimed, tokens });
    await this.complete(row, { id: attempt.id, parameters: attempt.parameters, isProven }, ask).catch(() => undefined);
  }

  /**
   * Authorizes without a browser, for whoever has just asked; the request ends either way. False when it had ended before.
   * @throws {TokenRequestError}, {ConnectorError}, {UrlParameterInvalidError}
   */
  async completeAtOnce(requestId: string): Promise<boolean> {
    const finisher = { id: 'app', parameters: {}, isProven: true };
    const row = await this.settlements.claim(requestId, finisher.id, returned);
    if (row === undefined) return false;
    await this.complete(row, finisher, ({ profile, settings, tokens }) =>
      profile.grantType === 'jwt-bearer' ? tokens.jwtBearer(settings()) : tokens.clientCredentials(settings()),
    );
    return true;
  }

  private async complete(row: AuthorizationRequest, finisher: Finisher, ask: AskForTokens): Promise<void> {
    try {
      const grant = await this.grants.obtain(row, finisher.parameters, ask);
      if (grant.choices !== undefined && finisher.id === 'app') {
        await this.grants.giveBack(grant);
        throw new AccountNotUsableError(
          'The app can act for several accounts or sites, and nobody is there to choose.',
        );
      }
      const fate = await this.settlements.settle(row.id, finisher, grant);
      if (fate === 'unwanted') await this.grants.giveBack(grant);
    } catch (error) {
      await this.settlements.fail(row.id, finisher, error);
      throw error;
    }
  }
}

async function returned(request: LockedRequest): Promise<boolean> {
  if (request.isOpen) await request.step('returned');
  return request.isOpen;
}
