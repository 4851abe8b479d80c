import type { OperationContext } from '#connectors';
import { Type, type Static } from 'typebox';
import { CrmRecord, known, recordId, recordLink, textsOf, toProperties, toTime } from '../crm.js';

/** The id of a ticket, as operations take it. */
export const TicketId = recordId('Ticket id');

/** The support pipeline that every account begins with, and the words for its stages; HubSpot knows them by number. */
const defaultPipeline = '0';
const stageIds: Readonly<Record<string, string>> = {
  new: '1',
  'waiting-on-contact': '2',
  'waiting-on-us': '3',
  closed: '4',
};

/** The fields of a ticket that can be written, each required. */
export const ticketFields = {
  subject: Type.String({
    title: 'Subject',
    description: 'What the ticket is about, in a few words.',
    minLength: 1,
    maxLength: 255,
    pattern: '\\S',
  }),
  content: Type.String({
    title: 'Description',
    description: 'What happened.',
    minLength: 1,
    maxLength: 65_536,
    pattern: '\\S',
  }),
  stage: Type.String({
    title: 'Status',
    description: 'new, waiting-on-contact, waiting-on-us or closed; the id of a stage in pipelines of your own.',
    minLength: 1,
    maxLength: 255,
    pattern: '^[\\w-]+$',
  }),
  pipeline: Type.String({
    title: 'Pipeline',
    description: 'Id of the pipeline; "0" is the support pipeline that every account begins with.',
    minLength: 1,
    maxLength: 255,
    pattern: '^[\\w-]+$',
  }),
  priority: Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high'), Type.Literal('urgent')], {
    title: 'Priority',
    description: 'How urgent it is.',
  }),
};

/** A ticket as operations return it; what HubSpot does not know is left out. */
export const Ticket = Type.Object(
  {
    id: Type.String({ title: 'Id', description: 'Id of the ticket in HubSpot.' }),
    url: Type.String({ title: 'Link', description: 'Opens the ticket in HubSpot.', format: 'uri' }),
    subject: Type.String({ title: 'Subject', description: 'What the ticket is about.' }),
    content: Type.Optional(Type.String({ title: 'Description', description: 'What happened.' })),
    stage: Type.Optional(Type.String({ title: 'Status', description: 'A word, or the id of a stage of your own.' })),
    pipeline: Type.Optional(Type.String({ title: 'Pipeline', description: 'Id of its pipeline.' })),
    priority: Type.Optional(Type.String({ title: 'Priority', description: 'low, medium, high or urgent.' })),
    createdAt: Type.Optional(
      Type.String({ title: 'Created', description: 'When it was created, in UTC.', format: 'date-time' }),
    ),
  },
  { title: 'Ticket', description: 'A ticket in HubSpot.' },
);

/** HubSpot's names of everything that is read of a ticket. */
export const ticketProperties = [
  'subject',
  'content',
  'hs_pipeline',
  'hs_pipeline_stage',
  'hs_ticket_priority',
  'createdate',
] as const;

interface TicketInput {
  readonly subject?: string;
  readonly content?: string;
  readonly stage?: string;
  readonly pipeline?: string;
  readonly priority?: string;
}

/** The ticket as HubSpot wants it: only the fields that are given. */
export function toTicketProperties({ subject, content, stage, pipeline, priority }: TicketInput) {
  return toProperties({
    subject,
    content,
    hs_pipeline: pipeline,
    hs_pipeline_stage: stage && Object.hasOwn(stageIds, stage) ? stageIds[stage] : stage,
    hs_ticket_priority: priority?.toUpperCase(),
  });
}

/** The ticket as operations return it. */
export function toTicket(context: OperationContext, record: Static<typeof CrmRecord>) {
  const { subject, content, createdate, ...others } = textsOf(record, ticketProperties);
  const { hs_pipeline: pipeline, hs_pipeline_stage: stage, hs_ticket_priority: priority } = others;
  const word = Object.entries(stageIds).find(([, stageId]) => stageId === stage)?.[0];
  return {
    ...recordLink(context, 'tickets', record.id),
    subject: subject ?? `Ticket ${record.id}`,
    ...known({
      content,
      stage: pipeline === defaultPipeline && word !== undefined ? word : stage,
      pipeline,
      priority: priority?.toLowerCase(),
      createdAt: toTime(record.createdAt ?? createdate),
    }),
  };
}
