import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { WebhookDelivery, type DeliveryAttempt, type DeliveryStatus } from './delivery.entity.js';

/** A message that waits to be sent. */
export type WaitingDelivery = Pick<
  WebhookDelivery,
  'id' | 'eventId' | 'eventType' | 'payload' | 'attempts' | 'firstAttemptAt'
>;

/** What waits for one webhook about one resource, in the order in which it happened; held by one process at a time. */
export interface Lane {
  readonly webhookId: string;
  readonly resource: string;
  /** Who holds it; another claim ends this one. */
  readonly claim: string;
}

/** A lane that was just claimed, with the message ahead in it. */
export interface ClaimedLane extends Lane {
  readonly ahead: WaitingDelivery | undefined;
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
export type Onward =
  { readonly to: 'next'; readonly ahead: WaitingDelivery } | { readonly to: 'later' | 'empty' | 'lost' };

/** Longer than an attempt can take: a process that has died holds its lanes no longer than this. */
const leaseSeconds = 20;
const historyLength = 30;

const waitingColumns = `id, event_id AS "eventId", event_type AS "eventType", payload, attempts,
  first_attempt_at AS "firstAttemptAt"`;
/** Writes what came of an attempt; the parameters from `first` on are the delivery's id and `outcomeOf`. */
function settleDelivery(first: number): string {
  const [id, status, lastStatus, errorCode, at, waitMs, attempt] = [0, 1, 2, 3, 4, 5, 6].map((n) => `$${first + n}`);
  return `UPDATE webhook_deliveries SET status = ${status}, attempts = attempts + 1, last_status = ${lastStatus},
    last_error_code = ${errorCode}, first_attempt_at = COALESCE(first_attempt_at, ${at}::timestamptz),
    next_attempt_at = now() + make_interval(secs => ${waitMs}::float8 / 1000),
    delivered_at = CASE WHEN ${status} = 'delivered' THEN now() END,
    history = (CASE WHEN jsonb_array_length(history) >= ${historyLength} THEN history - 0 ELSE history END) || ${attempt}::jsonb
  WHERE id = ${id} AND status = 'pending'`;
}

function outcomeOf({ status, attempt, waitMs }: Settlement): readonly unknown[] {
  return [status, attempt.status, attempt.errorCode, attempt.at, waitMs ?? null, JSON.stringify(attempt)];
}

/**
 * Settles a message and moves its lane on, in one statement. It sees what was there when it began: a lane that seems empty is deleted
 * only if nothing was put into it since, and otherwise the statement changes nothing. Nobody waits for the disk: what a database forgets
 * that crashes now is a message that is sent again, its lane with it.
 */
const settleAndGoOn = `WITH lane AS (
    SELECT added FROM webhook_lanes WHERE webhook_id = $1 AND resource = $2 AND claim = $3
  ), next AS (
    SELECT ${waitingColumns} FROM webhook_deliveries
    WHERE webhook_id = $1 AND resource = $2 AND status = 'pending' AND id <> $4 ORDER BY position LIMIT 1
  ), kept AS (
    UPDATE webhook_lanes SET due_at = now() + make_interval(secs => ${leaseSeconds}), failures = 0
    WHERE webhook_id = $1 AND resource = $2 AND claim = $3 AND EXISTS (SELECT FROM next) RETURNING 1
  ), ended AS (
    DELETE FROM webhook_lanes AS gone USING lane
    WHERE gone.webhook_id = $1 AND gone.resource = $2 AND gone.claim = $3 AND gone.added = lane.added
      AND NOT EXISTS (SELECT FROM next) RETURNING 1
  ), settled AS (
    ${settleDelivery(4)} AND (EXISTS (SELECT FROM kept) OR EXISTS (SELECT FROM ended))
  )
  SELECT EXISTS (SELECT FROM lane) AS "isHeld", EXISTS (SELECT FROM kept) AS "isKept",
    EXISTS (SELECT FROM ended) AS "isEnded", next.*
  FROM set_config('synchronous_commit', 'off', true) LEFT JOIN next ON true`;
/** Whoever puts something into a lane while it is settled holds that up once; more often than this nobody is so unlucky. */
const mostTries = 10;

interface SettledRow extends WaitingDelivery {
  readonly isHeld: boolean;
  readonly isKept: boolean;
  readonly isEnded: boolean;
}

/** Lanes of deliveries: the one ahead is settled before the next is sent, on whichever replica, whatever dies in between. */
@Injectable()
export class LanesService {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes lanes that are due, the longest due first, and of no webhook more than its share. */
  async claim(room: Room): Promise<readonly ClaimedLane[]> {
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
    const claimed = rows.map((row) => ({ webhookId: row.webhook_id, resource: row.resource, claim }));
    const ahead = claimed.length === 0 ? new Map<string, WaitingDelivery>() : await this.aheadOf(claimed);
    return claimed.map((lane) => ({ ...lane, ahead: ahead.get(keyOf(lane)) }));
  }

  /** Writes what came of an attempt, and moves the lane on: both or neither. */
  async settle(lane: Lane, { id }: Pick<WaitingDelivery, 'id'>, settlement: Settlement): Promise<Onward> {
    const { webhookId, resource, claim } = lane;
    const { waitMs } = settlement;
    const parameters = [id, ...outcomeOf(settlement)];
    if (waitMs === undefined) return this.goOn([webhookId, resource, claim, ...parameters]);
    return this.holding(lane, waitMs, async (manager) => {
      await manager.query(settleDelivery(1), parameters);
      return { to: 'later' };
    });
  }

  private async goOn(parameters: readonly unknown[]): Promise<Onward> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const [row] = await this.dataSource.query<SettledRow[]>(settleAndGoOn, [...parameters]);
      if (row?.isHeld !== true) return { to: 'lost' };
      const { isKept, isEnded, isHeld: _held, ...ahead } = row;
      if (isKept) return { to: 'next', ahead };
      if (isEnded) return { to: 'empty' };
    }
    throw new Error('A lane of messages changes faster than it can be settled.');
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
         SET added = lane.added + 1, due_at = CASE WHEN lane.claim IS NULL THEN now() ELSE lane.due_at END`,
      [webhookId, resources],
    );
  }

  /**
   * Does something with a lane while nobody else can. Whoever records an event locks the lane first: what is not in it now comes
   * after this, into a lane that is there.
   */
  private holding(
    lane: Lane,
    waitMs: number,
    change: (manager: EntityManager) => Promise<Onward | undefined>,
  ): Promise<Onward> {
    const { webhookId, resource, claim } = lane;
    return this.dataSource.transaction(async (manager) => {
      const [, held] = await manager.query<[unknown, number]>(
        `UPDATE webhook_lanes SET due_at = now() + make_interval(secs => $4::float8 / 1000),
           claim = NULL, failures = CASE WHEN $4::float8 > 0 THEN failures + 1 ELSE 0 END
         WHERE webhook_id = $1 AND resource = $2 AND claim = $3`,
        [webhookId, resource, claim, waitMs],
      );
      if (held !== 1) return { to: 'lost' };
      const onward = await change(manager);
      if (onward !== undefined) return onward;
      const waiting = { webhookId, resource, status: 'pending' } as const;
      if (await manager.existsBy(WebhookDelivery, waiting)) return { to: 'later' };
      await manager.query('DELETE FROM webhook_lanes WHERE webhook_id = $1 AND resource = $2', [webhookId, resource]);
      return { to: 'empty' };
    });
  }

  private async aheadOf(lanes: readonly Lane[]): Promise<ReadonlyMap<string, WaitingDelivery>> {
    type Row = WaitingDelivery & Pick<Lane, 'webhookId' | 'resource'>;
    const rows = await this.dataSource.query<Row[]>(
      `SELECT lane.webhook_id AS "webhookId", lane.resource, ahead.*
       FROM unnest($1::text[], $2::text[]) AS lane (webhook_id, resource) CROSS JOIN LATERAL (
         SELECT ${waitingColumns} FROM webhook_deliveries
         WHERE webhook_id = lane.webhook_id AND resource = lane.resource AND status = 'pending' ORDER BY position LIMIT 1
       ) AS ahead`,
      [lanes.map(({ webhookId }) => webhookId), lanes.map(({ resource }) => resource)],
    );
    return new Map(rows.map((row) => [keyOf(row), row]));
  }
}

function keyOf({ webhookId, resource }: Pick<Lane, 'webhookId' | 'resource'>): string {
  return `${webhookId} ${resource}`;
}
