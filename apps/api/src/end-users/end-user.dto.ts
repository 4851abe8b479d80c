import { AnswerField, TextField } from '../http/fields.js';
import { PageQuery } from '../http/pages.js';

/** How a host names the person it speaks for. */
export class EndUserDto {
  @TextField({ max: 200, description: "The host's id of the person.", example: 'u-42' }) readonly id!: string;
  @TextField({ optional: true, max: 200, description: 'Shown, masked, on the authorization page.' })
  readonly displayName?: string;
  @TextField({
    optional: true,
    max: 50,
    pattern: /^[\w.-]+$/,
    description: 'Where the person talks to the bot; `api` unless told.',
  })
  readonly channel?: string;
}

/** Which end users to list. */
export class ListEndUsersQuery extends PageQuery {
  @TextField({ optional: true, max: 200, description: "Part of the host's id or of the name, in any case." })
  readonly search?: string;
}

/** A person who talks to a bot. */
export class EndUserView {
  @AnswerField({ type: 'string', description: 'Our own id.' }) readonly id!: string;
  @AnswerField({ type: 'string', description: "The host's id of the person." }) readonly externalId!: string;
  @AnswerField({ type: 'string' }) readonly channel!: string;
  @AnswerField({ type: ['string', 'null'] }) readonly displayName!: string | null;
  @AnswerField({ type: 'integer', description: 'Authorizations that work, or that somebody has to renew.' })
  readonly authorizationCount!: number;
  @AnswerField({ type: 'integer' }) readonly conversationCount!: number;
  @AnswerField({
    type: 'string',
    format: 'date-time',
    description: 'When they last talked to the bot, or something was last done on their behalf; some seconds late.',
  })
  readonly lastSeenAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** The channel of an end user whose host names none. */
export const defaultChannel = 'api';
