import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../http/caller.js';
import type { AuditSettingsDto, AuditSettingsView } from './audit-entry.dto.js';

/** For how long a workspace keeps its audit trail. */
@Injectable()
export class AuditSettingsService {
  constructor(private readonly dataSource: DataSource) {}

  async get({ workspaceId }: Caller): Promise<AuditSettingsView> {
    const [row] = await this.dataSource.query<{ days: number; oldest: Date | null }[]>(
      `SELECT audit_retention_days AS days, (SELECT occurred_at FROM audit_entries
         WHERE workspace_id = workspaces.id ORDER BY occurred_at LIMIT 1) AS oldest
       FROM workspaces WHERE id = $1`,
      [workspaceId],
    );
    return { retentionDays: row?.days ?? 400, oldestAt: row?.oldest?.toISOString() ?? null };
  }

  async change(caller: Caller, { retentionDays }: AuditSettingsDto): Promise<AuditSettingsView> {
    await this.dataSource.query('UPDATE workspaces SET audit_retention_days = $1 WHERE id = $2', [
      retentionDays,
      caller.workspaceId,
    ]);
    return this.get(caller);
  }
}
