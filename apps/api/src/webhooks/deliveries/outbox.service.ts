import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { eventTypes } from '../../events/types/event-types.js';
import { PumpService } from './pump.service.js';

/** What a receiver reads of an event: the body of the message. */
export function payloadOf({
  id,
  type,
  occurredAt,
  data,
}: Pick<DomainEvent, 'id' | 'occurredAt' | 'data'> & { readonly type: string }): string {
  return JSON.stringify({ id, type, timestamp: occurredAt.toISOString(), data });
}

/** Queues every event for every webhook that wants it, in the transaction of the change that it tells of. */
@Injectable()
export class OutboxService {
  constructor(events: EventsService, pump: PumpService) {
    events.accompany((manager, event) => this.queue(manager, event));
    events.handle(eventTypes, 'webhooks', () => Promise.resolve(pump.wake()));
  }

  /** Locks the lanes before deliveries get their numbers: the order of a resource is that of its commits. */
  private async queue(manager: EntityManager, event: DomainEvent): Promise<void> {
    const { id, workspaceId, type, subject, occurredAt } = event;
    const webhooks = await manager.query<{ id: string }[]>(
      `SELECT id FROM webhooks WHERE workspace_id = $1 AND is_enabled AND (event_types IS NULL OR $2 = ANY(event_types))
         AND id <> $3 ORDER BY id FOR KEY SHARE`,
      [workspaceId, type, subject],
    );
    if (webhooks.length === 0) return;
    await manager.query(
      `WITH lanes AS (
         INSERT INTO webhook_lanes AS lane (webhook_id, resource) SELECT unnest($1::text[]), $3
         ON CONFLICT (webhook_id, resource) DO UPDATE SET added = lane.added + 1 RETURNING webhook_id
       )
       INSERT INTO webhook_deliveries (id, webhook_id, event_id, event_type, resource, payload, status, created_at)
         SELECT given.id, webhook_id, $4, $5, $3, $6, 'pending', $7
         FROM lanes JOIN unnest($1::text[], $2::text[]) AS given (webhook_id, id) USING (webhook_id)`,
      [
        webhooks.map((webhook) => webhook.id),
        webhooks.map(() => newId('delivery')),
        ...[subject, id, type, payloadOf(event), occurredAt],
      ],
    );
  }
}
