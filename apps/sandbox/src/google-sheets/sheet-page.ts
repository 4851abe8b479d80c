import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { SheetStore, Spreadsheet } from './sheet-store.js';

/** Adds the page behind a spreadsheet's link, which people open from a chat. */
export function sheetPageRoutes(app: FastifyInstance, store: SheetStore): void {
  app.get<{ Params: { id: string } }>('/spreadsheets/d/:id/edit', ({ params }, reply) => {
    const spreadsheet = store.find(params.id);
    reply.headers(pageHeaders);
    return spreadsheet ? spreadsheetPage(spreadsheet) : reply.code(404).send(missingPage());
  });
}

function spreadsheetPage({ title, sheets }: Spreadsheet): string {
  const parts = [...sheets].map(
    ([name, rows]) =>
      html`<h2>${name}</h2>
        <dl>
          ${rows.map(
            (row, index) =>
              html`<dt>${index + 1}</dt>
                <dd>${row.map(String).join(' | ')}</dd>`,
          )}
        </dl>`,
  );
  return page({ system: 'Google Sheets', title, isWide: true, body: html`${parts}` });
}

function missingPage(): string {
  return page({
    system: 'Google Sheets',
    title: 'There is no such spreadsheet',
    body: html`<p>The sandbox has one only: it is called Orders.</p>`,
  });
}
