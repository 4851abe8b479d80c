import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { columnsOf, showRow, type Shown } from './cells.js';
import { readQuery } from './encoded-query.js';
import type { InstanceStore } from './record-store.js';
import { tableNames, type Row, type TableName } from './row.js';

/** An error in the vendor's words. */
export class InstanceError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly detail: string,
  ) {
    super(message);
  }
}

/** The body of an error. */
export function errorBody(message: string, detail: string): unknown {
  return { error: { message, detail }, status: 'failure' };
}

interface Listed extends Shown {
  readonly sysparm_query?: string;
  readonly sysparm_limit?: string;
  readonly sysparm_offset?: string;
}

type Rows = FastifyRequest<{ Params: { table: string }; Querystring: Listed; Body: unknown }>;
type One = FastifyRequest<{ Params: { table: string; id: string }; Querystring: Shown; Body: unknown }>;

/** Adds the Table API below `/api/now/table`. */
export function tableApiRoutes(app: FastifyInstance, host: SystemHost, store: InstanceStore): void {
  void app.register(async (scope) => new TableApi(host, store).routes(scope), { prefix: '/api/now/table' });
}

class TableApi {
  readonly #host: SystemHost;
  readonly #store: InstanceStore;
  readonly #callers = new WeakMap<FastifyRequest, string>();

  constructor(host: SystemHost, store: InstanceStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.addHook('onRequest', async (request) => {
      const caller = await this.#host.authenticate(request);
      if (!caller) throw new InstanceError(401, 'User Not Authenticated', 'Required to provide Auth information');
      this.#callers.set(request, caller.personId);
    });
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.get('/:table', (request: Rows, reply) => this.#list(request, reply));
    app.post('/:table', (request: Rows, reply) => this.#create(request, reply));
    app.get('/:table/:id', (request: One) => this.#shown(request, this.#found(request)));
    app.patch('/:table/:id', (request: One) => {
      const table = writableOf(request.params.table);
      this.#found(request);
      const row = this.#store.update(table, request.params.id, valuesOf(table, request.body)) as Row;
      // What leaves out the links elsewhere is not a parameter of PATCH.
      const { sysparm_exclude_reference_link: _link, ...query } = request.query;
      return this.#shown({ params: request.params, query }, row);
    });
    app.delete('/:table/:id', (request: One, reply) => {
      this.#found(request);
      this.#store.remove(writableOf(request.params.table), request.params.id);
      return reply.code(204).send();
    });
  }

  #list({ params, query, ...request }: Rows, reply: FastifyReply): unknown {
    const table = tableOf(params.table);
    const { matches, compare } = readQuery(query.sysparm_query ?? '', this.#callers.get(reply.request) ?? '');
    const found = this.#store.list(table).filter(matches).sort(compare);
    const [offset, limit] = [Number(query.sysparm_offset ?? 0), Number(query.sysparm_limit ?? 10_000)];
    const rel = (name: string, at: number) =>
      `<${this.#host.url}${request.url ?? ''}?sysparm_offset=${at}>;rel="${name}"`;
    const hasNext = offset + limit < found.length;
    void reply.header('x-total-count', found.length).header('link', rel(hasNext ? 'next' : 'last', offset + limit));
    return { result: found.slice(offset, offset + limit).map((row) => showRow(this.#store, table, row, query)) };
  }

  #create(request: Rows, reply: FastifyReply): unknown {
    const table = writableOf(request.params.table);
    const row = this.#store.insert(table, valuesOf(table, request.body), this.#callers.get(request) ?? '');
    void reply.code(201).header('location', `${this.#host.url}/api/now/table/${table}/${row['sys_id'] ?? ''}`);
    return this.#shown(request, row);
  }

  #found({ params }: One): Row {
    const row = this.#store.find(tableOf(params.table), params.id);
    if (row) return row;
    throw new InstanceError(404, 'No Record found', "Record doesn't exist or ACL restricts the record retrieval");
  }

  #shown({ params, query }: Pick<Rows, 'params' | 'query'>, row: Row): unknown {
    return { result: showRow(this.#store, tableOf(params.table), row, query) };
  }
}

function tableOf(name: string): TableName {
  const table = tableNames.find((known) => known === name);
  if (table) return table;
  throw new InstanceError(400, `Invalid table ${name.slice(0, 80)}`, '');
}

function writableOf(name: string): 'incident' | 'sc_request' {
  const table = tableOf(name);
  if (table === 'incident' || table === 'sc_request') return table;
  throw new InstanceError(403, 'Operation Failed', 'ACL Exception Insert Failed due to security constraints');
}

/** The values that the table keeps: unknown columns are ignored, texts are cut to what fits. */
function valuesOf(table: TableName, body: unknown): Row {
  if (typeof body !== 'object' || body === null) {
    throw new InstanceError(400, 'Exception while reading request', 'The payload is not valid JSON.');
  }
  const entries = Object.entries(body).filter(([column]) => columnsOf(table).includes(column));
  const text = (column: string, value: unknown) => String(value).slice(0, column === 'short_description' ? 160 : 4_000);
  const values: Record<string, string> = Object.fromEntries(
    entries.filter(([column]) => !column.startsWith('sys_')).map(([column, value]) => [column, text(column, value)]),
  );
  const isClosing = values['state'] === '7' && table === 'incident';
  if (isClosing && (values['close_notes'] ?? '') === '') {
    throw new InstanceError(
      403,
      'Operation Failed',
      'Data Policy Exception: The following fields are mandatory: Close notes',
    );
  }
  return values;
}

async function sendError(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof InstanceError) {
    return void (await reply.code(error.status).send(errorBody(error.message, error.detail)));
  }
  const { statusCode = 500, message } = error as FastifyError;
  await reply.code(statusCode).send(errorBody('Exception while reading request', message));
}
