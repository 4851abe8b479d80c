import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { StoredTicket, TicketStore } from './ticket-store.js';

/** Adds the page behind a ticket's link, which people open from a chat. */
export function ticketPageRoutes(app: FastifyInstance, store: TicketStore): void {
  app.get<{ Params: { id: string } }>('/a/tickets/:id', ({ params }, reply) => {
    const ticket = store.find(Number(params.id));
    reply.headers(pageHeaders);
    return ticket ? ticketPage(ticket) : reply.code(404).send(missingPage());
  });
}

const priorities = ['', 'Low', 'Medium', 'High', 'Urgent'];
const statuses = ['', '', 'Open', 'Pending', 'Resolved', 'Closed'];

function ticketPage({ id, subject, description, priority, status, requester, deleted }: StoredTicket): string {
  const facts = {
    Status: deleted ? 'In the trash' : statuses[status],
    Priority: priorities[priority],
    Requester: `${requester.name} (${requester.email ?? requester.phone ?? ''})`,
    Description: description,
  };
  const rows = Object.entries(facts).map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  return page({ system: 'Freshdesk', title: `${subject} (${id})`, isWide: true, body: html`<dl>${rows}</dl>` });
}

function missingPage(): string {
  return page({
    system: 'Freshdesk',
    title: 'There is no such ticket',
    body: html`<p>The sandbox may have been started anew since the link was made.</p>`,
  });
}
