import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessToken, Provider } from 'oidc-provider';
import type { EndpointClass } from '../faults/fault-table.js';
import type { FaultSwitchboard } from '../faults/fault-switchboard.js';
import type { Trips } from '../faults/trips.js';
import type { AuthorizationDialect, Caller, Person } from '../system.js';
import type { AppRegistry } from './app-registry.js';
import { speakDialect } from './dialect-answers.js';
import { answerAssertion } from './jwt-bearer-grant.js';
import { loadLibrary } from './library.js';
import { offerPasswordGrant } from './password-grant.js';
import { providerSettings, routesOf } from './provider-settings.js';
import { adaptInside, scopesOutside } from './scope-names.js';
import { signInRoutes } from './sign-in.js';
import { TokenVault } from './token-vault.js';
import { TripGuide } from './trip-guide.js';

/** What one system's authorization server is made of. */
export interface AuthorizationParts {
  readonly systemName: string;
  /** The issuer: the system's root, without a trailing slash. */
  readonly url: string;
  /** The path of `url` on this server. */
  readonly prefix: string;
  readonly dialect: AuthorizationDialect;
  readonly people: readonly Person[];
  readonly apps: AppRegistry;
  readonly faults: FaultSwitchboard;
  readonly trips: Trips;
  /** Hears what kind of token request came in. */
  readonly onGrantType: (request: IncomingMessage, grantType: string) => void;
  readonly onError: (error: Error) => void;
}

interface Opened {
  readonly provider: Provider;
  readonly guide: TripGuide;
  readonly answer: ReturnType<Provider['callback']>;
}

/** A real authorization server (oidc-provider) that speaks the dialect of one system; made when it is first asked. */
export class AuthorizationServer {
  readonly vault: TokenVault;
  readonly #parts: AuthorizationParts;
  #opening: Promise<Opened> | undefined;
  #alreadyUsed = (): Error => new Error('already used');

  constructor(parts: AuthorizationParts) {
    this.#parts = parts;
    this.vault = new TokenVault({
      findApp: (clientId) => parts.apps.find(clientId),
      alreadyUsed: () => this.#alreadyUsed(),
      clientAuthentication: parts.dialect.clientAuthentication,
    });
  }

  async #open(): Promise<Opened> {
    const [parts, { Provider, errors }] = [this.#parts, await loadLibrary()];
    this.#alreadyUsed = () => new errors.InvalidGrant('already used');
    const provider = new Provider(parts.url, await providerSettings(parts, this.vault));
    provider.proxy = parts.url.startsWith('https:');
    provider.on('server_error', (_ctx, error) => parts.onError(error));
    speakDialect(provider, parts);
    await offerPasswordGrant(provider, parts);
    const guide = new TripGuide(provider, parts.trips, (grantId) => this.vault.revokeGrant(grantId));
    return { provider, guide, answer: provider.callback() };
  }

  #opened(): Promise<Opened> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** The `state` of the way that a request belongs to; undefined for requests that nothing is planned for. */
  async tripOf(request: IncomingMessage, endpoint: EndpointClass): Promise<string | undefined> {
    return this.#parts.trips.isEmpty ? undefined : (await this.#opened()).guide.tripOf(request, endpoint);
  }

  /** Reads an `Authorization` header; undefined when it holds no access token that is valid now. */
  async authenticate(authorization: string | undefined): Promise<Caller | undefined> {
    const [, token] = /^Bearer ([^\s]+)$/i.exec(authorization ?? '') ?? [];
    if (!token) return undefined;
    const { AccessToken, ClientCredentials } = (await this.#opened()).provider;
    const { dialect } = this.#parts;
    const person = await AccessToken.find(token);
    if (person) return this.#callerOf(person);
    const app = await ClientCredentials.find(token);
    return app && { personId: dialect.integrationPersonId, clientId: app.clientId ?? '', scopes: dialect.appScopes };
  }

  #callerOf({ accountId: personId, clientId = '', scope = '', grantId = '' }: AccessToken): Caller {
    return { personId, clientId, scopes: scopesOutside(scope), trip: this.#parts.trips.of(grantId) };
  }

  /** Forgets a token, and with a refresh token everything issued from it; false when it was unknown. */
  async revoke(token: string): Promise<boolean> {
    const { RefreshToken, AccessToken, ClientCredentials } = (await this.#opened()).provider;
    const refreshToken = await RefreshToken.find(token);
    if (refreshToken?.grantId) {
      await RefreshToken.adapter.revokeByGrantId(refreshToken.grantId);
      return true;
    }
    const accessToken = (await AccessToken.find(token)) ?? (await ClientCredentials.find(token));
    await accessToken?.destroy();
    return accessToken !== undefined;
  }

  /** Adds the endpoints and the pages, on paths relative to the system's root. */
  mount(app: FastifyInstance): void {
    const { authorization, token, introspection, jwks } = routesOf(this.#parts.dialect);
    const handOver = async (request: FastifyRequest, reply: FastifyReply) => {
      const { answer, provider } = await this.#opened();
      const isTokenRequest = request.method === 'POST' && request.url.startsWith(this.#parts.prefix + token);
      const own = isTokenRequest ? await answerAssertion(request.raw, provider, this.#parts) : undefined;
      if (own !== undefined) return reply.code(own.status).send(own.body);
      reply.hijack();
      return answer(this.#relative(request.raw), reply.raw);
    };
    const routes = [
      ['GET', authorization],
      ['GET', `${authorization}/:uid`],
      ['POST', token],
      ['POST', introspection],
      ['GET', jwks],
      ['GET', '/.well-known/openid-configuration'],
      ['GET', '/.well-known/oauth-authorization-server'],
    ] as const;
    for (const [method, url] of routes) {
      app.route({ method, url, onRequest: handOver, handler: () => undefined });
    }
    this.#mountRevocation(app);
    signInRoutes(app, async () => (await this.#opened()).provider, this.#parts);
  }

  /** RFC 7009: what is not known is taken back already. */
  #mountRevocation(app: FastifyInstance): void {
    const { revocation } = this.#parts.dialect.paths;
    if (revocation === undefined) return;
    app.post<{ Body: Readonly<Record<string, string | undefined>> | undefined }>(
      revocation,
      async ({ body }, reply) => {
        if (body?.['token']) await this.revoke(body['token']);
        return reply.code(200).send();
      },
    );
  }

  /** The library finds its own routes below the system's root, and itself by what was asked for originally. */
  #relative(request: IncomingMessage & { originalUrl?: string }): IncomingMessage {
    const { prefix, dialect } = this.#parts;
    const [path = '', query] = (request.url ?? '').slice(prefix.length).split(/\?(.*)/s);
    let search = query;
    if (path === dialect.paths.authorization) {
      const parameters = new URLSearchParams(query);
      dialect.adaptQuery(parameters);
      adaptInside(parameters);
      search = parameters.toString();
    }
    request.url = search === undefined ? path : `${path}?${search}`;
    request.originalUrl = prefix + request.url;
    return request;
  }
}
