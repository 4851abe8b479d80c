import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { GraphError } from './graph-error.js';
import type { SiteStore, StoredFile } from './site-store.js';
import { pageOf, type Visit } from './visit.js';

const mediaTypes: Readonly<Record<string, string>> = {
  ...{ txt: 'text/plain', md: 'text/markdown', csv: 'text/csv', html: 'text/html' },
  ...{ json: 'application/json', pdf: 'application/pdf' },
};
const mostBytes = 250_000_000;

/** GET .../drive/root/search(q='…') */
export function searchFiles(visit: Visit) {
  const wanted = (visit.named[0] ?? '').replaceAll("''", "'").toLowerCase();
  const found = visit.store.files(visit.site.id).filter((file) => {
    const inside = sizeOf(file) < 10_000 ? Buffer.concat(file.content ?? []).toString() : '';
    return `${file.name} ${inside}`.toLowerCase().includes(wanted);
  });
  return pageOf(
    visit,
    found.map((file) => shownFile(visit, file)),
  );
}

/** GET .../drive/items/{id} */
export const getFile = (visit: Visit) => shownFile(visit, foundFile(visit, visit.named[0]));

/** GET .../drive/items/{folder}:/{name} */
export function getFileByName(visit: Visit) {
  const [folder = '', name = ''] = visit.named;
  const file = visit.store.named(visit.site.id, folder, name);
  if (file) return shownFile(visit, file);
  throw notFound();
}

/** GET .../drive/items/{id}/content sends on to where the bytes are, for a while and without a token. */
export function openFile(visit: Visit, tickets: Map<string, StoredFile>) {
  const file = foundFile(visit, visit.named[0]);
  if (file.content === undefined) throw new GraphError(400, 'invalidRequest', 'You cannot get content for a folder.');
  const ticket = randomUUID();
  tickets.set(ticket, file);
  return visit.reply.redirect(`${visit.host.url}/download?tempauth=${ticket}`, 302);
}

/** Adds the store, which sends files to whoever has a ticket. */
export function storeRoutes(app: FastifyInstance, store: SiteStore, tickets: Map<string, StoredFile>): void {
  app.get<{ Querystring: { tempauth?: string } }>('/download', (request, reply) => {
    const file = tickets.get(request.query.tempauth ?? '');
    if (file === undefined) return reply.code(401).send();
    tickets.delete(request.query.tempauth ?? '');
    void reply.headers({ 'content-type': mediaTypeOf(file), 'content-length': sizeOf(file) });
    return reply.send(Readable.from(flowing(store, file), { objectMode: false }));
  });
}

/** PUT .../drive/items/{folder}:/{name}:/content */
export async function storeContent(visit: Visit) {
  const { store, site, named, query, reply } = visit;
  const [parent = '', asked = ''] = named;
  if (parent !== 'root') foundFile(visit, parent);
  const behavior = query['@microsoft.graph.conflictBehavior'] ?? 'replace';
  const isThere = store.named(site.id, parent, asked) !== undefined;
  const content = await receive(visit);
  if (isThere && behavior === 'fail') {
    throw new GraphError(409, 'nameAlreadyExists', 'An item with the same name already exists under the parent');
  }
  const isNew = !isThere || behavior === 'rename';
  void reply.code(isNew ? 201 : 200);
  const name = isNew ? freeName(visit, parent, asked) : asked;
  return shownFile(visit, store.storeFile({ site: site.id, name, parent, content }));
}

async function receive({ request, store }: Visit): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of (request.body as Readable | undefined) ?? []) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    store.flow.received += (chunk as Buffer).length;
    if (bytes > mostBytes) throw new GraphError(413, 'invalidRequest', 'The file is too large.');
  }
  return chunks;
}

async function* flowing(store: SiteStore, { content = [] }: StoredFile): AsyncGenerator<Buffer> {
  const { breakAfterBytes = Infinity } = store.flow;
  delete store.flow.breakAfterBytes;
  store.flow.sending += 1;
  let sent = 0;
  try {
    for (const chunk of content) {
      yield chunk;
      sent += chunk.length;
      if (sent >= breakAfterBytes) throw new Error('The store breaks off, as it was asked to.');
    }
  } finally {
    store.flow.sending -= 1;
  }
}

/** The name itself, or with the first number that is free. */
function freeName({ store, site }: Visit, parent: string, name: string): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  let [free, number] = [name, 0];
  while (store.named(site.id, parent, free)) free = `${stem} ${(number += 1)}${ending}`;
  return free;
}

function foundFile({ store, site }: Visit, id = ''): StoredFile {
  const file = store.file(site.id, id);
  if (file) return file;
  throw notFound();
}

const notFound = () => new GraphError(404, 'itemNotFound', 'The resource could not be found.');

function shownFile({ host, site }: Visit, file: StoredFile) {
  const { id, name, created, modified, content } = file;
  return {
    ...{ id, name, size: sizeOf(file), createdDateTime: created, lastModifiedDateTime: modified },
    webUrl: `${host.url}/${site.path}${site.path && '/'}Documents/${id}`,
    ...(content === undefined ? { folder: { childCount: 0 } } : { file: { mimeType: mediaTypeOf(file) } }),
  };
}

const sizeOf = ({ content = [] }: StoredFile) => content.reduce((bytes, chunk) => bytes + chunk.length, 0);
const mediaTypeOf = ({ name }: StoredFile) =>
  mediaTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
