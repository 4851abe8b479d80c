import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { AuthorizationDialect, RegisteredApp } from '../system.js';

const accessTokenModels = new Set(['AccessToken', 'ClientCredentials']);
const singleUseModels = new Set(['AuthorizationCode', 'RefreshToken']);

/** Where the vault asks for apps, and what it says when a code or refresh token is used twice. */
export interface TokenVaultParts {
  readonly findApp: (clientId: string) => RegisteredApp | undefined;
  readonly alreadyUsed: () => Error;
  /** How apps prove who they are. */
  readonly clientAuthentication?: AuthorizationDialect['clientAuthentication'];
}

/** Keeps in memory what the authorization server of one system stores. */
export class TokenVault {
  /** `Model:id` -> payload; when there are too many, those unused for longest go first. */
  #opened: LRUCache<string, AdapterPayload> | undefined;
  readonly #byGrant = new Map<string, Set<string>>();
  readonly #sessionsByUid = new Map<string, string>();
  readonly #parts: TokenVaultParts;

  constructor(parts: TokenVaultParts) {
    this.#parts = parts;
  }

  /** Made on first use: room for so many takes a while to make. */
  get #stored(): LRUCache<string, AdapterPayload> {
    this.#opened ??= new LRUCache({
      max: 100_000,
      dispose: (payload, key) => {
        if (payload.grantId) this.#byGrant.get(payload.grantId)?.delete(key);
        if (payload.uid) this.#sessionsByUid.delete(payload.uid);
      },
    });
    return this.#opened;
  }

  /** The library's storage interface for one of its models. */
  adapter(model: string): Adapter {
    if (model === 'Client') return { ...this.#adapter(model), find: async (id) => this.#client(id) };
    return this.#adapter(model);
  }

  /** Makes every access token invalid and says how many there were. */
  expireAccessTokens(): number {
    const keys = [...(this.#opened?.keys() ?? [])].filter((key) =>
      accessTokenModels.has(key.slice(0, key.indexOf(':'))),
    );
    for (const key of keys) this.#stored.delete(key);
    return keys.length;
  }

  /** Takes back everything that a person granted and says how many grants there were. */
  revokeGrants(personId: string): number {
    const grants = [...(this.#opened?.entries() ?? [])].filter(
      ([key, payload]) => key.startsWith('Grant:') && payload.accountId === personId,
    );
    for (const [key] of grants) this.#forgetGrant(key.slice('Grant:'.length));
    return grants.length;
  }

  /** Takes back one grant, with everything that was issued from it. */
  revokeGrant(grantId: string): void {
    this.#forgetGrant(grantId);
  }

  clear(): void {
    this.#opened?.clear();
    this.#byGrant.clear();
    this.#sessionsByUid.clear();
  }

  #adapter(model: string): Adapter {
    const key = (id: string) => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        this.#stored.set(key(id), payload, expiresIn ? { ttl: expiresIn * 1_000 } : {});
        if (model === 'Session' && payload.uid) this.#sessionsByUid.set(payload.uid, id);
        if (payload.grantId) this.#grantMembers(payload.grantId).add(key(id));
      },
      find: async (id) => this.#stored.get(key(id)),
      findByUid: async (uid) => this.#stored.get(key(this.#sessionsByUid.get(uid) ?? '')),
      findByUserCode: async () => undefined,
      consume: async (id) => this.#consume(model, key(id)),
      destroy: async (id) => void this.#stored.delete(key(id)),
      revokeByGrantId: async (grantId) => this.#forgetGrant(grantId),
    };
  }

  #consume(model: string, key: string): void {
    const payload = this.#stored.get(key);
    if (!payload || (payload.consumed && singleUseModels.has(model))) throw this.#parts.alreadyUsed();
    payload.consumed = Math.floor(Date.now() / 1_000);
  }

  #grantMembers(grantId: string): Set<string> {
    const members = this.#byGrant.get(grantId) ?? new Set();
    this.#byGrant.set(grantId, members);
    return members;
  }

  #forgetGrant(grantId: string): void {
    for (const key of this.#grantMembers(grantId)) this.#stored.delete(key);
    this.#byGrant.delete(grantId);
    this.#stored.delete(`Grant:${grantId}`);
  }

  #client(id: string): AdapterPayload | undefined {
    const app = this.#parts.findApp(id);
    if (!app) return undefined;
    return {
      client_id: app.clientId,
      client_secret: app.clientSecret,
      client_name: app.name,
      redirect_uris: app.redirectUris.length > 0 ? [...app.redirectUris] : ['https://none.invalid/'],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials', 'password'],
      response_types: ['code'],
      token_endpoint_auth_method: this.#parts.clientAuthentication ?? 'client_secret_post',
    };
  }
}
