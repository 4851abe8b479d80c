import type { RecordStore } from '../system.js';

/** An API proxy, as the vendor keeps it. */
export interface StoredProxy {
  readonly name: string;
  readonly revision: readonly string[];
  readonly latestRevisionId: string;
  readonly apiProxyType: string;
  /** Milliseconds since 1970, as texts. */
  readonly metaData: { readonly createdAt: string; readonly lastModifiedAt: string };
}

/** A revision in an environment. */
export interface StoredDeployment {
  readonly environment: string;
  readonly apiProxy: string;
  readonly revision: string;
  readonly deployStartTime: string;
}

/** A developer app. */
export interface StoredApp {
  readonly appId: string;
  readonly name: string;
  readonly status: 'approved' | 'revoked';
  readonly developerId: string;
  readonly createdAt: string;
}

const dayMs = 24 * 60 * 60 * 1_000;
const proxies = { accounts: 2, catalogue: 5, invoices: 1, mobile: 4, orders: 3, search: 2, tickets: 1 };
const deployed = [
  ['prod', 'catalogue', 5],
  ['prod', 'orders', 2],
  ['test', 'orders', 2],
  ['test', 'tickets', 1],
] as const;
const apps = ['Mobile app', 'Partner portal', 'Price comparison', 'Warehouse'];

/** The environments of the organization. */
export const environments: readonly string[] = ['prod', 'test'];

/** An organization, in memory. */
export class GatewayStore implements RecordStore {
  readonly #now: () => Date;
  readonly #deployments = new Map<string, StoredDeployment>();
  #proxies: readonly StoredProxy[] = [];
  #apps: readonly StoredApp[] = [];

  constructor(now: () => Date) {
    this.#now = now;
    this.reset();
  }

  reset(): void {
    const created = String(this.#now().getTime() - 30 * dayMs);
    this.#proxies = Object.entries(proxies).map(([name, latest]) => ({
      ...{ name, apiProxyType: 'PROGRAMMABLE', latestRevisionId: String(latest) },
      revision: Array.from({ length: latest }, (_, index) => String(index + 1)),
      metaData: { createdAt: created, lastModifiedAt: String(this.#now().getTime() - dayMs) },
    }));
    this.#apps = apps.map((name, index) => ({
      ...{ appId: `0c7a5e10-0000-4000-8000-00000000000${index}`, name, createdAt: created },
      ...{ status: index === 2 ? 'revoked' : 'approved', developerId: `developer-${index}` },
    }));
    this.#deployments.clear();
    for (const [environment, apiProxy, revision] of deployed) this.deploy(environment, apiProxy, String(revision));
  }

  snapshot(): Readonly<Record<string, readonly unknown[]>> {
    return { proxies: this.#proxies, deployments: this.deployments(), apps: this.#apps };
  }

  proxies(): readonly StoredProxy[] {
    return this.#proxies;
  }

  apps(): readonly StoredApp[] {
    return this.#apps;
  }

  deployments(): readonly StoredDeployment[] {
    return [...this.#deployments.values()];
  }

  proxy(name: string): StoredProxy | undefined {
    return this.#proxies.find((proxy) => proxy.name === name);
  }

  /** Deploys a revision in the place of any other of its proxy. */
  deploy(environment: string, apiProxy: string, revision: string): StoredDeployment {
    const made = { environment, apiProxy, revision, deployStartTime: String(this.#now().getTime()) };
    this.#deployments.set(`${environment}/${apiProxy}`, made);
    return made;
  }

  /** False when it was not deployed. */
  undeploy({ environment, apiProxy }: StoredDeployment): boolean {
    return this.#deployments.delete(`${environment}/${apiProxy}`);
  }
}
