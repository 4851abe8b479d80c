import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { MailboxStore } from './mailbox-store.js';

/** Adds the pages behind the links of events and to-do lists, which people open from a chat. */
export function itemPageRoutes(app: FastifyInstance, store: MailboxStore): void {
  app.get<{ Querystring: { itemid?: string } }>('/owa/', ({ query }, reply) => {
    const event = store.events.find(({ id }) => id === query.itemid);
    reply.headers(pageHeaders);
    if (!event) return reply.code(404).send(missing('event'));
    return page({
      system: 'Microsoft 365',
      title: event.subject,
      body: html`<p>${event.start.toISOString()} to ${event.end.toISOString()}</p>
        <p>${event.location}</p>
        <p class="soft">${event.attendees.join(', ')}</p>`,
    });
  });
  app.get<{ Params: { id: string } }>('/tasks/:id', ({ params }, reply) => {
    const list = store.lists.find(({ id }) => id === params.id);
    reply.headers(pageHeaders);
    if (!list) return reply.code(404).send(missing('list'));
    return page({ system: 'Microsoft 365', title: list.displayName, body: html`<p>A to-do list.</p>` });
  });
}

function missing(what: string): string {
  return page({
    system: 'Microsoft 365',
    title: `There is no such ${what}`,
    body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
  });
}
