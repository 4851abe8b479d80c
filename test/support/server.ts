import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { inject } from 'vitest';
import { readEnvironment } from '../../apps/api/src/config/environment.js';
import { allPermissions } from '../../apps/api/src/http/permissions.js';
import { startServer, type RunningServer } from '../../apps/api/src/server.js';
import { createLogger } from '../../apps/api/src/telemetry/logger.js';

/** What a test may decide of its server. */
export interface TestServerOptions {
  /** Environment variables over the defaults of tests. */
  readonly variables?: Readonly<Record<string, string>> | ((url: string) => Readonly<Record<string, string>>);
  /** The database of another test server: a second replica. */
  readonly databaseUrl?: string;
}

/** One answer of the API. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // The tests of an API look into whatever it answered.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
  readonly text: string;
}

export interface ApiRequest {
  readonly body?: unknown;
  /** An API key; the owner's unless told; null sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An API that answers a caller who may do everything. */
export interface Api {
  call(method: string, path: string, request?: ApiRequest): Promise<ApiAnswer>;
}

/** A whole server on a database of its own, with an owner and a key that may do everything. */
export interface TestServer extends Api {
  readonly url: string;
  readonly app: RunningServer['app'];
  readonly databaseUrl: string;
  /** `name=value` of the owner's session. */
  readonly cookie: string;
  readonly key: string;
  readonly owner: { readonly email: string; readonly password: string };
  /** Everything that the server has logged. */
  logs(): string;
  close(): Promise<void>;
}

const owner = { name: 'Ada Example', email: 'ada@example.com', password: 'correct horse battery' };
const setUpToken = 'set-up-token-of-a-test';

/** A port that was free a moment ago; below those that the system gives to outgoing connections, which could take it meanwhile. */
export async function freePort(): Promise<number> {
  const port = randomInt(12_000, 32_000);
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, () => resolve(true));
  });
  if (!isFree) return freePort();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Makes an empty database in the server that all specs share. */
export async function createDatabase(): Promise<string> {
  const { host, port, user } = inject('databaseServer');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const client = new Client({ host, port, user, database: 'postgres' });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return `postgres:///${name}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;
}

/** Starts a whole server in this process. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const databaseUrl = options.databaseUrl ?? (await createDatabase());
  const port = await freePort();
  const written: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const environment = readEnvironment({
    NODE_ENV: 'test',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    ATTACHE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    ATTACHE_SETUP_TOKEN: setUpToken,
    ATTACHE_LOG_LEVEL: 'debug',
    ATTACHE_DATABASE_POOL_SIZE: '10',
    ...(typeof options.variables === 'function' ? options.variables(`http://localhost:${port}`) : options.variables),
  });
  const server = await startServer({ environment, logger: createLogger('debug', sink) });
  const { cookie, key } = await signIn(server.url);
  return {
    url: server.url,
    app: server.app,
    databaseUrl,
    cookie,
    key,
    owner,
    call: (method, path, request) => call(server.url, method, path, { key, ...request }),
    logs: () => written.join(''),
    close: () => server.close(),
  };
}

/** Sets a server up, or signs in where that was done before, and makes a key that may do everything. */
export async function signIn(url: string): Promise<{ readonly cookie: string; readonly key: string }> {
  const { email, password } = owner;
  const setUp = await call(url, 'POST', '/v1/setup', { key: null, body: { ...owner, token: setUpToken } });
  const session =
    setUp.status === 409 ? await call(url, 'POST', '/v1/session', { key: null, body: { email, password } }) : setUp;
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const made = await call(url, 'POST', '/v1/api-keys', {
    key: null,
    headers: { cookie, origin: new URL(url).origin },
    body: { name: 'everything', permissions: allPermissions },
  });
  if (made.status !== 201) throw new Error(`the test server could not be set up: ${session.text} ${made.text}`);
  return { cookie, key: String(made.body.key) };
}

/** One request to an API; a string as body is sent as it is. */
export async function call(url: string, method: string, path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
  const { body, key, headers } = request;
  const response = await fetch(new URL(path, url), {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(typeof key === 'string' && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
}
