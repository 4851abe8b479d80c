import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { eventually } from './eventually.js';
import type { TestServer } from './server.js';
import { expectStatus } from './world.js';

/** An event as a webhook tells it. */
export interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const eventsPath = '/events';

/** A program that is told by webhook; it believes only what is signed. */
export class Receiver {
  readonly told: Told[] = [];
  private signer: Webhook | undefined;

  private constructor(
    readonly host: string,
    readonly close: () => Promise<void>,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        if (request.url === eventsPath) receiver.take(body, request.headers as Record<string, string>);
        response.writeHead(204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const close = async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    };
    const receiver = new Receiver(`127.0.0.1:${(server.address() as AddressInfo).port}`, close);
    return receiver;
  }

  /** Has a server tell everything from now on; the server must list this host. */
  async subscribe(server: TestServer): Promise<void> {
    const body = { url: `http://${this.host}${eventsPath}` };
    const webhook = expectStatus(await server.call('POST', '/v1/webhooks', { body }), 201);
    this.signer = new Webhook(webhook.body.secret as string);
  }

  /** Waits for the event of an authorization request. */
  async hear(type: string, authorizationRequestId: string): Promise<Told> {
    const isIt = (told: Told) =>
      told.type === `authorization-request.${type}` && told.data['authorizationRequestId'] === authorizationRequestId;
    return eventually(() => this.told.find(isIt), `${type} of ${authorizationRequestId}`);
  }

  private take(body: string, headers: Readonly<Record<string, string>>): void {
    if (this.signer === undefined) throw new Error('told before the secret of the webhook was known');
    this.told.push(this.signer.verify(body, { ...headers }) as Told);
  }
}
