import { defineOperation } from '#connectors';
import { Type } from 'typebox';
import { Ticket, ticketFields, TicketRecord, toRecord, toTicket } from './ticket.js';
import { apiReference, freshdeskApi } from './tickets-api.js';

const { subject, description, priority, status } = ticketFields;
const Tickets = Type.Array(TicketRecord);
/** Freshdesk keeps times in whole seconds, and its clock may be a little behind ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Creates a ticket for whoever has the e-mail address: POST tickets. */
export const createTicket = defineOperation({
  connector: 'freshdesk',
  name: 'create-ticket',
  title: 'Create a ticket',
  description: 'Creates a ticket for a person with an e-mail address; a new person becomes a contact.',
  effect: 'write',
  input: Type.Object(
    {
      subject,
      description,
      email: Type.String({
        title: 'E-mail',
        description: 'E-mail address of the person who asks.',
        format: 'email',
        maxLength: 254,
      }),
      name: Type.Optional(
        Type.String({ title: 'Name', description: 'Name of the person who asks.', minLength: 1, maxLength: 255 }),
      ),
      phone: Type.Optional(
        Type.String({ title: 'Phone', description: 'Phone number of the person.', minLength: 3, maxLength: 50 }),
      ),
      priority: Type.Optional(priority),
      status: Type.Optional(status),
    },
    { title: 'Ticket', description: 'The ticket to create.', additionalProperties: false },
  ),
  output: Ticket,
  scopes: [],
  example: {
    subject: 'The invoice is wrong',
    description: 'It lists ten seats instead of five.',
    email: 'grace@example.com',
    priority: 'high',
  },
  documentation: `${apiReference}#create_ticket`,

  async run({ http, baseUrl }, { email, name, phone, priority = 'low', status = 'open', ...texts }) {
    const json = { ...toRecord({ ...texts, priority, status }), email, name, phone };
    const { data } = await http.post(`${freshdeskApi}/tickets`, { json, answer: TicketRecord });
    return toTicket(baseUrl, data);
  },

  async reconcile({ http, baseUrl }, { email, subject: wanted }, since) {
    const { data } = await http.get(`${freshdeskApi}/tickets`, {
      query: { email, order_by: 'created_at', order_type: 'desc', per_page: 30 },
      answer: Tickets,
    });
    const [found, ...others] = data.filter(
      (ticket) =>
        ticket.subject === wanted.trim() && Date.parse(ticket.created_at ?? '') >= since.getTime() - CLOCK_TOLERANCE_MS,
    );
    return found !== undefined && others.length === 0 ? toTicket(baseUrl, found) : undefined;
  },
});
