import { actionEvents } from './actions.js';
import { authProfileEvents } from './auth-profiles.js';
import { authorizationEvents, authorizationRequestEvents } from './authorizations.js';
import { conversationEvents } from './conversations.js';
import { memberEvents } from './members.js';
import { noticeEvents } from './notices.js';
import { webhookEvents } from './webhooks.js';

/** Everything that can happen and that somebody may wait for, by what it happens to. */
export const eventGroups = [
  authorizationRequestEvents,
  authorizationEvents,
  actionEvents,
  conversationEvents,
  memberEvents,
  authProfileEvents,
  webhookEvents,
  noticeEvents,
] as const;

type TypesOf<Group> = Group extends { readonly types: infer Types } ? keyof Types & string : never;

export type EventType = TypesOf<(typeof eventGroups)[number]>;

/** Every type of event. */
export const eventTypes = eventGroups.flatMap(({ types }) => Object.keys(types)) as readonly EventType[];

const subjects = new Map<string, readonly string[]>(
  eventGroups.flatMap(({ types, subject }) => Object.keys(types).map((type) => [type, subject] as const)),
);

/** The id of the resource that an event is about. */
export function subjectOf(type: EventType, data: Readonly<Record<string, unknown>>): string | undefined {
  const id = subjects
    .get(type)
    ?.map((name) => data[name])
    .find((value) => typeof value === 'string');
  return id as string | undefined;
}
