import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { idPrefixes } from '../../database/identifiers.js';
import { ErasureParticipantsService } from '../../end-users/erasure/erasure-participants.service.js';
import type { Divider } from '../conversation.dto.js';
import type { Conversation } from '../conversation.entity.js';
import { EffectStoreService } from '../effects/effect-store.service.js';
import { MessageStoreService } from '../message-store.service.js';
import { cleared, TurnRecordsService } from './turn-records.service.js';

const words: Readonly<Record<string, string>> = {
  en: 'The conversation was restarted.',
  de: 'Das Gespräch wurde neu begonnen.',
};

/** Forgets where a conversation stands. */
@Injectable()
export class TurnErasuresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly records: TurnRecordsService,
    private readonly messages: MessageStoreService,
    private readonly effects: EffectStoreService,
    participants: ErasureParticipantsService,
  ) {
    participants.add({
      async end(ids) {
        for (const id of ids.filter(isConversation)) await messages.announce(id);
      },
    });
  }

  /** Nothing is under way any more; a divider in the transcript tells so. */
  async clear({ id, locale }: Conversation): Promise<void> {
    const content: Divider = { kind: 'divider', text: words[locale.split('-')[0] ?? ''] ?? words['en'] ?? '' };
    const told = await this.dataSource.transaction(async (manager) => {
      const { conversation, state } = await this.records.lock(manager, id);
      await this.messages.append(manager, conversation, [{ author: 'system', content }]);
      await this.effects.abandon(manager, id);
      const record = { before: state, state: cleared(state), trace: [], messages: 1 };
      return this.records.save(manager, conversation, record);
    });
    this.records.tell(told);
    await this.messages.announce(id);
  }

  /** Deletes a conversation with all that was said and done in it. */
  async remove(conversation: Conversation): Promise<void> {
    const { id } = conversation;
    const told = await this.dataSource.transaction((manager) => this.records.remove(manager, conversation));
    this.records.tell(told);
    await this.messages.announce(id);
  }
}

function isConversation(id: string): boolean {
  return id.startsWith(`${idPrefixes.conversation}_`);
}
