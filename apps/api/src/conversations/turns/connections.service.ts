import { Injectable } from '@nestjs/common';
import type { Connection } from '#dialogs';
import { DataSource } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';

interface Connected {
  readonly connectorId: string;
  readonly accountName: string | null;
}

/** Tells which systems an end user has authorized. */
@Injectable()
export class ConnectionsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connectors: ConnectorsService,
  ) {}

  /** By our own id of the end user, in the order in which they were authorized. */
  async of(endUserId: string): Promise<readonly Connection[]> {
    const rows = await this.dataSource.query<Connected[]>(
      `SELECT connector_id AS "connectorId", account->>'name' AS "accountName" FROM authorizations
       WHERE end_user_id = $1 AND state = 'active' AND action_id IS NOT NULL ORDER BY activated_at, id`,
      [endUserId],
    );
    return rows.map(({ connectorId, accountName }) => {
      const name = this.connectors.registry.find(connectorId)?.name ?? connectorId;
      return { connectorId, name, ...(accountName !== null && { accountName }) };
    });
  }
}
