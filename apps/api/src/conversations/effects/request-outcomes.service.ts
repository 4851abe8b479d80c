import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthorizationRequestsService } from '../../authorization-requests/authorization-requests.service.js';
import { EventsService } from '../../events/events.service.js';
import { Conversation } from '../conversation.entity.js';
import { toDialogEvent } from './effect-authorization.service.js';
import { EffectsService } from './effects.service.js';

/** Tells conversations what became of the authorization requests that were made for them, and withdraws those. */
@Injectable()
export class RequestOutcomesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: AuthorizationRequestsService,
    private readonly effects: EffectsService,
    events: EventsService,
  ) {
    events.handle(
      [
        'authorization-request.proof-requested',
        'authorization-request.completed',
        'authorization-request.denied',
        'authorization-request.expired',
        'authorization-request.failed',
        'authorization-request.cancelled',
      ],
      'conversations',
      async (event) => {
        const { conversationId: id, effectId } = event.data;
        const told = toDialogEvent(event);
        if (typeof id !== 'string' || typeof effectId !== 'string' || told === undefined) return;
        if (await dataSource.manager.existsBy(Conversation, { id })) await effects.take(id, told);
      },
    );
  }

  /**
   * Asks for the code of an authorization whose browser is through, when the conversation has not heard of that yet: the end user
   * may type faster than the news travels.
   */
  async catchUp({ id, endUserId }: Conversation): Promise<void> {
    const rows = await this.dataSource.query<{ effectId: string }[]>(
      `SELECT effect_id AS "effectId" FROM authorization_requests
        WHERE end_user_id = $1 AND conversation_id = $2 AND status = 'proof-required' AND effect_id IS NOT NULL`,
      [endUserId, id],
    );
    for (const { effectId } of rows) await this.effects.take(id, { type: 'authorization-proof-requested', effectId });
  }

  /** Withdraws what a conversation still waits for: its links are worth nothing from now on. */
  async withdrawAll({ id, endUserId }: Conversation): Promise<void> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      'SELECT id FROM authorization_requests WHERE end_user_id = $1 AND conversation_id = $2 AND completed_at IS NULL',
      [endUserId, id],
    );
    for (const request of rows) await this.requests.cancel(request.id);
  }
}
