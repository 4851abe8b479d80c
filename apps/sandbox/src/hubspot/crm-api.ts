import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { CrmError, errorBody } from './crm-error.js';
import { objectNames, objectTypes, type CrmObject, type CrmRecord, type CrmStore } from './crm-store.js';
import { readProperties, refuseTwin } from './property-rules.js';
import { search, type SearchBody } from './search.js';
import { portal } from './seeds.js';

type One = FastifyRequest<{ Params: { id: string }; Querystring: { properties?: string }; Body: unknown }>;

/** Adds the account's details, the CRM objects and associations. */
export function crmApiRoutes(app: FastifyInstance, host: SystemHost, store: CrmStore): void {
  void app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => authorized(host, request, reply));
    scope.setErrorHandler((error, _request, reply) => sendError(error, reply));
    scope.get('/account-info/v3/details', () => ({
      portalId: portal.id,
      accountType: 'DEVELOPER_TEST',
      timeZone: portal.timeZone,
      companyCurrency: 'EUR',
      additionalCurrencies: [],
      utcOffset: '+01:00',
      utcOffsetMilliseconds: 3_600_000,
      uiDomain: portal.uiDomain,
      dataHostingLocation: 'na1',
    }));
    for (const object of objectNames) objectRoutes(scope, store, object);
    associationRoutes(scope, store);
  });
}

const scopesOf: Readonly<Record<CrmObject, { readonly read: string; readonly write: string }>> = {
  contacts: { read: 'crm.objects.contacts.read', write: 'crm.objects.contacts.write' },
  deals: { read: 'crm.objects.deals.read', write: 'crm.objects.deals.write' },
  tickets: { read: 'tickets', write: 'tickets' },
};

async function authorized(host: SystemHost, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const caller = await host.authenticate(request);
  if (!caller) throw unauthorized(request.headers.authorization);
  const isSearch = request.url.endsWith('/search');
  const needed = neededScope(request.url, request.method === 'GET' || isSearch);
  if (needed !== undefined && !caller.scopes.includes(needed)) {
    const message = "This app hasn't been granted all required scopes to make this call.";
    throw new CrmError(403, 'MISSING_SCOPES', message, { context: { missingScopes: [needed] } });
  }
  if (isSearch) return;
  reply.headers({
    'x-hubspot-ratelimit-max': '190',
    'x-hubspot-ratelimit-remaining': '189',
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
  });
}

function unauthorized(authorization = ''): CrmError {
  return authorization === ''
    ? new CrmError(401, 'INVALID_AUTHENTICATION', 'Any of the listed authentication credentials are missing')
    : new CrmError(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.');
}

function neededScope(url: string, isRead: boolean): string | undefined {
  const [, name] = /\/crm\/v3\/objects\/(\w+)/.exec(url) ?? [];
  const object = objectNames.find((known) => known === name);
  return object && scopesOf[object][isRead ? 'read' : 'write'];
}

function objectRoutes(app: FastifyInstance, store: CrmStore, object: CrmObject): void {
  const root = `/crm/v3/objects/${object}`;
  const found = ({ params: { id } }: One): CrmRecord => {
    const record = store.find(object, id);
    if (record) return record;
    throw new CrmError(404, 'OBJECT_NOT_FOUND', 'Object not found. objectId are usually numeric.', {
      subCategory: 'crm.object_not_found',
    });
  };
  app.post(root, ({ body }, reply) => {
    const properties = readProperties(object, body, true);
    if (object === 'contacts') refuseTwin(store, properties['email']);
    return reply.code(201).send(shown(store.create(object, properties)));
  });
  app.post<{ Body: SearchBody }>(`${root}/search`, ({ body }) => {
    const { results, ...page } = search(store.list(object), body);
    return { ...page, results: results.map((record) => shown(record, body.properties)) };
  });
  app.get(`${root}/:id`, (request: One) => shown(found(request), request.query.properties?.split(',')));
  app.patch(`${root}/:id`, (request: One) => {
    const record = found(request);
    const properties = readProperties(object, request.body, false);
    if (object === 'contacts') refuseTwin(store, properties['email'], record.id);
    return shown(store.update(object, record, properties));
  });
  app.delete(`${root}/:id`, (request: One, reply) => {
    store.remove(object, found(request).id);
    return reply.code(204).send();
  });
}

interface Association {
  readonly from: string;
  readonly fromId: string;
  readonly to: string;
  readonly toId: string;
}

function associationRoutes(app: FastifyInstance, store: CrmStore): void {
  const path = '/crm/v4/objects/:from/:fromId/associations/default/:to/:toId';
  app.put<{ Params: Association }>(path, ({ params: { from, fromId, to, toId } }) => {
    const ends = [
      [from, fromId],
      [to, toId],
    ] as const;
    for (const [type, id] of ends) {
      const object = objectNames.find((name) => name === type || objectTypes[name] === type);
      if (!object || !store.find(object, id)) {
        throw new CrmError(404, 'OBJECT_NOT_FOUND', `Object ${id} of type ${type} does not exist`);
      }
    }
    store.associate(`${from}/${fromId}`, `${to}/${toId}`);
    const associationSpec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 };
    const now = new Date().toISOString();
    const results = [{ from: { id: fromId }, to: { id: toId }, associationSpec }];
    return { status: 'COMPLETE', startedAt: now, completedAt: now, results };
  });
}

/** A record with the properties that were asked for, and those that always come. */
function shown(record: CrmRecord, asked: readonly string[] = Object.keys(record.properties)): CrmRecord & object {
  const names = [...new Set([...asked, 'createdate', 'hs_object_id'])];
  const properties = Object.fromEntries(names.map((name) => [name, record.properties[name] ?? null]));
  return { ...record, properties, archived: false } as CrmRecord;
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof CrmError) {
    return reply.code(error.status).send(errorBody(error.category, error.message, error.more));
  }
  const { statusCode = 500, message } = error as FastifyError;
  return reply.code(statusCode).send(errorBody(statusCode < 500 ? 'VALIDATION_ERROR' : 'INTERNAL_ERROR', message));
}
