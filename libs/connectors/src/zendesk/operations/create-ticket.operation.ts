import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { commentBody, ticketFields, ticketGuide, ticketLink, TicketLink, WrittenTicket } from './ticket.js';

const { subject, priority, type } = ticketFields;

/** Creates a ticket: POST /api/v2/tickets, safe to repeat with the same idempotency key. */
export const createTicket = defineOperation({
  connector: 'zendesk',
  name: 'create-ticket',
  title: 'Create a ticket',
  description: 'Creates a ticket with a subject and a description, for whoever authorized or for somebody else.',
  effect: 'write',
  input: Type.Object(
    {
      subject,
      description: commentBody('Description', 'What happened, as plain text: the first comment of the ticket.'),
      priority: Type.Optional(priority),
      type: Type.Optional(type),
      requesterEmail: Type.Optional(
        Type.String({
          title: "Requester's e-mail",
          description: 'Who asks for help, when it is not whoever authorized; becomes an end user where unknown.',
          format: 'email',
          maxLength: 255,
        }),
      ),
      requesterName: Type.Optional(
        Type.String({
          title: "Requester's name",
          description: 'Name of the person, for when Zendesk does not know the address yet.',
          minLength: 1,
          maxLength: 255,
          pattern: '\\S',
        }),
      ),
    },
    {
      title: 'Ticket',
      description: 'The ticket to create.',
      additionalProperties: false,
      dependentRequired: { requesterName: ['requesterEmail'] },
    },
  ),
  output: TicketLink,
  scopes: ['write'],
  idempotencyKeyHeader: 'Idempotency-Key',
  example: { subject: 'Printer is on fire', description: 'The one on the second floor.', priority: 'urgent' },
  documentation: `${ticketGuide}#create-ticket`,

  async run(context, { subject: title, description, requesterEmail, requesterName, ...others }) {
    const requester = requesterEmail && { email: requesterEmail, name: requesterName?.trim() ?? requesterEmail };
    const { data } = await context.http.post('/api/v2/tickets', {
      json: {
        ticket: { subject: title.trim(), comment: { body: description }, ...others, ...(requester && { requester }) },
      },
      answer: WrittenTicket,
    });
    return ticketLink(context, data.ticket.id);
  },
});
