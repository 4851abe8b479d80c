import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { GatewayStore } from './gateway-store.js';

/** Adds the pages behind the links of API proxies and apps, which people open from a chat. */
export function consolePageRoutes(app: FastifyInstance, store: GatewayStore): void {
  app.get<{ Params: { name: string } }>('/apigee/proxies/:name/overview', ({ params }, reply) => {
    const proxy = store.proxy(params.name);
    const deployed = store.deployments().filter(({ apiProxy }) => apiProxy === proxy?.name);
    const places = deployed.map(({ environment, revision }) => `${environment}: revision ${revision}`).join(', ');
    reply.headers(pageHeaders);
    if (!proxy) return reply.code(404).send(missingPage());
    return factsPage(proxy.name, { Revisions: proxy.revision.join(', '), Deployed: places || 'nowhere' });
  });
  app.get<{ Params: { id: string } }>('/apigee/apps/:id/details', ({ params }, reply) => {
    const found = store.apps().find(({ appId }) => appId === params.id);
    reply.headers(pageHeaders);
    return found
      ? factsPage(found.name, { Id: found.appId, Status: found.status, Developer: found.developerId })
      : reply.code(404).send(missingPage());
  });
}

function factsPage(title: string, facts: Readonly<Record<string, string>>): string {
  const rows = Object.entries(facts).map(
    ([name, value]) =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`,
  );
  return page({ system: 'Apigee', title, isWide: true, body: html`<dl>${rows}</dl>` });
}

function missingPage(): string {
  return page({
    system: 'Apigee',
    title: 'There is no such thing',
    body: html`<p>The sandbox has other API proxies and apps.</p>`,
  });
}
