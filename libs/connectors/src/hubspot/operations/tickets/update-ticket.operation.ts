import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, findUpdated, RecordLink, updateRecord } from '../crm.js';
import { ticketFields, TicketId, toTicketProperties } from './ticket.js';

/** Changes the given fields of a ticket, and no others: PATCH /crm/v3/objects/tickets/{ticketId}. */
export const updateTicket = defineOperation({
  connector: 'hubspot',
  name: 'update-ticket',
  title: 'Update a ticket',
  description: 'Changes the given fields of a ticket, and no others.',
  effect: 'write',
  input: Type.Object(
    { id: TicketId, ...Type.Partial(Type.Object(ticketFields)).properties },
    {
      title: 'Changes',
      description: 'The ticket, and at least one field with its new value.',
      minProperties: 2,
      additionalProperties: false,
    },
  ),
  output: RecordLink,
  scopes: ['tickets'],
  example: { id: '4300001', stage: 'closed' },
  documentation: `${crmGuide}-tickets-v3/guide`,

  run: (context, { id, ...changes }) => updateRecord(context, 'tickets', id, toTicketProperties(changes)),

  reconcile: (context, { id, ...changes }) => findUpdated(context, 'tickets', id, toTicketProperties(changes)),
});
