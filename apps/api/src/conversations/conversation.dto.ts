import type { OutgoingMessage } from '#dialogs';
import { EndUserDto } from '../end-users/end-user.dto.js';
import { AnswerField, AnswerObjectField, IntegerField, ObjectField, TextField } from '../http/fields.js';

/** Body of beginning a conversation. */
export class CreateConversationDto {
  @ObjectField(() => EndUserDto) readonly endUser!: EndUserDto;
  @TextField({
    optional: true,
    max: 35,
    pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    description: 'Language of the bot, BCP 47; `en` unless told.',
    example: 'de',
  })
  readonly locale?: string;
}

/** Body of saying something. */
export class CreateMessageDto {
  @TextField({ min: 0, max: 4000, description: 'What the end user wrote.' }) readonly text!: string;
  @TextField({ optional: true, max: 1000, description: 'The `value` of the choice that was pressed.' })
  readonly payload?: string;
}

/** How long an answer may take. */
export class CreateMessageQuery {
  @IntegerField({
    optional: true,
    max: 30,
    fromQuery: true,
    description:
      'Seconds to wait for operations that this message starts; 20 unless told. What comes later is in the events.',
  })
  readonly wait: number = 20;
}

/** Where to read messages from. */
export class ListMessagesQuery {
  @IntegerField({ optional: true, fromQuery: true, description: 'Only messages after this sequence number.' })
  readonly after: number = 0;
  @IntegerField({ optional: true, min: 1, max: 200, fromQuery: true }) readonly limit: number = 100;
}

/** A message of the bot or of the end user. */
export class MessageView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'integer', description: 'From 1, without gaps.' }) readonly sequence!: number;
  @AnswerField({ type: 'string', enum: ['end-user', 'bot'] }) readonly author!: 'end-user' | 'bot';
  @AnswerField({
    type: 'object',
    description:
      'What is said: `kind` is `text`, `question` or `authorization-link`; `text` is complete by itself; `card`, `choices` and ' +
      '`title` are for channels that can show them.',
    required: ['kind', 'text'],
    properties: { kind: { type: 'string' }, text: { type: 'string' } },
    additionalProperties: true,
  })
  readonly content!: OutgoingMessage;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** The answer to something said. */
export class MessagesView {
  @AnswerObjectField(() => MessageView, { isList: true }) readonly messages!: readonly MessageView[];
}

/** The end user of a conversation. */
export class ConversationEndUserView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly channel!: string;
  @AnswerField({ type: ['string', 'null'] }) readonly displayName!: string | null;
}

/** A conversation as it is shown. */
export class ConversationView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly botId!: string;
  @AnswerField({ type: 'string' }) readonly locale!: string;
  @AnswerObjectField(() => ConversationEndUserView) readonly endUser!: ConversationEndUserView;
  @AnswerField({ type: 'integer', description: 'The sequence number of the last message.' })
  readonly lastSequence!: number;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly updatedAt!: string;
}

/** A conversation that has just begun, with what the bot says first. */
export class StartedConversationView extends ConversationView {
  @AnswerObjectField(() => MessageView, { isList: true }) readonly messages!: readonly MessageView[];
}
