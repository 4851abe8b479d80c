import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan, type EntityManager } from 'typeorm';
import { newId } from '../database/identifiers.js';
import { ReplicaChannel } from '../database/replica-channel.js';
import { EncryptionService } from '../encryption/encryption.service.js';
import type { LastMessageView, MessageContent, MessageView } from './conversation.dto.js';
import { Conversation, Message } from './conversation.entity.js';

const channelName = 'conversations';
const shortLength = 140;

/** One thing said, before it has a number. */
export interface Said {
  readonly author: Message['author'];
  readonly content: MessageContent;
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

  /** Tells every replica that something happened in a conversation; call it after the commit. */
  async announce(conversationId: string): Promise<void> {
    await this.channel.publish(channelName, conversationId);
  }

  /** Calls the listener when something happened in a conversation; the answer ends that. */
  onChange(conversationId: string, listener: () => void): () => void {
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

  /** The last message of each conversation, in short, by the conversation's id. */
  async lastOf(conversationIds: readonly string[]): Promise<ReadonlyMap<string, LastMessageView>> {
    const rows = await this.dataSource.manager
      .createQueryBuilder(Message, 'message')
      .innerJoin(Conversation, 'conversation', 'conversation.id = message.conversationId')
      .where('conversation.id IN (:...conversationIds)', { conversationIds: ['', ...conversationIds] })
      .andWhere('message.sequence = conversation.lastSequence')
      .getMany();
    const entries = rows.map(async (row) => [row.conversationId, inShort(toTranscript(await this.open(row)))] as const);
    return new Map(await Promise.all(entries));
  }

  private async open(row: Message): Promise<MessageView> {
    const { id, sequence, author, createdAt } = row;
    const content = JSON.parse(await this.encryption.open(row.contentSealed, place(id))) as MessageContent;
    return { id, sequence, author, content, createdAt: createdAt.toISOString() };
  }
}

/** A message as a transcript shows it: links and sensitive values stay out. */
export function toTranscript(message: MessageView): MessageView {
  const { transcriptText: text, kind } = message.content;
  return text === undefined ? message : { ...message, content: { kind, text } as MessageContent };
}

/** A message as a channel gets it. */
export function toChannel(message: MessageView): MessageView {
  const { transcriptText: _, ...content } = message.content;
  return { ...message, content: content as MessageContent };
}

function inShort({ author, content, createdAt }: MessageView): LastMessageView {
  const characters = [...content.text.replaceAll(/\s+/g, ' ').trim()];
  const isLong = characters.length > shortLength;
  const text = isLong ? `${characters.slice(0, shortLength - 1).join('')}…` : characters.join('');
  return { author, text, createdAt };
}

function place(id: string) {
  return { table: 'messages', column: 'content_sealed', id } as const;
}
