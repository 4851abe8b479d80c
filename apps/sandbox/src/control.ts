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
      for (const system of systems) {
        await control.register(async (scope) => systemRoutes(scope, system), { prefix: `/${system.id}` });
      }
    },
    { prefix: '/control' },
  );
}

function systemRoutes(app: FastifyInstance, system: RunningSystem): void {
  faultRoutes(app, system);
  appRoutes(app, system);
  app.get('/requests', () => ({ counts: system.journal.counts(), requests: system.journal.list() }));
  app.delete('/requests', (_request, reply) => done(reply, () => system.journal.clear()));
  app.get('/records', () => ({ records: system.store.snapshot() }));
  app.post('/reset', (_request, reply) => done(reply, () => reset(system)));
  app.post('/expire-tokens', () => ({ expired: system.tokens.expireAccessTokens() }));
  app.post<{ Body: { user: string } }>(
    '/revoke-grants',
    body({ user: { type: 'string' } }),
    async ({ body: { user } }, reply) => {
      const person = system.people.find(({ id, username }) => user === id || user === username);
      if (!person) return reply.code(404).send({ error: `Nobody at ${system.name} is called ${user}.` });
      return { revoked: system.tokens.revokeGrants(person.id) };
    },
  );
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

function faultRoutes(app: FastifyInstance, { faults, trips }: RunningSystem): void {
  const list = () => ({ faults: faults.list(), kinds: faultTable });
  app.get('/faults', list);
  app.put<{ Body: { faults: readonly Fault[] } }>(
    '/faults',
    body({ faults: { type: 'array', items: faultSchema, maxItems: 100 } }),
    (request) => {
      faults.set(request.body.faults);
      return list();
    },
  );
  app.delete('/faults', (_request, reply) => done(reply, () => faults.set([])));
  app.post<{ Body: TripPlan }>('/trips', body(tripProperties, ['state', 'faults']), (request, reply) =>
    done(reply, () => trips.plan(request.body)),
  );
}

function appRoutes(app: FastifyInstance, { apps }: RunningSystem): void {
  app.get('/apps', () => ({ apps: apps.list() }));
  app.post<{ Body: NewApp }>('/apps', body(appProperties, ['name', 'redirectUris']), (request, reply) =>
    reply.code(201).send(apps.register(request.body)),
  );
  app.patch<{ Body: AppChanges; Params: { clientId: string } }>(
    '/apps/:clientId',
    body(appProperties, []),
    async ({ params, body: changes }, reply) =>
      apps.change(params.clientId, changes) ?? reply.code(404).send({ error: 'There is no such app.' }),
  );
}
