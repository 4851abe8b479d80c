import { Injectable } from '@nestjs/common';
import { advance, type DialogEvent } from '#dialogs';
import { DataSource, type EntityManager } from 'typeorm';
import { ConversationStatesService } from './conversation-states.service.js';
import type { MessageView } from './conversation.dto.js';
import type { Conversation, Effect } from './conversation.entity.js';
import { EffectStoreService } from './effects/effect-store.service.js';
import { MessageStoreService, type Said } from './message-store.service.js';
import { TurnContextsService, type TurnContext } from './turn-contexts.service.js';

/** What a turn led to. */
export interface TurnResult {
  readonly conversation: Conversation;
  readonly messages: readonly MessageView[];
  readonly effects: readonly Effect[];
}

/** Takes turns: one event at a time changes a conversation, and what it leads to is kept with the new state. */
@Injectable()
export class TurnsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contexts: TurnContextsService,
    private readonly states: ConversationStatesService,
    private readonly messages: MessageStoreService,
    private readonly effects: EffectStoreService,
  ) {}

  /**
   * Takes in an event.
   * @throws {NotFoundError} when there is no such conversation
   */
  async take(conversationId: string, event: DialogEvent): Promise<TurnResult> {
    const context = await this.contexts.of(conversationId);
    const turn = await this.dataSource.transaction((manager) =>
      this.advance(manager, { conversationId, event, context }),
    );
    await this.announce(turn);
    return turn;
  }

  /** Takes in the outcome of an effect, exactly once: undefined when it was before, or when there is nothing to take in. */
  async settle(effect: Effect, event: DialogEvent | undefined): Promise<TurnResult | undefined> {
    const { conversationId } = effect;
    const context = await this.contexts.of(conversationId);
    const turn = await this.dataSource.transaction(async (manager) => {
      const isFirst = await this.effects.settle(manager, effect);
      return isFirst && event !== undefined ? this.advance(manager, { conversationId, event, context }) : undefined;
    });
    if (turn !== undefined) await this.announce(turn);
    return turn;
  }

  private async advance(
    manager: EntityManager,
    turn: { readonly conversationId: string; readonly event: DialogEvent; readonly context: TurnContext },
  ): Promise<TurnResult> {
    const { conversation, state } = await this.states.lock(manager, turn.conversationId);
    const { event, context } = turn;
    const next = advance({ ...context, event, ...(state !== undefined && { state }) });
    const said: Said[] = next.messages.map((content) => ({ author: 'bot', content }));
    if (event.type === 'message') {
      said.unshift({ author: 'end-user', content: { kind: 'text', text: next.userMessageText ?? event.text } });
    }
    const messages = await this.messages.append(manager, conversation, said);
    const effects = await this.effects.add(manager, conversation.id, next.effects);
    await this.states.save(manager, conversation, next.state, said.length);
    return { conversation, messages, effects };
  }

  private async announce({ conversation, messages }: TurnResult): Promise<void> {
    if (messages.length > 0) await this.messages.announce(conversation.id);
  }
}
