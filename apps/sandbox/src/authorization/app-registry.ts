import { randomBytes } from 'node:crypto';
import type { RegisteredApp } from '../system.js';

/** What somebody chooses when registering an app. */
export interface NewApp {
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly isPkceRequired?: boolean;
  readonly rotatesRefreshTokens?: boolean;
  /** PEM. */
  readonly publicKey?: string;
}

/** What may change about an app later. */
export type AppChanges = Partial<Omit<RegisteredApp, 'clientId' | 'clientSecret'>>;

/** The apps that one system knows: the operator's own, and those that were registered. */
export class AppRegistry {
  readonly #apps = new Map<string, RegisteredApp>();
  readonly #systemClientId: string | undefined;

  constructor(systemApp: Omit<RegisteredApp, 'redirectUris'> | undefined) {
    this.#systemClientId = systemApp?.clientId;
    if (systemApp) this.#apps.set(systemApp.clientId, { ...systemApp, redirectUris: [] });
  }

  /** The operator's own app; throws where the system has no OAuth. */
  get systemApp(): RegisteredApp {
    const app = this.#apps.get(this.#systemClientId ?? '');
    if (!app) throw new Error('This system has no OAuth, and no apps.');
    return app;
  }

  /** Lets the operator's app redirect to one more place. */
  allowSystemRedirect(uri: string): void {
    const { clientId, redirectUris } = this.systemApp;
    if (!redirectUris.includes(uri)) this.change(clientId, { redirectUris: [...redirectUris, uri] });
  }

  /** Registers an app of a customer's own. */
  register({
    name,
    redirectUris,
    isPkceRequired = false,
    rotatesRefreshTokens = false,
    publicKey,
  }: NewApp): RegisteredApp {
    const app: RegisteredApp = {
      clientId: `sandbox-${randomBytes(16).toString('hex')}`,
      clientSecret: randomBytes(32).toString('hex').toUpperCase(),
      name,
      redirectUris,
      isPkceRequired,
      rotatesRefreshTokens,
      publicKey,
    };
    this.#apps.set(app.clientId, app);
    return app;
  }

  /** Changes an app; undefined when there is none. */
  change(clientId: string, changes: AppChanges): RegisteredApp | undefined {
    const app = this.#apps.get(clientId);
    if (!app) return undefined;
    const changed = { ...app, ...changes };
    this.#apps.set(clientId, changed);
    return changed;
  }

  find(clientId: string): RegisteredApp | undefined {
    return this.#apps.get(clientId);
  }

  list(): readonly RegisteredApp[] {
    return [...this.#apps.values()];
  }
}
