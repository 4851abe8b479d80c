import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import { objectNames, objectTypes, type CrmStore } from './crm-store.js';

/** Adds the page behind a record's link, which people open from a chat. */
export function recordPageRoutes(app: FastifyInstance, store: CrmStore): void {
  app.get<{ Params: { type: string; id: string } }>('/contacts/:portal/record/:type/:id', ({ params }, reply) => {
    const object = objectNames.find((name) => objectTypes[name] === params.type);
    const record = object && store.find(object, params.id);
    reply.headers(pageHeaders);
    return record ? recordPage(record.properties) : reply.code(404).send(missingPage());
  });
}

function recordPage(properties: Readonly<Record<string, string | null>>): string {
  const { dealname, subject, email, firstname, lastname } = properties;
  const rows = Object.entries(properties).filter(([, value]) => value !== null);
  return page({
    system: 'HubSpot',
    title: dealname ?? subject ?? ([firstname, lastname].filter(Boolean).join(' ') || String(email)),
    isWide: true,
    body: html`<dl>
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value ?? ''}</dd>`,
      )}
    </dl>`,
  });
}

function missingPage(): string {
  return page({
    system: 'HubSpot',
    title: 'There is no such record',
    body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
  });
}
