import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { CreateMessageDto } from '../conversation.dto.js';
import type { Conversation } from '../conversation.entity.js';
import { EffectsService } from '../effects/effects.service.js';
import { RequestOutcomesService } from '../effects/request-outcomes.service.js';
import type { TurnResult } from './turns.service.js';

/** Turns that somebody outside begins: a conversation starts, or the end user says something. */
@Injectable()
export class IncomingTurnsService {
  constructor(
    private readonly effects: EffectsService,
    private readonly outcomes: RequestOutcomesService,
  ) {}

  /** The bot speaks first. */
  start(conversationId: string): Promise<TurnResult> {
    return this.effects.take(conversationId, { type: 'conversation-started' });
  }

  /** Takes in what the end user says, after what happened in the browser meanwhile; waits for what the bot does with it. */
  async say(conversation: Conversation, dto: CreateMessageDto, waitSeconds: number): Promise<TurnResult> {
    await this.outcomes.catchUp(conversation);
    const { text, payload, intent, entities, attachments } = dto;
    const turn = await this.effects.take(conversation.id, {
      ...{ type: 'message', text },
      ...(payload !== undefined && { payload }),
      ...(intent !== undefined && { intent }),
      ...(entities !== undefined && { entities }),
      ...(attachments !== undefined && { attachments }),
    });
    const patience = new AbortController();
    const deadline = sleep(waitSeconds * 1000, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([this.effects.rest(conversation.id), deadline]);
    patience.abort();
    return turn;
  }
}
