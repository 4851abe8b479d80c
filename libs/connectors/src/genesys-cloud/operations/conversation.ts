import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { appsUrl } from '../regions.js';
import { invalid, noError, uuid } from './platform-api.js';
import { queuesPath } from './queue.js';

/** Path of one conversation. */
export const conversationPath = '/api/v2/conversations/{conversationId}';

/** The id of a conversation, as operations take it. */
export const ConversationId = Type.String({
  title: 'Conversation',
  description: 'Id of the conversation.',
  pattern: uuid,
});

const said = (title: string, description: string) => Type.Optional(Type.String({ title, description }));
const time = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, format: 'date-time' }));

const Participant = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the participant in this conversation.' }),
    purpose: said('Purpose', 'customer, agent, acd (the queue) and so on.'),
    name: said('Name', 'Name of the participant.'),
    queue: said('Queue', 'Name of the queue.'),
    medium: said('Medium', 'voice, callback, chat, email or message.'),
    state: said('State', 'Where it stands: alerting, connected, disconnected and so on.'),
    wrapUpCode: said('Wrap-up code', 'Name or id of the code that the outcome was noted with.'),
    notes: said('Notes', 'What was noted about the outcome.'),
  },
  { title: 'Participant', description: 'Somebody, or something, that takes part.' },
);

/** A conversation as operations return it; what is not known is left out. */
export const Conversation = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the conversation.' }),
    url: Type.String({ title: 'Link', description: 'Opens the conversation in Genesys Cloud.', format: 'uri' }),
    startedAt: time('Started', 'When it began, in UTC.'),
    endedAt: time('Ended', 'When it ended, in UTC; missing while it goes on.'),
    participants: Type.Array(Participant, { title: 'Participants', description: 'Who takes part, in their order.' }),
  },
  { title: 'Conversation', description: 'A conversation in Genesys Cloud.' },
);

const Text = Type.Optional(Type.String());
const Sessions = Type.Optional(Type.Array(Type.Object({ state: Text })));

/** The lists of sessions that a participant may have, and what they are. */
const media = {
  calls: 'voice',
  callbacks: 'callback',
  chats: 'chat',
  emails: 'email',
  messages: 'message',
} as const;

/** A conversation as the vendor sends it, as far as it is read here. */
export const ConversationRecord = Type.Object({
  id: Type.String(),
  startTime: Text,
  endTime: Text,
  participants: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Text,
      purpose: Text,
      userId: Text,
      queueId: Text,
      queueName: Text,
      wrapup: Type.Optional(Type.Object({ code: Text, name: Text, notes: Text })),
      ...{ calls: Sessions, callbacks: Sessions, chats: Sessions, emails: Sessions, messages: Sessions },
    }),
  ),
});
type ParticipantRecord = Static<typeof ConversationRecord>['participants'][number];

/** The link that opens a conversation. */
export function conversationUrl(context: Pick<OperationContext, 'grant' | 'baseUrl'>, id: string): string {
  return `${appsUrl(context)}/engage/admin/interactions/${encodeURIComponent(id)}`;
}

/** The conversation as operations return it. */
export function toConversation(
  context: Pick<OperationContext, 'grant' | 'baseUrl'>,
  { id, startTime, endTime, participants }: Static<typeof ConversationRecord>,
): Static<typeof Conversation> {
  return {
    id,
    url: conversationUrl(context, id),
    ...known({ startedAt: utc(startTime), endedAt: utc(endTime) }),
    participants: participants.map(toParticipant),
  };
}

function toParticipant(record: ParticipantRecord): Static<typeof Participant> {
  const { id, purpose, name, queueName: queue, wrapup } = record;
  const kind = (Object.keys(media) as (keyof typeof media)[]).find((list) => (record[list] ?? []).length > 0);
  return {
    id,
    ...known({ purpose, name, queue, medium: kind && media[kind], state: kind && record[kind]?.at(-1)?.state }),
    ...known({ wrapUpCode: wrapup?.name ?? wrapup?.code, notes: wrapup?.notes }),
  };
}

function utc(text: string | undefined): string | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

type Known<Fields> = { [Key in keyof Fields]?: NonNullable<Fields[Key]> };

function known<Fields extends object>(fields: Fields): Known<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<Fields>;
}

const Codes = Type.Object({
  ...noError,
  entities: Type.Optional(Type.Array(Type.Object({ id: Type.String(), name: Type.Optional(Type.String()) }))),
});

/** The participant of an id, or the agent who took part last; throws `InputInvalidError` when there is none. */
export async function findParticipant(
  { http }: OperationContext,
  id: string,
  wanted?: string,
): Promise<ParticipantRecord> {
  const { data } = await http.get(conversationPath, { path: { conversationId: id }, answer: ConversationRecord });
  const found = data.participants.findLast((one) =>
    wanted === undefined ? one.purpose === 'agent' : one.id === wanted,
  );
  if (found !== undefined) return found;
  throw wanted === undefined
    ? invalid('/id', 'is of a conversation in which no agent took part')
    : invalid('/participantId', 'is nobody in this conversation');
}

/** The id of a wrap-up code of the participant's queue; throws `InputInvalidError` when it has none of that name. */
export async function findCode(
  { http }: OperationContext,
  { queueId }: ParticipantRecord,
  named: string,
): Promise<string> {
  if (queueId === undefined) throw invalid('/code', 'must be an id, since the participant has no queue');
  const name = named.replaceAll('*', '');
  const { data } = await http.get(`${queuesPath}/{queueId}/wrapupcodes`, {
    path: { queueId },
    query: { name, pageSize: 100 },
    answer: Codes,
  });
  const found = data.entities?.find((code) => code.name?.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw invalid('/code', 'is no wrap-up code of the queue');
  return found.id;
}
