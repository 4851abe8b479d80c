import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { crmGuide, readRecord } from '../crm.js';
import { Ticket, TicketId, ticketProperties, toTicket } from './ticket.js';

/** Reads one ticket: GET /crm/v3/objects/tickets/{ticketId}. */
export const getTicket = defineOperation({
  connector: 'hubspot',
  name: 'get-ticket',
  title: 'Get a ticket',
  description: 'Reads one ticket by its id.',
  effect: 'read',
  input: Type.Object(
    { id: TicketId },
    { title: 'Ticket', description: 'The ticket to read.', additionalProperties: false },
  ),
  output: Ticket,
  scopes: ['tickets'],
  example: { id: '4300001' },
  documentation: `${crmGuide}-tickets-v3/guide`,

  run: async (context, { id }) => toTicket(context, await readRecord(context, 'tickets', id, ticketProperties)),
});
