import { Injectable, Logger } from '@nestjs/common';
import { DataSource, LessThan, MoreThan } from 'typeorm';
import { CallersService } from '../../api-keys/callers.service.js';
import {
  BrowserProofsService,
  type ConversationBrowsers,
  type HeldConversation,
} from '../../authorization-requests/proofs/browser-proofs.service.js';
import { newId } from '../../database/identifiers.js';
import { ReplicaChannel } from '../../database/replica-channel.js';
import { ReplicatedCache } from '../../database/replicated-cache.js';
import { hashSecret, randomSecret } from '../../encryption/secrets.js';
import { Caller } from '../../http/caller.js';
import { ProblemError } from '../../http/problem.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ChatSettingsService } from '../settings/chat-settings.service.js';
import { ChatSession } from './chat-session.entity.js';

const tokenPrefix = 'cht_';
const idleMs = 24 * 3_600_000;
const touchEveryMs = 60_000;

interface LiveSession {
  readonly caller: Caller<'chat'>;
  readonly botId: string;
  seenAt: number;
}

/** What a session is made of. */
export type NewChatSession = Pick<
  ChatSession,
  'workspaceId' | 'botId' | 'endUserId' | 'conversationId' | 'browserHash' | 'origin'
>;

/** Sessions of end users: kept alive by whoever uses or listens to them, over after a day in which nobody does. */
@Injectable()
export class ChatSessionsService implements ConversationBrowsers {
  private readonly logger = new Logger('chats');
  private readonly live: ReplicatedCache<LiveSession>;

  // eslint-disable-next-line max-params
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: ChatSettingsService,
    channel: ReplicaChannel,
    callers: CallersService,
    proofs: BrowserProofsService,
    jobs: JobsService,
  ) {
    this.live = new ReplicatedCache(channel, 'chat_sessions', { max: 50_000, maxAgeMs: 30_000 });
    callers.recognize(tokenPrefix, (token) => this.identify(token));
    proofs.use(this);
    jobs.define({ name: 'chat-sessions-clean-up', cron: '23 * * * *', handle: () => this.cleanUp() });
  }

  /** Begins a session; the token goes to the chat and nowhere else. */
  async start(session: NewChatSession): Promise<{ readonly token: string }> {
    const token = `${tokenPrefix}${randomSecret()}`;
    const row = { id: newId('chatSession'), ...session, tokenHash: hashSecret(token), lastSeenAt: new Date() };
    await this.dataSource.manager.insert(ChatSession, row);
    return { token };
  }

  /**
   * The end user who holds a token.
   * @throws {ProblemError} `chat-session-over` when it is unknown, idle for too long, or the chat is off
   */
  async identify(token: string): Promise<Caller<'chat'>> {
    const tokenHash = hashSecret(token);
    const session = await this.live.get(tokenHash, () => this.load(tokenHash));
    const now = Date.now();
    const isLive = session !== undefined && session.seenAt + idleMs > now;
    if (!isLive || (await this.settings.find(session.botId))?.isEnabled !== true) {
      throw new ProblemError('chat-session-over', 'The chat session is unknown or over; begin another.');
    }
    if (session.seenAt + touchEveryMs < now) this.touch(session, now);
    return session.caller;
  }

  /** Ends a session here and on every replica. */
  async end(caller: Caller<'chat'>): Promise<void> {
    const row = await this.dataSource.manager.findOneBy(ChatSession, { id: caller.id });
    if (row === null) return;
    await this.dataSource.manager.delete(ChatSession, { id: row.id });
    await this.live.invalidate(row.tokenHash);
  }

  /** Whether an end user began the conversation in this very browser, on this server's own page. */
  async isHeldIn(conversation: HeldConversation, browserHash: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(ChatSession, { ...conversation, browserHash, lastSeenAt: stillLive() });
  }

  /** The pages of other sites that hold the conversation now, and still may. */
  async originsOf(conversation: HeldConversation): Promise<readonly string[]> {
    const where = { ...conversation, lastSeenAt: stillLive() };
    const sessions = await this.dataSource.manager.find(ChatSession, { where, take: 20, order: { id: 'DESC' } });
    const settings = await this.settings.find(sessions[0]?.botId ?? '');
    const origins = new Set(sessions.map(({ origin }) => origin));
    return settings?.allowedOrigins.filter((origin) => origins.has(origin)) ?? [];
  }

  private touch(session: LiveSession, now: number): void {
    session.seenAt = now;
    const { id } = session.caller;
    this.dataSource.manager.update(ChatSession, { id }, { lastSeenAt: new Date(now) }).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'a chat session was used, and that could not be noted');
    });
  }

  private async load(tokenHash: string): Promise<LiveSession | undefined> {
    const row = await this.dataSource.manager.findOneBy(ChatSession, { tokenHash });
    if (row === null) return undefined;
    const { id, workspaceId, botId, conversationId } = row;
    const caller = chatCaller({ id, workspaceId, botId, conversationId });
    return { caller, botId, seenAt: row.lastSeenAt.getTime() };
  }

  private async cleanUp(): Promise<void> {
    await this.dataSource.manager.delete(ChatSession, { lastSeenAt: LessThan(new Date(Date.now() - idleMs)) });
  }
}

/** An end user as the features below know them: no permissions, one bot, one conversation. */
export function chatCaller(
  session: Pick<ChatSession, 'id' | 'workspaceId' | 'botId'> & Partial<Pick<ChatSession, 'conversationId'>>,
): Caller<'chat'> {
  const { id, workspaceId, botId, conversationId } = session;
  return new Caller({
    kind: 'chat',
    id,
    workspaceId,
    permissions: new Set(),
    botIds: new Set([botId]),
    conversationId,
  });
}

function stillLive() {
  return MoreThan(new Date(Date.now() - idleMs));
}
