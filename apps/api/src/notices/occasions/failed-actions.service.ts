import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { NoticesService } from '../telling/notices.service.js';
import { RecipientsService } from '../telling/recipients.service.js';
import { concernedBots, namesOf } from './concerned-bots.js';

/** Why actions are in error, in words that end a sentence. */
const reasons: Readonly<Record<string, string>> = {
  'authorization-revoked': 'its shared authorization was revoked',
};

/** Tells designers of actions in error; lost authorizations are told of by themselves. */
@Injectable()
export class FailedActionsService {
  constructor(
    private readonly notices: NoticesService,
    private readonly recipients: RecipientsService,
    private readonly connectors: ConnectorsService,
    events: EventsService,
  ) {
    events.handle(['action.failed'], 'notices-of-failed-actions', (event) => this.failed(event));
    events.handle(['action.recovered', 'action.enabled', 'action.disabled'], 'notices-of-recovered-actions', (event) =>
      this.recovered(event),
    );
  }

  private async recovered(event: DomainEvent): Promise<void> {
    const topic = { workspaceId: event.workspaceId, kinds: ['action-failed'], topic: topicOf(event) } as const;
    await this.notices.resolve(topic, async (manager) => {
      const rows = await manager.query<{ readonly state: string }[]>(
        'SELECT state FROM actions WHERE id = $1 FOR SHARE',
        [event.data['actionId']],
      );
      return rows[0]?.state !== 'error';
    });
  }

  private async failed(event: DomainEvent): Promise<void> {
    const { workspaceId, data } = event;
    const errorCode = String(data['errorCode']);
    if (errorCode === 'authorization-lost') return;
    const actionId = String(data['actionId']);
    const system = this.connectors.registry.find(String(data['connectorId']))?.name ?? String(data['connectorId']);
    await this.notices.tell(async (manager) => {
      const still = await manager.query<unknown[]>(
        `SELECT 1 FROM actions WHERE id = $1 AND state = 'error' AND error_code = $2 FOR SHARE`,
        [actionId, errorCode],
      );
      const bots = still.length === 0 ? [] : await concernedBots(manager, { workspaceId, actionId });
      const [bot] = bots;
      if (bot === undefined) return undefined;
      return {
        ...{ workspaceId, kind: 'action-failed', topic: topicOf(event), occasion: event.id, botId: bot.botId },
        title: `${system} no longer works on ${namesOf(bots)}`,
        body: `The action ${system} of the bot ${namesOf(bots)} is in error: ${reasons[errorCode] ?? errorCode}. Open it to see what to do.`,
        recipients: await this.recipients.holders(manager, workspaceId, 'actions:manage', bots),
      };
    });
  }
}

function topicOf({ data }: DomainEvent): string {
  return `action:${String(data['actionId'])}`;
}
