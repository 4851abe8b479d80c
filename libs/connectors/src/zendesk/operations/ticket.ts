import type { ConnectorContext } from '#connectors';
import { Type, type Static } from 'typebox';

/** What the addresses of the vendor's own pages about tickets begin with. */
export const ticketGuide = 'https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/';

/** The id of a ticket, as operations take it. */
export const TicketId = Type.String({
  title: 'Ticket id',
  description: 'Number of the ticket.',
  pattern: '^[1-9][0-9]{0,17}$',
});

/** The fields of a ticket that can be written, each required. */
export const ticketFields = {
  subject: Type.String({
    title: 'Subject',
    description: 'What the ticket is about, in a few words.',
    minLength: 1,
    maxLength: 255,
    pattern: '\\S',
  }),
  status: Type.Union(
    [
      Type.Literal('new'),
      Type.Literal('open'),
      Type.Literal('pending'),
      Type.Literal('hold'),
      Type.Literal('solved'),
      Type.Literal('closed'),
    ],
    { title: 'Status', description: 'Where the ticket stands; hold only where the account uses it.' },
  ),
  priority: Type.Union([Type.Literal('low'), Type.Literal('normal'), Type.Literal('high'), Type.Literal('urgent')], {
    title: 'Priority',
    description: 'How urgent it is.',
  }),
  type: Type.Union(
    [Type.Literal('problem'), Type.Literal('incident'), Type.Literal('question'), Type.Literal('task')],
    { title: 'Type', description: 'What kind of ticket it is.' },
  ),
};

/** What is written into a ticket as plain text, which the person who asked or an agent reads; Zendesk takes markup out. */
export const commentBody = (title: string, description: string) =>
  Type.String({ title, description, minLength: 1, maxLength: 65_535, pattern: '\\S' });

/** A ticket as operations return it; what Zendesk does not know is left out. */
export const Ticket = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Number of the ticket.' }),
    url: Type.String({ title: 'Link', description: 'Opens the ticket in Zendesk.', format: 'uri' }),
    subject: Type.String({ title: 'Subject', description: 'What the ticket is about.' }),
    status: Type.Optional(Type.String({ title: 'Status', description: 'Where the ticket stands.' })),
    priority: Type.Optional(Type.String({ title: 'Priority', description: 'low, normal, high or urgent.' })),
    type: Type.Optional(Type.String({ title: 'Type', description: 'problem, incident, question or task.' })),
    description: Type.Optional(Type.String({ title: 'Description', description: 'The first comment, as text.' })),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
    ),
    updatedAt: Type.Optional(
      Type.String({ title: 'Updated', description: 'When it was last changed, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Ticket', description: 'A ticket in Zendesk.' },
);

/** A ticket's id and the link that opens it. */
export const TicketLink = Type.Object({
  id: Type.String({ title: 'Id', description: 'Number of the ticket.' }),
  url: Type.String({ title: 'Link', description: 'Opens the ticket in Zendesk.', format: 'uri' }),
});

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** A ticket as Zendesk sends it. */
export const TicketRecord = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  subject: text,
  status: text,
  priority: text,
  type: text,
  description: text,
  created_at: text,
  updated_at: text,
});

/** Answer of a ticket that was written. */
export const WrittenTicket = Type.Object({ ticket: Type.Object({ id: Type.Integer({ minimum: 1 }) }) });

/** A ticket's id with the link that opens it for an agent. */
export function ticketLink({ baseUrl }: ConnectorContext, id: number | string): Static<typeof TicketLink> {
  return { id: String(id), url: `${baseUrl}/agent/tickets/${id}` };
}

/** The ticket as operations return it. */
export function toTicket(context: ConnectorContext, record: Static<typeof TicketRecord>): Static<typeof Ticket> {
  const { id, subject, status, priority, type, description } = record;
  const known = { status, priority, type, description };
  const times = { createdAt: toTime(record.created_at), updatedAt: toTime(record.updated_at) };
  const present = Object.entries({ ...known, ...times }).filter(
    ([, value]) => typeof value === 'string' && value !== '',
  );
  return { ...ticketLink(context, id), subject: subject || `Ticket ${id}`, ...Object.fromEntries(present) };
}

function toTime(value: string | null | undefined): string | undefined {
  const time = new Date(value ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
