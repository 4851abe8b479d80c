import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, SystemHost } from '../system.js';
import { people } from './directory.js';
import { environments, type GatewayStore, type StoredDeployment, type StoredProxy } from './gateway-store.js';
import { errorBody, GoogleError } from './google-error.js';

interface Route {
  Params: { organization: string; environment: string; proxy: string; revision: string };
  Querystring: Readonly<Record<string, string | undefined>>;
}

type Call = FastifyRequest<Route>;

/** The only organization that there is. */
export const organization = 'acme-apis';

const cloudScope = 'https://www.googleapis.com/auth/cloud-platform';

/** Adds OpenID's user info, and the API of one organization. */
export function apigeeApiRoutes(app: FastifyInstance, host: SystemHost, store: GatewayStore): void {
  void app.register(async (scope) => new ApigeeApi(host, store).routes(scope));
}

class ApigeeApi {
  readonly #host: SystemHost;
  readonly #store: GatewayStore;
  readonly #callers = new WeakMap<FastifyRequest, Caller>();

  constructor(host: SystemHost, store: GatewayStore) {
    this.#host = host;
    this.#store = store;
  }

  routes(app: FastifyInstance): void {
    app.addHook('onRequest', async (request) => {
      const caller = await this.#host.authenticate(request);
      if (!caller) throw new GoogleError(401, 'Request had invalid authentication credentials.');
      this.#callers.set(request, caller);
    });
    app.setErrorHandler((error, _request, reply) => sendError(error, reply));
    void app.register(async (scope) => this.#organizationRoutes(scope), { prefix: '/v1/organizations/:organization' });
  }

  #organizationRoutes(app: FastifyInstance): void {
    const deployments = '/environments/:environment/apis/:proxy/revisions/:revision/deployments';
    app.addHook('onRequest', async (request) => this.#admit(request as Call));
    // Where the connector looks for it when the profile says where the API lives.
    app.get('/identity/v1/userinfo', (request) => {
      const { id, name, username } = this.#person(request, 'openid');
      return { sub: id, name, email: username, email_verified: true, hd: 'sandbox.example' };
    });
    app.get('/apis', ({ query }: Call) => ({ proxies: this.#store.proxies().map((proxy) => listed(proxy, query)) }));
    app.get('/apis/:proxy', (request: Call) => this.#proxy(request));
    app.get('/deployments', () => ({ deployments: this.#store.deployments() }));
    app.get('/apis/:proxy/deployments', (request: Call) => {
      const { name } = this.#proxy(request);
      const found = this.#store.deployments().filter(({ apiProxy }) => apiProxy === name);
      return found.length > 0 ? { deployments: found } : {};
    });
    app.get(deployments, (request: Call) => ({ ...this.#deployment(request), state: 'READY' }));
    app.post(deployments, (request: Call) => this.#deploy(request));
    app.delete(deployments, (request: Call) => {
      this.#store.undeploy(this.#deployment(request));
      return {};
    });
    app.get('/apps', ({ query }: Call) => this.#apps(query));
  }

  #person(request: FastifyRequest, scope: string): (typeof people)[number] {
    const caller = this.#callers.get(request);
    if (!caller?.scopes.includes(scope)) {
      const message = 'Request had insufficient authentication scopes.';
      throw new GoogleError(403, message, 'ACCESS_TOKEN_SCOPE_INSUFFICIENT');
    }
    return people.find(({ id }) => id === caller.personId) ?? people[0];
  }

  #admit(request: Call): void {
    this.#person(request, cloudScope);
    if (request.params.organization === organization) return;
    const name = `organizations/${request.params.organization}`;
    throw new GoogleError(403, `Permission denied on resource "${name}" (or it may not exist)`);
  }

  #proxy({ params }: Call): StoredProxy {
    const proxy = this.#store.proxy(params.proxy);
    if (proxy) return proxy;
    throw new GoogleError(404, `generic::not_found: api proxy "${params.proxy}" not found`);
  }

  #deployment({ params: { environment, proxy, revision } }: Call): StoredDeployment {
    const found = this.#store
      .deployments()
      .find((one) => one.environment === environment && one.apiProxy === proxy && one.revision === revision);
    if (found) return found;
    throw new GoogleError(404, `revision ${revision} of ${proxy} is not deployed in ${environment}`);
  }

  #deploy(request: Call): StoredDeployment {
    const { name, revision: revisions } = this.#proxy(request);
    const { environment, revision } = request.params;
    if (!environments.includes(environment)) throw new GoogleError(404, `environment "${environment}" not found`);
    if (!revisions.includes(revision)) throw new GoogleError(404, `revision ${revision} of ${name} not found`);
    const other = this.#store
      .deployments()
      .find((one) => one.environment === environment && one.apiProxy === name && one.revision !== revision);
    const { override, serviceAccount } = request.query;
    if (serviceAccount !== undefined && !/@[a-z0-9.-]+\.iam\.gserviceaccount\.com$/.test(serviceAccount)) {
      throw new GoogleError(400, `invalid service account "${serviceAccount}"`);
    }
    if (other !== undefined && override !== 'true') {
      throw new GoogleError(400, `revision ${other.revision} of ${name} is deployed in ${environment} already`);
    }
    return this.#store.deploy(environment, name, revision);
  }

  #apps({ rows = '100', startKey = '', status = 'approved', expand }: Route['Querystring']): object {
    const found = this.#store.apps().filter((app) => app.appId >= startKey && app.status === status);
    const page = found.slice(0, Math.min(Number(rows), 100));
    return { app: expand === 'true' ? page : page.map(({ appId }) => ({ appId })) };
  }
}

/** A proxy in a list: its name, and what was asked for besides. */
function listed({ revision, metaData, ...proxy }: StoredProxy, query: Route['Querystring']): object {
  return {
    ...proxy,
    ...(query['includeRevisions'] === 'true' && { revision }),
    ...(query['includeMetaData'] === 'true' && { metaData }),
  };
}

async function sendError(error: unknown, reply: FastifyReply): Promise<void> {
  if (error instanceof GoogleError) {
    return void (await reply.code(error.code).send(errorBody(error.code, error.message, error.reason)));
  }
  const { statusCode = 500, message } = error as FastifyError;
  await reply.code(statusCode).send(errorBody(statusCode, message));
}
