import { Injectable } from '@nestjs/common';
import type { DialogContext, DialogTask } from '#dialogs';
import { ConnectorsService } from '../connectors/connectors.service.js';
import { LiveTasksService } from '../dialog-tasks/live-tasks.service.js';
import { ConversationPartiesService } from './conversation-parties.service.js';

/** What the engine is told besides the event. */
export interface TurnContext {
  readonly tasks: readonly DialogTask[];
  readonly context: DialogContext;
}

/** Tells what is true around a conversation. */
@Injectable()
export class TurnContextsService {
  constructor(
    private readonly parties: ConversationPartiesService,
    private readonly tasks: LiveTasksService,
    private readonly connectors: ConnectorsService,
  ) {}

  /** @throws {NotFoundError} */
  async of(conversationId: string): Promise<TurnContext> {
    const { bot, endUser, conversation } = await this.parties.of(conversationId);
    const { externalId, displayName, channel } = endUser;
    const systems = this.connectors.registry.list().map(({ id, name }) => [id, name] as const);
    const { locale, usesDrafts } = conversation;
    return {
      tasks: await this.tasks.ofBot(bot.id, { usesDrafts }),
      context: {
        botName: bot.name,
        locale,
        endUser: { id: externalId, channel, ...(displayName !== null && { displayName }) },
        now: new Date().toISOString(),
        systems: Object.fromEntries(systems),
      },
    };
  }
}
