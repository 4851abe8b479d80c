import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput, type Grant, type Operation } from '#connectors';
import { jira } from '../../../../libs/connectors/src/jira/jira.connector.js';
import { startSystems } from '../sandbox.js';
import { sites } from './issue-store.js';
import { jiraSystem } from './jira.system.js';

const world = await startSystems([jiraSystem]);
const system = world.running[0]!;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });

const contextOf = (parameters: Grant['parameters'] = { site: 'example' }, user = 'ada', key = 'ATATT3xSandboxAda') =>
  createOperationContext({
    ...{ connector: jira, egress, timeoutMs: 2_000 },
    grant: { parameters, extras: {}, scopes: [], apiUrl: system.url },
    authorize: () => ({
      headers: { authorization: `Basic ${Buffer.from(`${user}@sandbox.example:${key}`).toString('base64')}` },
    }),
    account: { id: 'a', name: 'Ada', details: { siteUrl: system.url } },
  });

beforeEach(() => system.store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object, context = contextOf()): Promise<Record<string, unknown>> {
  const operation = jira.operations.find((known) => known.name === name) as Operation;
  return (await operation.run(context, validateInput(operation, input ?? operation.example))) as never;
}

describe('every operation works against the look-alike', () => {
  it.each(jira.operations.map(({ name }) => name))('%s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('whoami knows Ada, and nobody with a wrong token', async () => {
    expect(await jira.whoami(contextOf())).toMatchObject({ name: 'Ada Example', email: 'ada@sandbox.example' });
    await expect(jira.whoami(contextOf({}, 'ada', 'wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
  });

  it('Ada has one site and Ben two, each with its own projects', async () => {
    const ben = (parameters: Grant['parameters']) => contextOf(parameters, 'ben', 'ATATT3xSandboxBen');
    expect(await jira.choice?.options(contextOf({}))).toHaveLength(1);
    expect(await jira.choice?.options(ben({}))).toHaveLength(2);
    const { issues } = await run('list-issues', {}, ben({ cloudId: sites[1].id }));
    expect(issues).toMatchObject([{ key: 'LAB-1' }]);
    await expect(run('list-issues', {}, contextOf({ cloudId: sites[1].id }))).rejects.toMatchObject({
      code: 'record-not-found',
    });
  });
});

describe('issues', () => {
  it('are created, found, changed, moved, commented on and deleted', async () => {
    const made = await run('create-issue', {
      ...{ projectKey: 'ops', issueType: 'Bug', summary: 'The door squeaks', description: 'Loudly.\n\nOil it.' },
      ...{ labels: ['door'], priority: 'Low', dueDate: '2026-12-24', parentKey: 'OPS-1' },
    });
    expect(made).toMatchObject({
      key: 'OPS-3',
      status: 'To Do',
      description: 'Loudly.\n\nOil it.',
      dueDate: '2026-12-24',
    });
    const search = {
      jql: 'project in :p AND summary ~ :w ORDER BY created DESC',
      parameters: { p: ['OPS'], w: 'door' },
    };
    expect((await run('search-issues', search))['issues']).toMatchObject([{ key: 'OPS-3' }]);
    await run('update-issue', { key: 'OPS-3', summary: 'The door sings', addLabel: 'music', removeLabel: 'door' });
    await run('transition-issue', { key: 'OPS-3', status: 'done' });
    await run('add-comment', { key: 'OPS-3', comment: 'Oiled.' });
    expect(await run('get-issue', { key: 'ops-3' })).toMatchObject({
      ...{ summary: 'The door sings', labels: ['music'], status: 'Done' },
    });
    await run('delete-issue', { key: 'OPS-3' });
    await expect(run('get-issue', { key: 'OPS-3' })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('go with their subtasks, or not at all', async () => {
    const { key } = await run('create-issue');
    const child = { projectKey: 'DEMO', issueType: 'Sub-task', summary: 'Choose a colour' };
    await expect(run('create-issue', child)).rejects.toMatchObject({ fields: ['parent'] });
    const subtask = await run('create-issue', { ...child, parentKey: key });
    await expect(run('delete-issue', { key })).rejects.toMatchObject({ code: 'vendor-rejected-input' });
    await run('delete-issue', { key, withSubtasks: true });
    await expect(run('get-issue', { key: subtask['key'] })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('are not searched with what Jira does not know', async () => {
    const json = { jql: 'project = DEMO', failFast: true };
    const search = contextOf().http.post('/rest/api/3/search/jql', { json });
    await expect(search).rejects.toMatchObject({ code: 'vendor-rejected-input' });
  });

  it('are found again after an unknown outcome', async () => {
    const operation = jira.operations.find(({ name }) => name === 'create-issue')!;
    const since = new Date();
    const made = await run('create-issue');
    expect(await operation.reconcile?.(contextOf(), operation.example ?? {}, since)).toMatchObject({
      key: made['key'],
    });
  });

  it('are listed page by page, the newest first', async () => {
    const keys: unknown[] = [];
    let cursor: unknown;
    do {
      const page = await run('list-issues', { limit: 4, ...(cursor !== undefined && { cursor }) });
      keys.push(...(page['issues'] as { key: string }[]).map(({ key }) => key));
      cursor = page['nextCursor'];
    } while (cursor !== undefined);
    expect(keys).toEqual(['OPS-2', 'OPS-1', 'DEMO-4', 'DEMO-3', 'DEMO-2', 'DEMO-1']);
  });

  it('have a page behind their link', async () => {
    const { url } = await run('get-issue');
    const response = await fetch(String(url));
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Order new chairs')]);
    expect((await fetch(`${String(url)}9`)).status).toBe(404);
  });

  it.each([
    ['create-issue', { projectKey: 'NOPE', issueType: 'Task', summary: 'x' }, 'valid project is required'],
    ['create-issue', { projectKey: 'DEMO', issueType: 'Wish', summary: 'x' }, 'Specify a valid issue type'],
    ['search-issues', { jql: 'ORDER BY created' }, 'Unbounded JQL queries are not allowed here'],
    ['search-issues', { jql: 'project = NOPE' }, "The value 'NOPE' does not exist for the field 'project'."],
  ])('are refused in the vendor’s words: %s %j', async (name, input, words) => {
    await expect(run(name, input)).rejects.toMatchObject({
      ...{ code: 'vendor-rejected-input', vendorMessage: expect.stringContaining(words) },
    });
  });
});

it.each([
  ['expired-token', 'vendor-unauthorized'],
  ['forbidden', 'vendor-forbidden'],
  ['quota-exceeded', 'vendor-rate-limited'],
] as const)('the fault %s is understood as %s', async (kind, code) => {
  system.faults.set([{ kind, on: 'api', times: 1 }]);
  await expect(run('list-issues')).rejects.toMatchObject({ code });
});
