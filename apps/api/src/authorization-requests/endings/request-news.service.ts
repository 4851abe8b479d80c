import { Injectable } from '@nestjs/common';
import { ActivityService } from '../../activity/activity.service.js';
import { EventsService } from '../../events/events.service.js';
import { MetricsService } from '../../telemetry/metrics.service.js';
import type { AuthorizationRequest } from '../authorization-request.entity.js';
import type { LockedRequest } from './locked-request.js';

/** Tells of changes to requests once they are committed. */
@Injectable()
export class RequestNewsService {
  constructor(
    private readonly events: EventsService,
    private readonly metrics: MetricsService,
    private readonly activity: ActivityService,
  ) {}

  /** Tells of a change. */
  tell(request: LockedRequest): void {
    const { row, told, statusBefore } = request;
    for (const event of told) this.events.dispatch(event);
    if (!request.isLive && told.length > 0) this.metrics.authorizationRequests.inc({ outcome: row.status });
    if (row.status !== statusBefore) this.show(row);
  }

  /** Shows whoever looks on how a request stands. */
  show(row: AuthorizationRequest): void {
    if (row.botId === null) return;
    this.activity.tell(row.botId, () => {
      const { id, connectorId, subjectKind: subject, status, conversationId } = row;
      const reason = row.reason ?? null;
      const words = {
        kind: 'authorization-request',
        id,
        connectorId,
        subject,
        status,
        reason,
        conversationId,
      } as const;
      return { ...words, at: new Date().toISOString() };
    });
  }
}
