import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { people } from './seeds.js';
import { errorBody, invalid, TicketError } from './ticket-error.js';
import { isNewestFirst, readIds, readQuery, readSize, readTicket, refuseClosed } from './ticket-rules.js';
import type { Ticket, TicketStore } from './ticket-store.js';

type Listed = FastifyRequest<{ Querystring: Readonly<Record<string, string | undefined>> }>;
type One = FastifyRequest<{
  Params: { id: string };
  Querystring: Readonly<Record<string, string | undefined>>;
  Body: unknown;
}>;

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
    app.get('/tickets', (request: Listed, reply) => {
      void reply.header('zendesk-ratelimit-tickets-index', 'total=100; remaining=99; resets=41');
      return this.#list(request);
    });
    app.get('/tickets/show_many', ({ query }: Listed) => {
      const found = readIds(query['ids']).flatMap((id) => this.#store.find(id) ?? []);
      return { tickets: found.map(this.#shown), count: found.length, next_page: null, previous_page: null };
    });
    app.get('/search', (request: Listed) => this.#search(request));
    app.post('/tickets', (request, reply) => this.#create(request, reply));
    app.get('/tickets/:id', (request: One) => ({ ticket: this.#shown(this.#found(request)) }));
    app.put('/tickets/:id', (request: One, reply) => {
      void reply.header('zendesk-ratelimit-tickets-update', 'total=100; remaining=99; resets=41');
      return this.#written(this.#update(request));
    });
    app.delete('/tickets/:id', (request: One, reply) => {
      this.#store.remove(this.#found(request).id);
      return reply.code(204).send();
    });
    app.get('/tickets/:id/comments', (request: One) => {
      const { comments } = this.#found(request);
      const isReversed = isNewestFirst(request.query['sort'] ?? 'created_at', 'created_at');
      const meta = { has_more: false, after_cursor: null, before_cursor: null };
      return { comments: isReversed ? [...comments].reverse() : comments, meta };
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
    const size = readSize(query['page[size]']);
    const isDown = isNewestFirst(query['sort']);
    const after = Number(Buffer.from(query['page[after]'] ?? '', 'base64').toString() || (isDown ? Infinity : 0));
    const all = isDown ? this.#newestFirst() : this.#store.list();
    const left = all.filter(({ id }) => (isDown ? id < after : id > after));
    const page = left.slice(0, size);
    const hasMore = left.length > size;
    const cursor = hasMore ? Buffer.from(String(page.at(-1)?.id)).toString('base64') : null;
    const meta = { has_more: hasMore, after_cursor: cursor, before_cursor: null };
    const next = cursor && `${this.#host.url}/api/v2/tickets.json?page[size]=${size}&page[after]=${cursor}`;
    return { tickets: page.map(this.#shown), meta, links: { prev: null, next } };
  }

  #search({ query }: Listed): object {
    const [size, page] = [Number(query['per_page'] ?? 100), Number(query['page'] ?? 1)];
    if (size > 100 || size * page > 1_000) {
      throw new TicketError(422, errorBody('invalid', 'The response is larger than what a search may answer'));
    }
    const found = this.#newestFirst().filter(readQuery(query['query']));
    const results = found.slice((page - 1) * size, page * size);
    const next = `${this.#host.url}/api/v2/search.json?page=${page + 1}`;
    return {
      results: results.map((ticket) => ({ ...this.#shown(ticket), result_type: 'ticket' })),
      ...{ count: found.length, facets: null, previous_page: null },
      next_page: page * size < found.length ? next : null,
    };
  }

  /** Makes a ticket once for an idempotency key, and answers the same to whoever asks for the same again. */
  #create(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const key = request.headers['idempotency-key']?.toString();
    const body = JSON.stringify(request.body);
    const known = this.#store.madeWith(key);
    if (known !== undefined && known.body !== body) {
      const words = "Request parameters don't match the given idempotency key";
      throw new TicketError(400, errorBody('IdempotentRequestError', words));
    }
    const ticket = this.#store.find(known?.ticketId ?? 0) ?? this.#made(request);
    if (key !== undefined) this.#store.remember(key, { body, ticketId: ticket.id });
    return reply
      .code(201)
      .headers({
        location: this.#shown(ticket).url,
        ...(key !== undefined && { 'x-idempotency-lookup': known ? 'hit' : 'miss' }),
      })
      .send(this.#written(ticket));
  }

  #made(request: FastifyRequest): Ticket {
    const { values, requester, comment } = readTicket(request.body);
    if (!comment?.body) throw invalid('base', 'Description: cannot be blank', 'BlankValue');
    const requesterId = requester?.email === undefined ? undefined : this.#store.requesterId(requester.email);
    return this.#store.create({ ...values, description: comment.body }, this.#callers.get(request) ?? 0, requesterId);
  }

  #update(request: One): Ticket {
    const { values, comment } = readTicket(request.body);
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

  /** A ticket as it is answered: without what has an endpoint of its own. */
  readonly #shown = ({ comments: _comments, ...ticket }: Ticket) => ({
    ...{ url: `${this.#host.url}/api/v2/tickets/${ticket.id}.json`, raw_subject: ticket.subject },
    ...{ via: { channel: 'api' }, tags: [], custom_fields: [], external_id: null, ...ticket },
  });

  /** What is answered to a write. */
  #written(ticket: Ticket): object {
    const audit = { ticket_id: ticket.id, author_id: ticket.submitter_id, created_at: ticket.updated_at, events: [] };
    return { ticket: this.#shown(ticket), audit };
  }

  #newestFirst(): readonly Ticket[] {
    return [...this.#store.list()].reverse();
  }
}

function sendError(error: unknown, reply: FastifyReply): FastifyReply {
  if (error instanceof TicketError) return reply.code(error.status).send(error.body);
  const { statusCode = 500, message } = error as FastifyError;
  return reply.code(statusCode).send(errorBody('BadRequest', message));
}
