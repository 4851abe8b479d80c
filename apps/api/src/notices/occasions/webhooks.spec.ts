import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMember, type MemberOfTest } from '../../../../../test/support/members.js';
import type { DomainEvent } from '../../events/event.entity.js';
import { EventsService } from '../../events/events.service.js';
import { WebhookFixture } from '../../webhooks/testing/webhook-fixture.js';
import { SettlingService } from '../telling/settling.service.js';

let fixture: WebhookFixture;
let keeper: MemberOfTest;
let webhook: { readonly id: string };

beforeAll(async () => {
  fixture = await WebhookFixture.start();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.reset();
  keeper = await createMember(fixture.server, [{ role: 'administrator', divisionId: null }]);
  webhook = await fixture.create('/', { eventTypes: ['action.enabled'] });
  fixture.answer = () => ({ status: 500 });
});

/** What the keeper was told of webhooks, oldest first: its title, and whether it is still so. */
async function told(): Promise<readonly string[]> {
  const { items } = (await keeper.call('GET', '/v1/notices')).body;
  return (items as { kind: string; title: string; resolvedAt: string | null }[])
    .filter(({ kind }) => kind === 'webhook-failing')
    .map(
      ({ title, resolvedAt }) => `${/disabled$/.test(title) ? 'disabled' : 'failing'}: ${resolvedAt ? 'over' : 'open'}`,
    )
    .reverse();
}

async function fail(): Promise<void> {
  await fixture.happen('action.enabled', { actionId: 'act_1' });
  await fixture.failed(webhook.id);
  await fixture.letDayPass(webhook.id);
  await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: open']);
}

const change = (body: object) => fixture.server.call('PATCH', `/v1/webhooks/${webhook.id}`, { body });

/** Everything that was told of the webhook is heard once more, in whatever order. */
async function hearAgain(): Promise<void> {
  const events = await fixture.query<DomainEvent>(
    `SELECT id, workspace_id AS "workspaceId", type, subject, data, occurred_at AS "occurredAt" FROM events
     WHERE subject = $1 ORDER BY id DESC`,
    [webhook.id],
  );
  for (const event of events) await fixture.server.app.get(EventsService)['run'](event);
}

describe('the notice that a webhook takes no messages', () => {
  it('ends when it takes messages again, and is told anew when it fails again', async () => {
    await fail();
    for (const actionId of ['act_2', 'act_3']) {
      await fixture.happen('action.enabled', { actionId });
      await fixture.failed(webhook.id);
    }
    await fixture.letDayPass(webhook.id);
    await fixture.settled(webhook.id, 'dead', 'dead', 'dead');
    await hearAgain();
    expect(await told()).toEqual(['failing: open']);
    fixture.answer = () => ({ status: 204 });
    await fixture.happen('action.enabled', { actionId: 'act_4' });
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: over']);
    await hearAgain();
    expect(await told()).toEqual(['failing: over']);
    fixture.answer = () => ({ status: 500 });
    await fixture.happen('action.enabled', { actionId: 'act_5' });
    await fixture.failed(webhook.id);
    await fixture.letDayPass(webhook.id);
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: over', 'failing: open']);
  });

  it('ends when somebody disables it', async () => {
    await fail();
    await change({ isEnabled: false });
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: over']);
    await change({ isEnabled: true });
    await hearAgain();
    expect(await told()).toEqual(['failing: over']);
  });

  it('ends when it is deleted, also if nobody has heard of that', async () => {
    await fail();
    await fixture.server.call('DELETE', `/v1/webhooks/${webhook.id}`);
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: over']);
    await hearAgain();
    expect(await told()).toEqual(['failing: over']);

    webhook = await fixture.create('/', { eventTypes: ['action.enabled'] });
    await fixture.happen('action.enabled', { actionId: 'act_1' });
    await fixture.failed(webhook.id);
    await fixture.letDayPass(webhook.id);
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: over', 'failing: open']);
    await fixture.query('DELETE FROM webhooks');
    await fixture.server.app.get(SettlingService).sweep();
    expect(await told()).toEqual(['failing: over', 'failing: over']);
  });

  it('stays while it is so', async () => {
    await fail();
    await fixture.server.app.get(SettlingService).sweep();
    expect(await told()).toEqual(['failing: open']);
  });
});

describe('the notice that a webhook was disabled', () => {
  it('is the only one when its receiver is gone, and ends when it is enabled', async () => {
    fixture.answer = () => ({ status: 410 });
    await fixture.happen('action.enabled');
    await expect.poll(told, { timeout: 15_000 }).toEqual(['disabled: open']);
    await hearAgain();
    expect(await told()).toEqual(['disabled: open']);
    await change({ isEnabled: true });
    await expect.poll(told, { timeout: 15_000 }).toEqual(['disabled: over']);
  });

  it('comes after that it fails, when nothing was taken for days; both end together', async () => {
    await fail();
    await fixture.query(`UPDATE webhooks SET failing_since = now() - interval '6 days'`);
    await fixture.happen('action.enabled', { actionId: 'act_2' });
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: open', 'disabled: open']);
    await change({ isEnabled: true });
    await expect.poll(told, { timeout: 15_000 }).toEqual(['failing: over', 'disabled: over']);
    await hearAgain();
    expect(await told()).toEqual(['failing: over', 'disabled: over']);
  });

  it('is not told of one that somebody has disabled', async () => {
    await change({ isEnabled: false });
    await hearAgain();
    expect(await told()).toEqual([]);
  });
});
