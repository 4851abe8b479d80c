import { Injectable } from '@nestjs/common';
import { advance, type DialogEvent, type UserMessage } from '#dialogs';
import { DataSource, type EntityManager } from 'typeorm';
import type { DomainEvent } from '../../events/event.entity.js';
import type { MessageView, UserText } from '../conversation.dto.js';
import type { Conversation, Effect } from '../conversation.entity.js';
import { EffectStoreService } from '../effects/effect-store.service.js';
import { MessageStoreService, type Said } from '../message-store.service.js';
import type { StepRunView } from '../steps/step.dto.js';
import { TurnContextsService, type TurnContext } from './turn-contexts.service.js';
import { TurnRecordsService } from './turn-records.service.js';

/** What a turn led to. */
export interface TurnResult {
  readonly conversation: Conversation;
  readonly messages: readonly MessageView[];
  readonly effects: readonly Effect[];
  readonly told: readonly DomainEvent[];
}

interface Turn {
  readonly conversationId: string;
  readonly event: DialogEvent;
  readonly context: TurnContext;
  /** What the event is the outcome of. */
  readonly run?: StepRunView;
}

/** Takes turns: one event at a time changes a conversation, and what it leads to is kept with the new state. */
@Injectable()
export class TurnsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly contexts: TurnContextsService,
    private readonly records: TurnRecordsService,
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
    this.records.tell(turn.told);
    await this.messages.announce(conversationId);
    return turn;
  }

  /** Takes in the outcome of an effect, exactly once: undefined when it was before, or when there is nothing to take in. */
  async settle(effect: Effect, event: DialogEvent | undefined): Promise<TurnResult | undefined> {
    const { conversationId } = effect;
    const context = await this.contexts.of(conversationId);
    const run = await this.records.runOf(context.conversation, effect);
    const turn = await this.dataSource.transaction(async (manager) => {
      const isFirst = await this.effects.settle(manager, effect);
      return isFirst && event !== undefined
        ? this.advance(manager, { conversationId, event, context, run })
        : undefined;
    });
    this.records.tell(turn?.told ?? []);
    await this.messages.announce(conversationId);
    return turn;
  }

  private async advance(manager: EntityManager, turn: Turn): Promise<TurnResult> {
    const { event, context, run } = turn;
    const { conversation, state } = await this.records.lock(manager, turn.conversationId);
    const next = advance({ ...context.given, event, ...(state !== undefined && { state }) });
    const said: Said[] = next.messages.map((content) => ({ author: 'bot', content }));
    if (event.type === 'message') said.unshift(saidByUser(event, next.userMessageText));
    const messages = await this.messages.append(manager, conversation, said);
    const effects = await this.effects.add(manager, conversation.id, next.effects);
    const record = { ...next, run, messages: said.length, before: state, event: event.type };
    const told = await this.records.save(manager, conversation, record);
    return { conversation, messages, effects, told };
  }
}

/** What the end user said, as it is kept: where something of it is sensitive, names of files are left out too. */
function saidByUser({ text, attachments = [] }: UserMessage, shown = text): Said {
  const isWhole = shown === text && attachments.length > 0;
  const files = attachments.map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size }));
  const content: UserText = { kind: 'text', text: shown, ...(isWhole && { attachments: files }) };
  return { author: 'end-user', content };
}
