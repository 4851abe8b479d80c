import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Authorization, UpstreamRevocation } from '../authorization.entity.js';
import { TokenRequestsService } from '../tokens/token-requests.service.js';
import { TokenSetsService } from '../tokens/token-sets.service.js';
import { TokenVaultService } from '../tokens/token-vault.service.js';

const batchSize = 20;
/** Longer than two requests to a provider. */
const leaseSeconds = 60;
/** After the first, second, ... failure of an emergency stop at the provider. */
const retryAfterSeconds = [10, 60, 300, 1_800, 7_200];

/** Ends the tokens of authorizations that are marked as revoked: upstream where that is possible, and then our copy. */
@Injectable()
export class ErasuresService {
  private readonly logger = new Logger('authorizations');

  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: TokenVaultService,
    private readonly tokenSets: TokenSetsService,
    private readonly requests: TokenRequestsService,
  ) {}

  /** Revokes upstream and erases; answers what became of it, also when somebody else has done it before. */
  async erase(id: string): Promise<UpstreamRevocation> {
    const row = await this.vault.read(id);
    if (row?.state !== 'revoked') return 'not-supported';
    if (row.upstreamRevocation !== null) return row.upstreamRevocation;
    const upstream = await this.revokeUpstream(row);
    if (upstream === 'failed' && (await this.isPostponed(row))) return 'failed';
    await this.tokenSets.erase(row, upstream);
    return (await this.vault.read(id))?.upstreamRevocation ?? upstream;
  }

  /** Does so for all that wait for it, until `untilMs`; several replicas may do it at once. */
  async eraseMarked(untilMs: number): Promise<void> {
    while (Date.now() < untilMs) {
      const ids = await this.claim();
      await Promise.all(ids.map((id) => this.erase(id)));
      if (ids.length < batchSize) return;
    }
  }

  private async revokeUpstream(row: Authorization): Promise<UpstreamRevocation> {
    try {
      const tokenSet = await this.vault.open(row);
      return tokenSet === undefined ? 'not-supported' : await this.requests.revoke(row, tokenSet);
    } catch (error) {
      this.logger.warn({ err: error, authorizationId: row.id }, 'a token set could not be opened to be revoked');
      return 'failed';
    }
  }

  /** An emergency stop asks again, for a while: until then the tokens are kept, sealed and unusable. */
  private async isPostponed({ id, revocationId, revocationAttempts: attempts }: Authorization): Promise<boolean> {
    const seconds = retryAfterSeconds[attempts];
    if (revocationId === null || seconds === undefined) return false;
    return this.tokenSets.postponeErasure(id, { attempts, seconds });
  }

  private async claim(): Promise<readonly string[]> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE authorizations SET lease_owner = NULL, lease_until = now() + $2::integer * interval '1 second'
       WHERE id IN (
         SELECT id FROM authorizations
         WHERE state = 'revoked' AND upstream_revocation IS NULL AND (lease_until IS NULL OR lease_until <= now())
         ORDER BY updated_at LIMIT $1 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [batchSize, leaseSeconds],
    );
    return rows.map(({ id }) => id);
  }
}
