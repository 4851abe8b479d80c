import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Bot } from '../../bots/bot.entity.js';
import { BotsService } from '../../bots/bots.service.js';
import { Environment } from '../../config/environment.js';
import { ReplicaChannel } from '../../database/replica-channel.js';
import { ReplicatedCache } from '../../database/replicated-cache.js';
import type { Caller } from '../../http/caller.js';
import { NotFoundError, RequestInvalidError } from '../../http/problem.js';
import { originFlaw } from './allowed-origin.js';
import { ChatSecretsService } from './chat-secrets.service.js';
import type { ChatSettingsView, PutChatSettingsDto } from './chat-settings.dto.js';
import { ChatSettings } from './chat-settings.entity.js';

const languagePattern = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** How the chats of bots are set up. */
@Injectable()
export class ChatSettingsService {
  private readonly known: ReplicatedCache<ChatSettings>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bots: BotsService,
    private readonly secrets: ChatSecretsService,
    private readonly environment: Environment,
    channel: ReplicaChannel,
  ) {
    this.known = new ReplicatedCache(channel, 'chat_settings', { max: 10_000, maxAgeMs: 60_000 });
  }

  /** The chat of a bot; one that was never set up is off. */
  async get(caller: Caller, botId: string): Promise<ChatSettingsView> {
    const bot = await this.bots.get(caller, botId);
    const { updatedAt: _, botId: __, ...settings } = (await this.find(botId)) ?? unset(bot);
    const { publicUrl } = this.environment;
    return {
      ...settings,
      secrets: await this.secrets.list(botId),
      pageUrl: `${publicUrl}/chat/${botId}`,
      scriptUrl: `${publicUrl}/chat/attache-chat.js`,
    };
  }

  /** @throws {RequestInvalidError} */
  async put(caller: Caller, botId: string, dto: PutChatSettingsDto): Promise<ChatSettingsView> {
    const bot = await this.bots.get(caller, botId);
    refuseFlaws(dto);
    const { accentColor, colorScheme } = dto.theme;
    const row: ChatSettings = {
      ...{ botId: bot.id, isEnabled: dto.isEnabled, title: dto.title, greeting: dto.greeting ?? null },
      allowedOrigins: [...new Set(dto.allowedOrigins)],
      theme: { accentColor: accentColor.toLowerCase(), colorScheme },
      anonymousUsers: dto.anonymousUsers,
      languages: [...new Set(dto.languages)],
      updatedAt: new Date(),
    };
    await this.dataSource.manager.upsert(ChatSettings, row, ['botId']);
    await this.known.invalidate(botId);
    return this.get(caller, botId);
  }

  /** Without I/O when it was read lately. */
  async find(botId: string): Promise<ChatSettings | undefined> {
    return this.known.get(botId, async () => {
      const row = await this.dataSource.manager.findOneBy(ChatSettings, { botId });
      return row ?? undefined;
    });
  }

  /**
   * The chat of a bot, where it is on.
   * @throws {NotFoundError}
   */
  async requireEnabled(botId: string): Promise<ChatSettings> {
    const settings = await this.find(botId);
    if (settings?.isEnabled !== true) throw new NotFoundError('chat', botId);
    return settings;
  }
}

function unset(bot: Bot): ChatSettings {
  return {
    ...{ botId: bot.id, isEnabled: false, allowedOrigins: [], title: bot.name.slice(0, 80), greeting: null },
    theme: { accentColor: '#2f55c8', colorScheme: 'auto' },
    ...{ anonymousUsers: true, languages: ['en'], updatedAt: bot.updatedAt },
  };
}

function refuseFlaws({ allowedOrigins, languages }: PutChatSettingsDto): void {
  const violations = [
    ...allowedOrigins.map((origin, at) => ({ pointer: `/allowedOrigins/${at}`, detail: originFlaw(origin) })),
    ...languages.map((tag, at) => ({
      pointer: `/languages/${at}`,
      detail: languagePattern.test(tag) ? undefined : 'Use a language tag such as `de` or `en-GB`.',
    })),
    { pointer: '/languages', detail: languages.length > 0 ? undefined : 'Name at least one.' },
  ].flatMap(({ pointer, detail }) => (detail === undefined ? [] : [{ pointer, detail }]));
  if (violations.length > 0) throw new RequestInvalidError(violations);
}
