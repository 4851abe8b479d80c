import type { Attachment, JsonValue, OutgoingMessage } from '#dialogs';
import { EndUserDto } from '../end-users/end-user.dto.js';
import {
  AnswerField,
  AnswerObjectField,
  BooleanField,
  IntegerField,
  JsonField,
  NumberField,
  ObjectField,
  ObjectListField,
  TextField,
} from '../http/fields.js';
import { PageQuery } from '../http/pages.js';

/** Body of changing a conversation; what is left out stays. */
export class UpdateConversationDto {
  @TextField({
    optional: true,
    max: 35,
    pattern: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    description: 'Language of the bot, BCP 47; `en` unless told.',
    example: 'de',
  })
  readonly locale?: string;
}

/** Body of beginning a conversation. */
export class CreateConversationDto extends UpdateConversationDto {
  @ObjectField(() => EndUserDto) readonly endUser!: EndUserDto;
  @BooleanField({
    optional: true,
    description: 'Whether the steps of each turn are kept, for whoever builds the bot; needs `dialogs:view` besides.',
  })
  readonly debug?: boolean;
  @BooleanField({
    optional: true,
    description: 'Whether drafts of dialog tasks are used where they are free of errors; needs `dialogs:view` besides.',
  })
  readonly useDrafts?: boolean;
  @BooleanField({
    optional: true,
    description:
      'Whether service nodes that have sample responses take the first of them and run nothing; only with `debug` and `useDrafts`.',
  })
  readonly useSamples?: boolean;
}

/** Which conversations to list. */
export class ListConversationsQuery extends PageQuery {
  @TextField({ optional: true, max: 200, description: "The host's id of the person." }) readonly endUserId?: string;
  @TextField({ optional: true, max: 50, description: 'The channel of that person; any unless told.' })
  readonly channel?: string;
}

/** What a host found a message to ask for. */
export class MessageIntentDto {
  @TextField({ max: 100, description: 'Id of a dialog task; one that the bot does not have counts as not found.' })
  readonly taskId!: string;
  @NumberField({ optional: true, min: 0, max: 1 }) readonly confidence?: number;
}

/** A file that the end user sent: a reference, never the file itself. */
export class AttachmentDto implements Attachment {
  @TextField({ max: 200, description: "The host's id of the file." }) readonly id!: string;
  @TextField({ max: 255 }) readonly name!: string;
  @TextField({ max: 127, pattern: /^[\w.+-]+\/[\w.+-]+$/, example: 'application/pdf' }) readonly mediaType!: string;
  @IntegerField({ description: 'In bytes.' }) readonly size!: number;
  @TextField({ optional: true, max: 2000, pattern: /^https:\/\/[^\s/?#]\S*$/i, description: 'https only.' })
  readonly url?: string;
}

/** Body of saying something. */
export class CreateMessageDto {
  @TextField({ min: 0, max: 4000, description: 'What the end user wrote.' }) readonly text!: string;
  @TextField({ optional: true, max: 1000, description: 'The `value` of the choice that was pressed.' })
  readonly payload?: string;
  @ObjectField(() => MessageIntentDto, { optional: true }) readonly intent?: MessageIntentDto;
  @JsonField({
    optional: true,
    description:
      'Values by the names of entities: those of a form that was filled in, or found by the host. Each counts where it is valid.',
  })
  readonly entities?: Readonly<Record<string, JsonValue>>;
  @ObjectListField(() => AttachmentDto, { optional: true, maxItems: 10 })
  readonly attachments?: readonly AttachmentDto[];
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
  @IntegerField({ optional: true, fromQuery: true, description: 'Only what comes after this sequence number.' })
  readonly after: number = 0;
  @IntegerField({ optional: true, min: 1, max: 200, fromQuery: true }) readonly limit: number = 100;
}

/** Where to follow a conversation from. */
export class FollowConversationQuery {
  @IntegerField({ optional: true, fromQuery: true, description: 'Only messages after this sequence number.' })
  readonly after: number = 0;
  @IntegerField({ optional: true, fromQuery: true, description: 'Only steps after this sequence number.' })
  readonly afterStep: number = 0;
}

/** Who says something; `system` tells of the conversation itself. */
export const messageAuthors = ['end-user', 'bot', 'system'] as const;
export type MessageAuthor = (typeof messageAuthors)[number];

/** What the end user wrote; links of attachments are not kept. */
export interface UserText {
  readonly kind: 'text';
  readonly text: string;
  readonly attachments?: readonly Omit<Attachment, 'url'>[];
  readonly transcriptText?: undefined;
}

/** From here on the conversation began anew. */
export interface Divider {
  readonly kind: 'divider';
  readonly text: string;
  readonly transcriptText?: undefined;
}

/** What is said. */
export type MessageContent = OutgoingMessage | UserText | Divider;

/** A message of the bot or of the end user. */
export class MessageView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'integer', description: 'From 1, without gaps.' }) readonly sequence!: number;
  @AnswerField({ type: 'string', enum: [...messageAuthors], description: '`system`: of the conversation itself.' })
  readonly author!: MessageAuthor;
  @AnswerField({
    type: 'object',
    description:
      'What is said: `kind` is `text`, `question`, `form`, `authorization-link` or, where the conversation was restarted, `divider`; ' +
      '`text` is complete by itself; `card`, `choices`, `fields` and `title` are for channels that can show them; `attachments` are ' +
      'what the end user sent.',
    required: ['kind', 'text'],
    properties: { kind: { type: 'string' }, text: { type: 'string' } },
    additionalProperties: true,
  })
  readonly content!: MessageContent;
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

/** The last message of a conversation, in short. */
export class LastMessageView {
  @AnswerField({ type: 'string', enum: [...messageAuthors] }) readonly author!: MessageAuthor;
  @AnswerField({ type: 'string', description: 'At most 140 characters; sensitive values are left out.' })
  readonly text!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
}

/** A conversation as it is shown. */
export class ConversationView {
  @AnswerField({ type: 'string' }) readonly id!: string;
  @AnswerField({ type: 'string' }) readonly botId!: string;
  @AnswerField({ type: 'string' }) readonly locale!: string;
  @AnswerObjectField(() => ConversationEndUserView) readonly endUser!: ConversationEndUserView;
  @AnswerField({ type: 'boolean', description: 'Whether its steps are kept.' }) readonly isDebug!: boolean;
  @AnswerField({ type: 'boolean', description: 'Whether drafts are used where they are free of errors.' })
  readonly usesDrafts!: boolean;
  @AnswerField({ type: 'boolean', description: 'Whether sample responses stand for operations.' })
  readonly usesSamples!: boolean;
  @AnswerField({ type: 'integer', description: 'The sequence number of the last message.' })
  readonly lastSequence!: number;
  @AnswerField({ type: 'integer' }) readonly messageCount!: number;
  @AnswerObjectField(() => LastMessageView, { nullable: true }) readonly lastMessage!: LastMessageView | null;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly createdAt!: string;
  @AnswerField({ type: 'string', format: 'date-time' }) readonly updatedAt!: string;
}

/** A conversation that has just begun, or begun anew, with what the bot says first. */
export class StartedConversationView extends ConversationView {
  @AnswerObjectField(() => MessageView, { isList: true }) readonly messages!: readonly MessageView[];
}
