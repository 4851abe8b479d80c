import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { powersOverAuditTrail } from './role-powers.js';

/** Tells at each start when the server works as a role that could change the audit trail. */
@Injectable()
export class RolePowersService implements OnApplicationBootstrap {
  private readonly logger = new Logger('database');
  private powers: readonly string[] = [];

  constructor(private readonly dataSource: DataSource) {}

  /** Whether the database itself refuses the server to change the audit trail. */
  get isTrailGuarded(): boolean {
    return this.powers.length === 0;
  }

  async onApplicationBootstrap(): Promise<void> {
    const { role, powers } = await powersOverAuditTrail((sql, parameters) =>
      this.dataSource.query(sql, [...parameters]),
    );
    this.powers = powers;
    if (powers.length === 0) return;
    this.logger.warn(
      `The server's role '${role}' could change or drop the audit trail: ${powers.join('; ')}. Give the server a role of its own, ` +
        `and set ATTACHE_DATABASE_OWNER_URL: docs/operations.md, 'A role of its own for the server'.`,
    );
  }
}
