import { Injectable } from '@nestjs/common';
import type { DialogState } from '#dialogs';
import type { EntityManager } from 'typeorm';
import { EncryptionService } from '../encryption/encryption.service.js';
import { NotFoundError } from '../http/problem.js';
import { Conversation } from './conversation.entity.js';

/** Keeps where conversations stand. */
@Injectable()
export class ConversationStatesService {
  constructor(private readonly encryption: EncryptionService) {}

  /**
   * Reads a conversation that nobody else changes until the transaction ends.
   * @throws {NotFoundError}
   */
  async lock(manager: EntityManager, id: string) {
    const conversation = await manager.findOne(Conversation, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (conversation === null) throw new NotFoundError('conversation', id);
    return { conversation, state: await this.open(conversation) };
  }

  /** Writes the state that follows, and counts the messages that were said. */
  async save(manager: EntityManager, conversation: Conversation, state: DialogState, said: number): Promise<void> {
    conversation.lastSequence += said;
    conversation.updatedAt = new Date();
    conversation.stateSealed = await this.encryption.seal(JSON.stringify(state), place(conversation.id));
    const { id, lastSequence, updatedAt, stateSealed } = conversation;
    await manager.update(Conversation, { id }, { lastSequence, updatedAt, stateSealed });
  }

  private async open({ id, stateSealed }: Conversation): Promise<DialogState | undefined> {
    return stateSealed === null ? undefined : JSON.parse(await this.encryption.open(stateSealed, place(id)));
  }
}

function place(id: string) {
  return { table: 'conversations', column: 'state_sealed', id } as const;
}
