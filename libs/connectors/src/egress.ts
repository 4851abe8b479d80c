import type { Dispatcher } from 'undici';

/** How `createEgress` is to guard. */
export interface EgressOptions {
  /** `host` or `host:port` that may be private and may be called without TLS. */
  readonly allowedHosts: readonly string[];
  /** An outgoing HTTP proxy; names are then resolved by it, and only literal addresses are judged here. */
  readonly proxyUrl?: string;
  /** 5,000 by default. */
  readonly connectTimeoutMs?: number;
  /** 256 by default. */
  readonly maxConnectionsPerOrigin?: number;
}

/** The guarded way out: keep-alive pools an origin, https only, no private addresses unless listed. */
export interface Egress {
  /** For undici's `request` and `fetch`; fails with `EgressDeniedError`. */
  readonly dispatcher: Dispatcher;
  /** Throws `EgressDeniedError` for what can be told without resolving the name; returns the parsed URL. */
  checkUrl(url: string | URL): URL;
  close(): Promise<void>;
}

/** Makes the guard; one for the whole process. */
export declare function createEgress(options: EgressOptions): Egress;
