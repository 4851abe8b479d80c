import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AttemptStore, AuthorizationAttempt, TakenAttempt } from './authorization-code/attempt-store.js';
import type { OAuthClientSettings } from './profiles/oauth-client-settings.js';

/** One request that a loopback provider saw. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Readonly<Record<string, string>>;
}

/** Answers one request; it may as well drip, break off, or never end. */
export type Answering = (response: ServerResponse, request: SeenRequest) => void;

/** A token endpoint on the loopback interface that behaves as a spec wants, however badly. */
export class LoopbackProvider {
  readonly seen: SeenRequest[] = [];
  /** Connections that were closed before their answer was complete. */
  brokenOff = 0;
  private readonly server: Server;

  private constructor(public answering: Answering) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        const seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, form };
        this.seen.push(seen);
        this.answering(response, seen);
      });
      response.on('close', () => {
        if (!response.writableFinished) this.brokenOff += 1;
      });
    });
  }

  static async start(answering: Answering): Promise<LoopbackProvider> {
    const provider = new LoopbackProvider(answering);
    provider.server.listen(0, '127.0.0.1');
    await once(provider.server, 'listening');
    return provider;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answering {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Answers with a text of any content type. */
export function text(status: number, contentType: string, body: string): Answering {
  return (response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(body);
  };
}

/** Settings of a profile whose provider lives at `origin`. */
export function settingsAt(origin: string, overrides: Partial<OAuthClientSettings> = {}): OAuthClientSettings {
  return {
    profileId: 'profile-1',
    grantType: 'authorization-code-pkce',
    clientId: 'client-1',
    clientSecret: 'canary-secret',
    clientAuthentication: 'client_secret_post',
    authorizationUrl: `${origin}/authorize`,
    tokenUrl: `${origin}/token`,
    revocationUrl: `${origin}/revoke`,
    scopes: ['api', 'refresh_token'],
    scopeSeparator: ' ',
    additionalFields: {},
    redirectUri: 'https://attache.example/oauth/callback/profile-1',
    ...overrides,
  };
}

/** Attempts in memory, taken as atomically as a database would. */
export class MemoryAttempts implements AttemptStore {
  readonly saved = new Map<string, AuthorizationAttempt>();
  private readonly taken = new Set<string>();

  async save(attempt: AuthorizationAttempt): Promise<void> {
    this.saved.set(attempt.stateHash, attempt);
  }

  async take(stateHash: string): Promise<TakenAttempt | undefined> {
    const attempt = this.saved.get(stateHash);
    if (!attempt) return undefined;
    const isFirstTake = !this.taken.has(stateHash);
    this.taken.add(stateHash);
    return { attempt, isFirstTake };
  }
}
