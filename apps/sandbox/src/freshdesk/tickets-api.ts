import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { people } from './directory.js';
import { faultsOf, missingOf, type FieldFault } from './ticket-rules.js';
import type { Requester, StoredTicket, TicketStore, TicketValues } from './ticket-store.js';

/** An error in the vendor's words; without a body where the vendor has none. */
export class HelpdeskError extends Error {
  constructor(
    readonly status: number,
    readonly body?: unknown,
  ) {
    super(`The helpdesk answers ${status}`);
  }
}

interface Listed {
  readonly email?: string;
  readonly page?: string;
  readonly per_page?: string;
  readonly query?: string;
  readonly include?: string;
}

type One = FastifyRequest<{ Params: { id: string }; Querystring: Listed; Body: Record<string, unknown> | null }>;
type Many = FastifyRequest<{ Querystring: Listed; Body: Record<string, unknown> | null }>;

const minuteLimit = 700;
/** What a ticket is of which nothing else is said. */
const byDefault = { subject: '', description: '', priority: 1, status: 2 };

/** Adds the API below `/api/v2`. */
export function ticketsApiRoutes(app: FastifyInstance, host: SystemHost, store: TicketStore): void {
  void app.register(async (scope) => new TicketsApi(host, store).routes(scope), { prefix: '/api/v2' });
}

class TicketsApi {
  readonly #host: SystemHost;
  readonly #store: TicketStore;
  readonly #callers = new WeakMap<FastifyRequest, string>();
  #used = 0;

  constructor(host: SystemHost, store: TicketStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => this.#admit(request, reply));
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.get('/agents/me', (request) => this.#agent(request));
    app.get('/tickets', (request: Many, reply) => this.#list(request, reply));
    app.get('/search/tickets', (request: Many) => this.#search(request));
    app.post('/tickets', (request: Many, reply) => {
      const { requester_id, email, name, phone, ...values } = checked(request.body, missingOf(request.body ?? {}));
      const requester = this.#requester({ requester_id, email, name, phone });
      const ticket = this.#store.create({ ...byDefault, ...values } as TicketValues, requester);
      void reply.code(201).header('location', `${this.#host.url}/api/v2/tickets/${ticket.id}`);
      return shown(ticket);
    });
    app.get('/tickets/:id', (request: One) => {
      const ticket = this.#found(request);
      const { requester } = ticket;
      return { ...shown(ticket), ...(request.query.include === 'requester' && { requester }) };
    });
    app.put('/tickets/:id', (request: One) => {
      const { id } = this.#live(request);
      const { requester_id: _id, email: _email, name: _name, phone: _phone, ...values } = checked(request.body);
      return shown(this.#store.update(id, values as Partial<TicketValues>) as StoredTicket);
    });
    app.delete('/tickets/:id', (request: One, reply) => {
      this.#store.update(this.#live(request).id, { deleted: true });
      return reply.code(204).send();
    });
  }

  /** Counts a call, and what is asked for besides twice; the vendor words its counts with decimals. */
  async #admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { include } = request.query as Listed;
    const credits = 1 + 2 * (include?.split(',').length ?? 0);
    this.#used += credits;
    reply.headers({
      'x-ratelimit-total': minuteLimit.toFixed(1),
      'x-ratelimit-remaining': Math.max(1, minuteLimit - this.#used).toFixed(1),
      'x-ratelimit-used-currentrequest': String(credits),
    });
    const caller = await this.#host.authenticate(request);
    if (!caller) {
      throw new HelpdeskError(401, {
        code: 'invalid_credentials',
        message: 'You have to be logged in to perform this action.',
      });
    }
    this.#callers.set(request, caller.personId);
  }

  #agent(request: FastifyRequest): unknown {
    const person = people.find(({ id }) => id === this.#callers.get(request));
    const { name = '', username: email = '' } = person ?? {};
    const contact = { active: true, name, email, job_title: null, language: 'en', mobile: null, phone: null };
    return { id: Number(person?.id), type: 'support_agent', occasional: false, ticket_scope: 1, contact };
  }

  #list({ query }: Many, reply: FastifyReply): unknown {
    const [page, perPage] = [Number(query.page ?? 1), Number(query.per_page ?? 30)];
    if (!(page >= 1 && page <= 300)) throw validation('page', "It should be a/an 'Positive Integer' up to 300");
    if (!(perPage >= 1 && perPage <= 100)) throw validation('per_page', 'It should be a/an Positive Integer up to 100');
    const email = query.email?.toLowerCase();
    const found = this.#store.list().filter(({ requester }) => !email || requester.email?.toLowerCase() === email);
    if (page * perPage < found.length) {
      const next = new URLSearchParams({ ...query, page: String(page + 1) } as Record<string, string>);
      reply.header('link', `<${this.#host.url}/api/v2/tickets?${next}>; rel="next"`);
    }
    return found.slice((page - 1) * perPage, page * perPage).map(summary);
  }

  /** The vendor's search knows more; this is what is asked of it here. */
  #search({ query }: Many): unknown {
    const terms = /^"(.+)"$/.exec(query.query ?? '')?.[1]?.split(' AND ') ?? [];
    const wanted = terms.map((term) => /^(priority|status):([1-7])$/.exec(term));
    if (wanted.length === 0 || wanted.some((term) => term === null)) {
      throw validation('query', 'Given query is invalid.');
    }
    const page = Number(query.page ?? 1);
    if (!(page >= 1 && page <= 10)) throw validation('page', 'It should be a/an Positive Integer up to 10');
    const results = this.#store
      .list()
      .filter((ticket) =>
        wanted.every((term) => ticket[term?.[1] === 'priority' ? 'priority' : 'status'] === Number(term?.[2])),
      );
    return { total: results.length, results: results.slice((page - 1) * 30, page * 30).map(shown) };
  }

  #requester({ requester_id: id, ...person }: Readonly<Record<string, unknown>>): Requester {
    if (id === undefined) return this.#store.contact(person);
    const contact = this.#store.contactById(Number(id));
    if (contact) return contact;
    throw validation('requester_id', 'There is no contact matching the given requester_id');
  }

  #found({ params }: One): StoredTicket {
    const ticket = this.#store.find(Number(params.id));
    if (ticket) return ticket;
    throw new HelpdeskError(404);
  }

  /** Nothing is changed in the trash. */
  #live(request: One): StoredTicket {
    const ticket = this.#found(request);
    if (!ticket.deleted) return ticket;
    throw new HelpdeskError(405);
  }
}

function checked(
  body: Readonly<Record<string, unknown>> | null,
  missing: readonly FieldFault[] = [],
): Readonly<Record<string, unknown>> {
  const errors = [...missing, ...faultsOf(body ?? {})];
  if (errors.length > 0) throw new HelpdeskError(400, { description: 'Validation failed', errors });
  if (body === null || Object.keys(body).length === 0) {
    throw new HelpdeskError(400, { code: 'missing_params', message: 'Parameters are missing' });
  }
  return body;
}

function validation(field: string, message: string): HelpdeskError {
  return new HelpdeskError(400, {
    description: 'Validation failed',
    errors: [{ field, message, code: 'invalid_value' }],
  });
}

function summary({ requester, description: _html, ...ticket }: StoredTicket): Record<string, unknown> {
  return { ...ticket, requester_id: requester.id };
}

function shown(ticket: StoredTicket): Record<string, unknown> {
  const { description } = ticket;
  const text = description.replace(/<br>/g, ' ').replace(/<[^>]*>/g, '');
  const description_text = text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => entities[name] ?? '');
  return { ...summary(ticket), description, description_text };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

async function sendError(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof HelpdeskError) return void (await reply.code(error.status).send(error.body));
  const { statusCode = 500, message } = error as FastifyError;
  await reply.code(statusCode).send({ code: 'invalid_json', message });
}
