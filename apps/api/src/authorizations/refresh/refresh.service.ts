import { Injectable, Logger } from '@nestjs/common';
import { afterRefreshFailure, SingleFlight, TokenRequestError, type TokenSet } from '#auth-profiles';
import { MetricsService } from '../../telemetry/metrics.service.js';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import type { LiveAuthorization } from '../tokens/live-authorization.js';
import { LiveAuthorizationsService } from '../tokens/live-authorizations.service.js';
import { TokenRequestsService } from '../tokens/token-requests.service.js';
import { TokenSetsService, type Lease } from '../tokens/token-sets.service.js';

/** Which authorization to refresh, as the caller knows it. */
export interface RefreshOrder {
  readonly id: string;
  readonly fence: number;
  /** The vendor has answered 401 to the current token, whatever its expiry says. */
  readonly isCurrentRejected?: boolean;
}

/** How an authorization stands after a refresh, and why the refresh did not come about, if it did not. */
export interface RefreshOutcome {
  readonly live: LiveAuthorization;
  readonly failure?: Error;
}

/** How often the database is asked when no notification comes. */
const pollMs = 500;
/** A lease that its holder lost, and then a whole refresh. */
const patienceMs = 60_000;

/** Refreshes token sets: one request at a time for each, however many callers on however many replicas wait for it. */
@Injectable()
export class RefreshService {
  private readonly logger = new Logger('authorizations');
  private readonly flights = new SingleFlight<RefreshOutcome>();

  constructor(
    private readonly live: LiveAuthorizationsService,
    private readonly tokenSets: TokenSetsService,
    private readonly requests: TokenRequestsService,
    private readonly metrics: MetricsService,
    private readonly shutdown: ShutdownService,
  ) {}

  /**
   * Refreshes unless somebody else does or has; what the provider refuses is an outcome.
   * @throws {NotFoundError} when the authorization is gone
   */
  refresh(order: RefreshOrder): Promise<RefreshOutcome> {
    return this.flights.run(order.id, () => this.shutdown.track(this.refreshOrWait(order)));
  }

  private async refreshOrWait(order: RefreshOrder): Promise<RefreshOutcome> {
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const lease = await this.tokenSets.acquire(order.id, order.fence);
      if (lease !== undefined) return this.refreshWith(lease, order);
      const changed = this.live.nextChange(order.id, pollMs);
      const live = await this.live.reread(order.id);
      if (!isAwaited(live, order)) return { live };
      if (Date.now() >= giveUpAt) return { live, failure: new TokenRequestError(pendingMessage, pending) };
      await changed;
    }
  }

  private async refreshWith(lease: Lease, order: RefreshOrder): Promise<RefreshOutcome> {
    const { authorization } = lease;
    let tokenSet: TokenSet;
    try {
      tokenSet = await this.requests.renew(authorization, lease.tokenSet);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      await this.settleFailure(lease, failure, order.isCurrentRejected === true);
      return { live: await this.live.reread(order.id), failure };
    }
    const isStored = await this.tokenSets.renew(lease, tokenSet);
    this.metrics.tokenRefreshes.inc({ outcome: isStored ? 'refreshed' : 'fenced' });
    if (!isStored) await this.disposeOf(tokenSet, lease);
    return { live: await this.live.reread(order.id) };
  }

  private async settleFailure(lease: Lease, failure: Error, isCurrentRejected: boolean): Promise<void> {
    const { authorization, tokenSet, owner } = lease;
    const error = failure instanceof TokenRequestError ? failure : { kind: 'misconfigured' as const };
    const code = codeOf(failure);
    const decision = afterRefreshFailure({
      ...{ tokenSet, error, isCurrentRejected, random: Math.random },
      now: new Date(),
      attempt: authorization.failureCount,
      rules: this.live.rulesOf(authorization.connectorId),
    });
    this.metrics.tokenRefreshes.inc({ outcome: error.kind });
    this.logger.warn(
      { err: failure, authorizationId: authorization.id, decision: decision.decision },
      'a refresh failed',
    );
    if (decision.decision === 'needs-reauthorization') {
      await this.tokenSets.lose(authorization, { code, owner, isCurrentUsable: decision.isCurrentUsable });
    } else {
      await this.tokenSets.postpone(lease, { code, retryAt: decision.retryAt });
    }
  }

  /** What came too late belongs to nobody: when the authorization was revoked meanwhile, it has to end as well. */
  private async disposeOf(tokenSet: TokenSet, { authorization }: Lease): Promise<void> {
    this.logger.warn({ authorizationId: authorization.id }, 'a refresh came too late and was not stored');
    const live = await this.live.find(authorization.id);
    const isEnded = live === undefined || live.authorization.state === 'revoked';
    if (isEnded) await this.requests.revoke(authorization, tokenSet);
  }
}

const pendingMessage = 'Another replica has been refreshing the access token for too long: try again.';
const pending = { kind: 'transient', reason: 'timeout', retryAfterSeconds: 5 } as const;

/** Whether somebody else is refreshing what the caller knows. */
function isAwaited({ authorization, retryAtMs }: LiveAuthorization, { fence }: RefreshOrder): boolean {
  return authorization.state === 'active' && authorization.fence === fence && retryAtMs <= Date.now();
}

function codeOf(error: Error): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'internal';
}
