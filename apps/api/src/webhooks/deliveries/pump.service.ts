import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ShutdownService } from '../../telemetry/shutdown.service.js';
import { KnownWebhooksService, type KnownWebhook } from '../known-webhooks.service.js';
import { WebhookHealthService } from '../webhook-health.service.js';
import { WebhookSecretsService } from '../webhook-secrets.service.js';
import { testEventType } from './delivery.entity.js';
import { LanesService, type ClaimedLane, type Settlement, type WaitingDelivery } from './lanes.service.js';
import { waitAfter } from './retry-schedule.js';
import { WebhookSenderService, type DeliveryOutcome } from './webhook-sender.service.js';

/** What sends a message, and heeds how it ends. */
@Injectable()
export class Courier {
  constructor(
    readonly sender: WebhookSenderService,
    readonly secrets: WebhookSecretsService,
    readonly known: KnownWebhooksService,
    readonly health: WebhookHealthService,
  ) {}
}

const lanesAtOnce = 512;
const lanesPerWebhook = 16;
/** A receiver that hangs or refuses keeps no more than these waiting. */
const lanesPerFailing = 4;
/** Then others have their turn. */
const messagesInARow = 100;
const lookEveryMs = 1_000;

/** Sends what is due: at once when woken, and every second for what waited, or was left behind by a process that died. */
@Injectable()
export class PumpService implements OnApplicationBootstrap {
  private readonly logger = new Logger('webhooks');
  private readonly held = new Map<string, number>();
  private isClaiming = false;
  private isWanted = false;

  constructor(
    private readonly lanes: LanesService,
    private readonly courier: Courier,
    private readonly shutdown: ShutdownService,
  ) {}

  onApplicationBootstrap(): void {
    const timer = setInterval(() => this.wake(), lookEveryMs).unref();
    this.shutdown.onStop(() => Promise.resolve(clearInterval(timer)));
  }

  /** Looks for what is due, without being waited for. */
  wake(): void {
    this.isWanted = true;
    if (this.isClaiming || this.shutdown.isStopping) return;
    this.isClaiming = true;
    const round = this.claimWanted().finally(() => (this.isClaiming = false));
    this.shutdown.track(round).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'deliveries that are due are looked for again');
    });
  }

  private async claimWanted(): Promise<void> {
    while (this.isWanted && !this.shutdown.isStopping) {
      this.isWanted = false;
      const room = lanesAtOnce - this.heldInAll();
      if (room <= 0) return;
      const limits = { lanes: room, perWebhook: lanesPerWebhook, perFailing: lanesPerFailing };
      const claimed = await this.lanes.claim({ ...limits, held: Object.fromEntries(this.held) });
      for (const lane of claimed) this.begin(lane);
    }
  }

  private begin(lane: ClaimedLane): void {
    const { webhookId, resource } = lane;
    this.held.set(webhookId, (this.held.get(webhookId) ?? 0) + 1);
    const work = this.drive(lane).finally(() => this.end(webhookId));
    this.shutdown.track(work).catch((error: unknown) => {
      this.logger.warn({ err: error, webhookId, resource }, 'deliveries are taken up again when their lease is over');
    });
  }

  private end(webhookId: string): void {
    const held = this.held.get(webhookId) ?? 1;
    if (held === 1) this.held.delete(webhookId);
    else this.held.set(webhookId, held - 1);
    // It may have been at its limit, with more waiting.
    if (held >= lanesPerFailing) this.wake();
  }

  private heldInAll(): number {
    return [...this.held.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Sends what waits in a lane, one message after the other, until one has to wait. */
  private async drive(lane: ClaimedLane): Promise<void> {
    let { ahead } = lane;
    for (let sent = 0; ahead !== undefined && sent < messagesInARow && !this.shutdown.isStopping; sent += 1) {
      const known = await this.courier.known.get(lane.webhookId);
      if (known === undefined) break;
      const outcome = await this.send(known, ahead);
      const settlement = settlementOf(ahead, outcome);
      const onward = await this.lanes.settle(lane, ahead, settlement);
      if (onward.to !== 'lost') await this.courier.health.note(known.webhook, ahead, settlement);
      if (onward.to !== 'next') return;
      ({ ahead } = onward);
    }
    await this.lanes.release(lane);
  }

  private send({ webhook, secrets }: KnownWebhook, { eventId, payload }: WaitingDelivery): Promise<DeliveryOutcome> {
    return this.courier.sender.send({ url: webhook.url, eventId, payload, secrets });
  }
}

/** A receiver that wants no more of it (RFC 9110 section 15.5.11). */
const gone = 410;

/** What an outcome makes of a delivery. */
export function settlementOf(delivery: WaitingDelivery, outcome: DeliveryOutcome, now = new Date()): Settlement {
  const { at, durationMs, status, errorCode, retryAfterSeconds } = outcome;
  const attempt = { at: at.toISOString(), durationMs, status, errorCode };
  if (errorCode === null) return { status: 'delivered', attempt };
  if (delivery.eventType === testEventType) return { status: 'failed', attempt };
  const waitMs = waitAfter({
    ...{ attempt: delivery.attempts + 1, firstAttemptAt: delivery.firstAttemptAt ?? at, now },
    ...{ chance: Math.random(), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
  });
  return status === gone || waitMs === undefined
    ? { status: 'dead', attempt }
    : { status: 'pending', attempt, waitMs: Math.max(1, waitMs) };
}
