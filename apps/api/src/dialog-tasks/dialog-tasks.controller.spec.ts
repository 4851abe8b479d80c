import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ServerEvents } from '../../../../test/support/server-events.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
let tasks: string;
let made = 0;

beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  made += 1;
  const { body } = await server.call('POST', '/v1/bots', { body: { name: `Bot ${made}` } });
  tasks = `/v1/bots/${body.id}/dialog-tasks`;
});
afterAll(() => server.close());

/** A graph that greets; with an error when the message leads nowhere. */
function greeting(text = 'Good day.', to = 'end') {
  return {
    schemaVersion: 1,
    nodes: [
      { id: 'start', type: 'intent', title: 'Greet', utterances: ['greet me'], transitions: [{ to: 'say' }] },
      { id: 'say', type: 'message', title: 'Say', variants: [{ text }], transitions: [{ to }] },
    ],
  };
}

async function create(name = 'Greet', graph: object = greeting()) {
  const answer = await server.call('POST', tasks, { body: { name, graph } });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
}

const save = (id: string, version: number, graph: object, key?: string) =>
  server.call('PUT', `${tasks}/${id}`, { body: { name: 'Greet', graph, version }, ...(key !== undefined && { key }) });

async function keyNamed(name: string): Promise<string> {
  const { body } = await server.call('POST', '/v1/api-keys', { body: { name, permissions: ['dialogs:edit'] } });
  return String(body.key);
}

describe('a dialog task', () => {
  it('goes live when it is free of errors', async () => {
    const task = await create();
    expect(task).toMatchObject({ version: 1, liveVersion: 1, isLive: true, problems: [], graph: greeting() });
    expect(task.updatedBy).toMatchObject({ kind: 'api-key', name: 'everything' });
    const saved = await save(task.id, 1, greeting('Hello.'));
    expect(saved.body).toMatchObject({ version: 2, liveVersion: 2, isLive: true, graph: greeting('Hello.') });
    expect((await server.call('GET', `${tasks}/${task.id}`)).body).toEqual(saved.body);
  });

  it('is kept with errors as a draft beside what is live, and nothing of it is lost', async () => {
    const { id } = await create();
    const broken = greeting('Hello.', 'nowhere');
    const saved = await save(id, 1, broken);
    expect(saved).toMatchObject({ status: 200, body: { version: 2, liveVersion: 1, isLive: false, graph: broken } });
    expect(saved.body.problems).toContainEqual(
      expect.objectContaining({ severity: 'error', nodeId: 'say', pointer: expect.stringMatching(/^\/nodes\/1\//) }),
    );
    const { body: list } = await server.call('GET', tasks);
    expect(list.items).toMatchObject([{ id, version: 2, liveVersion: 1, isLive: false }]);
    expect(list.items[0]).not.toHaveProperty('graph');
    expect((await save(id, 2, greeting())).body).toMatchObject({ version: 3, liveVersion: 3, isLive: true });
  });

  it('that was never free of errors is not live', async () => {
    const task = await create('Draft', greeting('Hello.', 'nowhere'));
    expect(task).toMatchObject({ version: 1, liveVersion: null, isLive: false });
    const discarded = await server.call('DELETE', `${tasks}/${task.id}/draft`);
    expect(discarded).toMatchObject({ status: 409, body: { code: 'dialog-task-never-live' } });
  });

  it('goes back to what is live when its draft is discarded, unless somebody was faster', async () => {
    const { id } = await create();
    await save(id, 1, greeting('Hello.', 'nowhere'));
    const stale = await server.call('DELETE', `${tasks}/${id}/draft?version=1`);
    expect(stale).toMatchObject({ status: 409, body: { code: 'version-conflict', version: 2 } });
    const { body } = await server.call('DELETE', `${tasks}/${id}/draft?version=2`);
    expect(body).toMatchObject({ version: 3, liveVersion: 3, isLive: true, graph: greeting(), problems: [] });
    expect((await server.call('DELETE', `${tasks}/${id}/draft`)).body).toEqual(body);
  });

  it.each([
    ['is no graph', {}],
    ['has a node of a type that there is not', { ...greeting(), nodes: [{ ...greeting().nodes[0], type: 'magic' }] }],
    ['has a property that there is not', { ...greeting(), colour: 'red' }],
  ])('is refused when what is sent %s', async (_title, graph) => {
    const answer = await server.call('POST', tasks, { body: { name: 'No graph', graph } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'dialog-task-invalid' } });
    expect(answer.body.violations[0].pointer).toMatch(/^\/graph/);
  });

  it('keeps its name to itself', async () => {
    await create('Taken');
    const other = await create('Free');
    const body = { name: 'Taken', graph: greeting(), version: 1 };
    expect(await server.call('PUT', `${tasks}/${other.id}`, { body })).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
  });

  it('does not exist below another bot, nor for a key of another bot', async () => {
    const { id } = await create();
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: `Other ${made}` } });
    expect((await server.call('GET', `/v1/bots/${bot.id}/dialog-tasks/${id}`)).status).toBe(404);
    const scoped = { name: 'scoped', permissions: ['dialogs:edit', 'dialogs:view'], botIds: [bot.id] };
    const { body } = await server.call('POST', '/v1/api-keys', { body: scoped });
    for (const path of ['', '/events', '/origin']) {
      expect((await server.call('GET', `${tasks}/${id}${path}`, { key: body.key })).status).toBe(404);
    }
    expect((await server.call('DELETE', `${tasks}/${id}`, { key: body.key })).status).toBe(404);
    expect((await server.call('GET', `${tasks}/${id}`)).status).toBe(200);
  });
});

describe('a graph', () => {
  it('is checked without being kept', async () => {
    const { body } = await server.call('POST', `${tasks}/check`, { body: { graph: greeting('Hi.', 'nowhere') } });
    expect(body.problems).toContainEqual(expect.objectContaining({ severity: 'error', nodeId: 'say' }));
    const faulty = await server.call('POST', `${tasks}/check`, { body: { graph: { nodes: 5 } } });
    expect(faulty.body.problems[0]).toMatchObject({ severity: 'error', code: 'invalid-structure' });
    expect((await server.call('GET', tasks)).body.items).toEqual([]);
  });

  it('of 5,000 nodes is kept whole, and quickly', async () => {
    const graph = chain(5_000);
    expect(JSON.stringify(graph).length).toBeGreaterThan(2_000_000);
    const startedAt = performance.now();
    const task = await create('Large', graph);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(task.isLive).toBe(true);
    expect((await server.call('GET', `${tasks}/${task.id}`)).body.graph).toEqual(graph);
  });

  it('of more is refused', async () => {
    const answer = await server.call('POST', tasks, { body: { name: 'Too large', graph: chain(5_001, 10) } });
    expect(answer).toMatchObject({ status: 413, body: { code: 'dialog-task-too-large' } });
    expect(answer.body.detail).toMatch(/5001 nodes.*Split/);
    const endless = await server.call('POST', tasks, { body: { name: 'Endless', graph: chain(11, 900_000) } });
    expect(endless).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  it('arrives as it was sent, whatever its keys are called', async () => {
    const graph = greeting();
    const odd = { ...graph, nodes: [...graph.nodes, { ...asking('toString'), entity: { toString: 1 } }] };
    const { body } = await server.call('POST', `${tasks}/check`, { body: { graph: odd } });
    expect(JSON.stringify(body.problems)).toContain('toString');
    const reserved = { ...graph, constructor: { name: 'x' } };
    const refused = await server.call('POST', `${tasks}/check`, { body: { graph: reserved } });
    expect(refused).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(refused.body.violations[0].pointer).toBe('/graph/constructor');
  });
});

describe('two editors', () => {
  it('do not overwrite each other, and the slower one is told who was faster', async () => {
    const { id } = await create();
    const [ada, grace] = [await keyNamed('Ada'), await keyNamed('Grace')];
    const answers = await Promise.all([save(id, 1, greeting('by Ada'), ada), save(id, 1, greeting('by Grace'), grace)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [winner, loser] = answers[0]?.status === 200 ? ['Ada', answers[1]] : ['Grace', answers[0]];
    expect(loser?.body).toMatchObject({ code: 'version-conflict', version: 2, updatedBy: winner });
    expect(Date.parse(loser?.body.updatedAt)).toBeGreaterThan(Date.now() - 60_000);
    expect((await server.call('GET', `${tasks}/${id}`)).body.graph).toEqual(greeting(`by ${winner}`));
  });

  it('are told of each other at once, and that the task is gone', async () => {
    const { id } = await create();
    const events = await ServerEvents.open(server, `${tasks}/${id}/events`);
    await save(id, 1, greeting('Hello.'), await keyNamed('Ada'));
    const changed = await events.until('changed');
    expect(changed).toMatchObject({ id: '2', data: { version: 2, updatedBy: { name: 'Ada' } } });
    await server.call('DELETE', `${tasks}/${id}`);
    await events.until('deleted');
    await events.ended();
    expect(events.heard.map(({ event }) => event)).toEqual(['changed', 'deleted']);
  });

  it('hear of what they missed when they come back, and of nothing twice', async () => {
    const { id } = await create();
    await save(id, 1, greeting('Hello.'));
    const late = await ServerEvents.open(server, `${tasks}/${id}/events?version=1`);
    await late.until('changed');
    const back = await ServerEvents.open(server, `${tasks}/${id}/events`, { 'last-event-id': '2' });
    await save(id, 2, greeting('Hi.'));
    await Promise.all([late.until('changed', 2), back.until('changed')]);
    expect(late.heard.map((one) => one.id)).toEqual(['2', '3']);
    expect(back.heard.map((one) => one.id)).toEqual(['3']);
    late.close();
    back.close();
  });
});

function asking(id: string) {
  return { id, type: 'entity', title: 'Ask', prompts: ['?'], errorPrompts: [], retries: 3, onExhausted: 'end' };
}

/** Messages one after another. */
function chain(count: number, length = 400) {
  const text = 'x'.repeat(length);
  const nodes = Array.from({ length: count - 1 }, (_, index) => {
    const to = index === count - 2 ? 'end' : `n${index + 1}`;
    return { id: `n${index}`, type: 'message', title: `No. ${index}`, variants: [{ text }], transitions: [{ to }] };
  });
  return { ...greeting(), nodes: [{ ...greeting().nodes[0], transitions: [{ to: 'n0' }] }, ...nodes] };
}
