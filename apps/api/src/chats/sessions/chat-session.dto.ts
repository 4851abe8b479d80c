import { MessageView } from '../../conversations/conversation.dto.js';
import { AnswerField, AnswerObjectField, JsonField, TextField } from '../../http/fields.js';
import { ChatThemeView } from '../settings/chat-settings.dto.js';

/** Body of beginning a chat. */
export class CreateChatSessionDto {
  @TextField({
    optional: true,
    max: 4_000,
    description: 'A JWT with which the host page signs its user; see docs/chat.md.',
  })
  readonly userToken?: string;
  @TextField({ optional: true, max: 100, description: 'A conversation of the signed user; their latest unless told.' })
  readonly conversationId?: string;
  @TextField({
    optional: true,
    max: 200,
    pattern: /^[A-Za-z0-9,;=.* -]+$/,
    description: 'Languages that the person wants, like `Accept-Language`.',
    example: 'de-AT,de,en',
  })
  readonly locale?: string;
}

/** Body of saying something in a chat. */
export class CreateChatMessageDto {
  @TextField({ min: 0, max: 4000, description: 'What the end user wrote.' }) readonly text!: string;
  @TextField({ optional: true, max: 1000, description: 'The `value` of the choice that was pressed.' })
  readonly payload?: string;
  @JsonField({ optional: true, description: 'What a form was filled in with, by the names of its fields.' })
  readonly entities?: Readonly<Record<string, never>>;
}

/** A chat as it stands. */
export class ChatView {
  @AnswerField({ type: 'string' }) readonly conversationId!: string;
  @AnswerField({ type: 'string', description: 'The language of the bot, BCP 47.' }) readonly locale!: string;
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField({ type: ['string', 'null'] }) readonly greeting!: string | null;
  @AnswerObjectField(() => ChatThemeView) readonly theme!: ChatThemeView;
  @AnswerObjectField(() => MessageView, { isList: true, description: 'The latest ones, oldest first.' })
  readonly messages!: readonly MessageView[];
}

/** A chat that has just begun. */
export class StartedChatView extends ChatView {
  @AnswerField({
    type: 'string',
    description: 'Shown once: `Authorization: Bearer cht_...`. Over after a day without use.',
  })
  readonly token!: string;
}
