import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DataSource } from 'typeorm';
import { createSalesforceBot, expectStatus, startWorld, type World } from './support/world.js';
import { Chat } from './support/chat.js';
import { ServerEvents } from './support/server-events.js';
import type { TestServer } from './support/server.js';

interface Node {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly transitions: readonly { readonly to: string }[];
  readonly [property: string]: unknown;
}
interface Graph {
  readonly schemaVersion: 1;
  readonly nodes: readonly Node[];
}
interface Task {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly liveVersion: number | null;
  readonly isLive: boolean;
  readonly graph: Graph;
  readonly problems: readonly { readonly severity: string; readonly nodeId?: string }[];
}

let world: World;
let server: TestServer;
let replica: TestServer;
let botId: string;
let task: Task;
let made = 0;

beforeAll(async () => {
  world = await startWorld();
  server = world.server;
  replica = await world.startReplica();
});
beforeEach(async () => {
  made += 1;
  botId = await createSalesforceBot(server, `Sales assistant ${made}`);
  const path = `/v1/bots/${botId}/actions/salesforce/templates/create-lead/install`;
  task = expectStatus(await server.call('POST', path, { body: {} }), 201).body as Task;
});
afterAll(() => world.close());

const pathOf = ({ id }: Task) => `/v1/bots/${botId}/dialog-tasks/${id}`;

async function save(graph: Graph, { version, name } = task, by = server): Promise<Task> {
  const saved = expectStatus(await by.call('PUT', pathOf(task), { body: { name, graph, version } }), 200);
  task = saved.body as Task;
  return task;
}

/** The graph with one node changed; `undefined` leaves it out. */
function withNode({ nodes, ...graph }: Graph, id: string, change: (node: Node) => Node | undefined): Graph {
  return { ...graph, nodes: nodes.flatMap((node) => (node.id === id ? (change(node) ?? []) : node)) };
}

const questions = ({ graph }: Task) => graph.nodes.filter(({ type }) => type === 'entity');
const promptOf = (id: string, text: string) => (graph: Graph) =>
  withNode(graph, id, (node) => ({ ...node, prompts: [text] }));

describe('a draft with errors', () => {
  it('does not break the bot, which goes on with what last worked; without errors it is live at once, on every replica', async () => {
    const [first] = questions(task);
    const id = first?.id ?? '';
    const running = await Chat.start(replica, botId, 'u-running');
    await running.say('create a lead');
    await save(promptOf(id, 'Who is it, please?')(task.graph));
    const broken = withNode(task.graph, id, (node) => ({
      ...node,
      prompts: ['Broken?'],
      transitions: [{ to: 'gone' }],
    }));
    const draft = await save(broken);
    expect(draft).toMatchObject({ isLive: false, liveVersion: 2, version: 3, graph: broken });
    expect(draft.problems.find(({ severity }) => severity === 'error')?.nodeId).toBe(id);
    expect(await (await Chat.start(replica, botId, 'u-new')).say('create a lead')).toContain('Who is it, please?');
    expect(await (await Chat.start(server, botId, 'u-draft', { useDrafts: true })).say('create a lead')).toContain(
      'Who is it, please?',
    );
    expect(await running.say('Grace')).not.toMatch(/Broken/);
    const fixed = await save(promptOf(id, 'And now?')(withNode(broken, id, () => first)));
    expect(fixed).toMatchObject({ isLive: true, problems: [] });
    expect(await (await Chat.start(replica, botId, 'u-fixed')).say('create a lead')).toContain('And now?');
  });

  it('that has never been live is no ability of the bot', async () => {
    const broken = withNode(task.graph, questions(task)[0]?.id ?? '', () => undefined);
    const body = { name: 'Never live', graph: broken };
    expectStatus(await server.call('POST', `/v1/bots/${botId}/dialog-tasks`, { body }), 201);
    const said = await (await Chat.start(server, botId, 'u-new')).say('help');
    expect(said).toContain('Create a lead');
    expect(said).not.toContain('Never live');
  });
});

describe('two editors', () => {
  it('on two replicas hear of each other at once, and neither overwrites the other', async () => {
    const events = await ServerEvents.open(replica, `${pathOf(task)}/events`);
    const [first] = questions(task);
    const before = task;
    await save(promptOf(first?.id ?? '', 'By the faster one?')(task.graph));
    expect((await events.until('changed')).data).toMatchObject({ version: 2, updatedBy: { name: 'everything' } });
    const body = { name: before.name, graph: before.graph, version: before.version };
    const late = await replica.call('PUT', pathOf(task), { body });
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'version-conflict', version: 2, updatedBy: 'everything' },
    });
    expect((await replica.call('GET', pathOf(task))).body.graph).toEqual(task.graph);
    await server.call('DELETE', pathOf(task));
    await events.until('deleted');
    events.close();
  });
});

describe('an upgrade', () => {
  /** As if the template had been installed in an earlier version, in which some nodes were otherwise. */
  async function installEarlier(change: (graph: Graph) => Graph): Promise<void> {
    const earlier = change(task.graph);
    await server.app
      .get(DataSource)
      .query(
        `UPDATE dialog_tasks SET graph = $2, live_graph = $2, origin_graph = $2, origin = jsonb_set(origin, '{version}', '0') WHERE id = $1`,
        [task.id, JSON.stringify(earlier)],
      );
    task = { ...task, graph: earlier };
  }

  it('makes of an untouched task the new template', async () => {
    const { graph } = task;
    const [first, second] = questions(task);
    await installEarlier((now) => promptOf(second?.id ?? '', 'Old?')(promptOf(first?.id ?? '', 'Older?')(now)));
    const { body: origin } = await server.call('GET', `${pathOf(task)}/origin`);
    expect(origin).toMatchObject({ template: 'create-lead', installedVersion: 0, hasUpgrade: true, conflicts: [] });
    expect(origin.changes).toEqual(
      [first, second].map((node) => ({
        ...{ kind: 'changed', nodeId: node?.id, title: node?.title, fields: ['/prompts'], isEdited: false },
      })),
    );
    const { body } = await server.call('POST', `${pathOf(task)}/upgrade`, { body: { version: task.version } });
    expect(body).toMatchObject({ isLive: true, version: 2, graph, origin: { version: origin.currentVersion } });
    const after = await server.call('GET', `${pathOf(task)}/origin`);
    expect(after.body).toMatchObject({ hasUpgrade: false, changes: [], conflicts: [] });
  });

  it('keeps what was edited, and asks where both have changed the same', async () => {
    const { graph } = task;
    const [first, second] = questions(task);
    const [one, two] = [first?.id ?? '', second?.id ?? ''];
    await installEarlier((now) => promptOf(two, 'Old?')(promptOf(one, 'Older?')(now)));
    const edited = withNode(promptOf(two, 'Mine?')(task.graph), one, (node) => ({ ...node, title: 'My own title' }));
    await save(edited);
    const { body: origin } = await server.call('GET', `${pathOf(task)}/origin`);
    expect(origin.conflicts).toEqual([{ nodeId: two, title: second?.title, fields: ['/prompts'] }]);
    const upgrade = (body: object) => server.call('POST', `${pathOf(task)}/upgrade`, { body });
    const { version } = task;
    const undecided = await upgrade({ version });
    expect(undecided).toMatchObject({ status: 409, body: { code: 'upgrade-conflict', conflicts: origin.conflicts } });
    expect((await upgrade({ version, keep: { [two]: 'ours' } })).status).toBe(400);
    expect((await upgrade({ version: version - 1, keep: { [two]: 'mine' } })).body.code).toBe('version-conflict');
    const { body } = await upgrade({ version, keep: { [two]: 'mine' } });
    expect(body.isLive).toBe(true);
    const expected = withNode(promptOf(two, 'Mine?')(graph), one, (node) => ({ ...node, title: 'My own title' }));
    expect(body.graph).toEqual(expected);
  });

  it('of a task whose template is not known any more in the version that was installed is nothing but conflicts', async () => {
    await installEarlier((now) => promptOf(questions(task)[0]?.id ?? '', 'Older?')(now));
    await server.app.get(DataSource).query('UPDATE dialog_tasks SET origin_graph = NULL WHERE id = $1', [task.id]);
    const { body } = await server.call('GET', `${pathOf(task)}/origin`);
    expect(body.conflicts).toMatchObject([{ nodeId: questions(task)[0]?.id, fields: ['/prompts'] }]);
  });

  it('is none for a task that is no copy', async () => {
    const body = { name: 'Own', graph: task.graph };
    const own = await server.call('POST', `/v1/bots/${botId}/dialog-tasks`, { body });
    expect((await server.call('GET', `${pathOf(own.body as Task)}/origin`)).status).toBe(404);
  });
});

describe('a plan', () => {
  const template = 'actions/salesforce/templates/create-lead';

  it('tells what a template adds and needs, and what is missing, until nothing is', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: `Planned ${made}` } });
    const base = `/v1/bots/${bot.id}`;
    const plan = async () => expectStatus(await server.call('GET', `${base}/${template}/plan`), 200).body;
    const before = await plan();
    expect(before).toMatchObject({
      adds: { nodes: task.graph.nodes.length, languages: expect.arrayContaining(['en']) },
      requires: { connectorId: 'salesforce', operations: [{ id: 'salesforce.create-lead', kind: 'write' }] },
      missing: [{ code: 'action-not-configured', cure: { kind: 'configure' } }],
      canInstall: true,
    });
    expect(before.adds.entities.map(({ name }: { name: string }) => name)).toContain('company');
    expect(before.requires.scopes.every(({ isGranted }: { isGranted: boolean }) => !isGranted)).toBe(true);
    await server.call('PUT', `${base}/actions/salesforce`, { body: { authorizationMode: 'pre-authorized' } });
    expect((await plan()).missing.map(({ code }: { code: string }) => code)).toEqual([
      'authorization-missing',
      'action-disabled',
    ]);
    await server.call('PUT', `${base}/actions/salesforce`, { body: { authorizationMode: 'end-user' } });
    expect((await plan()).missing).toMatchObject([{ code: 'action-disabled', cure: { kind: 'enable' } }]);
    await server.call('POST', `${base}/actions/salesforce/enable`);
    expect(await plan()).toMatchObject({ missing: [], canInstall: true });
    await server.call('POST', `${base}/${template}/install`, { body: {} });
    expect(await plan()).toMatchObject({
      missing: [{ code: 'name-taken', cure: { kind: 'rename' } }],
      canInstall: false,
    });
    expect((await server.call('GET', `${base}/${template}/plan?name=Other`)).body.canInstall).toBe(true);
  });

  it('tells of an action that has stopped working, and of a profile that the operator has withdrawn', async () => {
    const database = server.app.get(DataSource);
    const missing = async () =>
      expectStatus(await server.call('GET', `/v1/bots/${botId}/${template}/plan?name=Other`), 200).body.missing;
    await database.query(`UPDATE actions SET state = 'error', error_code = 'authorization-lost' WHERE bot_id = $1`, [
      botId,
    ]);
    expect(await missing()).toMatchObject([{ code: 'action-error', cure: { kind: 'authorize' } }]);
    await database.query(`UPDATE actions SET auth_profile_id = 'system-gone' WHERE bot_id = $1`, [botId]);
    expect(await missing()).toMatchObject([{ code: 'action-not-configured', cure: { kind: 'configure' } }]);
  });

  it('stands beside the templates of every system, with the state of its action', async () => {
    const { body } = await server.call('GET', `/v1/bots/${botId}/templates`);
    const shown = body.items.find(
      ({ connectorId, name }: Record<string, string>) => connectorId === 'salesforce' && name === 'create-lead',
    );
    expect(shown).toMatchObject({
      ...{ connectorId: 'salesforce', systemName: 'Salesforce', installedAs: [task.id] },
      action: { state: 'configured', authorizationMode: 'end-user' },
    });
  });
});
