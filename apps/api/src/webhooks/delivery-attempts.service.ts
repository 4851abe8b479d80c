import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { JobsService } from '../jobs/jobs.service.js';
import { ShutdownService } from '../telemetry/shutdown.service.js';
import { testEventType, Webhook, WebhookDelivery } from './webhook.entity.js';
import { WebhookSenderService, type DeliveryOutcome } from './webhook-sender.service.js';

/** Seconds until the next attempt, after the first, second … one; about 18 hours in all. Each is longer than an attempt can take. */
const delays = [30, 120, 600, 1_800, 7_200, 18_000, 36_000] as const;
const jobName = 'webhook-deliveries';

/** A receiver that wants no more of it (RFC 9110 section 15.5.11). */
const gone = 410;

interface AttemptJob {
  readonly deliveryId: string;
  /** From 1. */
  readonly attempt: number;
}

interface Claimed extends AttemptJob {
  readonly webhook: Webhook;
  readonly delivery: WebhookDelivery;
}

/**
 * Carries out deliveries. Each attempt is claimed by its number, so that it happens once; the next one is queued with the claim, so
 * that a process that dies in between only delays it.
 */
@Injectable()
export class DeliveryAttemptsService {
  private readonly logger = new Logger('webhooks');

  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: JobsService,
    private readonly sender: WebhookSenderService,
    private readonly shutdown: ShutdownService,
  ) {
    jobs.define<AttemptJob>({ name: jobName, handle: (job) => this.runBehind(job) });
  }

  /** Queues an attempt in a transaction: the first as a safety net, for whoever runs it at once. */
  async schedule(manager: EntityManager, deliveryId: string, attempt: number): Promise<number> {
    const seconds = Math.round((delays[Math.max(0, attempt - 2)] ?? 0) * (1 + Math.random() / 5));
    await this.jobs.send(jobName, { deliveryId, attempt }, { manager, startAfterSeconds: seconds });
    return seconds;
  }

  /** Makes an attempt and waits for how it ends; does nothing when it was made already. */
  async run(deliveryId: string, attempt: number): Promise<void> {
    const claimed = await this.claim({ deliveryId, attempt });
    if (claimed !== undefined) await this.shutdown.track(this.carryOut(claimed));
  }

  /** Makes an attempt, and keeps the queue free for the next job while the receiver thinks. */
  private async runBehind(job: AttemptJob): Promise<void> {
    const claimed = await this.claim(job);
    if (claimed === undefined) return;
    this.shutdown.track(this.carryOut(claimed)).catch((error: unknown) => {
      this.logger.warn({ err: error, deliveryId: job.deliveryId }, 'the outcome of a delivery was lost');
    });
  }

  private claim({ deliveryId, attempt }: AttemptJob): Promise<Claimed | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const turn = { id: deliveryId, status: 'pending', attempts: attempt - 1 } as const;
      const { affected } = await manager.update(WebhookDelivery, turn, { attempts: attempt });
      if (affected !== 1) return undefined;
      const delivery = await manager.findOneByOrFail(WebhookDelivery, { id: deliveryId });
      const webhook = await manager.findOneByOrFail(Webhook, { id: delivery.webhookId });
      if (!isLast(delivery)) {
        const seconds = await this.schedule(manager, deliveryId, attempt + 1);
        const nextAttemptAt = new Date(Date.now() + seconds * 1_000);
        await manager.update(WebhookDelivery, { id: deliveryId }, { nextAttemptAt });
      }
      return { deliveryId, attempt, delivery, webhook };
    });
  }

  private async carryOut({ deliveryId, attempt, delivery, webhook }: Claimed): Promise<void> {
    const outcome = await this.sender.send(webhook, delivery);
    const changes = { lastStatus: outcome.status, lastErrorCode: outcome.errorCode, ...ending(outcome, delivery) };
    await this.dataSource.manager.update(WebhookDelivery, { id: deliveryId, attempts: attempt }, changes);
  }
}

function isLast({ attempts, eventType }: WebhookDelivery): boolean {
  return eventType === testEventType || attempts > delays.length;
}

function ending({ status, errorCode }: DeliveryOutcome, delivery: WebhookDelivery): Partial<WebhookDelivery> {
  if (errorCode === null) return { status: 'delivered', deliveredAt: new Date(), nextAttemptAt: null };
  return isLast(delivery) || status === gone ? { status: 'failed', nextAttemptAt: null } : {};
}
