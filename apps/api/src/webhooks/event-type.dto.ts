import { eventGroups, eventTypes } from '../events/types/event-types.js';
import type { EventDescription } from '../events/types/event-group.js';
import { AnswerField, AnswerObjectField } from '../http/fields.js';

const text = { type: 'string' } as const;

/** One type of event that a webhook can be told of. */
export class EventTypeView {
  @AnswerField({ ...text, enum: [...eventTypes] }) readonly type!: string;
  @AnswerField({ ...text, description: 'What has happened, in words.' }) readonly title!: string;
}

/** Types of events that are about the same kind of resource. */
export class EventGroupView {
  @AnswerField(text) readonly title!: string;
  @AnswerObjectField(() => EventTypeView, { isList: true }) readonly types!: readonly EventTypeView[];
}

/** Everything that a webhook can be told of. */
export const eventGroupViews: readonly EventGroupView[] = eventGroups.map(({ title, types }) => ({
  title,
  types: Object.entries<EventDescription>(types).map(([type, description]) => ({ type, title: description.title })),
}));
