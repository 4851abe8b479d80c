import { Injectable } from '@nestjs/common';
import { hashToken } from '#auth-profiles';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ensureBrowserToken } from '../../authorization-requests/browser/browser-cookie.js';
import { Environment } from '../../config/environment.js';
import type { Caller } from '../../http/caller.js';
import { ProblemError } from '../../http/problem.js';
import { AttemptLimitsService } from '../../members/attempt-limits.service.js';
import type { ChatSettings } from '../settings/chat-settings.entity.js';
import type { ChatPlace } from './chats.service.js';

/** Finds out where a chat is begun, and refuses where it may not be; nobody floods a bot. */
@Injectable()
export class ChatPlacesService {
  private readonly publicOrigin: string;

  constructor(
    private readonly environment: Environment,
    private readonly limits: AttemptLimitsService,
  ) {
    this.publicOrigin = new URL(environment.publicUrl).origin;
  }

  /**
   * Counts something said.
   * @throws {ProblemError} `too-many-attempts`
   */
  async countMessage(caller: Caller<'chat'>): Promise<void> {
    await this.limits.take('chat-message', caller.id);
  }

  /**
   * The page that a request comes from. On this server's own the browser is bound by its cookie, which is made in it and for it:
   * nothing that a link or a token could carry becomes part of it.
   * @throws {ProblemError} `origin-forbidden`, `too-many-attempts`
   */
  async of(settings: ChatSettings, request: FastifyRequest, reply: FastifyReply): Promise<ChatPlace> {
    const { origin, 'sec-fetch-site': site } = request.headers;
    const isOwn = origin === this.publicOrigin;
    const isProgram = origin === undefined && site === undefined;
    if (!isOwn && !isProgram && !settings.allowedOrigins.includes(origin ?? '')) {
      throw new ProblemError('origin-forbidden', 'The chat may not be embedded here: add the origin to its settings.');
    }
    await this.limits.take('chat-session', request.ip);
    if (isProgram) return {};
    if (!isOwn) return { origin };
    return { browserHash: hashToken(ensureBrowserToken(request, reply, this.environment)) };
  }
}
