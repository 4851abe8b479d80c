import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { toBotView, type BotChecklistView, type BotCounts, type BotView } from './bot.dto.js';
import type { Bot } from './bot.entity.js';

const enabled = `state IN ('configured', 'error')`;

/** Knows what bots have, for whoever looks at them. */
@Injectable()
export class BotContentsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Bots with how much they have. */
  async show(bots: readonly Bot[]): Promise<readonly BotView[]> {
    const counts: readonly (BotCounts & { readonly id: string })[] = await this.dataSource.query(
      `SELECT id,
         (SELECT count(*)::int FROM actions WHERE bot_id = bot.id AND ${enabled}) AS "actionCount",
         (SELECT count(*)::int FROM dialog_tasks WHERE bot_id = bot.id) AS "dialogTaskCount"
       FROM unnest($1::text[]) AS bot (id)`,
      [bots.map(({ id }) => id)],
    );
    const byId = new Map(counts.map((row) => [row.id, row]));
    return bots.map((bot) => toBotView(bot, byId.get(bot.id) ?? { actionCount: 0, dialogTaskCount: 0 }));
  }

  /** Which of the first steps are done. */
  async checklist(botId: string): Promise<BotChecklistView> {
    const [row] = await this.dataSource.query<BotChecklistView[]>(
      `SELECT EXISTS (SELECT FROM actions WHERE bot_id = $1 AND ${enabled}) AS "hasEnabledAction",
              EXISTS (SELECT FROM dialog_tasks WHERE bot_id = $1) AS "hasDialogTask",
              EXISTS (SELECT FROM conversations WHERE bot_id = $1) AS "hasConversation"`,
      [botId],
    );
    return row ?? { hasEnabledAction: false, hasDialogTask: false, hasConversation: false };
  }
}
