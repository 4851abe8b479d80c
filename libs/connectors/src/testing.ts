import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOperationContext, type Account, type ContextOptions } from './connector.js';
import { createEgress, type Egress } from './http/egress.js';
import type { OperationContext } from './operation.js';

export { Chat } from './testing/chat.js';
export { deviationsOf, type VendorCall } from './testing/vendor-contract.js';

/** One request as the vendor received it. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Parsed JSON where the content type says so, text otherwise. */
  readonly body: unknown;
}

/** What the vendor answers: 200 and an empty body by default. */
export interface VendorReply {
  readonly status?: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request; undefined leaves the raw response to the handler: to break, drip or never answer. */
export type VendorHandler = (
  request: VendorRequest,
  response: ServerResponse,
) => VendorReply | undefined | Promise<VendorReply | undefined>;

/** A vendor on the loopback interface. */
export interface Vendor {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Everything received so far. */
  readonly requests: readonly VendorRequest[];
  /** A guard that lists the vendor's host, and no other. */
  readonly egress: Egress;
  close(): Promise<void>;
}

/** Starts a vendor that answers with `handler`. */
export async function startVendor(handler: VendorHandler): Promise<Vendor> {
  const requests: VendorRequest[] = [];
  const server = createServer((incoming, response) => {
    void receive(incoming).then(async (request) => {
      requests.push(request);
      const reply = await handler(request, response);
      if (reply !== undefined) send(response, reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const egress = createEgress({ allowedHosts: [host] });
  return {
    origin: `http://${host}`,
    requests,
    egress,
    close: async () => {
      await egress.dispatcher.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What `operationContext` needs besides the vendor; a plausible account and token are the defaults. */
export interface TestContextOptions extends Partial<Omit<ContextOptions, 'connector' | 'egress'>> {
  readonly connector: ContextOptions['connector'];
  readonly vendor: Vendor;
  readonly account?: Account;
}

/** Makes a context whose calls end at the vendor. */
export function operationContext({ vendor, account, ...options }: TestContextOptions): OperationContext {
  return createOperationContext({
    egress: vendor.egress,
    authorize: () => ({ headers: { authorization: 'Bearer test-access-token' } }),
    grant: { parameters: {}, extras: { instance_url: vendor.origin }, scopes: [] },
    account: account ?? { id: 'test-account', name: 'Test Account', details: {} },
    timeoutMs: 2_000,
    ...options,
  });
}

async function receive(incoming: IncomingMessage): Promise<VendorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const url = new URL(incoming.url ?? '/', 'http://vendor');
  const isJson = incoming.headers['content-type']?.includes('json') === true && text !== '';
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

function send(response: ServerResponse, { status = 200, json, text, headers }: VendorReply): void {
  const body = json === undefined ? (text ?? '') : JSON.stringify(json);
  const type = json === undefined ? 'text/plain' : 'application/json;charset=UTF-8';
  response.writeHead(status, { ...(body !== '' && { 'content-type': type }), ...headers }).end(body);
}
