import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { EndpointClass } from '../faults/fault-table.js';
import { readAll } from '../faults/interference.js';
import type { Trips } from '../faults/trips.js';

/** Finds out which planned way a request belongs to, and ends grants that are to end by themselves. */
export class TripGuide {
  readonly #provider: Provider;
  readonly #trips: Trips;

  constructor(provider: Provider, trips: Trips, revoke: (grantId: string) => void) {
    this.#provider = provider;
    this.#trips = trips;
    provider.on('authorization.success', (ctx: KoaContextWithOIDC) => {
      const { AuthorizationCode: code } = ctx.oidc.entities;
      const { state } = ctx.oidc.params ?? {};
      if (typeof state === 'string' && code?.grantId) trips.follow(state, [code.jti, code.grantId]);
    });
    provider.on('grant.success', (ctx: KoaContextWithOIDC) => {
      const { grantId } = ctx.oidc.entities.AuthorizationCode ?? {};
      const afterMs = trips.revokeAfterMs(trips.of(grantId ?? '') ?? '');
      if (grantId && afterMs !== undefined) setTimeout(() => revoke(grantId), afterMs).unref();
    });
  }

  /** The `state` of the way that a request belongs to; undefined for requests that nothing is planned for. */
  async tripOf(request: IncomingMessage, endpoint: EndpointClass): Promise<string | undefined> {
    if (this.#trips.isEmpty) return undefined;
    if (endpoint === 'authorize') return this.#ofPage(request.url ?? '');
    if (endpoint === 'token') return this.#ofTokenRequest(new URLSearchParams(await readAhead(request)));
    if (endpoint === 'api') return this.#ofBearer(request.headers.authorization ?? '');
    return undefined;
  }

  async #ofPage(url: string): Promise<string | undefined> {
    const { pathname, searchParams } = new URL(url, 'http://sandbox.invalid');
    const state = searchParams.get('state');
    if (state !== null) return state;
    const interaction = await this.#provider.Interaction.find(pathname.split('/').at(-1) ?? '');
    return typeof interaction?.params['state'] === 'string' ? interaction.params['state'] : undefined;
  }

  async #ofTokenRequest(form: URLSearchParams): Promise<string | undefined> {
    const code = form.get('code');
    if (code !== null) return this.#trips.of(code);
    const refreshToken = await this.#provider.RefreshToken.find(form.get('refresh_token') ?? '');
    return this.#trips.of(refreshToken?.grantId ?? '');
  }

  async #ofBearer(authorization: string): Promise<string | undefined> {
    const [, token = ''] = /^Bearer ([^\s]+)$/i.exec(authorization) ?? [];
    const accessToken = await this.#provider.AccessToken.find(token);
    return this.#trips.of(accessToken?.grantId ?? '');
  }
}

/** Reads a request to its end, and lets others read it as if nobody had. */
async function readAhead(request: IncomingMessage): Promise<string> {
  const body = await readAll(request);
  const again = () => Readable.from([Buffer.from(body)])[Symbol.asyncIterator]();
  Object.defineProperties(request, {
    readable: { value: true },
    iterator: { value: again },
    [Symbol.asyncIterator]: { value: again },
  });
  return body;
}
