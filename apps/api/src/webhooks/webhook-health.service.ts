import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventsService } from '../events/events.service.js';
import type { Settlement, WaitingDelivery } from './deliveries/lanes.service.js';
import { KnownWebhooksService } from './known-webhooks.service.js';
import type { Webhook } from './webhook.entity.js';

/** What waits at a webhook, and what it never took. */
export interface Backlog {
  readonly pending: number;
  readonly dead: number;
}

const gone = 410;
const toldAfterMs = 3_600_000;
const disabledAfterDays = 5;
const minuteMs = 60_000;

/** Keeps how webhooks fare: tells once when one fails, and disables those that take nothing for days. */
@Injectable()
export class WebhookHealthService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly known: KnownWebhooksService,
    private readonly events: EventsService,
  ) {}

  /** Heeds how an attempt has ended. */
  async note(webhook: Webhook, delivery: WaitingDelivery, settlement: Settlement): Promise<void> {
    if (settlement.status === 'delivered') return this.noteTaken(webhook);
    if (settlement.status === 'failed') return;
    if (webhook.failingSince === null) {
      await this.update('failing_since = now()', webhook.id, 'failing_since IS NULL');
    }
    // Whoever is told that it is disabled need not be told that it failed.
    if (!(await this.disableLost(webhook, settlement))) await this.tellOnce(webhook, delivery, settlement);
  }

  /** What waits and what is given up, by webhook. */
  async backlogs(webhookIds: readonly string[]): Promise<ReadonlyMap<string, Backlog>> {
    const rows = await this.dataSource.query<{ webhook_id: string; pending: number; dead: number }[]>(
      `SELECT webhook_id, count(*) FILTER (WHERE status = 'pending')::int AS pending,
         count(*) FILTER (WHERE status = 'dead')::int AS dead
       FROM webhook_deliveries WHERE webhook_id = ANY($1) AND status IN ('pending', 'dead') GROUP BY webhook_id`,
      [webhookIds],
    );
    return new Map(rows.map(({ webhook_id: id, pending, dead }) => [id, { pending, dead }]));
  }

  private async noteTaken(webhook: Webhook): Promise<void> {
    const { id, failingSince, lastDeliveredAt } = webhook;
    if (lastDeliveredAt === null || lastDeliveredAt.getTime() < Date.now() - minuteMs) {
      await this.update('last_delivered_at = now()', id, 'true');
    }
    if (failingSince === null) return;
    const isHealed = 'NOT EXISTS (SELECT 1 FROM webhook_lanes WHERE webhook_id = webhooks.id AND failures > 0)';
    const told = { type: 'webhook.recovered', data: { webhookId: id } } as const;
    const healed = 'failing_since = NULL, failure_told_at = NULL';
    if (await this.change(healed, webhook, `failure_told_at IS NOT NULL AND ${isHealed}`, told)) return;
    await this.update(healed, id, `failure_told_at IS NULL AND ${isHealed}`);
  }

  /** A message that is given up, or is not taken for an hour, is told of once until the webhook recovers. */
  private async tellOnce(webhook: Webhook, delivery: WaitingDelivery, settlement: Settlement): Promise<void> {
    const isGivenUp = settlement.status === 'dead';
    const since = delivery.firstAttemptAt?.getTime() ?? Date.now();
    if (webhook.failureToldAt !== null || (!isGivenUp && Date.now() - since < toldAfterMs)) return;
    await this.change('failure_told_at = now()', webhook, 'failure_told_at IS NULL', {
      type: 'webhook.delivery-failed',
      data: {
        ...{ webhookId: webhook.id, deliveryId: delivery.id, eventType: delivery.eventType, isGivenUp },
        ...{ lastStatus: settlement.attempt.status, errorCode: settlement.attempt.errorCode },
      },
    });
  }

  private async disableLost(webhook: Webhook, { attempt }: Settlement): Promise<boolean> {
    const reason = attempt.status === gone ? 'gone' : 'failing';
    const hasLongFailed = (webhook.failingSince?.getTime() ?? Date.now()) < Date.now() - disabledAfterDays * 86_400_000;
    if (reason === 'failing' && !hasLongFailed) return false;
    const takesNothing = `failing_since < now() - interval '${disabledAfterDays} days'
      AND (last_delivered_at IS NULL OR last_delivered_at < now() - interval '${disabledAfterDays} days')`;
    return this.change(
      `is_enabled = false, disabled_reason = '${reason}', version = version + 1, updated_at = now()`,
      webhook,
      `is_enabled AND ${reason === 'gone' ? 'true' : takesNothing}`,
      { type: 'webhook.disabled', data: { webhookId: webhook.id, reason } },
    );
  }

  /** Changes a webhook and tells of it, if the condition holds; answers whether it did. */
  private async change(
    set: string,
    { id, workspaceId }: Webhook,
    condition: string,
    told: Pick<Parameters<EventsService['record']>[1], 'type' | 'data'>,
  ): Promise<boolean> {
    const event = await this.dataSource.transaction(async (manager) => {
      const [, affected] = await manager.query<[unknown, number]>(
        `UPDATE webhooks SET ${set} WHERE id = $1 AND ${condition}`,
        [id],
      );
      return affected === 1 ? this.events.record(manager, { workspaceId, ...told }) : undefined;
    });
    await this.known.changed(id);
    if (event !== undefined) this.events.dispatch(event);
    return event !== undefined;
  }

  private async update(set: string, id: string, condition: string): Promise<void> {
    await this.dataSource.query(`UPDATE webhooks SET ${set} WHERE id = $1 AND ${condition}`, [id]);
    await this.known.changed(id);
  }
}
