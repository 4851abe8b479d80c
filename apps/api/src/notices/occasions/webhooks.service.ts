import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { NoticesService } from '../telling/notices.service.js';
import { RecipientsService } from '../telling/recipients.service.js';

/** Tells those who look after webhooks when one takes no messages, or was disabled for that. */
@Injectable()
export class FailingWebhooksService {
  constructor(
    private readonly notices: NoticesService,
    private readonly recipients: RecipientsService,
    events: EventsService,
  ) {
    events.handle(['webhook.delivery-failed', 'webhook.disabled'], 'notices-of-webhooks', (event) => this.tell(event));
  }

  private async tell({ id, type, workspaceId, data }: DomainEvent): Promise<void> {
    const webhookId = String(data['webhookId']);
    const isDisabled = type === 'webhook.disabled';
    await this.notices.tell(async (manager) => {
      const host = await hostOf(manager, webhookId);
      if (host === undefined) return undefined;
      const concern = { divisionId: null, link: '/settings/webhooks' };
      return {
        ...{ workspaceId, kind: 'webhook-failing', topic: id, occasion: id },
        title: isDisabled ? `The webhook to ${host} was disabled` : `The webhook to ${host} takes no messages`,
        body: isDisabled
          ? `The receiver at ${host} wants no more messages, or took none for days: nothing is sent to it until somebody enables the webhook again.`
          : `The receiver at ${host} does not take what it is sent. Messages are sent again for a day, and can be replayed after that.`,
        recipients: await this.recipients.holders(manager, workspaceId, 'webhooks:manage', [concern]),
      };
    });
  }
}

/** Where a webhook goes; its path may hold a secret. */
async function hostOf(manager: EntityManager, webhookId: string): Promise<string | undefined> {
  const [row] = await manager.query<{ readonly url: string }[]>('SELECT url FROM webhooks WHERE id = $1', [webhookId]);
  return row === undefined ? undefined : (URL.parse(row.url)?.host ?? 'an unknown address');
}
