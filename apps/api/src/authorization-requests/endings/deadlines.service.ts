import { Injectable } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { NotFoundError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { AuthorizationRequest } from '../authorization-request.entity.js';
import type { Ending } from './ending.js';
import { RequestChangesService } from './request-changes.service.js';
import { stopEnding } from './stop-ending.js';

const deadlineJob = 'authorization-request-deadline';
const keptForMs = 30 * 24 * 3_600_000;

/** Ends requests whose time is up, whether or not somebody looks at them. */
@Injectable()
export class DeadlinesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobsService,
    private readonly changes: RequestChangesService,
  ) {
    jobs.define<{ readonly requestId: string }>({
      name: deadlineJob,
      retryLimit: 10,
      handle: ({ requestId }) => this.handle(requestId),
    });
    jobs.define({ name: 'authorization-requests-clean-up', cron: '17 4 * * *', handle: () => this.cleanUp() });
  }

  /** Makes sure that the request is looked at when its time is up. */
  async set(requestId: string, at: Date, manager?: EntityManager): Promise<void> {
    const startAfterSeconds = Math.max(1, Math.ceil((at.getTime() - Date.now()) / 1000) + 1);
    await this.jobs.send(deadlineJob, { requestId }, { startAfterSeconds, manager });
  }

  /** Ends a request whose time is up, or whose auth profile was stopped; without a write when neither is so. */
  async settle(row: AuthorizationRequest, now = new Date()): Promise<AuthorizationRequest> {
    if ((await dueEnding(this.dataSource.manager, row, now)) === undefined) return row;
    return this.changes.change(row.id, async (request) => {
      const ending = await dueEnding(request.manager, request.row, now);
      if (ending !== undefined) await request.end(ending);
      return request.row;
    });
  }

  private async handle(requestId: string): Promise<void> {
    const row = await this.dataSource.manager.findOneBy(AuthorizationRequest, { id: requestId });
    if (row === null) return;
    const now = new Date();
    await this.settle(row, now).catch((error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
    });
    if (isFinishing(row, now)) await this.set(requestId, row.finishingUntil ?? now);
  }

  private async cleanUp(): Promise<void> {
    const createdAt = LessThan(new Date(Date.now() - keptForMs));
    await this.dataSource.manager.delete(AuthorizationRequest, { createdAt });
  }
}

const unfinished: readonly AuthorizationRequest['status'][] = ['pending', 'redirected', 'choice-required'];

/** Whether somebody is finishing it at this moment: they may come to their end, however late it is. */
export function isFinishing(row: AuthorizationRequest, now: Date): boolean {
  return unfinished.includes(row.status) && row.finishingUntil !== null && row.finishingUntil > now;
}

/** How a request ends because its auth profile was stopped or its time is up; undefined while neither is so. */
export async function dueEnding(
  manager: EntityManager,
  row: AuthorizationRequest,
  now: Date,
): Promise<Ending | undefined> {
  return (await stopEnding(manager, row)) ?? overdueEnding(row, now);
}

/** How a request ends because its time is up; undefined while it is not. */
export function overdueEnding(row: AuthorizationRequest, now: Date): Ending | undefined {
  const { status, expiresAt, codeExpiresAt } = row;
  if (status === 'proof-required') {
    const isLate = codeExpiresAt !== null && codeExpiresAt <= now;
    return isLate ? { reason: 'proof-expired', message: 'The code was not entered in time.' } : undefined;
  }
  if (!unfinished.includes(status) || expiresAt > now || isFinishing(row, now)) return undefined;
  const message = status === 'choice-required' ? 'Nothing was chosen in time.' : 'The link was not used in time.';
  return { reason: 'expired', message };
}
