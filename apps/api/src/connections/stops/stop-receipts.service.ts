import { Injectable } from '@nestjs/common';
import { maskIdentity } from '#auth-profiles';
import { DataSource, LessThan } from 'typeorm';
import { AuthProfileRevocation } from '../../auth-profiles/auth-profile.entity.js';
import { Authorization, type UpstreamRevocation } from '../../authorizations/authorization.entity.js';
import type { Caller } from '../../http/caller.js';
import { toPage, type Page, type PageQuery } from '../../http/pages.js';
import { NotFoundError } from '../../http/problem.js';
import type { ProfileStopView, StopProgressView, StopReceiptView } from './profile-stop.dto.js';

type ReceiptRow = Authorization & { readonly leaseUntil: Date | null };

/** Tells how far emergency stops are, and what became of each authorization. */
@Injectable()
export class StopReceiptsService {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The last stop of a profile. The caller must have been checked.
   * @throws {NotFoundError} when it was never stopped
   */
  async show({ workspaceId }: Caller, authProfileId: string): Promise<ProfileStopView> {
    const stop = await this.last(workspaceId, authProfileId);
    const { id, counts, startedByKind, startedById, startedAt, resumedAt } = stop;
    const progress = await this.progressOf(id);
    return {
      ...{ id, authProfileId, isPaused: resumedAt === null, isFinished: progress.pending === 0 },
      total: counts.shared + counts.members + counts.endUsers + counts.quarantined,
      ...{ found: counts, progress, startedByKind, startedById },
      startedAt: startedAt.toISOString(),
      resumedAt: resumedAt?.toISOString() ?? null,
    };
  }

  /** The receipts of the last stop of a profile, newest authorization first. The caller must have been checked. */
  async list(caller: Caller, authProfileId: string, { cursor, limit }: PageQuery): Promise<Page<StopReceiptView>> {
    const { id: revocationId } = await this.last(caller.workspaceId, authProfileId);
    const rows = await this.dataSource.manager.find(Authorization, {
      where: { revocationId, ...(cursor !== undefined && { id: LessThan(cursor) }) },
      select: {
        ...{ id: true, subjectKind: true, account: true, connectorId: true, botId: true, updatedAt: true },
        ...{ upstreamRevocation: true, revocationAttempts: true, leaseUntil: true },
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return toPage(rows as readonly ReceiptRow[], limit, (row) => receiptOf(caller, row));
  }

  private async last(workspaceId: string, authProfileId: string): Promise<AuthProfileRevocation> {
    const where = { workspaceId, authProfileId };
    const stop = await this.dataSource.manager.findOne(AuthProfileRevocation, { where, order: { id: 'DESC' } });
    if (stop === null) throw new NotFoundError('revocation of the auth profile', authProfileId);
    return stop;
  }

  private async progressOf(revocationId: string): Promise<StopProgressView> {
    const rows = await this.dataSource.query<{ upstream: UpstreamRevocation | null; count: number }[]>(
      `SELECT upstream_revocation AS upstream, count(*)::int AS count FROM authorizations
       WHERE revocation_id = $1 GROUP BY upstream_revocation`,
      [revocationId],
    );
    const of = (upstream: UpstreamRevocation | null) => rows.find((row) => row.upstream === upstream)?.count ?? 0;
    return {
      ...{ pending: of(null), revoked: of('revoked'), notSupported: of('not-supported'), failed: of('failed') },
    };
  }
}

function receiptOf(caller: Caller, row: ReceiptRow): StopReceiptView {
  const { id, subjectKind, account, connectorId, botId, upstreamRevocation, revocationAttempts, leaseUntil } = row;
  const isPending = upstreamRevocation === null;
  return {
    ...{ id, subject: subjectKind, connectorId, failedAttempts: revocationAttempts },
    accountName: account.name === '' ? '' : maskIdentity(account.name),
    botId: botId !== null && caller.mayUseBot(botId) ? botId : null,
    upstream: upstreamRevocation ?? 'pending',
    nextAttemptAt: isPending && revocationAttempts > 0 ? (leaseUntil?.toISOString() ?? null) : null,
    erasedAt: isPending ? null : row.updatedAt.toISOString(),
  };
}
