import { Injectable } from '@nestjs/common';
import { dialogStateVersion, type AdvanceResult, type DialogState } from '#dialogs';
import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '../../events/event.entity.js';
import { EncryptionService } from '../../encryption/encryption.service.js';
import { NotFoundError } from '../../http/problem.js';
import { Conversation, type Effect } from '../conversation.entity.js';
import type { StepRunView } from '../steps/step.dto.js';
import { StepStoreService } from '../steps/step-store.service.js';
import { TurnNewsService, type Passage } from './turn-news.service.js';

/** What is kept of a turn besides what was said. */
export interface TurnRecord extends Pick<AdvanceResult, 'state' | 'trace'>, Pick<Passage, 'before' | 'event'> {
  /** What the event was the outcome of. */
  readonly run?: StepRunView;
  /** How many messages were said. */
  readonly messages: number;
}

/** Keeps where conversations stand, and how those that are watched came there. */
@Injectable()
export class TurnRecordsService {
  constructor(
    private readonly encryption: EncryptionService,
    private readonly steps: StepStoreService,
    private readonly news: TurnNewsService,
  ) {}

  /**
   * Reads a conversation that nobody else changes until the transaction ends.
   * @throws {NotFoundError}
   */
  async lock(manager: EntityManager, id: string) {
    const conversation = await manager.findOne(Conversation, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (conversation === null) throw new NotFoundError('conversation', id);
    return { conversation, state: await this.open(conversation) };
  }

  /** Writes the state that follows, and counts what was said; answers what is to be told behind the commit. */
  async save(manager: EntityManager, conversation: Conversation, record: TurnRecord): Promise<readonly DomainEvent[]> {
    const { state, trace, run, messages, before, event } = record;
    conversation.lastStep += await this.steps.append(manager, conversation, {
      trace,
      run,
      message: conversation.lastSequence + messages,
    });
    conversation.lastSequence += messages;
    conversation.updatedAt = new Date();
    conversation.stateSealed = await this.encryption.seal(JSON.stringify(state), place(conversation.id));
    const { id, lastSequence, lastStep, updatedAt, stateSealed } = conversation;
    await manager.update(Conversation, { id }, { lastSequence, lastStep, updatedAt, stateSealed });
    return this.news.record(manager, conversation, { before, after: state, ...(event !== undefined && { event }) });
  }

  /** Deletes a conversation, once; answers what is to be told behind the commit. */
  async remove(manager: EntityManager, conversation: Conversation): Promise<readonly DomainEvent[]> {
    const { affected } = await manager.delete(Conversation, { id: conversation.id });
    return affected === 1 ? this.news.recordDeletion(manager, conversation) : [];
  }

  /** Tells what was saved. */
  tell(told: readonly DomainEvent[]): void {
    this.news.dispatch(told);
  }

  /** The run behind an outcome, where somebody watches. */
  async runOf({ isDebug, botId }: Conversation, effect: Effect): Promise<StepRunView | undefined> {
    return isDebug && effect.type === 'run-operation' ? this.steps.runOf(effect, botId) : undefined;
  }

  private async open({ id, stateSealed }: Conversation): Promise<DialogState | undefined> {
    return stateSealed === null ? undefined : JSON.parse(await this.encryption.open(stateSealed, place(id)));
  }
}

/** Nothing is under way any more; the counter goes on, so that what is still on its way is not taken for something new. */
export function cleared(state: DialogState | undefined): DialogState {
  return { version: dialogStateVersion, counter: state?.counter ?? 0, frames: [] };
}

function place(id: string) {
  return { table: 'conversations', column: 'state_sealed', id } as const;
}
