import { Injectable } from '@nestjs/common';
import { awaitedOperation, type DialogEvent, type DialogState } from '#dialogs';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import type { EventType } from '../../events/types/event-types.js';
import type { Conversation } from '../conversation.entity.js';

/** How a turn has moved a conversation. */
export interface Passage {
  readonly before: DialogState | undefined;
  readonly after: DialogState;
  /** What was taken in; none when it is begun anew. */
  readonly event?: DialogEvent['type'];
}

type About = Pick<Conversation, 'id' | 'workspaceId' | 'botId' | 'endUserId' | 'isDebug'>;
type Item = Readonly<Record<string, unknown>> & { readonly type: Extract<EventType, `conversation.${string}`> };

/** Tells where conversations begin, wait, go on and end; never what is said, and nothing of those that designers watch. */
@Injectable()
export class TurnNewsService {
  constructor(private readonly events: EventsService) {}

  /** Stores what a turn is told by, in its transaction; dispatch it behind the commit. */
  record(manager: EntityManager, conversation: About, passage: Passage): Promise<readonly DomainEvent[]> {
    return this.store(manager, conversation, newsOf(passage));
  }

  /** Stores that a conversation is deleted. */
  recordDeletion(manager: EntityManager, conversation: About): Promise<readonly DomainEvent[]> {
    return this.store(manager, conversation, [{ type: 'conversation.ended', reason: 'deleted' }]);
  }

  dispatch(told: readonly DomainEvent[]): void {
    for (const event of told) this.events.dispatch(event);
  }

  private async store(manager: EntityManager, about: About, items: readonly Item[]): Promise<readonly DomainEvent[]> {
    const { id: conversationId, workspaceId, botId, endUserId, isDebug } = about;
    const told: DomainEvent[] = [];
    for (const { type, ...more } of isDebug ? [] : items) {
      const data = { conversationId, botId, endUserId, ...more };
      told.push(await this.events.record(manager, { workspaceId, type, data }));
    }
    return told;
  }
}

/** What is told of a passage, in order. */
export function newsOf(passage: Passage): readonly Item[] {
  const started: readonly Item[] = passage.event === 'conversation-started' ? [{ type: 'conversation.started' }] : [];
  const moved = endOf(passage) ?? waitOf(passage);
  return moved === undefined ? started : [...started, moved];
}

function endOf({ before, after, event }: Passage): Item | undefined {
  if (before === undefined || before.frames.length === 0 || after.frames.length > 0) return undefined;
  return { type: 'conversation.ended', reason: event === undefined ? 'restarted' : 'finished' };
}

function waitOf({ before, after }: Passage): Item | undefined {
  const [awaitedBefore, awaited] = [before && awaitedOperation(before), awaitedOperation(after)];
  if (awaitedBefore === undefined && awaited !== undefined) {
    return { type: 'conversation.parked', connectorId: awaited.split('.')[0] };
  }
  return awaitedBefore !== undefined && awaited === undefined ? { type: 'conversation.resumed' } : undefined;
}
