import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Bot } from '../../bots/bot.entity.js';
import { BotsService } from '../../bots/bots.service.js';
import type { EndUser } from '../../end-users/end-user.entity.js';
import { EndUsersService } from '../../end-users/end-users.service.js';
import { NotFoundError } from '../../http/problem.js';
import { Conversation } from '../conversation.entity.js';

/** Who talks to whom. */
export interface ConversationParties {
  readonly conversation: Conversation;
  readonly bot: Bot;
  readonly endUser: EndUser;
}

/** Finds the bot and the end user of a conversation. */
@Injectable()
export class ConversationPartiesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly endUsers: EndUsersService,
  ) {}

  /** @throws {NotFoundError} when one of the three is gone */
  async of(conversationId: string): Promise<ConversationParties> {
    const conversation = await this.dataSource.manager.findOneBy(Conversation, { id: conversationId });
    if (conversation === null) throw new NotFoundError('conversation', conversationId);
    const { botId, endUserId } = conversation;
    const [bot, endUser] = await Promise.all([this.bots.find(botId), this.endUsers.get(endUserId)]);
    if (bot === undefined) throw new NotFoundError('bot', botId);
    if (endUser === undefined) throw new NotFoundError('end user', endUserId);
    return { conversation, bot, endUser };
  }
}
