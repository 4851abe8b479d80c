import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { DataverseStore } from './dataverse-store.js';
import { tables } from './tables.js';

interface Asked {
  readonly etn?: string;
  readonly id?: string;
}

/** Adds the page behind a record's link, which people open from a chat. */
export function recordPageRoutes(app: FastifyInstance, store: DataverseStore): void {
  app.get<{ Querystring: Asked }>('/main.aspx', ({ query }, reply) => {
    const [set] = Object.entries(tables).find(([, { entity }]) => entity === query.etn) ?? [];
    const row = set === undefined ? undefined : store.find(set, query.id ?? '');
    reply.headers(pageHeaders);
    if (!row) {
      return reply.code(404).send(
        page({
          system: 'Dynamics 365',
          title: 'There is no such record',
          body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
        }),
      );
    }
    const rows = Object.entries(row).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${String(value)}</dd>`,
    );
    return page({
      system: 'Dynamics 365',
      title: String(row['fullname'] ?? row['title']),
      isWide: true,
      body: html`<dl>${rows}</dl>`,
    });
  });
}
