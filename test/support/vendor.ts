import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a vendor answers. */
export type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

/** A vendor that behaves as a story wants: one behaviour a first segment of the path. */
export class Vendor {
  /** Paths that were asked for, in order. */
  readonly seen: string[] = [];
  private readonly behaviours = new Map<string, Behaviour>();

  private constructor(
    readonly host: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(): Promise<Vendor> {
    const server = createServer((request, response) => {
      const path = request.url ?? '/';
      vendor.seen.push(path);
      const behave = vendor.behaviours.get(path.split('/')[1] ?? '');
      request.resume().on('end', () => (behave ? behave(response, request) : response.writeHead(404).end()));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
    const vendor = new Vendor(`127.0.0.1:${(server.address() as AddressInfo).port}`, close);
    return vendor;
  }

  /** The URL of a token endpoint that behaves so. */
  tokenUrl(name: string, behave: Behaviour): string {
    this.behaviours.set(name, behave);
    return `http://${this.host}/${name}/services/oauth2/token`;
  }
}

/** Answers with JSON. */
export function json(body: unknown, status = 200): Behaviour {
  return (response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
