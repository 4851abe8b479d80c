import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import { users, type ContactCentre } from './contact-centre.js';

/**
 * Adds the page behind all links. What a link leads to stands behind the `#` of its address, which no server sees: so
 * everything is on one page, and the browser goes to its place.
 */
export function appsPageRoutes(app: FastifyInstance, store: ContactCentre): void {
  app.get('/apps/directory/', (_request, reply) => reply.headers(pageHeaders).send(everything(store)));
  app.get('/apps/directory', (_request, reply) => reply.redirect('directory/'));
}

function everything(store: ContactCentre): string {
  const queues = store.queues.map(
    ({ id, name, waiting, idle }) =>
      html`<dt id="/admin/routing/queues/${id}">Queue ${name}</dt>
        <dd>${waiting} waiting, ${idle} free</dd>`,
  );
  const conversations = store.conversations().map(
    ({ id, startTime, participants }) =>
      html`<dt id="/engage/admin/interactions/${id}">Conversation of ${startTime}</dt>
        <dd>${participants.map(({ purpose, name }) => `${purpose}: ${name}`).join(', ')}</dd>`,
  );
  const persons = users.map(
    ({ id, name, email }) =>
      html`<dt id="/person/${id}">${name}</dt>
        <dd>${email}</dd>`,
  );
  return page({
    system: 'Genesys Cloud',
    title: 'Example Trading',
    isWide: true,
    body: html`<dl>${queues} ${conversations} ${persons}</dl>`,
  });
}
