import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { createRecord, crmGuide, findCreated, RecordLink } from '../crm.js';
import { ticketFields, toTicketProperties } from './ticket.js';

const { subject, ...others } = ticketFields;

/** Creates a ticket: POST /crm/v3/objects/tickets. */
export const createTicket = defineOperation({
  connector: 'hubspot',
  name: 'create-ticket',
  title: 'Create a ticket',
  description: 'Creates a ticket: new, in the support pipeline, unless told otherwise.',
  effect: 'write',
  input: Type.Object(
    { subject, ...Type.Partial(Type.Object(others)).properties },
    { title: 'Ticket', description: 'The ticket to create.', additionalProperties: false },
  ),
  output: RecordLink,
  scopes: ['tickets'],
  example: { subject: 'Printer is on fire', priority: 'urgent' },
  documentation: `${crmGuide}-tickets-v3/guide`,

  run: (context, input) =>
    createRecord(context, 'tickets', toTicketProperties({ pipeline: '0', stage: 'new', ...input })),

  reconcile: (context, { subject }, since) => findCreated(context, 'tickets', toTicketProperties({ subject }), since),
});
