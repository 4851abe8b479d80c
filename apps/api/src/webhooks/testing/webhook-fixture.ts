import { startVendor, type Vendor, type VendorHandler } from '#connectors/testing';
import { DataSource } from 'typeorm';
import { expect, onTestFinished } from 'vitest';
import { startTestServer, type TestServer } from '../../../../../test/support/server.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import type { EventType } from '../../events/types/event-types.js';
import { KnownWebhooksService } from '../known-webhooks.service.js';

/** What a spec reads of a delivery. */
export interface SeenDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastErrorCode: string | null;
  readonly nextAttemptAt: string | null;
}

/** A server with a receiver beside it, whose answers a spec chooses. */
export class WebhookFixture {
  answer: VendorHandler = () => ({ status: 204 });

  private constructor(
    readonly server: TestServer,
    readonly receiver: Vendor,
    readonly workspaceId: string,
  ) {}

  static async start(): Promise<WebhookFixture> {
    const receiver = await startVendor((request, response) => fixture.answer(request, response));
    const server = await startTestServer({ variables: allowing(receiver) });
    const [workspace] = await server.app.get(DataSource).query<{ id: string }[]>('SELECT id FROM workspaces');
    const fixture = new WebhookFixture(server, receiver, workspace?.id ?? '');
    return fixture;
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.receiver.close();
  }

  /** Another server over the same database, which may reach the receiver too: either of the two may send what waits. */
  async replica(): Promise<TestServer> {
    const { databaseUrl } = this.server;
    const replica = await startTestServer({ databaseUrl, variables: allowing(this.receiver) });
    onTestFinished(() => replica.close());
    return replica;
  }

  /** Nothing is left of the test before. */
  async reset(): Promise<void> {
    this.answer = () => ({ status: 204 });
    await this.query('DELETE FROM webhooks');
  }

  query<Row = { id: string }>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.server.app.get(DataSource).query(sql, parameters);
  }

  async create(path: string, fields: object = {}) {
    const body = { url: this.receiver.origin + path, ...fields };
    const made = await this.server.call('POST', '/v1/webhooks', { body });
    return made.body as { readonly id: string; readonly secret: string };
  }

  async webhook(id: string) {
    return (await this.server.call('GET', `/v1/webhooks/${id}`)).body;
  }

  /** Something happens to a resource, and is committed. */
  async happen(type: EventType, data: object = { actionId: 'act_1' }, on = { workspaceId: this.workspaceId }) {
    const events = this.server.app.get(EventsService);
    const event = await this.server.app
      .get(DataSource)
      .transaction((manager) => events.record(manager, { workspaceId: on.workspaceId, type, data: { ...data } }));
    events.dispatch(event);
    return event;
  }

  /** Newest first. */
  async deliveriesOf(webhookId: string, query = ''): Promise<readonly SeenDelivery[]> {
    return (await this.server.call('GET', `/v1/webhooks/${webhookId}/deliveries${query}`)).body.items;
  }

  /** Waits until the deliveries, newest first, have these statuses. */
  async settled(webhookId: string, ...statuses: readonly string[]): Promise<SeenDelivery> {
    const read = async () => (await this.deliveriesOf(webhookId)).map((one) => one.status);
    await expect.poll(read, { timeout: 30_000 }).toEqual(statuses);
    return (await this.deliveriesOf(webhookId))[0]!;
  }

  /** Waits until this many attempts at the newest delivery have failed. */
  async failed(webhookId: string, attempts = 1): Promise<SeenDelivery> {
    await expect
      .poll(async () => (await this.deliveriesOf(webhookId))[0], { timeout: 10_000 })
      .toMatchObject({ attempts, lastErrorCode: expect.any(String) });
    return (await this.deliveriesOf(webhookId))[0]!;
  }

  /** What waits for its time has waited long enough. */
  async letTimePass(webhookId: string): Promise<void> {
    // What a spec has written into it past the server is read before the next attempt.
    await this.server.app.get(KnownWebhooksService).changed(webhookId);
    await this.query('UPDATE webhook_lanes SET due_at = now() WHERE webhook_id = $1 AND claim IS NULL', [webhookId]);
  }

  /** The day in which messages are sent again is over. */
  async letDayPass(webhookId: string): Promise<void> {
    await this.query(
      `UPDATE webhook_deliveries SET first_attempt_at = first_attempt_at - interval '1 day'
       WHERE webhook_id = $1 AND status = 'pending'`,
      [webhookId],
    );
    await this.letTimePass(webhookId);
  }

  received(path: string) {
    return this.receiver.requests.filter((request) => request.path === path);
  }

  /** `n` of the data of each message that arrived at a path. */
  numbersAt(path: string): readonly unknown[] {
    return this.received(path).map(({ body }) => (body as DomainEvent).data['n']);
  }
}

function allowing({ origin }: Vendor): Readonly<Record<string, string>> {
  return { ATTACHE_ALLOWED_HOSTS: `${new URL(origin).host},silent.invalid` };
}
