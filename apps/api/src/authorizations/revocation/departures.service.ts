import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EndUserErasuresService } from '../../end-users/erasure/end-user-erasures.service.js';
import type { ErasedAuthorizationView } from '../../end-users/erasure/erasure.dto.js';
import { ErasuresService } from './erasures.service.js';
import { RevocationsService } from './revocations.service.js';

interface Departing {
  readonly id: string;
  readonly connectorId: string;
}

/** Whoever erases somebody waits so long for providers; those that take longer are asked again in the background. */
const patienceMs = 15_000;
/** What is left of an account while a provider is still to be asked. */
const nobody = { id: '', name: '', details: {} };

/** Revokes and erases what an end user has authorized when the end user is erased. */
@Injectable()
export class DeparturesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly erasures: ErasuresService,
    endUsers: EndUserErasuresService,
    revocations: RevocationsService,
  ) {
    endUsers.onErasure(async (endUserId, manager) => {
      await revocations.revokeAllOfEndUser(endUserId, manager);
      const [rows] = await manager.query<[Departing[], number]>(
        `UPDATE authorizations SET account = $2 WHERE end_user_id = $1 RETURNING id, connector_id AS "connectorId"`,
        [endUserId, JSON.stringify(nobody)],
      );
      return () => Promise.all(rows.map((row) => this.settle(row)));
    });
  }

  /** The row itself goes once its provider has been asked. */
  private async settle({ id, connectorId }: Departing): Promise<ErasedAuthorizationView> {
    const controller = new AbortController();
    const late = sleep(patienceMs, 'pending' as const, { signal: controller.signal }).catch(() => 'pending' as const);
    const upstream = await Promise.race([this.erasures.erase(id), late]);
    controller.abort();
    if (upstream !== 'pending') await this.removeSettled(id);
    return { authorizationId: id, connectorId, upstream };
  }

  private async removeSettled(id: string): Promise<void> {
    await this.dataSource.query('DELETE FROM authorizations WHERE id = $1 AND upstream_revocation IS NOT NULL', [id]);
  }
}
