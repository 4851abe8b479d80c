import { Injectable, Logger } from '@nestjs/common';
import { finishAuthorization, type ClaimedCallback } from '#auth-profiles';
import { AuthorizationsService } from '../../authorizations/authorizations.service.js';
import { AttemptsService } from '../browser/attempts.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import { isFinishing, overdueEnding } from '../endings/deadlines.service.js';
import type { LockedRequest } from '../endings/locked-request.js';
import { RequestChangesService } from '../endings/request-changes.service.js';
import { ProofsService } from '../proofs/proofs.service.js';
import { endingOf } from './failures.js';
import { GrantsService, type AskForTokens, type ObtainedGrant } from './grants.service.js';

/** Longer than any exchange takes: after it, the process that began it is dead. */
const finishingMs = 120_000;

/** Who exchanges a code for a request, and whether that needs no further proof. */
interface Finisher {
  readonly id: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly isProven: boolean;
}

/** What became of tokens that were obtained. */
type Fate = 'kept' | 'superseded' | 'unwanted';

/** Also what the sign-in simulator ends a request with, instead of asking for a proof. */
const foreignEnding = {
  reason: 'another-person',
  message: 'Another person than the one who was asked authorized.',
} as const;

/** Brings requests to their end once the provider has answered: one attempt at a time, one end for each. */
@Injectable()
export class CompletionsService {
  private readonly logger = new Logger('authorization-requests');

  constructor(
    private readonly attempts: AttemptsService,
    private readonly changes: RequestChangesService,
    private readonly grants: GrantsService,
    private readonly proofs: ProofsService,
    private readonly authorizations: AuthorizationsService,
  ) {}

  /** Ends the trip of a claimed callback. However that goes, the request tells it afterwards; this does not throw for it. */
  async finish(claimed: ClaimedCallback, sessionToken: string | undefined): Promise<void> {
    const attempt = await this.attempts.findByState(claimed.attempt.stateHash);
    if (attempt === undefined) return;
    const row = await this.claim(attempt.requestId, attempt.id);
    if (row === undefined) return;
    const { browserHash } = claimed.attempt;
    const isProven = await this.proofs.suffices(row, { browserHash, sessionToken });
    const ask: AskForTokens = (settings, tokens) => finishAuthorization(settings, { claimed, tokens });
    await this.complete(row, { id: attempt.id, parameters: attempt.parameters, isProven }, ask).catch(() => undefined);
  }

  /**
   * Authorizes without a browser, for whoever has just asked; the request ends either way.
   * @throws {TokenRequestError}, {ConnectorError}, {UrlParameterInvalidError}
   */
  async completeAtOnce(requestId: string): Promise<void> {
    const row = await this.claim(requestId, 'client-credentials');
    if (row === undefined) return;
    const finisher = { id: 'client-credentials', parameters: {}, isProven: true };
    await this.complete(row, finisher, (settings, tokens) => tokens.clientCredentials(settings));
  }

  /** Lets one attempt exchange its code; undefined when the request has ended or another attempt is at it. */
  private async claim(requestId: string, finisherId: string): Promise<AuthorizationRequest | undefined> {
    return this.changes.change(requestId, async (request) => {
      const now = new Date();
      const ending = overdueEnding(request.row, now);
      if (ending !== undefined) await request.end(ending);
      if (!request.isOpen || isFinishing(request.row, now)) return undefined;
      const finishingUntil = new Date(now.getTime() + finishingMs);
      await request.step('returned', { finishingAttemptId: finisherId, finishingUntil });
      return request.row;
    });
  }

  private async complete(row: AuthorizationRequest, finisher: Finisher, ask: AskForTokens): Promise<void> {
    try {
      const grant = await this.grants.obtain(row, finisher.parameters, ask);
      const fate = await this.settle(row.id, finisher, grant);
      if (fate === 'unwanted') await this.grants.giveBack(grant.settings, grant.tokenSet);
    } catch (error) {
      await this.fail(row.id, finisher, error);
      throw error;
    }
  }

  private async settle(requestId: string, finisher: Finisher, grant: ObtainedGrant): Promise<Fate> {
    return this.changes.change(requestId, async (request) => {
      if (!isStill(request, finisher)) return isServed(request) ? 'superseded' : 'unwanted';
      if (!(await isCurrent(request))) {
        const message = 'The action was configured anew while somebody was authorizing.';
        await request.end({ reason: 'action-changed', message });
        return 'unwanted';
      }
      await this.store(request, finisher, grant);
      return 'kept';
    });
  }

  private async store(request: LockedRequest, finisher: Finisher, grant: ObtainedGrant): Promise<void> {
    const isForeign = request.row.simulatedOutcome === 'wrong-person';
    const isProven = finisher.isProven && !isForeign;
    const { tokenSet, scopes, parameters, account } = grant;
    const { id: authorizationRequestId, endUserId, ...row } = request.row;
    const authorization = await this.authorizations.store(request.manager, {
      ...{ workspaceId: row.workspaceId, botId: row.botId, actionId: row.actionId },
      ...{ connectorId: row.connectorId, authProfileId: row.authProfileId, authorizationRequestId },
      subject: endUserId === null ? { kind: 'shared' } : { kind: 'end-user', endUserId },
      ...{ tokenSet, scopes, parameters, account, isActive: isProven },
    });
    await request.step('exchanged', {
      ...{ authorizationId: authorization.id, accountName: account.name, finishingUntil: null },
    });
    if (isForeign) await request.end(foreignEnding);
    else if (isProven) await request.end({ reason: 'authorized', message: 'The authorization is active.' });
    else await this.proofs.ask(request);
  }

  private async fail(requestId: string, finisher: Finisher, error: unknown): Promise<void> {
    const ending = endingOf(error);
    if (ending === undefined) this.logger.error({ err: error, requestId }, 'an authorization could not be completed');
    await this.changes.change(requestId, async (request) => {
      if (!isStill(request, finisher)) return;
      await request.end(ending ?? { reason: 'internal', message: `An unexpected error; the log names ${requestId}.` });
    });
  }
}

/** Whether nothing has come between: the request is open, and this attempt is the one that finishes it. */
function isStill({ isOpen, row }: LockedRequest, { id }: Finisher): boolean {
  return isOpen && row.finishingAttemptId === id;
}

/** Whether another attempt of the same request has got, or is getting, what this one came for: then revoking would hurt it. */
function isServed({ isLive, row }: LockedRequest): boolean {
  return isLive || row.status === 'completed';
}

/** Whether the action still is what the person was asked for. */
async function isCurrent({ manager, row }: LockedRequest): Promise<boolean> {
  const mode = row.subjectKind === 'shared' ? 'pre-authorized' : 'end-user';
  const found: unknown[] = await manager.query(
    `SELECT id FROM actions
      WHERE id = $1 AND auth_profile_id = $2 AND authorization_mode = $3 AND parameters = $4::jsonb FOR SHARE`,
    [row.actionId, row.authProfileId, mode, JSON.stringify(row.parameters)],
  );
  return found.length > 0;
}
