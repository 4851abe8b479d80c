import { lookup as resolve, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, Pool, ProxyAgent, type Dispatcher } from 'undici';
import { isAddress, isPublicAddress } from './address.js';
import { EgressDeniedError } from '../errors.js';

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
  /** Resolves names; the system's resolver by default. */
  readonly lookup?: typeof resolve;
}

/** The guarded way out: keep-alive pools an origin, https only, no private addresses unless listed. */
export interface Egress {
  /** For undici's `request` and `fetch`; fails with `EgressDeniedError`. */
  readonly dispatcher: Dispatcher;
  /** Throws `EgressDeniedError` for what can be told without resolving the name; returns the parsed URL. */
  checkUrl(url: string | URL): URL;
  close(): Promise<void>;
}

/** Long enough for every caller's own deadline to come first. */
const SILENCE_TIMEOUT_MS = 90_000;

/** Makes the guard; one for the whole process. */
export function createEgress(options: EgressOptions): Egress {
  const isListed = hostList(options.allowedHosts);
  const checkUrl = (url: string | URL): URL => checkedUrl(url, isListed);
  const connectTimeoutMs = options.connectTimeoutMs ?? 5_000;
  const limits = {
    connections: options.maxConnectionsPerOrigin ?? 256,
    headersTimeout: SILENCE_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
  };

  const direct = (origin: string | URL, pool: object): Dispatcher => {
    const lookup = isListed(checkUrl(origin)) ? options.lookup : guardedLookup(options.lookup ?? resolve);
    return new Pool(origin, { ...pool, connect: { timeout: connectTimeoutMs, lookup: lookup as LookupFunction } });
  };
  const proxied = (origin: string | URL, pool: object): Dispatcher => {
    checkUrl(origin);
    return new Pool(origin, pool);
  };

  const dispatcher =
    options.proxyUrl === undefined
      ? new Agent({ ...limits, factory: direct })
      : new ProxyAgent({
          ...limits,
          uri: options.proxyUrl,
          factory: proxied,
          proxyTls: { timeout: connectTimeoutMs },
          requestTls: { timeout: connectTimeoutMs },
        });
  return { dispatcher, checkUrl, close: () => dispatcher.close() };
}

/** Refuses what a URL alone gives away: scheme, credentials, literal private addresses in any notation, this machine. */
function checkedUrl(given: string | URL, isListed: (url: URL) => boolean): URL {
  const url = URL.parse(String(given));
  if (url === null) throw new EgressDeniedError('The address is not a valid URL: use https://host/path.');
  if (!['https:', 'http:'].includes(url.protocol)) {
    throw new EgressDeniedError(`Addresses that begin with "${url.protocol}" cannot be called: use https.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new EgressDeniedError(`The address of ${url.host} holds a user name or password: remove it.`);
  }
  if (isListed(url)) return url;
  if (url.protocol === 'http:') {
    throw new EgressDeniedError(
      `${url.host} would be called without TLS: use https, or let the operator list the host.`,
    );
  }
  if (isInside(bareHost(url))) throw privateHost(url.host);
  return url;
}

function isInside(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || (isAddress(host) && !isPublicAddress(host));
}

/** Resolves a name, drops every private address, and so pins the connection to one that was checked. */
export function guardedLookup(lookup: typeof resolve): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '');
      const [first, ...more] = addresses.filter(({ address }) => isPublicAddress(address));
      if (first === undefined) return callback(privateHost(hostname), '');
      if (options.all === true) return callback(null, [first, ...more]);
      return callback(null, first.address, first.family);
    });
  };
}

function privateHost(host: string): EgressDeniedError {
  return new EgressDeniedError(`${host} is an address inside the network: the operator can list it if it is meant.`);
}

function hostList(entries: readonly string[]): (url: URL) => boolean {
  const listed = new Set(entries.map(normalEntry));
  return (url) => {
    const host = bareHost(url);
    const port = url.port || (url.protocol === 'http:' ? '80' : '443');
    return listed.has(host) || listed.has(`${host}:${port}`);
  };
}

function normalEntry(entry: string): string {
  const port = /:(\d+)$/.exec(entry.replace(/^\[.*\]/, ''))?.[1];
  const url = URL.parse(`http://${entry.trim()}`);
  if (url === null || url.pathname !== '/' || url.username !== '') {
    throw new EgressDeniedError(`"${entry}" is not a host: list hosts as "host" or "host:port".`);
  }
  return port === undefined ? bareHost(url) : `${bareHost(url)}:${port}`;
}

/** The host without brackets or the root's dot. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
