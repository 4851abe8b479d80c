import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { CalendarEvent, CalendarStore } from './calendar-store.js';

/** Adds the page behind an event's link, which people open from a chat. */
export function eventPageRoutes(app: FastifyInstance, store: CalendarStore): void {
  app.get<{ Querystring: { eid?: string } }>('/calendar/event', ({ query }, reply) => {
    const event = store.find(Buffer.from(query.eid ?? '', 'base64url').toString());
    reply.headers(pageHeaders);
    return event ? eventPage(event) : reply.code(404).send(missingPage());
  });
}

function eventPage({ summary, start, end, location, attendees = [], status }: CalendarEvent): string {
  const guests = attendees.map(({ email }) => email).join(', ');
  const rows = [
    ['Starts', start.dateTime ?? start.date],
    ['Ends', end.dateTime ?? end.date],
    ['Where', location],
    ['With', guests],
    ['State', status],
  ].filter(([, value]) => value);
  return page({
    system: 'Google Calendar',
    title: summary ?? '(no title)',
    isWide: true,
    body: html`<dl>
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`,
  });
}

function missingPage(): string {
  return page({
    system: 'Google Calendar',
    title: 'There is no such event',
    body: html`<p>The sandbox was started anew since the link was made.</p>`,
  });
}
