import { AnswerField } from '../http/fields.js';

/** A link under which somebody authorizes. */
export class AuthorizationLinkView {
  @AnswerField({ type: 'string', description: 'Id of the authorization request.' }) readonly id!: string;
  @AnswerField({ type: ['string', 'null'], format: 'uri', description: 'Null when nobody needs to click.' })
  readonly url!: string | null;
  @AnswerField({ type: 'string' }) readonly status!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly expiresAt!: string;
  @AnswerField({ type: 'string', description: 'Name of the system, for the message that carries the link.' })
  readonly systemName!: string;
  @AnswerField({ type: 'array', items: { type: 'string' }, description: 'What will be asked for, in words.' })
  readonly scopesInWords!: readonly string[];
}
