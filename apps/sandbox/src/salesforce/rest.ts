import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { SalesforceError, invalidSession, notFound } from './api-error.js';
import { findPerson, type DirectoryPerson } from './directory.js';
import { describeObject, listObjects } from './describe.js';
import { findObject, type SalesforceObject } from './objects.js';
import { QueryCursors, answerRecord, runQuery, type QueryScope } from './query.js';
import { parseRecordId } from './record-ids.js';
import { checkRecord } from './record-rules.js';
import { apiTime, type SalesforceRecord, type SalesforceStore } from './record-store.js';
import { runSearch } from './search.js';
import { readGetSearch, readPostSearch, searchBodySchema, type SearchBody } from './search-requests.js';
import { needField } from './soql-filter.js';

/** What the REST API works with. */
export interface RestParts {
  readonly host: SystemHost;
  readonly store: SalesforceStore;
}

interface VersionParameters {
  readonly version: string;
}

interface RowParameters extends VersionParameters {
  readonly object: string;
  readonly id: string;
}

const dailyRequests = 15_000;
const versions = ['50.0', '55.0', '60.0', '62.0', '64.0', '65.0'];
const apiScopes = ['api', 'full'];

/** Adds the REST API below `/services/data`, API versions 50.0 to 69.0. */
export function restRoutes(app: FastifyInstance, parts: RestParts): void {
  app.get('/services/data', () =>
    versions.map((version) => ({ label: `Version ${version}`, url: `/services/data/v${version}`, version })),
  );
  void app.register(async (scope) => new RestApi(parts).routes(scope), { prefix: '/services/data/:version' });
}

class RestApi {
  readonly #host: SystemHost;
  readonly #store: SalesforceStore;
  readonly #cursors = new QueryCursors();
  readonly #callers = new WeakMap<FastifyRequest, DirectoryPerson>();
  readonly #trips = new WeakMap<FastifyRequest, string | undefined>();
  #usedRequests = 0;

  constructor({ host, store }: RestParts) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => this.#admit(request, reply));
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'string' },
      async (_request: FastifyRequest, body: string) => parseJson(body),
    );
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.setNotFoundHandler((_request, reply) => sendError(notFound(), reply));
    this.#rowRoutes(app);
    this.#queryRoutes(app);
    app.get('/', (request) => resources(apiPath(request)));
    app.get('/sobjects', (request) => listObjects(apiPath(request)));
    app.get<{ Params: RowParameters }>('/sobjects/:object/describe', (request) =>
      describeObject(this.#object(request.params.object), apiPath(request)),
    );
  }

  #rowRoutes(app: FastifyInstance): void {
    app.post<{ Params: RowParameters }>('/sobjects/:object', (request, reply) => {
      const object = this.#writable(request.params.object);
      const values = checkRecord(object, request.body);
      const id = this.#store.create(object.name, values, this.#person(request).id);
      reply.code(201).header('location', `${apiPath(request)}/sobjects/${object.name}/${id}`);
      return { id, success: true, errors: [] };
    });
    app.get<{ Params: RowParameters; Querystring: { fields?: string } }>('/sobjects/:object/:id', (request) => {
      const object = this.#object(request.params.object);
      const fields = request.query.fields?.split(',').map((name) => needField(object, name.trim())) ?? object.fields;
      return answerRecord(object, this.#record(request, object), fields, this.#scope(request));
    });
    app.patch<{ Params: RowParameters }>('/sobjects/:object/:id', (request, reply) => {
      const object = this.#writable(request.params.object);
      const id = this.#id(request.params.id, object);
      const person = this.#person(request);
      const values = checkRecord(object, request.body, this.#store.getWritable(id, person.id));
      this.#store.update(id, values, person.id);
      return reply.code(204).send();
    });
    app.delete<{ Params: RowParameters }>('/sobjects/:object/:id', (request, reply) => {
      const object = this.#writable(request.params.object);
      this.#store.remove(this.#id(request.params.id, object), this.#person(request).id);
      return reply.code(204).send();
    });
  }

  #queryRoutes(app: FastifyInstance): void {
    app.get<{ Querystring: { q?: string } }>('/query', (request) => {
      const { q } = request.query;
      if (!q) throw new SalesforceError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
      const result = runQuery(q, this.#scope(request));
      const cursor = { personId: this.#person(request).id, result, batchSize: batchSize(request) };
      return this.#cursors.open(cursor, apiPath(request));
    });
    app.get<{ Params: { locator: string } }>('/query/:locator', (request) =>
      this.#cursors.next(request.params.locator, this.#person(request).id, apiPath(request)),
    );
    app.get<{ Querystring: Readonly<Record<string, string | string[]>> }>('/parameterizedSearch', (request) => ({
      searchRecords: runSearch(readGetSearch(request.query), this.#scope(request)),
    }));
    const schema = { body: searchBodySchema };
    app.post<{ Body: SearchBody }>('/parameterizedSearch', { schema }, (request) => ({
      searchRecords: runSearch(readPostSearch(request.body), this.#scope(request)),
    }));
  }

  async #admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!/^v[56]\d\.0$/.test((request.params as VersionParameters).version)) throw notFound();
    const caller = await this.#host.authenticate(request);
    if (!caller) throw invalidSession();
    if (!apiScopes.some((scope) => caller.scopes.includes(scope))) {
      throw new SalesforceError(403, 'INVALID_SESSION_ID', 'This session is not valid for use with the REST API');
    }
    this.#callers.set(request, findPerson(caller.personId));
    this.#trips.set(request, caller.trip);
    this.#usedRequests += 1;
    reply.header('sforce-limit-info', `api-usage=${this.#usedRequests}/${dailyRequests}`);
  }

  #person(request: FastifyRequest): DirectoryPerson {
    return this.#callers.get(request) as DirectoryPerson;
  }

  #scope(request: FastifyRequest): QueryScope {
    const { organizationId } = this.#person(request);
    const list = (object: SalesforceObject) =>
      this.#asTold(request, object, this.#store.list(object.name, organizationId));
    return { apiPath: apiPath(request), now: this.#host.now(), list };
  }

  /** Makes a trial of an organisation when a fault says so. */
  #asTold(
    request: FastifyRequest,
    { name }: SalesforceObject,
    records: readonly SalesforceRecord[],
  ): readonly SalesforceRecord[] {
    const isTrial = name === 'Organization' && this.#host.faults.take('trial-edition', this.#trips.get(request));
    if (!isTrial) return records;
    const tomorrow = new Date(this.#host.now().getTime() + 24 * 60 * 60 * 1_000);
    const trial = { OrganizationType: 'Enterprise Edition', TrialExpirationDate: apiTime(tomorrow) };
    return records.map((record) => ({ ...record, ...trial }));
  }

  #record(request: FastifyRequest<{ Params: RowParameters }>, object: SalesforceObject): SalesforceRecord {
    const { organizationId } = this.#person(request);
    const record = this.#store.find(this.#id(request.params.id, object), organizationId);
    if (!record) throw notFound();
    return this.#asTold(request, object, [record])[0] ?? record;
  }

  #object(name: string): SalesforceObject {
    const object = findObject(name);
    if (!object) throw notFound();
    return object;
  }

  #writable(name: string): SalesforceObject {
    const object = this.#object(name);
    if (!object.isReadOnly) return object;
    throw new SalesforceError(
      400,
      'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
      `entity type cannot be written: ${object.name}`,
    );
  }

  #id(text: string, object: SalesforceObject): string {
    const id = parseRecordId(text, object.keyPrefix);
    if (id) return id;
    const message = `${object.name} ID: id value of incorrect type: ${text.slice(0, 100)}`;
    throw new SalesforceError(400, 'MALFORMED_ID', message, ['Id']);
  }
}

/** As the vendor writes paths: relative to the instance URL. */
function apiPath(request: FastifyRequest): string {
  return `/services/data/${(request.params as VersionParameters).version}`;
}

function resources(path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(['sobjects', 'query', 'parameterizedSearch'].map((name) => [name, `${path}/${name}`]));
}

/** The vendor takes 200 to 2,000 records a page, and 2,000 when nobody says. */
function batchSize({ headers }: FastifyRequest): number {
  const [, size] = /batchSize=(\d+)/i.exec(String(headers['sforce-query-options'] ?? '')) ?? [];
  return Math.min(2_000, Math.max(200, Number(size ?? 2_000)));
}

/** A body may be announced and missing, as some clients do when they delete. */
function parseJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SalesforceError(400, 'JSON_PARSER_ERROR', (cause as Error).message);
  }
}

const readErrors: Readonly<Record<number, string>> = {
  400: 'JSON_PARSER_ERROR',
  413: 'REQUEST_ENTITY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

async function sendError(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof SalesforceError) return void (await reply.code(error.status).send(error.body));
  const { statusCode = 500, message } = error as FastifyError;
  const errorCode = readErrors[statusCode] ?? 'UNKNOWN_EXCEPTION';
  await reply.code(statusCode).send(new SalesforceError(statusCode, errorCode, message).body);
}
