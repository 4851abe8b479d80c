import { Injectable, Logger } from '@nestjs/common';
import { DataSource, LessThan, LessThanOrEqual } from 'typeorm';
import { newId } from '../database/identifiers.js';
import type { DomainEvent } from '../events/event.entity.js';
import { eventTypes } from '../events/types/event-types.js';
import { EventsService } from '../events/events.service.js';
import { toPage, type Page, type PageQuery } from '../http/pages.js';
import { NotFoundError } from '../http/problem.js';
import { JobsService } from '../jobs/jobs.service.js';
import { DeliveryAttemptsService } from './delivery-attempts.service.js';
import { testEventType, Webhook, WebhookDelivery } from './webhook.entity.js';

const keptForMs = 30 * 24 * 3_600_000;

/** What a message tells of. */
interface Told extends Pick<DomainEvent, 'id' | 'data' | 'occurredAt'> {
  readonly type: WebhookDelivery['eventType'];
}

/** Makes a delivery of every event for every webhook that wants it: once, however often it is told. */
@Injectable()
export class DeliveriesService {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: DeliveryAttemptsService,
    events: EventsService,
    jobs: JobsService,
  ) {
    events.handle(eventTypes, 'webhooks', (event) => this.tell(event));
    jobs.define({ name: 'webhook-deliveries-clean-up', cron: '53 3 * * *', handle: () => this.cleanUp() });
  }

  /** Newest first. */
  async list(webhook: Webhook, query: PageQuery): Promise<Page<WebhookDelivery>> {
    const rows = await this.dataSource.manager.find(WebhookDelivery, {
      where: { webhookId: webhook.id, ...(query.cursor !== undefined && { id: LessThan(query.cursor) }) },
      order: { id: 'DESC' },
      take: query.limit + 1,
    });
    return toPage(rows, query.limit, (row) => row);
  }

  /** Sends a message that tells of nothing, once, and waits for how it ends. */
  async test(webhook: Webhook): Promise<WebhookDelivery> {
    const event: Told = { id: newId('event'), type: testEventType, data: {}, occurredAt: new Date() };
    const delivery = newDelivery(webhook, event);
    await this.dataSource.manager.insert(WebhookDelivery, delivery);
    await this.attempts.run(delivery.id, 1);
    return this.get(webhook, delivery.id);
  }

  /**
   * Begins a delivery anew, however it ended.
   * @throws {NotFoundError}
   */
  async replay(webhook: Webhook, id: string): Promise<WebhookDelivery> {
    const delivery = await this.get(webhook, id);
    await this.dataSource.transaction(async (manager) => {
      const fresh = { status: 'pending', attempts: 0, deliveredAt: null, nextAttemptAt: null } as const;
      await manager.update(WebhookDelivery, { id: delivery.id }, fresh);
      await this.attempts.schedule(manager, delivery.id, 1);
    });
    this.begin(delivery.id);
    return this.get(webhook, id);
  }

  private async get(webhook: Webhook, id: string): Promise<WebhookDelivery> {
    const delivery = await this.dataSource.manager.findOneBy(WebhookDelivery, { id, webhookId: webhook.id });
    if (delivery === null) throw new NotFoundError('delivery', id);
    return delivery;
  }

  private async tell(event: DomainEvent): Promise<void> {
    const webhooks = await this.dataSource.manager.findBy(Webhook, {
      workspaceId: event.workspaceId,
      createdAt: LessThanOrEqual(event.occurredAt),
    });
    const wanting = webhooks.filter((webhook) => webhook.eventTypes?.includes(event.type) !== false);
    for (const webhook of wanting) await this.add(newDelivery(webhook, event));
  }

  private async add(delivery: WebhookDelivery): Promise<void> {
    const isNew = await this.dataSource.transaction(async (manager) => {
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(WebhookDelivery)
        .values(delivery)
        .orIgnore()
        .returning('id')
        .execute();
      if ((inserted.raw as unknown[]).length === 0) return false;
      await this.attempts.schedule(manager, delivery.id, 1);
      return true;
    });
    if (isNew) this.begin(delivery.id);
  }

  /** Does at once what is queued; the queue does it should this process die. */
  private begin(deliveryId: string): void {
    this.attempts.run(deliveryId, 1).catch((error: unknown) => {
      this.logger.warn({ err: error, deliveryId }, 'a delivery is left to the queue');
    });
  }

  private async cleanUp(): Promise<void> {
    const createdAt = LessThan(new Date(Date.now() - keptForMs));
    await this.dataSource.manager.delete(WebhookDelivery, { createdAt });
  }
}

function newDelivery(webhook: Webhook, { id, type, data, occurredAt }: Told): WebhookDelivery {
  return {
    id: newId('delivery'),
    webhookId: webhook.id,
    eventId: id,
    eventType: type,
    resource: id,
    payload: JSON.stringify({ id, type, timestamp: occurredAt.toISOString(), data }),
    status: 'pending',
    attempts: 0,
    lastStatus: null,
    lastErrorCode: null,
    nextAttemptAt: null,
    deliveredAt: null,
    createdAt: new Date(),
  };
}
