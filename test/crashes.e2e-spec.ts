import { startVendor, type Vendor } from '#connectors/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../apps/sandbox/src/sandbox.js';
import { SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { CrashingServer } from './support/crashing-server.js';
import { eventually } from './support/eventually.js';
import { databaseProcesses } from './support/process.js';
import type { ApiAnswer } from './support/server.js';
import { expectStatus } from './support/world.js';

let server: CrashingServer;
let sandbox: Sandbox;
/** It is told what happens, and takes its time. */
let receiver: Vendor;
let beingTold = 0;

beforeAll(async () => {
  receiver = await startVendor(async () => {
    beingTold += 1;
    await sleep(200);
    beingTold -= 1;
    return { status: 204 };
  });
  server = await CrashingServer.start(new URL(receiver.origin).host);
  sandbox = server.sandbox;
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const leadsNamed = (LastName: string) => server.leads({ LastName });

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What was asked for until the process was gone; `undefined` for what got no answer. */
async function untilGone<Item>(ask: (index: number) => Promise<Item>): Promise<readonly (Item | undefined)[]> {
  const answers: (Item | undefined)[] = [];
  for (let index = 0; answers.length === 0 || answers.at(-1) !== undefined; index += 1) {
    answers.push(await ask(index).catch(() => undefined));
  }
  return answers;
}

const rounds = [1, 2, 3, 4, 5, 6];

/** Ids of what was told of an action, in the order in which it arrived; what came twice in a row once. */
function toldOf(actionId: string): readonly { readonly id: string; readonly type: string }[] {
  const told = receiver.requests.map(({ body }) => body as { id: string; type: string; data: { actionId: string } });
  return told.filter(({ data }) => data.actionId === actionId).filter(({ id }, at, all) => all[at - 1]?.id !== id);
}

describe('a server that is killed', () => {
  it('goes on with a rotation of the keys, and opens everything afterwards', async () => {
    const rotation = async () => (await server.call('GET', '/v1/encryption')).body.rotation as Record<string, unknown>;
    const rotated = expectStatus(await server.call('POST', '/v1/encryption/rotation'), 202).body as { id: string };
    await server.killAndRestart();
    expect(await rotation()).toMatchObject({ id: rotated.id, finishedAt: null });
    await expect
      .poll(rotation, { timeout: 40_000, interval: 250 })
      .toMatchObject({ id: rotated.id, step: 'finished', unreadable: 0 });
    const [{ id }] = (await server.call('GET', '/v1/authorizations')).body.items as [{ id: string }];
    expectStatus(await server.call('POST', `/v1/authorizations/${id}/token`), 200);
    expectStatus(await server.createLead('Rotated'), 200);
    const { contents } = (await server.call('GET', '/v1/encryption')).body as { contents: { outdatedCount: number }[] };
    expect(contents.filter(({ outdatedCount }) => outdatedCount > 0)).toEqual([]);
  });

  const toggled: { readonly actionId: string; readonly acknowledged: number }[] = [];
  let webhookId: string;

  it('goes on with what its webhooks are to be told', async () => {
    const body = { url: `${receiver.origin}/events`, eventTypes: ['action.enabled', 'action.disabled'] };
    webhookId = expectStatus(await server.call('POST', '/v1/webhooks', body), 201).body.id as string;
    for (const ms of [900, 1_300]) {
      const actions = await Promise.all([1, 2].map(() => SalesforceAction.forEndUsers(server.process)));
      const work = actions.map(async ({ path }) => {
        const actionId = expectStatus(await server.call('GET', path), 200).body.id as string;
        const verbs = ['disable', 'enable'] as const;
        const answers = await untilGone((index) => server.call('POST', `${path}/${verbs[index % 2]}`));
        // That it was enabled was told before.
        toggled.push({ actionId, acknowledged: answers.length });
      });
      await sleep(ms);
      await eventually(() => (beingTold > 0 ? true : undefined), 'a message on its way');
      await server.killAndRestart();
      await Promise.all(work);
    }
  });

  it('keeps all that it acknowledged, and a write that is repeated with its key is never made twice', async () => {
    for (const round of rounds) {
      sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'api', method: 'POST', ms: 100 }]);
      const bots = [0, 1, 2].map((worker) =>
        untilGone((index) => server.call('POST', '/v1/bots', { name: `bot ${round}.${worker}.${index}` })),
      );
      const nameOf = (worker: number, index: number) => `Lead ${round}.${worker}.${index}`;
      const leads = [0, 1, 2].map((worker) =>
        untilGone((index) => server.createLead(nameOf(worker, index), nameOf(worker, index).replaceAll(' ', '-'))),
      );
      await sleep(400 + round * 90);
      await server.killAndRestart();

      for (const made of (await Promise.all(bots)).flat()) {
        if (made === undefined) continue;
        expectStatus(await server.call('GET', `/v1/bots/${expectStatus(made, 201).body.id}`), 200);
      }
      for (const [worker, answers] of (await Promise.all(leads)).entries()) {
        const last = nameOf(worker, answers.length - 1);
        const repeated = await server.createLead(last, last.replaceAll(' ', '-'));
        expect(repeated.status === 200 || repeated.body.code === 'outcome-unknown', repeated.text).toBe(true);
        expect(leadsNamed(last)).toHaveLength(repeated.status === 200 ? 1 : 0);
        for (const [index, answer] of answers.slice(0, -1).entries()) {
          expectStatus(answer as ApiAnswer, 200);
          expect(leadsNamed(nameOf(worker, index))).toHaveLength(1);
        }
      }
    }
  });

  it('goes on by itself with a conversation whose operation was carried out and not yet answered', async () => {
    for (const round of [1, 2, 3]) {
      const company = `Dialog Navy ${round}`;
      sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'api', method: 'POST', ms: 5_000, times: 1 }]);
      const chat = await Chat.start(server.process, server.action.botId, server.endUserId);
      const answers = new Map([
        [/first name/i, 'Grace'],
        [/last name/i, 'Hopper'],
        [/company/i, company],
      ]);
      const cut = chat.answer('create a lead', answers).catch(() => undefined);
      const made = () => server.leads({ Company: company });
      await eventually(() => (made().length > 0 ? true : undefined), 'the lead');
      await sleep(round * 50);
      await server.killAndRestart();
      await cut;
      await chat.hear(new RegExp(`Hopper of ${company}`), 90_000);
      expect(made()).toHaveLength(1);
      const told = (await chat.transcript()).filter(({ content }) => content.text.includes(`Hopper of ${company}`));
      expect(told).toHaveLength(1);
    }
  });

  it('has told everything by now, at least once, and in order of each action', async () => {
    const pending = async () => (await server.call('GET', `/v1/webhooks/${webhookId}`)).body.pendingCount as number;
    await expect.poll(pending, { timeout: 60_000, interval: 500 }).toBe(0);
    for (const { actionId, acknowledged } of toggled) {
      const told = toldOf(actionId);
      expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
      const types = told.map((_, at) => (at % 2 === 0 ? 'action.enabled' : 'action.disabled'));
      expect(told.map(({ type }) => type)).toEqual(types);
      // The last was perhaps done, and not acknowledged.
      expect([acknowledged, acknowledged + 1]).toContain(told.length);
    }
  });

  it('has an audit trail without a gap, though it was killed between entries and their seals', async () => {
    const check = await server.call('POST', '/v1/audit-entries/verification', {});
    expect(expectStatus(check, 200).body).toMatchObject({ isIntact: true, break: null });
    const { body } = await server.call('GET', '/v1/audit-entries?limit=100&action=enableAction');
    const enabled = body.items as readonly { readonly outcome: string }[];
    expect(enabled.filter(({ outcome }) => outcome === 'succeeded').length).toBeGreaterThanOrEqual(toggled.length);
  });
});

describe('a write whose outcome nobody knows', () => {
  const lose = { kind: 'close-after', on: 'api', method: 'POST', times: 1 } as const;
  const blind = { kind: 'server-error', on: 'api', path: 'query' } as const;

  it('is found again where the connector can look for it', async () => {
    sandbox.faults.salesforce.set([lose]);
    const answer = expectStatus(await server.createLead('Found', 'found'), 200);
    const [lead, ...others] = leadsNamed('Found');
    expect(others).toEqual([]);
    expect(answer.body.output.id).toBe(lead?.['Id']);
  });

  it('is told as it is, and settled later, where it cannot be found', async () => {
    sandbox.faults.salesforce.set([lose, blind]);
    const answer = expectStatus(await server.createLead('Lost', 'lost'), 502);
    expect(answer.body.code).toBe('outcome-unknown');
    const path = `/v1/bots/${server.action.botId}/runs/${answer.body.runId}`;
    expect((await server.call('GET', path)).body.status).toBe('outcome-unknown');
    expect((await server.createLead('Lost', 'lost')).body.code).toBe('outcome-unknown');
    sandbox.faults.salesforce.clear();
    const settled = expectStatus(await server.call('POST', `${path}/settle`), 200);
    expect(settled.body.output.id).toBe(leadsNamed('Lost')[0]?.['Id']);
    expectStatus(await server.createLead('Lost', 'lost'), 200);
    expect(leadsNamed('Lost')).toHaveLength(1);
  });

  it('is asked about in the chat, and both answers end well', async () => {
    for (const [decision, count, ending] of [
      ['leave it', 1, /do not know whether Salesforce/],
      ['try again', 2, /Hopper of Unsure 2/],
    ] as const) {
      const company = `Unsure ${count}`;
      sandbox.faults.salesforce.set([lose, blind]);
      const chat = await Chat.start(server.process, server.action.botId, server.endUserId);
      const answers = new Map([
        [/first name/i, 'Grace'],
        [/last name/i, 'Hopper'],
        [/company/i, company],
      ]);
      const said = await chat.answer('create a lead', answers);
      expect(said).toMatch(/try again, or leave it/);
      sandbox.faults.salesforce.clear();
      await chat.say(decision);
      await chat.hear(ending);
      expect(server.leads({ Company: company })).toHaveLength(count);
    }
  });
});

describe('a server that is told to stop', () => {
  it('finishes the run in flight, exits with 0, and leaves no database behind', async () => {
    expect(await databaseProcesses(server.dataFolder)).not.toEqual([]);
    sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'api', method: 'POST', ms: 2_000, times: 1 }]);
    const slow = server.createLead('Slow');
    await eventually(() => (leadsNamed('Slow').length > 0 ? true : undefined), 'the lead');
    const ending = server.process.end('SIGTERM');
    const answer = expectStatus(await slow, 200);
    expect(answer.body.output.id).toBe(leadsNamed('Slow')[0]?.['Id']);
    expect(await ending).toEqual({ code: 0, signal: null });
    expect(await databaseProcesses(server.dataFolder)).toEqual([]);
    await server.start();
    const { body } = expectStatus(
      await server.call('GET', `/v1/bots/${server.action.botId}/runs/${answer.body.id}`),
      200,
    );
    expect(body.status).toBe('succeeded');
  });
});
