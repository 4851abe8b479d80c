import { Injectable } from '@nestjs/common';
import { DataSource, LessThan, type EntityManager } from 'typeorm';
import { newId } from '../../database/identifiers.js';
import { toPage, type Page } from '../../http/pages.js';
import { NotFoundError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { Webhook } from '../webhook.entity.js';
import type { DeliveriesQuery } from './delivery.dto.js';
import { testEventType, WebhookDelivery } from './delivery.entity.js';
import { LanesService } from './lanes.service.js';
import { payloadOf } from './outbox.service.js';
import { Courier, PumpService, settlementOf } from './pump.service.js';
import type { DeliveryOutcome } from './webhook-sender.service.js';

const keptForMs = 30 * 24 * 3_600_000;
/** A delivery that was given up. */
interface DeadDelivery {
  readonly id: string;
  readonly resource: string;
  /** A big integer. */
  readonly position: string;
}

/** How many dead deliveries are queued in one transaction. */
const batchSize = 1_000;

/** A test, and what was sent and answered. */
export interface TestDelivery {
  readonly delivery: WebhookDelivery;
  readonly outcome: DeliveryOutcome;
}

/** What was sent to webhooks, and what is sent again. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly lanes: LanesService,
    private readonly pump: PumpService,
    private readonly courier: Courier,
    jobs: JobsService,
  ) {
    jobs.define({ name: 'webhook-deliveries-clean-up', cron: '53 3 * * *', handle: () => this.cleanUp() });
  }

  /** Newest first. */
  async list(webhook: Webhook, { limit, cursor, status }: DeliveriesQuery): Promise<Page<WebhookDelivery>> {
    const before = cursor !== undefined && { id: LessThan(cursor) };
    const rows = await this.dataSource.manager.find(WebhookDelivery, {
      where: { webhookId: webhook.id, ...before, ...(status !== undefined && { status }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row);
  }

  /** @throws {NotFoundError} */
  async get(webhook: Webhook, id: string): Promise<WebhookDelivery> {
    const delivery = await this.dataSource.manager.findOneBy(WebhookDelivery, { id, webhookId: webhook.id });
    if (delivery === null) throw new NotFoundError('delivery', id);
    return delivery;
  }

  /** Sends a message that tells of nothing, once, and waits for how it ends. */
  async test(webhook: Webhook): Promise<TestDelivery> {
    const event = { id: newId('event'), type: testEventType, data: {}, occurredAt: new Date() };
    const payload = payloadOf(event);
    const { sender, secrets } = this.courier;
    const message = { url: webhook.url, eventId: event.id, payload, secrets: await secrets.of(webhook) };
    const outcome = await sender.send(message, { isShown: true });
    const delivery = testDelivery(webhook, payload, event.id);
    const { status, attempt } = settlementOf(delivery, outcome);
    Object.assign(delivery, { status, lastStatus: attempt.status, lastErrorCode: attempt.errorCode });
    Object.assign(delivery, { history: [attempt], deliveredAt: status === 'delivered' ? new Date() : null });
    await this.dataSource.manager.insert(WebhookDelivery, delivery as object);
    return { delivery, outcome };
  }

  /**
   * Begins a delivery anew, however it ended; what comes after it in its lane waits for it.
   * @throws {NotFoundError}
   */
  async replay(webhook: Webhook, id: string): Promise<WebhookDelivery> {
    const { resource } = await this.get(webhook, id);
    await this.dataSource.transaction(async (manager) => {
      await this.lanes.hasten(manager, webhook.id, [resource]);
      await this.renew(manager, [id]);
    });
    this.pump.wake();
    return this.get(webhook, id);
  }

  /** Begins every dead delivery that was made since a time anew, each resource's in order; answers how many. */
  async replayDead(webhook: Webhook, since: Date): Promise<number> {
    let count = 0;
    for (let after: string | undefined = '0'; after !== undefined;) {
      const dead: readonly DeadDelivery[] = await this.renewDead(webhook, since, after);
      count += dead.length;
      after = dead.length === batchSize ? dead.at(-1)?.position : undefined;
      this.pump.wake();
    }
    return count;
  }

  /** One batch, behind a position: what is given up again meanwhile is not begun twice. */
  private renewDead(webhook: Webhook, since: Date, after: string): Promise<readonly DeadDelivery[]> {
    return this.dataSource.transaction(async (manager) => {
      const dead = await manager.query<DeadDelivery[]>(
        `SELECT id, resource, position FROM webhook_deliveries
         WHERE webhook_id = $1 AND status = 'dead' AND created_at >= $2 AND position > $3
         ORDER BY position LIMIT ${batchSize}`,
        [webhook.id, since, after],
      );
      const resources = dead.map(({ resource }) => resource);
      await this.lanes.hasten(manager, webhook.id, resources);
      const ids = dead.map(({ id }) => id);
      await this.renew(manager, ids);
      return dead;
    });
  }

  private async renew(manager: EntityManager, ids: readonly string[]): Promise<void> {
    await manager.query(
      `UPDATE webhook_deliveries SET status = 'pending', attempts = 0, first_attempt_at = NULL, next_attempt_at = NULL,
         delivered_at = NULL WHERE id = ANY($1)`,
      [ids],
    );
  }

  private async cleanUp(): Promise<void> {
    const createdAt = LessThan(new Date(Date.now() - keptForMs));
    await this.dataSource.manager.delete(WebhookDelivery, { createdAt });
  }
}

function testDelivery(webhook: Webhook, payload: string, eventId: string): WebhookDelivery {
  const now = new Date();
  return {
    ...{ id: newId('delivery'), webhookId: webhook.id, eventId, eventType: testEventType, resource: eventId, payload },
    ...{ status: 'pending', attempts: 1, firstAttemptAt: now, history: [], lastStatus: null, lastErrorCode: null },
    ...{ nextAttemptAt: null, deliveredAt: null, createdAt: now },
  };
}
