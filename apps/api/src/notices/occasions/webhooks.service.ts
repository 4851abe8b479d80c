import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { NoticesService } from '../telling/notices.service.js';
import { RecipientsService } from '../telling/recipients.service.js';
import { SettlingService } from '../telling/settling.service.js';

/** What is read of a webhook. */
interface Standing {
  readonly url: string;
  /** It was told that it takes no messages, or has been disabled for that; somebody who disabled it knows. */
  readonly trouble: 'failing' | 'disabled' | null;
}

const kinds = ['webhook-failing'] as const;

/** Tells those who look after webhooks when one takes no messages, or was disabled for that. */
@Injectable()
export class FailingWebhooksService {
  constructor(
    private readonly notices: NoticesService,
    private readonly recipients: RecipientsService,
    private readonly settling: SettlingService,
    events: EventsService,
  ) {
    settling.watch('webhook-failing', async (manager, { id }) => {
      const standing = await standingOf(manager, id);
      return standing !== undefined && standing.trouble !== null;
    });
    events.handle(['webhook.delivery-failed', 'webhook.disabled'], 'notices-of-webhooks', (event) => this.tell(event));
    events.handle(
      ['webhook.recovered', 'webhook.enabled', 'webhook.disabled', 'webhook.deleted'],
      'notices-of-recovered-webhooks',
      (event) => this.settle(event),
    );
  }

  private async tell(event: DomainEvent): Promise<void> {
    const { id, type, workspaceId } = event;
    const isDisabled = type === 'webhook.disabled';
    await this.notices.tell(async (manager) => {
      const standing = await standingOf(manager, String(event.data['webhookId']));
      if (standing?.trouble !== (isDisabled ? 'disabled' : 'failing')) return undefined;
      const host = URL.parse(standing.url)?.host ?? 'an unknown address';
      const concern = { divisionId: null, link: '/settings/webhooks' };
      const [failing, disabled] = topicsOf(event);
      return {
        ...{ workspaceId, kind: 'webhook-failing', topic: isDisabled ? disabled : failing, occasion: id },
        title: isDisabled ? `The webhook to ${host} was disabled` : `The webhook to ${host} takes no messages`,
        body: isDisabled
          ? `The receiver at ${host} wants no more messages, or took none for days: nothing is sent to it until somebody enables the webhook again.`
          : `The receiver at ${host} does not take what it is sent. Messages are sent again for a day, and can be replayed after that.`,
        recipients: await this.recipients.holders(manager, workspaceId, 'webhooks:manage', [concern]),
      };
    });
  }

  private async settle(event: DomainEvent): Promise<void> {
    const { workspaceId } = event;
    for (const topic of topicsOf(event)) await this.settling.settle({ workspaceId, kinds, topic });
  }
}

/** That it fails, and that it was disabled, are told of each. */
function topicsOf({ data }: DomainEvent): readonly [string, string] {
  const topic = `webhook:${String(data['webhookId'])}`;
  return [topic, `${topic}:disabled`];
}

/** How a webhook stands; its path may hold a secret. */
async function standingOf(manager: EntityManager, webhookId: string): Promise<Standing | undefined> {
  const [row] = await manager.query<Standing[]>(
    `SELECT url, CASE WHEN disabled_reason = 'member' THEN NULL WHEN NOT is_enabled THEN 'disabled'
       WHEN failure_told_at IS NOT NULL THEN 'failing' END AS trouble
     FROM webhooks WHERE id = $1 FOR SHARE`,
    [webhookId],
  );
  return row;
}
