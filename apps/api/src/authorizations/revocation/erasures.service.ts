import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Authorization, UpstreamRevocation } from '../authorization.entity.js';
import { TokenRequestsService } from '../tokens/token-requests.service.js';
import { TokenSetsService } from '../tokens/token-sets.service.js';
import { TokenVaultService } from '../tokens/token-vault.service.js';
import { VendorPaces } from './vendor-paces.js';

const batchSize = 10;
/** Longer than a batch at the slowest pace, and two requests to a provider. */
const leaseSeconds = 60;
const isWaiting = `state = 'revoked' AND upstream_revocation IS NULL AND (lease_until IS NULL OR lease_until <= now())`;
/** After the first, second, ... failure of an emergency stop at the provider. */
const retryAfterSeconds = [10, 60, 300, 1_800, 7_200];

/** Ends the tokens of authorizations that are marked as revoked: upstream where that is possible, and then our copy. */
@Injectable()
export class ErasuresService {
  private readonly logger = new Logger('authorizations');
  private readonly paces = new VendorPaces();
  private erasing?: Promise<void>;

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

  /**
   * Does so for all that wait for it, until `untilMs`: each vendor at a pace of its own, so that none waits for another. Several
   * replicas may do it at once; a process is at it once.
   */
  async eraseMarked(untilMs: number): Promise<void> {
    this.erasing ??= this.eraseByVendor(untilMs).finally(() => (this.erasing = undefined));
    return this.erasing;
  }

  private async eraseByVendor(untilMs: number): Promise<void> {
    const vendors = await this.dataSource.query<{ connectorId: string }[]>(
      `SELECT DISTINCT connector_id AS "connectorId" FROM authorizations WHERE ${isWaiting}`,
    );
    await Promise.all(vendors.map(({ connectorId }) => this.eraseOf(connectorId, untilMs)));
  }

  private async eraseOf(connectorId: string, untilMs: number): Promise<void> {
    while (Date.now() < untilMs) {
      const ids = await this.claim(connectorId);
      await Promise.all(ids.map((id) => this.eraseInTurn(connectorId, id)));
      if (ids.length < batchSize) return;
    }
  }

  private async eraseInTurn(connectorId: string, id: string): Promise<void> {
    await this.paces.turn(connectorId);
    const isGood = (await this.erase(id)) !== 'failed';
    this.paces.heed(connectorId, { isGood });
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

  private async claim(connectorId: string): Promise<readonly string[]> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE authorizations SET lease_owner = NULL, lease_until = now() + $2::integer * interval '1 second'
       WHERE id IN (
         SELECT id FROM authorizations
         WHERE ${isWaiting} AND connector_id = $3
         ORDER BY updated_at LIMIT $1 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [batchSize, leaseSeconds, connectorId],
    );
    return rows.map(({ id }) => id);
  }
}
