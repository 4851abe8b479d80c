import { Injectable } from '@nestjs/common';
import type { Conversation } from '../conversation.entity.js';
import { EffectsService } from '../effects/effects.service.js';
import { RequestOutcomesService } from '../effects/request-outcomes.service.js';
import { TurnErasuresService } from './turn-erasures.service.js';
import type { TurnResult } from './turns.service.js';

/** Begins conversations anew, with the same end user, and ends them for good. */
@Injectable()
export class RestartsService {
  constructor(
    private readonly erasures: TurnErasuresService,
    private readonly outcomes: RequestOutcomesService,
    private readonly effects: EffectsService,
  ) {}

  /** Forgets what is under way, withdraws what the end user was asked to authorize, and greets. */
  async restart(conversation: Conversation): Promise<TurnResult> {
    await this.erasures.clear(conversation);
    await this.outcomes.withdrawAll(conversation);
    return this.effects.take(conversation.id, { type: 'conversation-started' });
  }

  /** Withdraws what the end user was asked to authorize, and deletes the conversation with all that was said. */
  async remove(conversation: Conversation): Promise<void> {
    await this.outcomes.withdrawAll(conversation);
    await this.erasures.remove(conversation);
  }
}
