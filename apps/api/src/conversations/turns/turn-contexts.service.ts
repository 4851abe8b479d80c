import { Injectable } from '@nestjs/common';
import type { DialogContext, DialogTask } from '#dialogs';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { LiveTasksService } from '../../dialog-tasks/live-tasks.service.js';
import type { Conversation } from '../conversation.entity.js';
import { ConnectionsService } from './connections.service.js';
import { ConversationPartiesService } from './conversation-parties.service.js';

/** A conversation as it stands before a turn, and what the engine is told besides the event. */
export interface TurnContext {
  readonly conversation: Conversation;
  readonly given: { readonly tasks: readonly DialogTask[]; readonly context: DialogContext };
}

/** Tells what is true around a conversation. */
@Injectable()
export class TurnContextsService {
  constructor(
    private readonly parties: ConversationPartiesService,
    private readonly tasks: LiveTasksService,
    private readonly connectors: ConnectorsService,
    private readonly connections: ConnectionsService,
  ) {}

  /** @throws {NotFoundError} */
  async of(conversationId: string): Promise<TurnContext> {
    const { bot, endUser, conversation } = await this.parties.of(conversationId);
    const { externalId, displayName, channel } = endUser;
    const systems = this.connectors.registry.list().map(({ id, name }) => [id, name] as const);
    const { locale, usesDrafts, usesSamples } = conversation;
    const [tasks, connections] = await Promise.all([
      this.tasks.ofBot(bot.id, { usesDrafts }),
      this.connections.of(endUser.id),
    ]);
    const context = {
      botName: bot.name,
      locale,
      endUser: { id: externalId, channel, ...(displayName !== null && { displayName }) },
      now: new Date().toISOString(),
      systems: Object.fromEntries(systems),
      connections,
      usesSamples,
    };
    return { conversation, given: { tasks, context } };
  }
}
