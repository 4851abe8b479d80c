import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import { findField, findObject, type SalesforceObject } from './objects.js';
import { parseRecordId } from './record-ids.js';
import type { SalesforceRecord, SalesforceStore } from './record-store.js';

interface PageParameters {
  readonly object: string;
  readonly id: string;
}

/** Adds the page behind a record's deep link, which people open from a chat. */
export function recordPageRoutes(app: FastifyInstance, store: SalesforceStore): void {
  app.get<{ Params: PageParameters }>('/lightning/r/:object/:id/view', ({ params }, reply) => {
    const object = findObject(params.object);
    const id = object && parseRecordId(params.id, object.keyPrefix);
    const record = id && store.find(id);
    reply.headers(pageHeaders);
    return object && record ? recordPage(object, record) : reply.code(404).send(missingPage());
  });
}

function recordPage(object: SalesforceObject, record: SalesforceRecord): string {
  const filled = Object.entries(record).filter(([, value]) => value !== null && value !== false);
  const rows = filled.map(
    ([name, value]) =>
      html`<dt>${findField(object, name)?.label ?? name}</dt>
        <dd>${String(value)}</dd>`,
  );
  return page({
    system: 'Salesforce',
    title: String(record['Name'] ?? record['Subject'] ?? object.name),
    isWide: true,
    body: html`<p class="soft">${object.name}</p>
      <dl>${rows}</dl>`,
  });
}

function missingPage(): string {
  return page({
    system: 'Salesforce',
    title: 'There is no such record',
    body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
  });
}
