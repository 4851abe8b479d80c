import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Endpoint, SystemHost } from '../system.js';
import { getFile, getFileByName, openFile, searchFiles, storeContent, storeRoutes } from './files-api.js';
import { GraphError, graphError } from './graph-error.js';
import { createItem, getItem, getSite, listColumns, listItems, searchSites, updateFields } from './lists-api.js';
import { people, sites, type Site, type SiteStore, type StoredFile } from './site-store.js';
import type { Visit } from './visit.js';

interface Call {
  readonly method: string;
  /** Below a site, unless it begins with a slash. */
  readonly path: RegExp;
  readonly name: string;
  readonly answer: (visit: Visit, tickets: Map<string, StoredFile>) => unknown;
}

const part = '([^/]+)';
const call = (method: string, path: string, name: string, answer: Call['answer']): Call => ({
  ...{ method, name: `${method} ${name}`, answer },
  path: new RegExp(`^${path}$`),
});

const calls: readonly Call[] = [
  call('GET', '/me', 'me', ({ caller }) => user(caller.personId)),
  call('GET', '/sites', 'sites', searchSites),
  call('GET', '', 'sites/{site}', getSite),
  call('GET', `lists/${part}/columns`, 'lists/{list}/columns', listColumns),
  call('GET', `lists/${part}/items`, 'lists/{list}/items', listItems),
  call('POST', `lists/${part}/items`, 'lists/{list}/items', createItem),
  call('GET', `lists/${part}/items/${part}`, 'lists/{list}/items/{id}', getItem),
  call('PATCH', `lists/${part}/items/${part}/fields`, 'lists/{list}/items/{id}/fields', updateFields),
  call('GET', "drive/root/search\\(q='(.*)'\\)", 'drive/root/search', searchFiles),
  call('GET', `drive/items/${part}/content`, 'drive/items/{id}/content', openFile),
  call('PUT', `drive/items/([^/:]+):/${part}:/content`, 'drive/items/{id}:/{name}:/content', storeContent),
  call('GET', `drive/items/([^/:]+):/${part}`, 'drive/items/{id}:/{name}', getFileByName),
  call('GET', `drive/items/${part}`, 'drive/items/{id}', getFile),
];

interface Found {
  readonly call: Call;
  readonly site: string;
  readonly named: readonly string[];
}

/** Finds the call of a path below the API's root: by a site's id, or by the path in its link. */
function find(method: string, path: string): Found | undefined {
  const [, host, place, byPath, id, byId] =
    /^\/sites\/(?:([^/:]+):\/([^:]+)(?::(?:\/(.*))?)?|([^/:]+)(?:\/(.*))?)$/.exec(path) ?? [];
  const isOfSite = host !== undefined || id !== undefined;
  const rest = isOfSite ? (byPath ?? byId ?? '') : path;
  for (const one of calls) {
    const match = one.method === method ? one.path.exec(rest) : null;
    if (match)
      return {
        call: one,
        site: decode(host === undefined ? id : `${host}:/${place}`),
        named: match.slice(1).map(decode),
      };
  }
  return undefined;
}

const decode = (text = '') => decodeURIComponent(text);

/** Adds Microsoft Graph as far as sites go, and the store that keeps the bytes of files. */
export function graphRoutes(app: FastifyInstance, host: SystemHost, store: SiteStore): void {
  const tickets = new Map<string, StoredFile>();
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.setErrorHandler(async (error, _request, reply) => {
      if (!(error instanceof GraphError)) throw error;
      await reply.code(error.status).send(graphError(error.code, error.message));
    });
    storeRoutes(scope, store, tickets);
    scope.route({
      method: ['GET', 'POST', 'PATCH', 'PUT'],
      url: '/v1.0/*',
      handler: async (request, reply) => {
        const caller = await host.authenticate(request);
        if (!caller?.scopes.includes('Sites.ReadWrite.All')) {
          throw new GraphError(401, 'InvalidAuthenticationToken', 'Access token is empty, expired or not valid.');
        }
        const found = find(request.method, pathOf(request, host));
        if (found === undefined) throw new GraphError(400, 'BadRequest', 'Resource not found for the segment.');
        const { named } = found;
        const site = siteOf(found.site);
        const query = request.query as Visit['query'];
        return found.call.answer({ host, store, caller, site, named, query, request, reply }, tickets);
      },
    });
  });
}

/** Names the calls for faults and the journal. */
export function classify(method: string, path: string): Endpoint | undefined {
  const [, oauthEndpoint] = /^\/organizations\/oauth2\/v2\.0\/(authorize|token)$/.exec(path) ?? [];
  if (oauthEndpoint === 'authorize' || oauthEndpoint === 'token') return { class: oauthEndpoint, name: oauthEndpoint };
  if (path.startsWith('/organizations/oauth2/v2.0/authorize/')) return { class: 'authorize', name: 'authorize resume' };
  if (path === '/download') return { class: 'api', name: 'GET download' };
  if (!path.startsWith('/v1.0/')) return undefined;
  return { class: 'api', name: find(method, path.slice('/v1.0'.length))?.call.name ?? `${method} unknown` };
}

function pathOf({ url }: FastifyRequest, host: SystemHost): string {
  return (url.split('?', 1)[0] ?? '').slice(new URL(host.url).pathname.length + '/v1.0'.length);
}

function siteOf(asked: string): Site {
  const known = sites.find(({ id, path }) => id === asked || `acme.sharepoint.com:/${path}` === asked);
  if (known) return known;
  if (['', 'root', 'acme.sharepoint.com'].includes(asked)) return sites[0];
  throw new GraphError(404, 'itemNotFound', 'Requested site could not be found');
}

function user(id: string) {
  const person = people.find((one) => one.id === id);
  return { id, displayName: person?.name, mail: person?.username, userPrincipalName: person?.username };
}
