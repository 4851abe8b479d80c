import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { Ticket, TicketStore } from './ticket-store.js';

/** Adds the page behind a ticket's link, which people open from a chat. */
export function ticketPageRoutes(app: FastifyInstance, store: TicketStore): void {
  app.get<{ Params: { id: string } }>('/agent/tickets/:id', ({ params }, reply) => {
    const ticket = store.find(Number(params.id));
    reply.headers(pageHeaders);
    return ticket ? ticketPage(ticket) : reply.code(404).send(missingPage());
  });
}

function ticketPage({ id, subject, status, priority, comments }: Ticket): string {
  const said = comments.map(
    (comment) =>
      html`<dt>${comment.public ? 'Comment' : 'Internal note'}</dt>
        <dd>${comment.body}</dd>`,
  );
  return page({
    system: 'Zendesk',
    title: subject,
    isWide: true,
    body: html`<p class="soft">Ticket ${id}, ${status}${priority === null ? '' : `, ${priority}`}</p>
      <dl>${said}</dl>`,
  });
}

function missingPage(): string {
  return page({
    system: 'Zendesk',
    title: 'There is no such ticket',
    body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
  });
}
