import {
  AnswerField,
  AnswerObjectField,
  BooleanField,
  ChoiceField,
  ObjectField,
  TextField,
  TextListField,
} from '../../http/fields.js';
import type { ChatTheme } from './chat-settings.entity.js';

const colorSchemes = ['auto', 'light', 'dark'] as const;

/** How the chat looks. */
export class ChatThemeDto implements ChatTheme {
  @TextField({ pattern: /^#[0-9a-f]{6}$/i, description: 'Of buttons and of what the person says.', example: '#2f55c8' })
  readonly accentColor!: string;
  @ChoiceField(colorSchemes, { optional: true, description: "`auto`, unless told, follows the person's system." })
  readonly colorScheme: ChatTheme['colorScheme'] = 'auto';
}

/** Body of setting up the chat: everything at once. */
export class PutChatSettingsDto {
  @BooleanField() readonly isEnabled!: boolean;
  @TextListField({
    maxItems: 50,
    description:
      'Exact origins of the pages that embed the chat: https, or http on localhost. Its own page needs none.',
    example: ['https://shop.example.com'],
  })
  readonly allowedOrigins!: readonly string[];
  @TextField({ max: 80, example: 'Sales assistant' }) readonly title!: string;
  @TextField({ optional: true, nullable: true, max: 500, description: 'Shown above the first message.' })
  readonly greeting?: string | null;
  @ObjectField(() => ChatThemeDto) readonly theme!: ChatThemeDto;
  @BooleanField({ description: 'Whether people may talk to the bot whom no host has signed.' })
  readonly anonymousUsers!: boolean;
  @TextListField({
    maxItems: 30,
    maxLength: 35,
    description: 'What the bot speaks, BCP 47; the first is the default.',
    example: ['en'],
  })
  readonly languages!: readonly string[];
}

/** How the chat looks, as it is shown. */
export class ChatThemeView {
  @AnswerField({ type: 'string' }) readonly accentColor!: string;
  @AnswerField({ type: 'string', enum: [...colorSchemes] }) readonly colorScheme!: string;
}

/** A secret that hosts sign with, without the secret. */
export class ChatSecretView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** A secret that has just been made. */
export class CreatedChatSecretView extends ChatSecretView {
  @AnswerField({ type: 'string', description: 'Shown once: sign with its characters as they are (HS256).' })
  readonly secret!: string;
}

/** The chat of a bot as it is set up. */
export class ChatSettingsView {
  @AnswerField({ type: 'boolean' }) readonly isEnabled!: boolean;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly allowedOrigins!: readonly string[];
  @AnswerField({ type: 'string' }) readonly title!: string;
  @AnswerField({ type: ['string', 'null'] }) readonly greeting!: string | null;
  @AnswerObjectField(() => ChatThemeView) readonly theme!: ChatThemeView;
  @AnswerField({ type: 'boolean' }) readonly anonymousUsers!: boolean;
  @AnswerField({ type: 'array', items: { type: 'string' } }) readonly languages!: readonly string[];
  @AnswerObjectField(() => ChatSecretView, {
    isList: true,
    description: 'The secrets that are valid, newest first: at most two.',
  })
  readonly secrets!: readonly ChatSecretView[];
  @AnswerField({ type: 'string', description: 'The chat as a page.' }) readonly pageUrl!: string;
  @AnswerField({ type: 'string', description: 'The script that pages embed.' }) readonly scriptUrl!: string;
}
