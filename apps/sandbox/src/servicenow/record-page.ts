import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import { displayOf } from './cells.js';
import type { InstanceStore } from './record-store.js';
import type { Row } from './row.js';

/** Adds the page behind a record's link, which people open from a chat. */
export function recordPageRoutes(app: FastifyInstance, store: InstanceStore): void {
  app.get<{ Querystring: { uri?: string } }>('/nav_to.do', ({ query }, reply) => {
    const [, table, id = ''] = /^(incident|sc_request)\.do\?sys_id=([0-9a-f]{32})$/.exec(query.uri ?? '') ?? [];
    const row = table === 'incident' || table === 'sc_request' ? store.find(table, id) : undefined;
    reply.headers(pageHeaders);
    return row ? recordPage(store, row) : reply.code(404).send(missingPage());
  });
}

function recordPage(store: InstanceStore, row: Row): string {
  const filled = Object.entries(row).filter(([column, value]) => value !== '' && column !== 'sys_id');
  const rows = filled.map(
    ([column, value]) =>
      html`<dt>${column.replaceAll('_', ' ')}</dt>
        <dd>${displayOf(store, column, value)}</dd>`,
  );
  return page({
    system: 'ServiceNow',
    title: `${row['number'] ?? ''}: ${row['short_description'] ?? ''}`,
    isWide: true,
    body: html`<dl>${rows}</dl>`,
  });
}

function missingPage(): string {
  return page({
    system: 'ServiceNow',
    title: 'There is no such record',
    body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
  });
}
