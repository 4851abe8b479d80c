import { Injectable } from '@nestjs/common';
import { BotsService } from '../../bots/bots.service.js';
import { randomSecret } from '../../encryption/secrets.js';
import { EndUsersService } from '../../end-users/end-users.service.js';
import { NotFoundError, ProblemError } from '../../http/problem.js';
import type { ChatSettings } from '../settings/chat-settings.entity.js';
import { anonymousPrefix, UserTokensService } from './user-tokens.service.js';

/** The channel of everybody who chats in a browser. */
export const channel = 'web';

/** Whom a chat is with. */
export interface ChatPerson {
  readonly workspaceId: string;
  readonly endUserId: string;
  readonly externalId: string;
  readonly isSigned: boolean;
}

/** Makes end users of those who come to chat. */
@Injectable()
export class ChatPeopleService {
  constructor(
    private readonly bots: BotsService,
    private readonly endUsers: EndUsersService,
    private readonly tokens: UserTokensService,
  ) {}

  /**
   * The user whom the host has signed, or somebody new.
   * @throws {ProblemError} `user-token-invalid`, `user-token-required`
   */
  async of({ botId, anonymousUsers }: ChatSettings, userToken: string | undefined): Promise<ChatPerson> {
    const bot = await this.bots.find(botId);
    if (bot === undefined) throw new NotFoundError('bot', botId);
    if (userToken === undefined && !anonymousUsers) {
      throw new ProblemError('user-token-required', 'The page must sign its user; see docs/chat.md.');
    }
    const user =
      userToken === undefined
        ? { id: `${anonymousPrefix}${randomSecret()}` }
        : await this.tokens.verify(botId, userToken);
    const endUser = await this.endUsers.upsert(bot, { ...user, channel });
    const { id: endUserId, workspaceId, externalId } = endUser;
    return { workspaceId, endUserId, externalId, isSigned: userToken !== undefined };
  }
}
