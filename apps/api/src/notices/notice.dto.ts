import {
  AnswerField,
  AnswerObjectField,
  BooleanField,
  ChoiceField,
  ObjectListField,
  TextListField,
} from '../http/fields.js';
import { PageQuery } from '../http/pages.js';
import { allNoticeKinds, type NoticeKind } from './notice-kinds.js';

const text = { type: 'string' } as const;
const kind = { ...text, enum: [...allNoticeKinds] } as const;
const time = { ...text, format: 'date-time' } as const;
const optionalTime = { type: ['string', 'null'], format: 'date-time' } as const;

/** Query of one's own notices. */
export class NoticesQuery extends PageQuery {
  @ChoiceField(['unread', 'all'], { optional: true, description: 'All unless told.' })
  readonly show: 'unread' | 'all' = 'all';
}

/** A notice as its member sees it. */
export class NoticeView {
  @AnswerField(text) readonly id!: string;
  @AnswerField(kind) readonly kind!: string;
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly body!: string;
  @AnswerField({ ...text, description: 'Where in the console to do something about it: a path of this server.' })
  readonly link!: string;
  @AnswerField({ type: ['string', 'null'] }) readonly botId!: string | null;
  @AnswerField(time) readonly createdAt!: string;
  @AnswerField(optionalTime) readonly readAt!: string | null;
  @AnswerField({ ...optionalTime, description: 'Since when it works again, by itself or by somebody.' })
  readonly resolvedAt!: string | null;
}

/** How many notices are unread. */
export class NoticeSummaryView {
  @AnswerField({ type: 'integer' }) readonly unreadCount!: number;
}

/** How a member is told of a kind. */
export class NoticePreferenceView {
  @AnswerField(kind) readonly kind!: string;
  @AnswerField(text) readonly title!: string;
  @AnswerField(text) readonly description!: string;
  @AnswerField({ type: 'boolean' }) readonly isInInbox!: boolean;
  @AnswerField({ type: 'boolean' }) readonly isByEmail!: boolean;
}

/** How a member is told of everything. */
export class NoticePreferencesView {
  @AnswerField({ type: 'boolean', description: 'Whether there is a mail server; without one nothing is mailed.' })
  readonly canMail!: boolean;
  @AnswerField({ ...text, description: 'Where mails go: the address that the member signs in with.' })
  readonly email!: string;
  @AnswerObjectField(() => NoticePreferenceView, { isList: true }) readonly items!: readonly NoticePreferenceView[];
}

/** How a member wants to be told of a kind. */
export class NoticePreferenceDto {
  @ChoiceField(allNoticeKinds) readonly kind!: NoticeKind;
  @BooleanField() readonly isInInbox!: boolean;
  @BooleanField() readonly isByEmail!: boolean;
}

/** Body of changing how one is told; kinds that are left out stay. */
export class ChangeNoticePreferencesDto {
  @ObjectListField(() => NoticePreferenceDto, { maxItems: 50 }) readonly items!: NoticePreferenceDto[];
}

/** The kinds that webhooks are told of. */
export class NoticeEventsView {
  @AnswerField({ type: 'array', items: kind }) readonly kinds!: readonly string[];
}

/** Body of choosing the kinds that webhooks are told of, by the event `notice.created`. */
export class ChooseNoticeEventsDto {
  @TextListField({ values: allNoticeKinds, maxItems: 50 }) readonly kinds!: NoticeKind[];
}
