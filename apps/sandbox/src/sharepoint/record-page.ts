import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import { sites, type Site, type SiteStore } from './site-store.js';

/** Adds the pages behind links to sites, items and files, which people open from a chat. */
export function recordPageRoutes(app: FastifyInstance, store: SiteStore): void {
  for (const site of sites) {
    const root = site.path === '' ? '' : `/${site.path}`;
    app.get(root === '' ? '/' : root, (_request, reply) => {
      void reply.headers(pageHeaders);
      return show(site.displayName, { Description: site.description });
    });
    app.get<{ Params: { id: string } }>(`${root}/Lists/Tasks/:id`, ({ params }, reply) => {
      void reply.headers(pageHeaders);
      const item = store.item(site.id, params.id.replace(/_\.000$/, ''));
      return item ? show(String(item.fields['Title']), item.fields) : reply.code(404).send(missing());
    });
    app.get<{ Params: { id: string } }>(`${root}/Documents/:id`, ({ params }, reply) => {
      void reply.headers(pageHeaders);
      return filePage(store, site, params.id) ?? reply.code(404).send(missing());
    });
  }
}

function filePage(store: SiteStore, site: Site, id: string): string | undefined {
  const file = store.file(site.id, id);
  return file && show(file.name, { Site: site.displayName, Changed: file.modified });
}

function show(title: string, facts: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(facts).map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${String(value)}</dd>`,
  );
  return page({ system: 'SharePoint', title, isWide: true, body: html`<dl>${rows}</dl>` });
}

function missing(): string {
  return page({
    system: 'SharePoint',
    title: 'There is no such record',
    body: html`<p>The sandbox may have been started anew since the link was made.</p>`,
  });
}
