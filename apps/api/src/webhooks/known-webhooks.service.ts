import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ReplicaChannel } from '../database/replica-channel.js';
import { ReplicatedCache } from '../database/replicated-cache.js';
import { Webhook } from './webhook.entity.js';
import { WebhookSecretsService } from './webhook-secrets.service.js';

/** A webhook, and what its messages are signed with. */
export interface KnownWebhook {
  readonly webhook: Webhook;
  readonly secrets: readonly string[];
}

/** How long a change is missed at most: a webhook is not read anew for each of its messages. */
const maxAgeMs = 1_000;
const max = 1_000;

/** Webhooks that are being told of something, read once a second and whenever they change. */
@Injectable()
export class KnownWebhooksService {
  private readonly known: ReplicatedCache<KnownWebhook>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly secrets: WebhookSecretsService,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'webhooks', { max, maxAgeMs });
  }

  /** A webhook that is enabled. */
  get(id: string): Promise<KnownWebhook | undefined> {
    return this.known.get(id, async () => {
      const webhook = await this.dataSource.manager.findOneBy(Webhook, { id, isEnabled: true });
      return webhook === null ? undefined : { webhook, secrets: await this.secrets.of(webhook) };
    });
  }

  /** Call it after a change is committed; a replica that does not hear of it reads the webhook within a second. */
  async changed(id: string): Promise<void> {
    await this.known.invalidate(id).catch(() => undefined);
  }
}
