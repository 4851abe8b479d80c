import { startVendor, type Vendor } from '#connectors/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { createSandbox, type Sandbox } from '../apps/sandbox/src/sandbox.js';
import { SalesforceAction } from './support/actions.js';
import { Chat } from './support/chat.js';
import { eventually } from './support/eventually.js';
import { Person } from './support/person.js';
import { databaseProcesses, makeDataFolder, startProcess, type ServerProcess } from './support/process.js';
import { freePort, type ApiAnswer } from './support/server.js';
import { expectStatus, sandboxVariables } from './support/world.js';

const endUserId = 'u-42';

/** A server with a database of its own in a data folder; it is killed and started again on the same port. */
let sandbox: Sandbox;
let folder: Awaited<ReturnType<typeof makeDataFolder>>;
let port: number;
let key: string;
let server: ServerProcess;
let action: SalesforceAction;
/** It is told what happens, and takes its time. */
let receiver: Vendor;
let beingTold = 0;

beforeAll(async () => {
  [sandbox, folder, port] = await Promise.all([createSandbox(), makeDataFolder(), freePort()]);
  receiver = await startVendor(async () => {
    beingTold += 1;
    await sleep(200);
    beingTold -= 1;
    return { status: 204 };
  });
  await start();
  key = await server.signIn();
  action = await SalesforceAction.forEndUsers(server);
  await action.install('create-lead');
  await authorize();
});
afterAll(async () => {
  await server.end('SIGTERM');
  await sandbox.close();
  await receiver.close();
  await folder.remove();
});

async function start(): Promise<void> {
  const url = `http://localhost:${port}`;
  const own = sandboxVariables(sandbox, url);
  const hosts = `${own.ATTACHE_ALLOWED_HOSTS},${new URL(receiver.origin).host}`;
  const variables = { ATTACHE_DATA_FOLDER: folder.path, ...own, ATTACHE_ALLOWED_HOSTS: hosts };
  server = await startProcess({ port, key, variables });
}

async function killAndRestart(): Promise<void> {
  const { signal } = await server.end('SIGKILL');
  expect(signal).toBe('SIGKILL');
  sandbox.faults.salesforce.clear();
  await start();
}

async function authorize(): Promise<void> {
  const made = await call('POST', `${action.path}/authorization-links`, { endUser: { id: endUserId } });
  const link = expectStatus(made, 201).body as { id: string; url: string };
  const page = await new Person(server.url).authorize(link.url);
  expectStatus(await call('POST', `/v1/authorization-requests/${link.id}/verify`, { code: codeIn(page.html) }), 200);
}

function call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) {
  return server.call(method, path, { ...(body !== undefined && { body }), headers });
}

function run(operation: string, input: object, idempotencyKey?: string): Promise<ApiAnswer> {
  const headers: Record<string, string> = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
  return call('POST', `${action.path}/operations/${operation}/runs`, { endUserId, input }, headers);
}

const createLead = (lastName: string, idempotencyKey?: string) =>
  run('create-lead', { lastName, company: 'Crash Navy' }, idempotencyKey);

const leadsNamed = (lastName: string) =>
  sandbox.store.salesforce.list('Lead').filter(({ LastName }) => LastName === lastName);

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
    const rotation = async () => (await call('GET', '/v1/encryption')).body.rotation as Record<string, unknown>;
    const rotated = expectStatus(await call('POST', '/v1/encryption/rotation'), 202).body as { id: string };
    await killAndRestart();
    expect(await rotation()).toMatchObject({ id: rotated.id, finishedAt: null });
    await expect
      .poll(rotation, { timeout: 40_000, interval: 250 })
      .toMatchObject({ id: rotated.id, step: 'finished', unreadable: 0 });
    const [{ id }] = (await call('GET', '/v1/authorizations')).body.items as [{ id: string }];
    expectStatus(await call('POST', `/v1/authorizations/${id}/token`), 200);
    expectStatus(await createLead('Rotated'), 200);
    const { contents } = (await call('GET', '/v1/encryption')).body as { contents: { outdatedCount: number }[] };
    expect(contents.filter(({ outdatedCount }) => outdatedCount > 0)).toEqual([]);
  });

  const toggled: { readonly actionId: string; readonly acknowledged: number }[] = [];
  let webhookId: string;

  it('goes on with what its webhooks are to be told', async () => {
    const body = { url: `${receiver.origin}/events`, eventTypes: ['action.enabled', 'action.disabled'] };
    webhookId = expectStatus(await call('POST', '/v1/webhooks', body), 201).body.id as string;
    for (const ms of [900, 1_300]) {
      const actions = await Promise.all([1, 2].map(() => SalesforceAction.forEndUsers(server)));
      const work = actions.map(async ({ path }) => {
        const actionId = expectStatus(await call('GET', path), 200).body.id as string;
        const verbs = ['disable', 'enable'] as const;
        const answers = await untilGone((index) => call('POST', `${path}/${verbs[index % 2]}`));
        // That it was enabled was told before.
        toggled.push({ actionId, acknowledged: answers.length });
      });
      await sleep(ms);
      await eventually(() => (beingTold > 0 ? true : undefined), 'a message on its way');
      await killAndRestart();
      await Promise.all(work);
    }
  });

  it('keeps all that it acknowledged, and a write that is repeated with its key is never made twice', async () => {
    for (const round of rounds) {
      sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'api', method: 'POST', ms: 100 }]);
      const bots = [0, 1, 2].map((worker) =>
        untilGone((index) => call('POST', '/v1/bots', { name: `bot ${round}.${worker}.${index}` })),
      );
      const nameOf = (worker: number, index: number) => `Lead ${round}.${worker}.${index}`;
      const leads = [0, 1, 2].map((worker) =>
        untilGone((index) => createLead(nameOf(worker, index), nameOf(worker, index).replaceAll(' ', '-'))),
      );
      await sleep(400 + round * 90);
      await killAndRestart();

      for (const made of (await Promise.all(bots)).flat()) {
        if (made === undefined) continue;
        expectStatus(await call('GET', `/v1/bots/${expectStatus(made, 201).body.id}`), 200);
      }
      for (const [worker, answers] of (await Promise.all(leads)).entries()) {
        const last = nameOf(worker, answers.length - 1);
        const repeated = await createLead(last, last.replaceAll(' ', '-'));
        expect(repeated.status === 200 || repeated.body.code === 'outcome-unknown', repeated.text).toBe(true);
        expect(leadsNamed(last)).toHaveLength(repeated.status === 200 ? 1 : 0);
        for (const [index, answer] of answers.slice(0, -1).entries()) {
          expectStatus(answer as ApiAnswer, 200);
          expect(leadsNamed(nameOf(worker, index))).toHaveLength(1);
        }
      }
    }
  });

  it('either goes on or asks for authorization when it was killed as it refreshed, and never loops', async () => {
    const leadId = String(sandbox.store.salesforce.list('Lead')[0]?.['Id']);
    const refreshes = () => sandbox.journal.salesforce.count('token refresh_token');
    for (const delayMs of [0, 60]) {
      sandbox.tokens.salesforce.expireAccessTokens();
      const before = refreshes();
      sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'token', ms: 1_000, times: 1 }]);
      const cut = run('get-lead', { id: leadId }).catch(() => undefined);
      await eventually(() => (refreshes() > before ? true : undefined), 'the refresh');
      await sleep(delayMs);
      await killAndRestart();
      await cut;
      const answers = [await run('get-lead', { id: leadId }), await run('get-lead', { id: leadId })];
      expect(refreshes() - before).toBeLessThanOrEqual(2);
      const [first, second] = answers.map(({ status, body }) => (status === 200 ? 'works' : body.code));
      expect(['works', 'authorization-required']).toContain(first);
      expect(second).toBe(first);
      if (first !== 'works') await authorize();
      expectStatus(await run('get-lead', { id: leadId }), 200);
    }
  });

  it('goes on by itself with a conversation whose operation was carried out and not yet answered', async () => {
    for (const round of [1, 2, 3]) {
      const company = `Dialog Navy ${round}`;
      sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'api', method: 'POST', ms: 5_000, times: 1 }]);
      const chat = await Chat.start(server, action.botId, endUserId);
      const answers = new Map([
        [/first name/i, 'Grace'],
        [/last name/i, 'Hopper'],
        [/company/i, company],
      ]);
      const cut = chat.answer('create a lead', answers).catch(() => undefined);
      const made = () => sandbox.store.salesforce.list('Lead').filter(({ Company }) => Company === company);
      await eventually(() => (made().length > 0 ? true : undefined), 'the lead');
      await sleep(round * 50);
      await killAndRestart();
      await cut;
      await chat.hear(new RegExp(`Hopper of ${company}`), 90_000);
      expect(made()).toHaveLength(1);
      const told = (await chat.transcript()).filter(({ content }) => content.text.includes(`Hopper of ${company}`));
      expect(told).toHaveLength(1);
    }
  });

  it('has told everything by now, at least once, and in order of each action', async () => {
    const pending = async () => (await call('GET', `/v1/webhooks/${webhookId}`)).body.pendingCount as number;
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
    const check = await call('POST', '/v1/audit-entries/verification', {});
    expect(expectStatus(check, 200).body).toMatchObject({ isIntact: true, break: null });
    const { body } = await call('GET', '/v1/audit-entries?limit=100&action=enableAction');
    const enabled = body.items as readonly { readonly outcome: string }[];
    expect(enabled.filter(({ outcome }) => outcome === 'succeeded').length).toBeGreaterThanOrEqual(toggled.length);
  });
});

describe('a write whose outcome nobody knows', () => {
  const lose = { kind: 'close-after', on: 'api', method: 'POST', times: 1 } as const;
  const blind = { kind: 'server-error', on: 'api', path: 'query' } as const;

  it('is found again where the connector can look for it', async () => {
    sandbox.faults.salesforce.set([lose]);
    const answer = expectStatus(await createLead('Found', 'found'), 200);
    const [lead, ...others] = leadsNamed('Found');
    expect(others).toEqual([]);
    expect(answer.body.output.id).toBe(lead?.['Id']);
  });

  it('is told as it is, and settled later, where it cannot be found', async () => {
    sandbox.faults.salesforce.set([lose, blind]);
    const answer = expectStatus(await createLead('Lost', 'lost'), 502);
    expect(answer.body.code).toBe('outcome-unknown');
    const path = `/v1/bots/${action.botId}/runs/${answer.body.runId}`;
    expect((await call('GET', path)).body.status).toBe('outcome-unknown');
    expect((await createLead('Lost', 'lost')).body.code).toBe('outcome-unknown');
    sandbox.faults.salesforce.clear();
    const settled = expectStatus(await call('POST', `${path}/settle`), 200);
    expect(settled.body.output.id).toBe(leadsNamed('Lost')[0]?.['Id']);
    expectStatus(await createLead('Lost', 'lost'), 200);
    expect(leadsNamed('Lost')).toHaveLength(1);
  });

  it('is asked about in the chat, and both answers end well', async () => {
    for (const [decision, count, ending] of [
      ['leave it', 1, /do not know whether Salesforce/],
      ['try again', 2, /Hopper of Unsure 2/],
    ] as const) {
      const company = `Unsure ${count}`;
      sandbox.faults.salesforce.set([lose, blind]);
      const chat = await Chat.start(server, action.botId, endUserId);
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
      expect(sandbox.store.salesforce.list('Lead').filter(({ Company }) => Company === company)).toHaveLength(count);
    }
  });
});

describe('a server that is told to stop', () => {
  it('finishes the run in flight, exits with 0, and leaves no database behind', async () => {
    expect(await databaseProcesses(folder.path)).not.toEqual([]);
    sandbox.faults.salesforce.set([{ kind: 'slow-after', on: 'api', method: 'POST', ms: 2_000, times: 1 }]);
    const slow = createLead('Slow');
    await eventually(() => (leadsNamed('Slow').length > 0 ? true : undefined), 'the lead');
    const ending = server.end('SIGTERM');
    const answer = expectStatus(await slow, 200);
    expect(answer.body.output.id).toBe(leadsNamed('Slow')[0]?.['Id']);
    expect(await ending).toEqual({ code: 0, signal: null });
    expect(await databaseProcesses(folder.path)).toEqual([]);
    await start();
    const { body } = expectStatus(await call('GET', `/v1/bots/${action.botId}/runs/${answer.body.id}`), 200);
    expect(body.status).toBe('succeeded');
  });
});
