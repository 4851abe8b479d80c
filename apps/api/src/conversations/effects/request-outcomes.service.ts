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
    effects: EffectsService,
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

  /** Withdraws what a conversation still waits for: its links are worth nothing from now on. */
  async withdrawAll({ id, endUserId }: Conversation): Promise<void> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      'SELECT id FROM authorization_requests WHERE end_user_id = $1 AND conversation_id = $2 AND completed_at IS NULL',
      [endUserId, id],
    );
    for (const request of rows) await this.requests.cancel(request.id);
  }
}
