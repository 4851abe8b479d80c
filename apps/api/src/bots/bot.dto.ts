import { AnswerField, IntegerField, TextField } from '../http/fields.js';
import type { Bot } from './bot.entity.js';

/** Body of making a bot. */
export class CreateBotDto {
  @TextField({ max: 100, example: 'Sales assistant' }) readonly name!: string;
  @TextField({ optional: true, min: 0, max: 2000 }) readonly description?: string;
  @TextField({ optional: true, max: 100, description: 'The division that it belongs to; `Home` unless told.' })
  readonly divisionId?: string;
}

/** Body of changing a bot; what is left out stays. */
export class UpdateBotDto {
  @TextField({ optional: true, max: 100 }) readonly name?: string;
  @TextField({ optional: true, min: 0, max: 2000 }) readonly description?: string;
  @TextField({ optional: true, max: 100, description: 'Moves the bot; the permission is needed in both divisions.' })
  readonly divisionId?: string;
  @IntegerField({
    optional: true,
    min: 1,
    description: 'The version that was read; another one in between answers `version-conflict`.',
  })
  readonly version?: number;
}

/** A bot as it is shown. */
export class BotView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly name!: string;
  @AnswerField({ type: 'string' }) readonly description!: string;
  @AnswerField({ type: 'string' }) readonly divisionId!: string;
  @AnswerField({ type: 'integer', description: 'Actions that are enabled.' }) readonly actionCount!: number;
  @AnswerField({ type: 'integer' }) readonly dialogTaskCount!: number;
  @AnswerField({ type: 'integer' }) readonly version!: number;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly updatedAt!: string;
}

/** How far somebody has got with a bot. */
export class BotChecklistView {
  @AnswerField({ type: 'boolean' }) readonly hasEnabledAction!: boolean;
  @AnswerField({ type: 'boolean' }) readonly hasDialogTask!: boolean;
  @AnswerField({ type: 'boolean' }) readonly hasConversation!: boolean;
}

/** How much a bot has. */
export type BotCounts = Pick<BotView, 'actionCount' | 'dialogTaskCount'>;

/** What is shown of a bot. */
export function toBotView(bot: Bot, { actionCount, dialogTaskCount }: BotCounts): BotView {
  const { id, name, description, divisionId, version } = bot;
  return {
    id,
    name,
    description,
    divisionId,
    ...{ actionCount, dialogTaskCount, version },
    createdAt: bot.createdAt.toISOString(),
    updatedAt: bot.updatedAt.toISOString(),
  };
}
