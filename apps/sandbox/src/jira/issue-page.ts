import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import { sites, type IssueStore } from './issue-store.js';

/** Adds the page behind an issue's link, which people open from a chat. */
export function issuePageRoutes(app: FastifyInstance, store: IssueStore): void {
  app.get<{ Params: { key: string } }>('/browse/:key', ({ params }, reply) => {
    const issue = sites.map((site) => store.find(site, params.key)).find((found) => found !== undefined);
    reply.headers(pageHeaders);
    if (!issue) {
      return reply.code(404).send(
        page({
          system: 'Jira',
          title: 'There is no such issue',
          body: html`<p>It was deleted, or the sandbox was started anew since the link was made.</p>`,
        }),
      );
    }
    const { issuetype, status, priority, labels, duedate, comments } = issue;
    const rows = Object.entries({ type: issuetype, status, priority, labels: labels.join(', '), duedate }).filter(
      ([, value]) => value !== null && value !== '',
    );
    return page({
      system: 'Jira',
      title: `${issue.key}: ${issue.summary}`,
      isWide: true,
      body: html`<dl>
          ${rows.map(
            ([name, value]) =>
              html`<dt>${name}</dt>
                <dd>${String(value)}</dd>`,
          )}
        </dl>
        <p class="soft">${String(comments.length)} comments</p>`,
    });
  });
}
