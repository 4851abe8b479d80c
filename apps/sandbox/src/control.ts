import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { faultSchema, faultTable, type Fault } from './faults/fault-table.js';
import type { TripPlan } from './faults/trips.js';
import type { AppChanges, NewApp } from './authorization/app-registry.js';
import type { RunningSystem } from './running-system.js';

const webUrl = { type: 'string', pattern: '^https?://', maxLength: 3_000 } as const;
const appProperties = {
  name: { type: 'string', minLength: 1, maxLength: 255 },
  redirectUris: { type: 'array', items: webUrl, minItems: 1, maxItems: 100 },
  isPkceRequired: { type: 'boolean' },
  rotatesRefreshTokens: { type: 'boolean' },
} as const;

const tripProperties = {
  state: { type: 'string', minLength: 8, maxLength: 500 },
  faults: { type: 'array', items: faultSchema, maxItems: 20 },
  revokeAfterMs: { type: 'integer', minimum: 0, maximum: 3_600_000 },
} as const;

/** The schema of a body that holds these properties and no others. */
function body(properties: object, required: readonly string[] = Object.keys(properties)): object {
  return { schema: { body: { type: 'object', additionalProperties: false, required, properties } } };
}

const loopbackAddress = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;
const loopbackHost = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/** Somebody on this very computer, and not a web page that happens to be open in a browser on it. */
function isOwner({ headers, socket }: FastifyRequest): boolean {
  const { origin, host = '' } = headers;
  return (
    loopbackAddress.test(socket.remoteAddress ?? '') &&
    loopbackHost.test(host) &&
    headers['x-forwarded-for'] === undefined &&
    (origin === undefined || origin === `http://${host}`)
  );
}

/** Adds the control API, for the sandbox's owner only. */
export function controlRoutes(app: FastifyInstance, systems: readonly RunningSystem[]): void {
  void app.register(
    async (control) => {
      control.addHook('onRequest', async (request, reply) => {
        if (!isOwner(request)) await reply.code(403).send({ error: 'Only callers on this computer may control it.' });
      });
      control.get('/', () => ({ systems: systems.map(({ id, name, url, people }) => ({ id, name, url, people })) }));
      control.post<{ Body: { apiPublicUrl: string } }>(
        '/system-profiles',
        body({ apiPublicUrl: webUrl }),
        (request) => ({
          systemProfiles: systems.flatMap((system) => system.profiles(request.body.apiPublicUrl)),
        }),
      );
      await control.register(async (scope) => systemRoutes(scope, systems), { prefix: '/:system' });
    },
    { prefix: '/control' },
  );
}

type Route<Body = undefined, Params = object> = {
  readonly Body: Body;
  readonly Params: Params & { readonly system: string };
};

/** The system that a request is about. */
type SystemOf = (request: { readonly params: unknown }) => RunningSystem;

/** One set of routes for all systems: their schemas are compiled once, however many there are. */
function systemRoutes(app: FastifyInstance, systems: readonly RunningSystem[]): void {
  const byId = new Map(systems.map((system) => [system.id, system]));
  const of: SystemOf = ({ params }) => byId.get((params as Route['Params']).system) as RunningSystem;
  app.addHook('onRequest', async (request, reply) => {
    if (!of(request)) await reply.code(404).send({ error: 'The sandbox has no such system.' });
  });
  faultRoutes(app, of);
  appRoutes(app, of);
  app.get('/requests', (request) => ({ counts: of(request).journal.counts(), requests: of(request).journal.list() }));
  app.delete('/requests', (request, reply) => done(reply, () => of(request).journal.clear()));
  app.get('/records', (request) => ({ records: of(request).store.snapshot() }));
  app.post('/reset', (request, reply) => done(reply, () => reset(of(request))));
  app.post('/expire-tokens', (request) => ({ expired: of(request).tokens.expireAccessTokens() }));
  app.post<Route<{ user: string }>>('/revoke-grants', body({ user: { type: 'string' } }), async (request, reply) => {
    const { people, name, tokens } = of(request);
    const { user } = request.body;
    const person = people.find(({ id, username }) => user === id || user === username);
    if (!person) return reply.code(404).send({ error: `Nobody at ${name} is called ${user}.` });
    return { revoked: tokens.revokeGrants(person.id) };
  });
}

/** As started, but for the apps: whoever set them up still has their secrets. */
function reset({ store, faults, trips, journal, tokens }: RunningSystem): void {
  for (const part of [faults, trips, journal, tokens]) part.clear();
  store.reset();
}

function done(reply: FastifyReply, act: () => void): FastifyReply {
  act();
  return reply.code(204).send();
}

function faultRoutes(app: FastifyInstance, of: SystemOf): void {
  const list = ({ faults }: RunningSystem) => ({ faults: faults.list(), kinds: faultTable });
  app.get('/faults', (request) => list(of(request)));
  app.put<Route<{ faults: readonly Fault[] }>>(
    '/faults',
    body({ faults: { type: 'array', items: faultSchema, maxItems: 100 } }),
    (request) => {
      of(request).faults.set(request.body.faults);
      return list(of(request));
    },
  );
  app.delete('/faults', (request, reply) => done(reply, () => of(request).faults.set([])));
  app.post<Route<TripPlan>>('/trips', body(tripProperties, ['state', 'faults']), (request, reply) =>
    done(reply, () => of(request).trips.plan(request.body)),
  );
}

function appRoutes(app: FastifyInstance, of: SystemOf): void {
  app.get('/apps', (request) => ({ apps: of(request).apps.list() }));
  app.post<Route<NewApp>>('/apps', body(appProperties, ['name', 'redirectUris']), (request, reply) =>
    reply.code(201).send(of(request).apps.register(request.body)),
  );
  app.patch<Route<AppChanges, { readonly clientId: string }>>(
    '/apps/:clientId',
    body(appProperties, []),
    async (request, reply) =>
      of(request).apps.change(request.params.clientId, request.body) ??
      reply.code(404).send({ error: 'There is no such app.' }),
  );
}
