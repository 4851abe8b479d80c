import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Effect } from '../conversation.entity.js';
import { ConversationWait } from './wait.entity.js';

/** A conversation that waits, and for what. */
export type Wait = Pick<ConversationWait, 'conversationId' | 'effectId' | 'actionId'>;

/** An action that conversations wait for. */
export interface AwaitedAction {
  readonly actionId: string;
  /** Deleted, or off for so long that nobody seems to be at it: nothing will come of waiting. */
  readonly isGone: boolean;
}

const pageSize = 500;
/** A designer who sets an action up anew has it off meanwhile. */
const offForMinutes = 60;
/** The conversation has heard that it waits. */
const hasHeard = `NOT EXISTS (
  SELECT FROM effects e
  WHERE e.conversation_id = w.conversation_id AND e.effect_id = w.effect_id AND e.done_at IS NULL)`;

/** Which conversations wait until designers have authorized again. */
@Injectable()
export class WaitStoreService {
  constructor(private readonly dataSource: DataSource) {}

  /** Notes that an effect waits for an action; it may be noted twice. */
  async add({ conversationId, effectId }: Effect, actionId: string): Promise<void> {
    const row = { conversationId, effectId, actionId };
    await this.dataSource.createQueryBuilder().insert().into(ConversationWait).values(row).orIgnore().execute();
  }

  /** What is waited for, in one workspace or in all. */
  awaited(workspaceId: string | undefined): Promise<readonly AwaitedAction[]> {
    return this.dataSource.query(
      `SELECT DISTINCT w.action_id AS "actionId", a.id IS NULL OR (a.state IN ('available', 'disabled')
         AND a.updated_at < now() - $2::integer * interval '1 minute') AS "isGone"
       FROM conversation_waits w JOIN conversations c ON c.id = w.conversation_id LEFT JOIN actions a ON a.id = w.action_id
       WHERE $1::text IS NULL OR c.workspace_id = $1`,
      [workspaceId ?? null, offForMinutes],
    );
  }

  /** Those that wait for an action and have heard that they do, page by page: one that cannot be told is in nobody's way. */
  async *waitingFor(actionId: string): AsyncGenerator<Wait> {
    let last: Pick<Wait, 'conversationId' | 'effectId'> = { conversationId: '', effectId: '' };
    for (;;) {
      const page = await this.dataSource.query<Wait[]>(
        `SELECT w.conversation_id AS "conversationId", w.effect_id AS "effectId", w.action_id AS "actionId"
         FROM conversation_waits w
         WHERE w.action_id = $1 AND (w.conversation_id, w.effect_id) > ($2, $3) AND ${hasHeard}
         ORDER BY w.conversation_id, w.effect_id LIMIT $4`,
        [actionId, last.conversationId, last.effectId, pageSize],
      );
      yield* page;
      const end = page.at(-1);
      if (end === undefined || page.length < pageSize) return;
      last = end;
    }
  }

  async remove({ conversationId, effectId }: Wait): Promise<void> {
    await this.dataSource.manager.delete(ConversationWait, { conversationId, effectId });
  }
}
