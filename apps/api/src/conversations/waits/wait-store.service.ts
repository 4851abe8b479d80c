import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Effect } from '../conversation.entity.js';
import { ConversationWait } from './wait.entity.js';

/** A wait that may end now. */
export type ReadyWait = Pick<ConversationWait, 'conversationId' | 'effectId' | 'actionId'>;

/** Which conversations wait until designers have authorized again. */
@Injectable()
export class WaitStoreService {
  constructor(private readonly dataSource: DataSource) {}

  /** Notes that an effect waits for an action; it may be noted twice. */
  async add({ conversationId, effectId }: Effect, actionId: string): Promise<void> {
    const row = { conversationId, effectId, actionId };
    await this.dataSource.createQueryBuilder().insert().into(ConversationWait).values(row).orIgnore().execute();
  }

  /** Those whose conversation has heard that it waits: oldest first, of one workspace or of all. */
  list(workspaceId: string | undefined, limit: number): Promise<readonly ReadyWait[]> {
    return this.dataSource.query(
      `SELECT w.conversation_id AS "conversationId", w.effect_id AS "effectId", w.action_id AS "actionId"
       FROM conversation_waits w JOIN actions a ON a.id = w.action_id
       WHERE ($1::text IS NULL OR a.workspace_id = $1) AND NOT EXISTS (
         SELECT FROM effects e
         WHERE e.conversation_id = w.conversation_id AND e.effect_id = w.effect_id AND e.done_at IS NULL)
       ORDER BY w.created_at LIMIT $2`,
      [workspaceId ?? null, limit],
    );
  }

  async remove({ conversationId, effectId }: ReadyWait): Promise<void> {
    await this.dataSource.manager.delete(ConversationWait, { conversationId, effectId });
  }
}
