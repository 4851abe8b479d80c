import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import type { Site, SiteStore } from './site-store.js';

/** One call, taken apart. */
export interface Visit {
  readonly host: SystemHost;
  readonly store: SiteStore;
  readonly caller: Caller;
  readonly site: Site;
  /** What the path named, decoded. */
  readonly named: readonly string[];
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A page of a list, and the link to the next one, whose place only this server can read. */
export function pageOf<Row>({ host, query, request }: Visit, rows: readonly Row[]) {
  const size = Math.min(Number(query['$top'] ?? 200), 200);
  const token = Buffer.from(query['$skiptoken'] ?? '', 'base64').toString();
  const first = Number(/^Paged=TRUE&p_ID=(\d+)$/.exec(token)?.[1] ?? 0);
  const next = new URLSearchParams({ ...(query as Record<string, string>) });
  next.set('$skiptoken', Buffer.from(`Paged=TRUE&p_ID=${first + size}`).toString('base64'));
  const path = request.url.slice(new URL(host.url).pathname.length).split('?', 1)[0];
  return {
    value: rows.slice(first, first + size),
    ...(rows.length > first + size && { '@odata.nextLink': `${host.url}${path}?${next}` }),
  };
}
