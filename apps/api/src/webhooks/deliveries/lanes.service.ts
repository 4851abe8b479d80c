import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Webhook } from '../webhook.entity.js';
import { WebhookDelivery, type DeliveryAttempt, type DeliveryStatus } from './delivery.entity.js';

/** What waits for one webhook about one resource, in the order in which it happened; held by one process at a time. */
export interface Lane {
  readonly webhookId: string;
  readonly resource: string;
  /** Who holds it; another claim ends this one. */
  readonly claim: string;
}

/** How many lanes may be claimed. */
export interface Room {
  readonly lanes: number;
  /** Of one webhook. */
  readonly perWebhook: number;
  /** Of one webhook that lately did not take a message. */
  readonly perFailing: number;
  /** How many this process holds already, by webhook. */
  readonly held: Readonly<Record<string, number>>;
}

/** What an attempt has changed. */
export interface Settlement {
  readonly status: DeliveryStatus;
  readonly attempt: DeliveryAttempt;
  /** Until the next attempt, where there is one. */
  readonly waitMs?: number;
}

/** How it goes on with a lane: there is a next message, the same one later, nothing left, or another process holds it now. */
export type Onward = 'next' | 'later' | 'empty' | 'lost';

/** Longer than an attempt can take: a process that has died holds its lanes no longer than this. */
const leaseSeconds = 20;
const historyLength = 30;

/** Lanes of deliveries: the one ahead is settled before the next is sent, on whichever replica, whatever dies in between. */
@Injectable()
export class LanesService {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes lanes that are due, the longest due first, and of no webhook more than its share. */
  async claim(room: Room): Promise<readonly Lane[]> {
    const claim = randomUUID();
    const { lanes, perWebhook, perFailing, held } = room;
    const [rows] = await this.dataSource.query<[{ webhook_id: string; resource: string }[], number]>(
      `WITH due AS (
         SELECT lane.webhook_id, lane.resource FROM webhooks CROSS JOIN LATERAL (
           SELECT webhook_id, resource, due_at FROM webhook_lanes
           WHERE webhook_id = webhooks.id AND due_at <= now() ORDER BY due_at
           LIMIT GREATEST(0, CASE WHEN webhooks.failing_since IS NULL THEN $2::int ELSE $3::int END
             - COALESCE(($1::jsonb ->> webhooks.id)::int, 0))
           FOR UPDATE SKIP LOCKED
         ) AS lane WHERE webhooks.is_enabled ORDER BY lane.due_at LIMIT $4
       )
       UPDATE webhook_lanes AS lane SET claim = $5, due_at = now() + make_interval(secs => ${leaseSeconds})
       FROM due WHERE lane.webhook_id = due.webhook_id AND lane.resource = due.resource
       RETURNING lane.webhook_id, lane.resource`,
      [JSON.stringify(held), perWebhook, perFailing, lanes, claim],
    );
    return rows.map((row) => ({ webhookId: row.webhook_id, resource: row.resource, claim }));
  }

  /** The message ahead in a lane, and where it goes; undefined when there is none, or when the webhook is disabled. */
  async ahead({ webhookId, resource }: Lane) {
    const { manager } = this.dataSource;
    const webhook = await manager.findOneBy(Webhook, { id: webhookId, isEnabled: true });
    if (webhook === null) return undefined;
    const delivery = await this.first(manager, { webhookId, resource });
    return delivery === null ? undefined : { webhook, delivery };
  }

  /** Writes what came of an attempt, and moves the lane on: both or neither. */
  async settle(lane: Lane, { id }: WebhookDelivery, { status, attempt, waitMs }: Settlement): Promise<Onward> {
    return this.holding(lane, waitMs, async (manager) => {
      await manager.query(
        `UPDATE webhook_deliveries SET status = $2, attempts = attempts + 1, last_status = $3, last_error_code = $4,
           first_attempt_at = COALESCE(first_attempt_at, $5::timestamptz),
           next_attempt_at = now() + make_interval(secs => $6::float8 / 1000),
           delivered_at = CASE WHEN $2 = 'delivered' THEN now() END,
           history = (CASE WHEN jsonb_array_length(history) >= ${historyLength} THEN history - 0 ELSE history END) || $7::jsonb
         WHERE id = $1 AND status = 'pending'`,
        [id, status, attempt.status, attempt.errorCode, attempt.at, waitMs ?? null, JSON.stringify(attempt)],
      );
      return waitMs === undefined ? undefined : 'later';
    });
  }

  /** Gives a lane back: at once due again when something waits in it. */
  async release(lane: Lane): Promise<void> {
    await this.holding(lane, 0, () => Promise.resolve(undefined));
  }

  /** Has the messages of these resources sent as soon as it is their turn; a lane that is held stays with its holder. */
  async hasten(manager: EntityManager, webhookId: string, resources: readonly string[]): Promise<void> {
    await manager.query(
      `INSERT INTO webhook_lanes AS lane (webhook_id, resource)
         SELECT $1, resource FROM (SELECT DISTINCT unnest($2::text[]) AS resource) AS given ORDER BY resource
       ON CONFLICT (webhook_id, resource) DO UPDATE
         SET due_at = CASE WHEN lane.claim IS NULL THEN now() ELSE lane.due_at END`,
      [webhookId, resources],
    );
  }

  /**
   * Does something with a lane while nobody else can. Whoever records an event locks the lane first: what is not in it now comes
   * after this, into a lane that is there.
   */
  private holding(
    lane: Lane,
    waitMs: number | undefined,
    change: (manager: EntityManager) => Promise<Onward | undefined>,
  ): Promise<Onward> {
    const { webhookId, resource, claim } = lane;
    return this.dataSource.transaction(async (manager) => {
      const [, held] = await manager.query<[unknown, number]>(
        `UPDATE webhook_lanes SET due_at = now() + make_interval(secs => $4::float8 / 1000),
           claim = CASE WHEN $5 THEN claim END, failures = CASE WHEN $4::float8 > 0 AND NOT $5 THEN failures + 1 ELSE 0 END
         WHERE webhook_id = $1 AND resource = $2 AND claim = $3`,
        [webhookId, resource, claim, waitMs ?? leaseSeconds * 1_000, waitMs === undefined],
      );
      if (held !== 1) return 'lost';
      const onward = await change(manager);
      if (onward !== undefined) return onward;
      if ((await this.first(manager, lane)) !== null) return 'next';
      await manager.query('DELETE FROM webhook_lanes WHERE webhook_id = $1 AND resource = $2', [webhookId, resource]);
      return 'empty';
    });
  }

  private first(manager: EntityManager, { webhookId, resource }: Pick<Lane, 'webhookId' | 'resource'>) {
    return manager
      .createQueryBuilder(WebhookDelivery, 'delivery')
      .where({ webhookId, resource, status: 'pending' })
      .orderBy('delivery.position')
      .limit(1)
      .getOne();
  }
}
