import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { NoticesService } from '../telling/notices.service.js';
import { RecipientsService } from '../telling/recipients.service.js';
import { SettlingService } from '../telling/settling.service.js';
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
    settling: SettlingService,
    events: EventsService,
  ) {
    settling.watch('action-failed', async (manager, { id }) => (await stateOf(manager, id)) === 'error');
    events.handle(['action.failed'], 'notices-of-failed-actions', (event) => this.failed(event));
    events.handle(['action.recovered', 'action.enabled', 'action.disabled'], 'notices-of-recovered-actions', (event) =>
      settling.settle({ workspaceId: event.workspaceId, kinds: ['action-failed'], topic: topicOf(event) }),
    );
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

async function stateOf(manager: EntityManager, actionId: string): Promise<string | undefined> {
  const sql = 'SELECT state FROM actions WHERE id = $1 FOR SHARE';
  const [row] = await manager.query<{ readonly state: string }[]>(sql, [actionId]);
  return row?.state;
}

function topicOf({ data }: DomainEvent): string {
  return `action:${String(data['actionId'])}`;
}
