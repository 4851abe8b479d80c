import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import { organisation, people, type DataverseStore, type Row } from './dataverse-store.js';
import { pageOf, pagingCookie, readFilter, selectColumns } from './odata.js';
import { tables } from './tables.js';

/** Where the Web API begins. */
export const root = '/api/data/v9.2';

/** Dataverse's error body. */
export const fault = (code: string, message: string) => ({ error: { code, message } });

/** A refusal on its way to the caller. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** One request, taken apart. */
interface Visit {
  readonly caller: Caller;
  readonly set: string;
  readonly id: string | undefined;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly prefer: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Adds the Web API: the tables, and who the user is. */
export function webApiRoutes(app: FastifyInstance, host: SystemHost, store: DataverseStore): void {
  app.route({
    method: ['GET', 'POST', 'PATCH', 'DELETE'],
    url: `${root}/*`,
    handler: async (request, reply) => {
      const caller = await host.authenticate(request);
      if (!caller?.scopes.some((scope) => scope.endsWith('/user_impersonation'))) {
        return reply.code(401).header('www-authenticate', `Bearer authorization_uri=${host.url}`).send();
      }
      const [, set = '', id] = /\/api\/data\/v9\.2\/(\w+)(?:\(([0-9a-fA-F-]{36})\))?(?:\?|$)/.exec(request.url) ?? [];
      const query = request.query as Visit['query'];
      const prefer = String(request.headers['prefer'] ?? '');
      try {
        return await answer(host, store, { caller, set, id, query, prefer, request, reply });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return reply.code(error.status).send(fault(error.code, error.message));
      }
    },
  });
}

function answer(host: SystemHost, store: DataverseStore, visit: Visit): unknown {
  const { set, id, request } = visit;
  if (set === 'WhoAmI')
    return { UserId: visit.caller.personId, OrganizationId: organisation.id, BusinessUnitId: organisation.id };
  if (set === 'systemusers') return user(id);
  if (set === 'organizations') return { organizationid: organisation.id, name: organisation.name };
  if (tables[set] === undefined) throw new Refusal(404, '0x8006088a', `Resource not found for the segment '${set}'.`);
  if (request.method === 'GET') return id === undefined ? page(host, store, visit) : one(store, visit, id);
  if (request.method === 'POST') return created(host, store, visit);
  if (id === undefined) throw new Refusal(405, '0x80060888', 'Operation not supported on a collection.');
  return request.method === 'PATCH' ? changed(store, visit, id) : deleted(store, visit, id);
}

function user(id: string | undefined) {
  const person = people.find((one) => one.id === id);
  return { systemuserid: id, fullname: person?.name, internalemailaddress: person?.username, isdisabled: false };
}

function found(store: DataverseStore, set: string, id: string): Row {
  const row = store.find(set, id);
  if (row) return row;
  throw new Refusal(404, '0x80040217', `Entity '${tables[set]?.entity}' With Id = ${id} Does Not Exist`);
}

function one(store: DataverseStore, { set, query }: Visit, id: string): Row {
  return selectColumns(found(store, set, id), query['$select']);
}

function page(host: SystemHost, store: DataverseStore, { set, query, prefer }: Visit) {
  const filter = query['$filter'];
  const test = filter === undefined ? () => true : readFilter(filter);
  if (test === undefined) throw new Refusal(400, '0x80060888', `Syntax error in '${filter}'.`);
  const size = Number(/odata\.maxpagesize=(\d+)/.exec(prefer)?.[1] ?? 5_000);
  const number = pageOf(query['$skiptoken']);
  const rows = store.list(set).filter(test);
  const shown = rows.slice((number - 1) * size, number * size);
  const next = new URLSearchParams({
    ...(query['$select'] !== undefined && { $select: query['$select'] }),
    $skiptoken: pagingCookie(number + 1),
  });
  return {
    '@odata.context': `${host.url}${root}/$metadata#${set}`,
    value: shown.map((row) => selectColumns(row, query['$select'])),
    ...(rows.length > number * size && { '@odata.nextLink': `${host.url}${root}/${set}?${next}` }),
  };
}

function created(host: SystemHost, store: DataverseStore, visit: Visit): unknown {
  const { set, query, prefer, request, reply } = visit;
  const row = store.create(set, readRow(store, set, request.body as Row));
  const id = String(row[tables[set]!.idColumn]);
  if (!prefer.includes('return=representation')) {
    return reply.code(204).header('odata-entityid', `${host.url}${root}/${set}(${id})`).send();
  }
  return reply.code(201).send(selectColumns(row, query['$select']));
}

function changed(store: DataverseStore, { set, query, prefer, request, reply }: Visit, id: string): unknown {
  if (request.headers['if-match'] === '*') found(store, set, id);
  const row = store.change(set, id, readRow(store, set, request.body as Row, store.find(set, id)));
  return prefer.includes('return=representation') ? selectColumns(row, query['$select']) : reply.code(204).send();
}

function deleted(store: DataverseStore, { set, reply }: Visit, id: string): unknown {
  found(store, set, id);
  store.delete(set, id);
  return reply.code(204).send();
}

/** Checks what somebody wants to write, as Dataverse does, and binds the customer of a case. */
function readRow(store: DataverseStore, set: string, sent: Row, before: Row = {}): Row {
  const { entity, columns } = tables[set]!;
  const row = Object.entries(sent).map(([name, value]) => {
    const [, bound] = /^customerid_(contact|account)@odata\.bind$/.exec(name) ?? [];
    if (bound !== undefined && set === 'incidents') return ['_customerid_value', boundId(store, String(value))];
    const column = columns[name];
    if (column === undefined) {
      const message = `Error identified in Payload provided by the user for Entity :'${set}'. The property '${name}' does not exist on type 'Microsoft.Dynamics.CRM.${entity}'.`;
      throw new Refusal(400, '0x80048d19', message);
    }
    const isFit =
      'maxLength' in column
        ? typeof value === 'string' && value.length <= column.maxLength
        : column.options.includes(Number(value));
    if (isFit) return [name, value];
    throw new Refusal(
      400,
      '0x80044331',
      `A validation error occurred. The value of '${name}' on record of type '${entity}' is not valid.`,
    );
  });
  const all: Row = { ...before, ...(Object.fromEntries(row) as Row) };
  if (set === 'incidents' && all['_customerid_value'] === undefined) {
    throw new Refusal(400, '0x80040200', 'You should specify a parent contact or account.');
  }
  return Object.fromEntries(row) as Row;
}

function boundId(store: DataverseStore, reference: string): string {
  const [, set = '', id = ''] = /^\/(\w+)\(([0-9a-fA-F-]{36})\)$/.exec(reference) ?? [];
  if (tables[set] === undefined) throw new Refusal(404, '0x80040217', `${set} With Id = ${id} Does Not Exist`);
  found(store, set, id);
  return id;
}
