import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { controlRoutes } from './control.js';
import { homePage } from './home-page.js';
import { pageHeaders } from './pages.js';
import { runSystem, type RunningSystem, type SandboxLogger } from './running-system.js';
import type { SystemProfile } from './system-profiles.js';
import type { SandboxSystem } from './system.js';
import { systems, type SystemId } from './systems.js';

/** Where a sandbox listens and what it goes by. */
export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Loopback unless somebody else is to reach the systems; the control API answers loopback callers only. */
  readonly host?: string;
  /** Where callers find the sandbox, when that is not its own host and port. */
  readonly publicUrl?: string;
  /** The time that records are written with. */
  readonly now?: () => Date;
  readonly logger?: SandboxLogger;
}

type StoreOf<System> = System extends SandboxSystem<infer Store> ? Store : never;
type PerSystem<Kind extends keyof RunningSystem> = { readonly [Id in SystemId]: RunningSystem[Kind] };

/** A running sandbox; every part is reached by the name of its system, such as `faults.salesforce`. */
export interface Sandbox {
  /** Without a trailing slash; each system lives below it under its name. */
  readonly url: string;
  readonly apps: PerSystem<'apps'>;
  readonly faults: PerSystem<'faults'>;
  readonly trips: PerSystem<'trips'>;
  readonly journal: PerSystem<'journal'>;
  readonly tokens: PerSystem<'tokens'>;
  readonly store: { readonly [Id in SystemId]: StoreOf<(typeof systems)[Id]> };
  /** All parts of one system. */
  system(id: SystemId): RunningSystem;
  /** The operator's registrations at all systems; lets them redirect to this API, besides those named before. */
  systemProfiles(apiPublicUrl: string): readonly SystemProfile[];
  close(): Promise<void>;
}

/** Starts every system's look-alike on one port. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { url, running, close: closeAll } = await startSystems(Object.values(systems), options);
  return sandboxOf(url, running, closeAll);
}

/** Systems that run on one port. */
export interface RunningSystems {
  readonly url: string;
  readonly running: readonly RunningSystem[];
  close(): Promise<void>;
}

/** Starts look-alikes on one port, which need not be among those that the sandbox has. */
export async function startSystems(
  offered: readonly SandboxSystem[],
  options: SandboxOptions = {},
): Promise<RunningSystems> {
  const { port = 0, host = '127.0.0.1' } = options;
  const server = createServer(notYet);
  await listen(server, port, host);
  const url = (options.publicUrl ?? `http://${host}:${(server.address() as AddressInfo).port}`).replace(/\/+$/, '');
  try {
    const { app, answer } = createApp(server);
    const parts = { sandboxUrl: url, now: options.now ?? (() => new Date()), logger: options.logger };
    const running = await Promise.all(offered.map((system) => runSystem(system, app, parts)));
    controlRoutes(app, running);
    app.get('/', (_request, reply) => reply.headers(pageHeaders).send(homePage(url, running)));
    await app.ready();
    server.off('request', notYet).on('request', answer);
    return { url, running, close: () => close(server, app) };
  } catch (error) {
    server.close();
    throw error;
  }
}

const notYet: RequestListener = (_request, response) => response.writeHead(503, { 'retry-after': '1' }).end();

/** Nobody knows the URL before the port is open, and the authorization servers are named after it. */
async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function createApp(server: Server): { readonly app: FastifyInstance; readonly answer: RequestListener } {
  let answer: RequestListener = notYet;
  const app = Fastify({
    serverFactory: (handler: RequestListener) => {
      answer = handler;
      return server;
    },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  return { app, answer };
}

function sandboxOf(url: string, running: readonly RunningSystem[], closeAll: () => Promise<void>): Sandbox {
  const perSystem = <Kind extends keyof RunningSystem>(kind: Kind) =>
    Object.fromEntries(running.map((system) => [system.id, system[kind]])) as PerSystem<Kind>;
  return {
    url,
    apps: perSystem('apps'),
    faults: perSystem('faults'),
    trips: perSystem('trips'),
    journal: perSystem('journal'),
    tokens: perSystem('tokens'),
    store: perSystem('store') as Sandbox['store'],
    system: (id) => running.find((system) => system.id === id) as RunningSystem,
    systemProfiles: (apiPublicUrl) => running.flatMap((system) => system.profiles(apiPublicUrl)),
    close: closeAll,
  };
}

/** Also ends what a fault keeps open on purpose. */
async function close(server: Server, app: FastifyInstance): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await Promise.all([closed, app.close()]);
}
