import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that the look-alike saw. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: Readonly<Record<string, string>>;
}

/** An answer in JSON; later when told. */
export interface LoopbackAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly afterMs?: number;
}

const organisation = {
  Name: 'Example',
  OrganizationType: 'Developer Edition',
  IsSandbox: false,
  TrialExpirationDate: null,
};

/** As much of Salesforce as the flow needs, on the loopback interface, answering as a spec wants. */
export class LoopbackCrm {
  readonly seen: SeenRequest[] = [];
  token: (form: Readonly<Record<string, string>>) => LoopbackAnswer = (form) => this.tokenFor(form);
  userInfo: LoopbackAnswer = {
    body: { user_id: '005', organization_id: '00D', name: 'Ada <b>Example</b>', email: 'ada@example.com' },
  };
  /** Whether what authorizes a call is right. */
  accepts: (headers: IncomingHttpHeaders, path: string) => boolean = () => true;
  /** Further paths, of other systems. */
  routes: Readonly<Record<string, LoopbackAnswer>> = {};
  query: LoopbackAnswer = { body: { records: [organisation] } };
  private readonly server: Server;
  private issued = 0;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        const path = (request.url ?? '').split('?')[0] ?? '';
        this.seen.push({ method: request.method ?? '', path, headers: request.headers, form });
        const { status = 200, body, afterMs = 0 } = this.answer(path, form, request.headers);
        setTimeout(() => {
          response.writeHead(status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(body));
        }, afterMs);
      });
    });
  }

  static async start(): Promise<LoopbackCrm> {
    const crm = new LoopbackCrm();
    crm.server.listen(0, '127.0.0.1');
    await once(crm.server, 'listening');
    return crm;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** How often a path was asked. */
  count(path: string): number {
    return this.seen.filter((request) => request.path === path).length;
  }

  /** A good token answer; `changes` spoil it. */
  tokenFor(_form: Readonly<Record<string, string>>, changes: Readonly<Record<string, unknown>> = {}): LoopbackAnswer {
    this.issued += 1;
    return {
      body: {
        access_token: `canary-access-${this.issued}`,
        refresh_token: `canary-refresh-${this.issued}`,
        token_type: 'Bearer',
        scope: 'api refresh_token',
        instance_url: this.url,
        ...changes,
      },
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(path: string, form: Readonly<Record<string, string>>, headers: IncomingHttpHeaders): LoopbackAnswer {
    if (path.endsWith('/oauth2/token') || path === '/oauth/token') return this.token(form);
    if (!this.accepts(headers, path))
      return { status: 401, body: [{ errorCode: 'INVALID_SESSION_ID', message: 'no' }] };
    const route = this.routes[path];
    if (route !== undefined) return route;
    if (path === '/services/oauth2/userinfo') return this.userInfo;
    if (path.endsWith('/query')) return this.query;
    return { body: {} };
  }
}
