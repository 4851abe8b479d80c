import { RecordNotFoundError } from '#connectors';
import { Type, type Static, type TObject } from 'typebox';

/** Numbers of a ticket's priority. */
export const priorities = { low: 1, medium: 2, high: 3, urgent: 4 } as const;

/** Numbers of a ticket's status; helpdesks may add some of their own, from 6. */
export const statuses = { open: 2, pending: 3, resolved: 4, closed: 5 } as const;

const wordsOf = <Word extends string>(numbers: Readonly<Record<Word, number>>) => Object.keys(numbers) as Word[];

/** The id of a ticket, as operations take it. */
export const TicketId = Type.Integer({
  title: 'Ticket id',
  description: 'Number of the ticket, as it stands in its address.',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
});

export const PriorityWord = Type.Enum(wordsOf(priorities), { title: 'Priority', description: 'How urgent it is.' });
export const StatusWord = Type.Enum(wordsOf(statuses), { title: 'Status', description: 'Where the ticket stands.' });

/** The fields of a ticket that can be changed. */
export const ticketFields = {
  subject: Type.String({
    title: 'Subject',
    description: 'What the ticket is about, in a line.',
    minLength: 1,
    maxLength: 255,
    pattern: '\\S',
  }),
  description: Type.String({
    title: 'Description',
    description: 'What happened, as plain text.',
    minLength: 1,
    maxLength: 20_000,
    pattern: '\\S',
  }),
  priority: PriorityWord,
  status: StatusWord,
};

const said = (title: string, description: string) => Type.Optional(Type.String({ title, description }));
const time = (title: string, description: string) =>
  Type.Optional(Type.String({ title, description, format: 'date-time' }));

/** A ticket as operations return it; what is not known is left out. */
export const Ticket = Type.Object(
  {
    id: Type.Integer({ title: 'Id', description: 'Number of the ticket.' }),
    url: Type.String({ title: 'Link', description: 'Opens the ticket in Freshdesk.', format: 'uri' }),
    subject: Type.String({ title: 'Subject', description: 'What the ticket is about, in a line.' }),
    description: said('Description', 'What happened, as plain text.'),
    priority: Type.String({ title: 'Priority', description: 'low, medium, high or urgent.' }),
    status: Type.String({
      title: 'Status',
      description: 'open, pending, resolved or closed; the number of a status that the helpdesk added.',
    }),
    requester: said('Requester', 'Name of the person who asked.'),
    email: said('E-mail', 'E-mail address of the person who asked.'),
    type: said('Type', 'What kind of ticket it is, as the helpdesk names it.'),
    createdAt: time('Created', 'When the ticket was created, in UTC.'),
    updatedAt: time('Updated', 'When the ticket was changed last, in UTC.'),
    dueBy: time('Due', 'When it is to be resolved, in UTC.'),
  },
  { title: 'Ticket', description: 'A ticket in Freshdesk.' },
);

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** A ticket as Freshdesk sends it, as far as it is read here. */
export const TicketRecord = Type.Object({
  id: Type.Integer(),
  subject: Text,
  description_text: Text,
  priority: Type.Integer(),
  status: Type.Integer(),
  type: Text,
  deleted: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  created_at: Text,
  updated_at: Text,
  due_by: Text,
  requester: Type.Optional(Type.Union([Type.Object({ name: Text, email: Text }), Type.Null()])),
});
export type TicketRecord = Static<typeof TicketRecord>;

/** The ticket as operations return it. */
export function toTicket(baseUrl: string, record: TicketRecord): Static<typeof Ticket> {
  const { id, subject, description_text: description, requester } = record;
  return {
    id,
    url: `${baseUrl}/a/tickets/${id}`,
    subject: subject || `Ticket ${id}`,
    priority: wordOf(priorities, record.priority),
    status: wordOf(statuses, record.status),
    ...present({ description, type: record.type, requester: requester?.name, email: requester?.email }),
    ...present({
      createdAt: utc(record.created_at),
      updatedAt: utc(record.updated_at),
      dueBy: utc(record.due_by),
    }),
  };
}

/** The same, unless the ticket is in the trash: then it is not found. */
export function toLiveTicket(baseUrl: string, record: TicketRecord): Static<typeof Ticket> {
  if (record.deleted !== true) return toTicket(baseUrl, record);
  throw new RecordNotFoundError('The ticket was deleted.');
}

/** The given fields as Freshdesk takes them: words become numbers, plain text becomes HTML. */
export function toRecord(input: Partial<Static<TObject<typeof ticketFields>>>) {
  return present({
    subject: input.subject?.trim(),
    description: input.description === undefined ? undefined : toHtml(input.description),
    priority: input.priority && priorities[input.priority],
    status: input.status && statuses[input.status],
  });
}

/** Text in which nothing is markup. */
export function toHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '').replace(/\r\n?|\n/g, '<br>');
}

function wordOf(numbers: Readonly<Record<string, number>>, number: number): string {
  return Object.keys(numbers).find((word) => numbers[word] === number) ?? String(number);
}

function utc(time: string | null | undefined): string | undefined {
  const date = new Date(time ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

type Present<Fields> = { [Key in keyof Fields]?: NonNullable<Fields[Key]> };

function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null && value !== '')) as never;
}
