import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ErasureParticipantsService, type KeepOutcome } from '../../end-users/erasure/erasure-participants.service.js';
import { ErasuresService } from './erasures.service.js';
import { RevocationsService } from './revocations.service.js';

interface Departing {
  readonly id: string;
  readonly connectorId: string;
}

/** So many providers are asked at once. */
const atOnce = 10;
/** What is left of an account while a provider is still to be asked. */
const nobody = { id: '', name: '', details: {} };

/** Revokes and erases what an end user has authorized when the end user is erased. */
@Injectable()
export class DeparturesService {
  /** An erasure waits so long for a provider; one that takes longer is asked in the background. */
  protected readonly patienceMs: number = 15_000;

  constructor(
    private readonly dataSource: DataSource,
    private readonly erasures: ErasuresService,
    participants: ErasureParticipantsService,
    private readonly revocations: RevocationsService,
  ) {
    participants.add({
      begin: (endUserId, manager) => this.end(endUserId, manager),
      settle: (endUserId, keep) => this.settleAll(endUserId, keep),
    });
  }

  /** From now on nobody is served, and nothing tells whose account it was. */
  private async end(endUserId: string, manager: EntityManager): Promise<void> {
    await this.revocations.revokeAllOfEndUser(endUserId, manager);
    const statement = 'UPDATE authorizations SET account = $2 WHERE end_user_id = $1';
    await manager.query(statement, [endUserId, JSON.stringify(nobody)]);
  }

  private async settleAll(endUserId: string, keep: KeepOutcome): Promise<void> {
    // An authorization may have come since.
    await this.dataSource.transaction((manager) => this.end(endUserId, manager));
    const rows = await this.dataSource.query<Departing[]>(
      `SELECT id, connector_id AS "connectorId" FROM authorizations WHERE end_user_id = $1 AND state = 'revoked' ORDER BY id`,
      [endUserId],
    );
    while (rows.length > 0) await Promise.all(rows.splice(0, atOnce).map((row) => this.settle(row, keep)));
  }

  /** The row itself goes once its provider has been asked. */
  private async settle({ id, connectorId }: Departing, keep: KeepOutcome): Promise<void> {
    const controller = new AbortController();
    const late = sleep(this.patienceMs, 'pending' as const, { signal: controller.signal }).catch(
      () => 'pending' as const,
    );
    const upstream = await Promise.race([this.erasures.erase(id), late]);
    controller.abort();
    await this.dataSource.transaction(async (manager) => {
      const gone = `DELETE FROM authorizations WHERE id = $1 AND upstream_revocation IS NOT NULL`;
      const [, count] = upstream === 'pending' ? [] : await manager.query<[unknown, number]>(gone, [id]);
      const isGone = count === 1;
      await keep(manager, { authorizationId: id, connectorId, upstream: isGone ? upstream : 'pending' });
    });
  }
}
