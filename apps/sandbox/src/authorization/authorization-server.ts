import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessToken, Provider } from 'oidc-provider';
import type { FaultSwitchboard } from '../faults/fault-switchboard.js';
import type { Trips } from '../faults/trips.js';
import type { AuthorizationDialect, Caller, Person } from '../system.js';
import type { AppRegistry } from './app-registry.js';
import { speakDialect } from './dialect-answers.js';
import { loadLibrary } from './library.js';
import { offerPasswordGrant } from './password-grant.js';
import { providerSettings } from './provider-settings.js';
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

/** A real authorization server (oidc-provider) that speaks the dialect of one system. */
export class AuthorizationServer {
  readonly vault: TokenVault;
  readonly guide: TripGuide;
  readonly #provider: Provider;
  readonly #parts: AuthorizationParts;

  private constructor(provider: Provider, vault: TokenVault, parts: AuthorizationParts) {
    this.#provider = provider;
    this.vault = vault;
    this.#parts = parts;
    this.guide = new TripGuide(provider, parts.trips, (grantId) => vault.revokeGrant(grantId));
  }

  static async open(parts: AuthorizationParts): Promise<AuthorizationServer> {
    const { Provider, errors } = await loadLibrary();
    const vault = new TokenVault({
      findApp: (clientId) => parts.apps.find(clientId),
      alreadyUsed: () => new errors.InvalidGrant('already used'),
    });
    const provider = new Provider(parts.url, await providerSettings(parts, vault));
    provider.proxy = parts.url.startsWith('https:');
    provider.on('server_error', (_ctx, error) => parts.onError(error));
    speakDialect(provider, parts);
    await offerPasswordGrant(provider, parts);
    return new AuthorizationServer(provider, vault, parts);
  }

  /** Reads an `Authorization` header; undefined when it holds no access token that is valid now. */
  async authenticate(authorization: string | undefined): Promise<Caller | undefined> {
    const [, token] = /^Bearer ([^\s]+)$/i.exec(authorization ?? '') ?? [];
    if (!token) return undefined;
    const { AccessToken, ClientCredentials } = this.#provider;
    const { dialect } = this.#parts;
    const person = await AccessToken.find(token);
    if (person) return this.#callerOf(person);
    const app = await ClientCredentials.find(token);
    return app && { personId: dialect.integrationPersonId, clientId: app.clientId ?? '', scopes: dialect.appScopes };
  }

  #callerOf({ accountId: personId, clientId = '', scope = '', grantId = '' }: AccessToken): Caller {
    return { personId, clientId, scopes: scope.split(' ').filter(Boolean), trip: this.#parts.trips.of(grantId) };
  }

  /** Forgets a token, and with a refresh token everything issued from it; false when it was unknown. */
  async revoke(token: string): Promise<boolean> {
    const { RefreshToken, AccessToken, ClientCredentials } = this.#provider;
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
    const { paths } = this.#parts.dialect;
    const answer = this.#provider.callback();
    const handOver = async (request: FastifyRequest, reply: FastifyReply) => {
      reply.hijack();
      await answer(this.#relative(request.raw), reply.raw);
    };
    const routes = [
      ['GET', paths.authorization],
      ['GET', `${paths.authorization}/:uid`],
      ['POST', paths.token],
      ['POST', paths.introspection],
      ['GET', paths.jwks],
      ['GET', '/.well-known/openid-configuration'],
      ['GET', '/.well-known/oauth-authorization-server'],
    ] as const;
    for (const [method, url] of routes) {
      app.route({ method, url, onRequest: handOver, handler: () => undefined });
    }
    signInRoutes(app, this.#provider, this.#parts);
  }

  /** The library finds its own routes below the system's root, and itself by what was asked for originally. */
  #relative(request: IncomingMessage & { originalUrl?: string }): IncomingMessage {
    const { prefix, dialect } = this.#parts;
    const [path = '', query] = (request.url ?? '').slice(prefix.length).split(/\?(.*)/s);
    let search = query;
    if (path === dialect.paths.authorization) {
      const parameters = new URLSearchParams(query);
      dialect.adaptQuery(parameters);
      search = parameters.toString();
    }
    request.url = search === undefined ? path : `${path}?${search}`;
    request.originalUrl = prefix + request.url;
    return request;
  }
}
