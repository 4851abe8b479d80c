import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IdempotencyService } from '../../../idempotency/idempotency.service.js';
import type { Batch, ErasedCounts } from '../erasure-store.service.js';
import {
  idsOfEndUser,
  mentioningDeliveries,
  mentioningEvents,
  mentioningNotices,
  possessions,
  type Traces,
} from './traces.js';

/** Whose traces are erased. */
export interface Erased {
  readonly workspaceId: string;
  readonly endUserId: string;
  readonly ids: readonly string[];
}

/** So many rows go in one transaction. */
const batchSize = 1_000;

/** Erases what end users leave behind in tables of all rooms, a batch at a time. */
@Injectable()
export class TraceErasuresService {
  constructor(private readonly idempotency: IdempotencyService) {}

  /** Every id that rows may mention an end user by. */
  async idsOf(manager: EntityManager, endUserId: string): Promise<readonly string[]> {
    const rows = await manager.query<{ id: string }[]>(idsOfEndUser, [endUserId]);
    return rows.map(({ id }) => id);
  }

  /** What belongs to an end user, in the order in which it goes. */
  rows({ workspaceId, endUserId }: Erased): readonly Batch[] {
    return possessions.map((traces) => async (manager) => {
      if (traces.table !== 'runs') return { [traces.table]: await take(manager, traces, [endUserId]) };
      const runs = await takeIds(manager, traces, [endUserId]);
      const answers = await this.idempotency.forgetMentions(manager, workspaceId, runs);
      return { runs: runs.length, idempotency_keys: answers };
    });
  }

  /** What tells of one of the ids. */
  mentions({ workspaceId, ids }: Erased): readonly Batch[] {
    return [
      async (manager) => {
        const notices = await takeIds(manager, mentioningNotices, ids);
        const told = await takeEvents(manager, { table: 'events', condition: 'subject = ANY($1)' }, notices);
        return { notices: notices.length, ...told };
      },
      ...mentioningEvents.map((traces) => (manager: EntityManager) => takeEvents(manager, traces, ids)),
      async (manager) => ({ [mentioningDeliveries.table]: await take(manager, mentioningDeliveries, ids) }),
      async (manager) => ({ idempotency_keys: await this.idempotency.forgetMentions(manager, workspaceId, ids) }),
    ];
  }

  /** Before rows go that stored answers are found by. */
  async prepare({ workspaceId }: Erased): Promise<void> {
    await this.idempotency.noteMentions(workspaceId);
  }
}

/** Events with what webhooks were told of them. */
async function takeEvents(manager: EntityManager, traces: Traces, ids: readonly string[]): Promise<ErasedCounts> {
  const events = await takeIds(manager, traces, ids);
  const told = 'DELETE FROM webhook_deliveries WHERE event_id = ANY($1)';
  const [, deliveries] = await manager.query<[unknown, number]>(told, [events]);
  return { events: events.length, webhook_deliveries: deliveries };
}

async function take(manager: EntityManager, traces: Traces, ids: readonly string[]): Promise<number> {
  const [, count] = await manager.query<[unknown, number]>(deletionOf(traces), [ids]);
  return count;
}

async function takeIds(manager: EntityManager, traces: Traces, ids: readonly string[]): Promise<readonly string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(`${deletionOf(traces)} RETURNING id`, [ids]);
  return rows.map(({ id }) => id);
}

function deletionOf({ table, condition }: Traces): string {
  return `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${batchSize}))`;
}
