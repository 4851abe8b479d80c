import type { FastifyInstance } from 'fastify';
import { html, page, pageHeaders } from '../pages.js';
import type { DriveStore } from './drive-store.js';

/** Adds the page behind a file's link, which people open from a chat. */
export function filePageRoutes(app: FastifyInstance, store: DriveStore): void {
  app.get<{ Params: { id: string } }>('/file/d/:id/view', ({ params }, reply) => {
    const file = store.find(params.id);
    void reply.headers(pageHeaders).code(file ? 200 : 404);
    const shared = store.permissions(params.id).map(({ emailAddress, role }) => `${emailAddress} (${role})`);
    const body = file
      ? html`<dl>
          <dt>Type</dt>
          <dd>${file.mimeType}</dd>
          <dt>Shared with</dt>
          <dd>${shared.join(', ')}</dd>
        </dl>`
      : html`<p>The sandbox may have been started anew since the link was made.</p>`;
    return page({ system: 'Google Drive', title: file?.name ?? 'There is no such file', isWide: true, body });
  });
}
