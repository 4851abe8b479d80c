import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SystemHost } from '../system.js';
import { users, wrapUpCodes, type ContactCentre, type StoredQueue } from './contact-centre.js';
import { conversationRoutes } from './conversations.js';
import { integration, organization } from './directory.js';
import { errorBody, PlatformError } from './platform-error.js';

const callsAMinute = 300;

interface Listed {
  readonly name?: string;
  readonly pageNumber?: string;
  readonly pageSize?: string;
}

/** What comes along only for whoever asks for it. */
interface Expanded {
  readonly expand?: string | readonly string[];
}

/** Adds the Platform API below `/api/v2`. */
export function platformApiRoutes(app: FastifyInstance, host: SystemHost, store: ContactCentre): void {
  void app.register(async (scope) => new PlatformApi(host, store).routes(scope), { prefix: '/api/v2' });
}

class PlatformApi {
  readonly #host: SystemHost;
  readonly #store: ContactCentre;
  readonly #callers = new WeakMap<FastifyRequest, string>();
  #made = 0;

  constructor(host: SystemHost, store: ContactCentre) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => this.#admit(request, reply));
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    app.get('/users/me', (request: FastifyRequest<{ Querystring: Expanded }>) => this.#me(request));
    app.get('/tokens/me', () => ({ organization, OAuthClient: integration, authorizedScope: [] }));
    app.post('/users/search', (request: FastifyRequest<{ Body: UserSearch }>) => searchUsers(request.body));
    this.#queueRoutes(app);
    conversationRoutes(app, this.#store);
  }

  #queueRoutes(app: FastifyInstance): void {
    app.get('/routing/queues', ({ query }: FastifyRequest<{ Querystring: Listed }>) => {
      const found = this.#store.queues.filter(({ name }) => isNamed(name, query.name));
      return paged(found.map(shownQueue), Number(query.pageNumber ?? 1), Number(query.pageSize ?? 25));
    });
    app.get('/routing/queues/:id', (request: FastifyRequest<{ Params: { id: string } }>) =>
      shownQueue(this.#queue(request.params.id)),
    );
    app.get(
      '/routing/queues/:id/wrapupcodes',
      ({ params, query }: FastifyRequest<{ Params: { id: string }; Querystring: Listed }>) => {
        this.#queue(params.id);
        // At the beginning of a code's name, an asterisk is one.
        const found = wrapUpCodes.filter(({ name }) => !query.name?.startsWith('*') && isNamed(name, query.name));
        return paged(found, Number(query.pageNumber ?? 1), Number(query.pageSize ?? 25));
      },
    );
    app.post('/analytics/queues/observations/query', (request: FastifyRequest<{ Body: Observation }>) => {
      const ids = request.body?.filter?.predicates?.map(({ value }) => value) ?? [];
      return { results: this.#store.queues.filter(({ id }) => ids.includes(id)).flatMap(observe) };
    });
  }

  async #admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.#made += 1;
    reply.headers({
      'inin-ratelimit-allowed': callsAMinute,
      'inin-ratelimit-count': Math.min(this.#made, callsAMinute - 1),
      'inin-ratelimit-reset': 60,
    });
    const caller = await this.#host.authenticate(request);
    if (!caller) throw new PlatformError(401, 'bad.credentials', 'Invalid login credentials.');
    this.#callers.set(request, caller.personId);
  }

  #me(request: FastifyRequest<{ Querystring: Expanded }>): unknown {
    const user = users.find(({ id }) => id === this.#callers.get(request));
    const isExpanded = [request.query.expand].flat().includes('organization');
    if (user) return { ...user, state: 'active', version: 1, ...(isExpanded && { organization }) };
    throw new PlatformError(400, 'bad.request', 'This request is not valid when using the Client Credentials grant.');
  }

  #queue(id: string): StoredQueue {
    const queue = this.#store.queue(id);
    if (queue) return queue;
    throw new PlatformError(404, 'not.found', 'The requested resource was not found.');
  }
}

interface UserSearch {
  readonly pageSize?: number;
  readonly pageNumber?: number;
  readonly query?: readonly Criterion[];
}

interface Criterion {
  readonly type: string;
  readonly fields?: readonly string[];
  readonly value?: string;
}

interface Observation {
  readonly filter?: { readonly predicates?: readonly { readonly value?: string }[] };
}

function searchUsers({ pageSize = 25, pageNumber = 1, query = [] }: UserSearch): unknown {
  const found = users.filter((user) => query.every((criterion) => isMet(criterion, { state: 'active', ...user })));
  const { entities: results, ...counts } = paged(found, pageNumber, pageSize);
  return { ...counts, results, types: ['users'] };
}

/** Every criterion must be met: other operators than AND are not understood here. */
function isMet({ type, fields = [], value = '' }: Criterion, user: Readonly<Record<string, unknown>>): boolean {
  const wanted = value.toLowerCase();
  const found = fields.map((field) => String(user[field] ?? '').toLowerCase());
  return found.some((one) => (type === 'CONTAINS' ? one.includes(wanted) : one === wanted));
}

function paged<Entity>(all: readonly Entity[], pageNumber: number, pageSize: number) {
  if (!(pageNumber >= 1 && pageSize >= 1 && pageSize <= 500)) {
    throw new PlatformError(400, 'bad.request', 'The page does not exist.');
  }
  const entities = all.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
  return { entities, pageSize, pageNumber, total: all.length, pageCount: Math.ceil(all.length / pageSize) };
}

/** Asterisks at the ends of a name stand for anything. */
function isNamed(name: string, asked = '*'): boolean {
  const [, before, part = '', behind] = /^(\*?)(.*?)(\*?)$/.exec(asked.toLowerCase()) ?? [];
  const known = name.toLowerCase();
  if (before && behind) return known.includes(part);
  if (before) return known.endsWith(part);
  return behind ? known.startsWith(part) : known === part;
}

function shownQueue({ waiting: _waiting, interacting: _interacting, idle: _idle, ...queue }: StoredQueue): unknown {
  return { ...queue, division: { id: organization.id, name: 'Home' } };
}

function observe({ id, waiting, interacting, idle }: StoredQueue): readonly unknown[] {
  const one = (metric: string, count: number, qualifier?: string) => ({ metric, qualifier, stats: { count } });
  return [
    { group: { queueId: id, mediaType: 'voice' }, data: [one('oWaiting', waiting), one('oInteracting', interacting)] },
    {
      group: { queueId: id },
      data: [
        one('oOnQueueUsers', interacting + idle),
        one('oUserRoutingStatuses', idle, 'IDLE'),
        one('oUserRoutingStatuses', interacting, 'INTERACTING'),
      ],
    },
  ];
}

async function sendError(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof PlatformError) return void (await reply.code(error.status).send(error.body));
  const { statusCode = 500, message } = error as FastifyError;
  await reply.code(statusCode).send(errorBody(statusCode, 'invalid.syntax', message));
}
