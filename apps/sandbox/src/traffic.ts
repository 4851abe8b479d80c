import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FaultSwitchboard, Strike } from './faults/fault-switchboard.js';
import { delay, disturbAnswer, readAll, replaceAnswer, type Exchange } from './faults/interference.js';
import { faultTable, type EndpointClass } from './faults/fault-table.js';
import type { Journal, JournalEntry } from './journal.js';
import type { AuthorizationDialect, Endpoint, OpenSystem } from './system.js';

/** What a system's requests pass through before they are handled. */
export interface TrafficParts {
  readonly prefix: string;
  /** Names an endpoint; undefined for what is not counted. `route` is the path's template, where there is one. */
  readonly classify: (method: string, path: string, route: string | undefined) => Endpoint | undefined;
  readonly faultAnswer: OpenSystem['faultAnswer'];
  readonly faults: FaultSwitchboard;
  readonly journal: Journal;
  readonly now: () => Date;
  /** The `state` of the way that a request belongs to, where something is planned for one. */
  readonly tripOf: (request: IncomingMessage, endpoint: EndpointClass) => Promise<string | undefined>;
}

/** Names endpoints after their routes, and those of OAuth as all systems call them. */
export function classifier(paths: AuthorizationDialect['paths'] | undefined): TrafficParts['classify'] {
  const oauth: Readonly<Record<string, Endpoint>> = {
    [paths?.authorization ?? '']: { class: 'authorize', name: 'authorize' },
    [`${paths?.authorization}/:uid`]: { class: 'authorize', name: 'authorize resume' },
    [paths?.token ?? '']: { class: 'token', name: 'token' },
    [paths?.introspection ?? '']: { class: 'token', name: 'introspect' },
    [paths?.revocation ?? '']: { class: 'revoke', name: 'revoke' },
  };
  return (method, path, route = path) => {
    if (/^\/(?:sign-in|\.well-known|sandbox)\//.test(route) || route === paths?.jwks) return undefined;
    if (Object.hasOwn(oauth, route)) return oauth[route];
    return { class: 'api', name: `${method} ${route.slice(1).replace(/:(\w+)/g, '{$1}')}` };
  };
}

interface Struck {
  readonly endpoint: Endpoint;
  readonly strike: Strike;
}

/** Writes every request to a system's endpoints into the journal, and lets faults strike it. */
export class Traffic {
  readonly #parts: TrafficParts;
  readonly #entries = new WeakMap<IncomingMessage, JournalEntry>();

  constructor(parts: TrafficParts) {
    this.#parts = parts;
  }

  watch(app: FastifyInstance): void {
    app.addHook('onRequest', async (request, reply) => this.#pass(request, reply));
  }

  /** Notes the grant type of a token request once somebody has read it. */
  nameGrant(request: IncomingMessage, grantType: string): void {
    const entry = this.#entries.get(request);
    if (!entry || !/^[\w:.-]{1,100}$/.test(grantType)) return;
    const [endpoint = ''] = entry.endpoint.split(' ');
    this.#parts.journal.rename(entry, `${endpoint} ${grantType}`);
  }

  async #pass(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { prefix, classify } = this.#parts;
    const path = request.url.slice(prefix.length).split('?', 1)[0] ?? '';
    const endpoint = classify(request.method, path, request.routeOptions.url?.slice(prefix.length));
    if (!endpoint) return;
    const entry = this.#record(request, reply, endpoint, path);
    const trip = await this.#parts.tripOf(request.raw, endpoint.class);
    const strike = this.#parts.faults.strike({ class: endpoint.class, method: request.method, path, trip });
    entry.fault = strike.fault?.kind ?? strike.delay?.kind;
    if (entry.fault !== undefined) await this.#suffer(request, reply, { endpoint, strike });
  }

  async #suffer(request: FastifyRequest, reply: FastifyReply, { endpoint, strike }: Struck): Promise<void> {
    const exchange: Exchange = {
      request: request.raw,
      response: reply.raw,
      answer: (kind) => this.#parts.faultAnswer(kind, endpoint.class),
    };
    if (strike.delay && !(await delay(strike.delay, exchange))) return void reply.hijack();
    if (!strike.fault) return;
    if (faultTable[strike.fault.kind].stage !== 'instead') return disturbAnswer(strike.fault, exchange);
    reply.hijack();
    await this.#hearOut(request, endpoint);
    replaceAnswer(strike.fault, exchange);
  }

  #record(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, path: string): JournalEntry {
    const { journal, now } = this.#parts;
    const entry = journal.record({
      at: now().toISOString(),
      class: endpoint.class,
      endpoint: endpoint.name,
      method: request.method,
      path,
    });
    reply.raw.once('finish', () => (entry.status = reply.raw.statusCode));
    this.#entries.set(request.raw, entry);
    return entry;
  }

  async #hearOut(request: FastifyRequest, endpoint: Endpoint): Promise<void> {
    const body = await readAll(request.raw);
    const grantType = endpoint.class === 'token' && new URLSearchParams(body).get('grant_type');
    if (grantType) this.nameGrant(request.raw, grantType);
  }
}
