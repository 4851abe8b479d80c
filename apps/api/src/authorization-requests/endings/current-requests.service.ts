import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { holdOffStop, wasStopped } from '../../auth-profiles/powers/profile-pauses.service.js';
import { AuthorizationRequest } from '../authorization-request.entity.js';
import { DeadlinesService } from './deadlines.service.js';
import type { Ending } from './ending.js';
import { RequestChangesService } from './request-changes.service.js';
import { RequestNewsService } from './request-news.service.js';
import type { TimelineEntry } from './timeline.js';

/** Requests as they stand now: one whose time is up, or whose auth profile was stopped, is found ended. */
@Injectable()
export class CurrentRequestsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly deadlines: DeadlinesService,
    private readonly changes: RequestChangesService,
    private readonly news: RequestNewsService,
  ) {}

  /** Stores a new request together with its deadline; false, and nothing is stored, when its auth profile is stopped. */
  async add(row: AuthorizationRequest): Promise<boolean> {
    const isStored = await this.dataSource.transaction(async (manager) => {
      await holdOffStop(manager, row);
      if (await wasStopped(manager, { ...row, createdAt: undefined })) return false;
      await manager.insert(AuthorizationRequest, row as object);
      await this.deadlines.set(row.id, row.expiresAt, manager);
      return true;
    });
    if (isStored) this.news.show(row);
    return isStored;
  }

  async find(id: string): Promise<AuthorizationRequest | undefined> {
    return this.settled(await this.dataSource.manager.findOneBy(AuthorizationRequest, { id }));
  }

  /** By the hash of the link's token. */
  async findByLink(linkHash: string): Promise<AuthorizationRequest | undefined> {
    return this.settled(await this.dataSource.manager.findOneBy(AuthorizationRequest, { linkHash }));
  }

  /** The requests of an action that have not ended. */
  async liveIdsOf(actionId: string): Promise<readonly string[]> {
    const where = { actionId, completedAt: IsNull() };
    const rows = await this.dataSource.manager.find(AuthorizationRequest, { where, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  /** The requests that had begun before an emergency stop and have not ended. */
  async liveIdsBefore(revocationId: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT request.id FROM authorization_requests AS request JOIN auth_profile_revocations AS stop
         ON request.workspace_id = stop.workspace_id AND request.auth_profile_id = stop.auth_profile_id
       WHERE stop.id = $1 AND request.completed_at IS NULL AND request.created_at <= stop.started_at
       ORDER BY request.id`,
      [revocationId],
    );
    return rows.map(({ id }) => id);
  }

  /** Ends a request; one that has ended stays as it ended. */
  async end(id: string, ending: Ending): Promise<AuthorizationRequest> {
    return this.changes.change(id, async (request) => {
      await request.end(ending);
      return request.row;
    });
  }

  /** Notes when a link was opened for the first time; how the request stands is not changed by it. */
  async noteOpened({ id, timeline }: AuthorizationRequest): Promise<void> {
    if (timeline.some(({ step }) => step === 'opened')) return;
    const entry: TimelineEntry = { step: 'opened', at: new Date().toISOString() };
    await this.dataSource.query(
      `UPDATE authorization_requests SET timeline = timeline || $2::jsonb
       WHERE id = $1 AND NOT timeline @> '[{"step": "opened"}]'`,
      [id, JSON.stringify([entry])],
    );
  }

  /** Notes that a browser is on its way to the provider, and what that is simulated to come to; false when it is too late for that. */
  async markRedirected(id: string, simulatedOutcome: string | null = null): Promise<boolean> {
    return this.changes.change(id, async (request) => {
      if (request.isOpen) await request.step('continued', { status: 'redirected', simulatedOutcome });
      return request.isOpen;
    });
  }

  /** Tells that something was refused which leaves the request as it stands; nothing is told of a request that has ended. */
  async interrupt(id: string, reason: string, message: string): Promise<void> {
    await this.changes.change(id, async (request) => {
      if (!request.isLive) return;
      await request.step('interrupted', {}, reason);
      await request.tell('authorization-request.interrupted', { reason, message });
    });
  }

  private async settled(row: AuthorizationRequest | null): Promise<AuthorizationRequest | undefined> {
    return row === null ? undefined : this.deadlines.settle(row);
  }
}
