import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { people } from './seeds.js';
import { errorBody, invalid, TicketError } from './ticket-error.js';
import { readIds, readQuery, readTicket, refuseClosed } from './ticket-rules.js';
import type { Ticket, TicketStore } from './ticket-store.js';

type Listed = FastifyRequest<{ Querystring: Readonly<Record<string, string | undefined>> }>;
type One = FastifyRequest<{ Params: { id: string }; Body: unknown }>;

/** Adds the Ticketing API below `/api/v2`. */
export function ticketApiRoutes(app: FastifyInstance, host: SystemHost, store: TicketStore): void {
  void app.register(async (scope) => new TicketApi(host, store).routes(scope), { prefix: '/api/v2' });
}

class TicketApi {
  readonly #host: SystemHost;
  readonly #store: TicketStore;
  readonly #callers = new WeakMap<FastifyRequest, number>();

  constructor(host: SystemHost, store: TicketStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.addHook('onRequest', (request, reply) => this.#authorize(request, reply));
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.get('/users/me', (request) => ({ user: this.#user(request) }));
    app.get('/tickets', (request: Listed) => this.#list(request));
    app.get('/tickets/show_many', ({ query }: Listed) => {
      const found = readIds(query['ids']).flatMap((id) => this.#store.find(id) ?? []);
      return { tickets: found.map(shown), count: found.length, next_page: null, previous_page: null };
    });
    app.get('/search', (request: Listed) => this.#search(request));
    app.post('/tickets', (request, reply) => this.#create(request, reply));
    app.get('/tickets/:id', (request: One) => ({ ticket: shown(this.#found(request)) }));
    app.put('/tickets/:id', (request: One) => ({ ticket: shown(this.#update(request)) }));
    app.delete('/tickets/:id', (request: One, reply) => {
      this.#store.remove(this.#found(request).id);
      return reply.code(204).send();
    });
    app.get('/tickets/:id/comments', (request: One) => {
      return { comments: [...this.#found(request).comments].reverse(), meta: { has_more: false } };
    });
  }

  async #authorize(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const caller = await this.#host.authenticate(request);
    const { authorization = '' } = request.headers;
    if (!caller && authorization === '' && request.url.endsWith('/users/me')) return;
    if (!caller) {
      const expired = { error: 'invalid_token', error_description: 'The access token is invalid or has expired.' };
      throw new TicketError(401, authorization.startsWith('Bearer') ? expired : { error: "Couldn't authenticate you" });
    }
    const needed = request.method === 'GET' ? 'read' : 'write';
    if (!caller.scopes.includes(needed)) {
      throw new TicketError(403, { error: { title: 'Forbidden', message: `Missing the scope ${needed}.` } });
    }
    this.#callers.set(request, Number(caller.personId));
    reply.headers({
      ...{ 'x-rate-limit': '700', 'x-rate-limit-remaining': '699' },
      ...{ 'ratelimit-limit': '700', 'ratelimit-remaining': '699', 'ratelimit-reset': '41' },
    });
  }

  /** Whoever calls; somebody anonymous when nothing says who. */
  #user(request: FastifyRequest): object {
    const person = people.find(({ id }) => Number(id) === this.#callers.get(request));
    if (!person) return { id: null, name: 'Anonymous user', email: 'invalid@example.com', role: 'end-user' };
    return { id: Number(person.id), name: person.name, email: person.username, role: 'agent', active: true };
  }

  #list({ query }: Listed): object {
    const size = Number(query['page[size]'] ?? 100);
    const after = Number(Buffer.from(query['page[after]'] ?? '', 'base64').toString() || Infinity);
    const below = this.#newestFirst().filter(({ id }) => id < after);
    const page = below.slice(0, size);
    const hasMore = below.length > size;
    const cursor = hasMore ? Buffer.from(String(page.at(-1)?.id)).toString('base64') : null;
    return { tickets: page.map(shown), meta: { has_more: hasMore, after_cursor: cursor, before_cursor: null } };
  }

  #search({ query }: Listed): object {
    const [size, page] = [Number(query['per_page'] ?? 100), Number(query['page'] ?? 1)];
    if (size * page > 1_000)
      throw new TicketError(422, errorBody('InvalidSearch', 'Search is limited to 1000 results'));
    const found = this.#newestFirst().filter(readQuery(query['query']));
    const results = found.slice((page - 1) * size, page * size);
    const next = `${this.#host.url}/api/v2/search.json?page=${page + 1}`;
    return {
      results: results.map((ticket) => ({ ...shown(ticket), result_type: 'ticket' })),
      count: found.length,
      next_page: page * size < found.length ? next : null,
    };
  }

  #create(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { comment, ...values } = readTicket(request.body);
    const key = request.headers['idempotency-key']?.toString();
    const known = this.#store.madeWith(key);
    if (known)
      return reply
        .code(200)
        .header('x-idempotency-lookup', 'hit')
        .send({ ticket: shown(known) });
    if (!comment?.body) throw invalid('base', 'Description: cannot be blank', 'BlankValue');
    const ticket = this.#store.create({ ...values, description: comment.body }, this.#callers.get(request) ?? 0, key);
    return reply
      .code(201)
      .header('x-idempotency-lookup', 'miss')
      .send({ ticket: shown(ticket) });
  }

  #update(request: One): Ticket {
    const { comment, ...values } = readTicket(request.body);
    const ticket = this.#found(request);
    refuseClosed(ticket);
    const changed = this.#store.update(ticket, values);
    if (!comment?.body) return changed;
    return this.#store.addComment(changed, comment.body, comment.public ?? true, this.#callers.get(request) ?? 0);
  }

  #found({ params }: One): Ticket {
    const ticket = this.#store.find(Number(params.id));
    if (ticket) return ticket;
    throw new TicketError(404, errorBody('RecordNotFound', 'Not found'));
  }

  #newestFirst(): readonly Ticket[] {
    return [...this.#store.list()].reverse();
  }
}

/** A ticket without what has an endpoint of its own. */
function shown({ comments: _comments, ...ticket }: Ticket): Omit<Ticket, 'comments'> {
  return ticket;
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof TicketError) return reply.code(error.status).send(error.body);
  const { statusCode = 500, message } = error as FastifyError;
  return reply.code(statusCode).send(errorBody('BadRequest', message));
}
