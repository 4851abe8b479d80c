import { Injectable } from '@nestjs/common';
import type { OutgoingMessage } from '#dialogs';
import { DataSource, MoreThan, type EntityManager } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { EncryptionService } from '../encryption/encryption.service.js';
import type { MessageView } from './conversation.dto.js';
import { Message, type Conversation } from './conversation.entity.js';

const channelName = 'conversations';

/** One thing said, before it has a number. */
export interface Said {
  readonly author: Message['author'];
  readonly content: OutgoingMessage;
}

/** Keeps what was said. */
@Injectable()
export class MessageStoreService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly encryption: EncryptionService,
    private readonly channel: ReplicaChannel,
  ) {}

  /** Appends to a conversation whose row the caller has locked. */
  async append(
    manager: EntityManager,
    conversation: Conversation,
    said: readonly Said[],
  ): Promise<readonly MessageView[]> {
    const createdAt = new Date();
    const views = said.map(({ author, content }, index) => ({
      id: newId('message'),
      sequence: conversation.lastSequence + 1 + index,
      author,
      content,
      createdAt: createdAt.toISOString(),
    }));
    const rows = views.map(async ({ id, sequence, author, content }) => {
      const contentSealed = await this.encryption.seal(JSON.stringify(content), place(id));
      return { id, conversationId: conversation.id, sequence, author, contentSealed, createdAt };
    });
    if (rows.length > 0) await manager.insert(Message, await Promise.all(rows));
    return views;
  }

  /** Tells every replica that a conversation has new messages; call it after the commit. */
  async announce(conversationId: string): Promise<void> {
    await this.channel.publish(channelName, conversationId);
  }

  /** Calls the listener when a conversation has new messages; the answer ends that. */
  onMessages(conversationId: string, listener: () => void): () => void {
    const ends = [
      this.channel.subscribe(channelName, (payload) => (payload === conversationId ? listener() : undefined)),
      this.channel.onReconnected(listener),
    ];
    return () => ends.forEach((end) => end());
  }

  /** Messages of a conversation after a number, oldest first, as a channel shows them. */
  async listAfter(conversationId: string, after: number, limit: number): Promise<readonly MessageView[]> {
    const rows = await this.dataSource.manager.find(Message, {
      where: { conversationId, sequence: MoreThan(after) },
      order: { sequence: 'ASC' },
      take: limit,
    });
    return Promise.all(rows.map((row) => this.open(row)));
  }

  private async open(row: Message): Promise<MessageView> {
    const { id, sequence, author, createdAt } = row;
    const content = JSON.parse(await this.encryption.open(row.contentSealed, place(id))) as OutgoingMessage;
    return { id, sequence, author, content, createdAt: createdAt.toISOString() };
  }
}

/** A message as a transcript shows it: links and sensitive values stay out. */
export function toTranscript(message: MessageView): MessageView {
  const { transcriptText: text, kind } = message.content;
  return text === undefined ? message : { ...message, content: { kind, text } as OutgoingMessage };
}

/** A message as a channel gets it. */
export function toChannel(message: MessageView): MessageView {
  const { transcriptText: _, ...content } = message.content;
  return { ...message, content: content as OutgoingMessage };
}

function place(id: string) {
  return { table: 'messages', column: 'content_sealed', id } as const;
}
