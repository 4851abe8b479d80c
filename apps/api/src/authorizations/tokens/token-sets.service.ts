import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TokenSet } from '#auth-profiles';
import { DataSource, type EntityManager } from 'typeorm';
import type { EventType } from '../../events/types/event-types.js';
import { EventsService } from '../../events/events.service.js';
import { Authorization, type UpstreamRevocation } from '../authorization.entity.js';
import { AfterCommitService } from './after-commit.service.js';
import { LiveAuthorizationsService } from './live-authorizations.service.js';
import { tokenColumns } from './token-columns.js';
import { tokenRequestTimeoutMs } from './token-requests.service.js';
import { TokenVaultService } from './token-vault.service.js';

/** The right to ask the provider for a new token set, on all replicas, for a while. */
export interface Lease {
  readonly authorization: Authorization;
  readonly tokenSet: TokenSet;
  readonly owner: string;
}

/** A refresh that failed and is tried again. */
export interface RefreshSetback {
  readonly code: string;
  readonly retryAt: Date;
}

/** Why nobody can act for an authorization any more. */
export interface Loss {
  readonly code: string;
  /** Whether the access token still serves until it expires. */
  readonly isCurrentUsable: boolean;
  /** Whoever has found out must still hold the lease. */
  readonly owner?: string;
}

/** Longer than the provider may take, with time to store the answer. */
const leaseMs = tokenRequestTimeoutMs + 10_000;
const storeAttempts = 6;

/** Writes token sets: whoever writes holds the lease, or nobody has written since it began. */
@Injectable()
export class TokenSetsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: TokenVaultService,
    private readonly events: EventsService,
    private readonly live: LiveAuthorizationsService,
    private readonly afterCommit: AfterCommitService,
  ) {}

  /** Takes the lease of an active authorization as the caller knows it; undefined when it has changed, is leased, or must wait. */
  async acquire(id: string, fence: number): Promise<Lease | undefined> {
    const owner = randomUUID();
    const acquired = await this.update(
      `lease_owner = $2, lease_until = now() + $4::integer * interval '1 millisecond'
       WHERE id = $1 AND fence = $3 AND state = 'active' AND (lease_until IS NULL OR lease_until <= now())
         AND (retry_at IS NULL OR retry_at <= now())`,
      [id, owner, fence, leaseMs],
    );
    const authorization = acquired ? await this.vault.read(id) : undefined;
    const tokenSet = authorization && (await this.vault.open(authorization));
    return authorization && tokenSet && { authorization, tokenSet, owner };
  }

  /**
   * Stores what the provider gave, and tells the replicas. False when the lease was lost and somebody else has written since:
   * what they wrote is newer.
   */
  async renew({ authorization, owner }: Lease, tokenSet: TokenSet): Promise<boolean> {
    const { id, fence, connectorId } = authorization;
    const columns = tokenColumns(tokenSet, true, this.live.rulesOf(connectorId));
    const isStored = await persistently(async () =>
      this.update(
        `token_set_sealed = $4, scopes = $5, extras = $6, expires_at = $7, is_refreshable = $8, next_refresh_at = $9,
         idle_refresh_at = $10, fence = fence + 1, failure_code = NULL, failure_count = 0, retry_at = NULL,
         last_refreshed_at = now(), updated_at = now(), lease_owner = nullif(lease_owner, $2),
         lease_until = CASE WHEN lease_owner = $2 THEN NULL ELSE lease_until END
         WHERE id = $1 AND state = 'active' AND (lease_owner = $2 OR fence = $3)`,
        [
          ...[id, owner, fence, await this.vault.seal(id, tokenSet), tokenSet.scopes ?? authorization.scopes],
          ...[JSON.stringify(columns.extras), columns.expiresAt, columns.isRefreshable],
          ...[columns.nextRefreshAt, columns.idleRefreshAt],
        ],
      ),
    );
    if (isStored) await this.live.changed(id);
    return isStored;
  }

  /** Notes that a refresh failed, gives the lease back, and tells the replicas when it may be tried again. */
  async postpone({ authorization: { id }, owner }: Lease, { code, retryAt }: RefreshSetback): Promise<void> {
    const isNoted = await this.update(
      `failure_code = $3, failure_count = failure_count + 1, retry_at = $4, updated_at = now(),
       next_refresh_at = CASE WHEN next_refresh_at IS NULL THEN NULL ELSE $4::timestamptz END,
       lease_owner = NULL, lease_until = NULL WHERE id = $1 AND lease_owner = $2`,
      [id, owner, code, retryAt],
    );
    if (isNoted) await this.live.changed(id);
  }

  /** Says that somebody must authorize again: once, and only if nothing has changed since. Tokens of no more use are erased. */
  async lose(known: Authorization, { code, isCurrentUsable, owner }: Loss): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const isLost = await this.update(
        `state = 'needs-reauthorization', failure_code = $3, fence = fence + 1, retry_at = NULL, next_refresh_at = NULL,
         token_set_sealed = CASE WHEN $4::boolean THEN token_set_sealed END, lease_owner = NULL, lease_until = NULL,
         updated_at = now() WHERE id = $1 AND fence = $2 AND state = 'active' AND ($5::text IS NULL OR lease_owner = $5)`,
        [known.id, known.fence, code, isCurrentUsable, owner ?? null],
        manager,
      );
      if (isLost) await this.announce(manager, 'authorization.needs-reauthorization', known);
    });
  }

  /** Erases the tokens of a revoked authorization, once; one that never was active is deleted. */
  async erase(authorization: Authorization, upstream: UpstreamRevocation): Promise<void> {
    const { id, activatedAt, revocationId } = authorization;
    if (activatedAt === null && revocationId === null) {
      await this.dataSource.manager.delete(Authorization, { id, state: 'revoked' });
      return this.live.changed(id);
    }
    await this.dataSource.transaction(async (manager) => {
      const isErased = await this.update(
        `token_set_sealed = NULL, upstream_revocation = $2, lease_owner = NULL, lease_until = NULL, updated_at = now()
         WHERE id = $1 AND state = 'revoked' AND upstream_revocation IS NULL`,
        [id, upstream],
        manager,
      );
      if (isErased && activatedAt !== null) await this.announce(manager, 'authorization.revoked', authorization);
    });
  }

  /** Notes that a provider could not be asked, and when it is asked again; false when it was asked often enough, or by others. */
  async postponeErasure(
    id: string,
    { attempts, seconds }: { readonly attempts: number; readonly seconds: number },
  ): Promise<boolean> {
    return this.update(
      `revocation_attempts = revocation_attempts + 1, lease_until = now() + $3::integer * interval '1 second'
       WHERE id = $1 AND state = 'revoked' AND upstream_revocation IS NULL AND revocation_attempts = $2`,
      [id, attempts, seconds],
    );
  }

  /** Stores an event with the change that it tells of; behind the commit the replicas and the event's handlers learn of it. */
  async announce(manager: EntityManager, type: EventType, authorization: Authorization): Promise<void> {
    const { id, workspaceId, botId, actionId, connectorId, subjectKind, endUserId } = authorization;
    const { authProfileId, memberId } = authorization;
    const data = {
      ...{ authorizationId: id, connectorId, authProfileId, subject: subjectKind },
      ...(botId !== null && { botId, actionId }),
      ...(endUserId !== null && { endUserId }),
      ...(memberId !== null && { memberId }),
    };
    const event = await this.events.record(manager, { workspaceId, type, data });
    this.afterCommit.run(manager, async () => {
      const told = this.live.moved(authorization);
      this.events.dispatch(event);
      await told;
    });
  }

  /** Whether one row was changed. */
  private async update(set: string, parameters: readonly unknown[], manager?: EntityManager): Promise<boolean> {
    const [, affected] = await (manager ?? this.dataSource).query<[unknown, number]>(
      `UPDATE authorizations SET ${set}`,
      [...parameters],
    );
    return affected === 1;
  }
}

/** Repeats a write while the database stumbles: a rotated refresh token that is not stored is lost for good. */
async function persistently<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt >= storeAttempts) throw error;
      await sleep(100 * 2 ** attempt);
    }
  }
}
