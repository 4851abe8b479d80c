import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDivision, createMember } from '../../../../test/support/members.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function createBot(name: string): Promise<string> {
  const { body } = await server.call('POST', '/v1/bots', { body: { name } });
  return body.id as string;
}

describe('bots', () => {
  it('are made, read, listed by page, changed and deleted', async () => {
    const ids = [await createBot('one'), await createBot('two'), await createBot('three')];
    const first = await server.call('GET', '/v1/bots?limit=2');
    expect(first.body.items.map((bot: { id: string }) => bot.id)).toEqual([ids[2], ids[1]]);
    const second = await server.call('GET', `/v1/bots?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
    const changed = await server.call('PATCH', `/v1/bots/${ids[0]}`, { body: { name: 'uno', version: 1 } });
    expect(changed.body).toMatchObject({ name: 'uno', version: 2 });
    expect((await server.call('DELETE', `/v1/bots/${ids[0]}`)).status).toBe(204);
    expect((await server.call('GET', `/v1/bots/${ids[0]}`)).status).toBe(404);
  });

  it('are found by a part of their name, in any case, whatever it holds, by page', async () => {
    for (const name of ['Found 100%', 'found_2', 'Lost']) await server.call('POST', '/v1/bots', { body: { name } });
    const find = async (text: string, more = '') => {
      const { body } = await server.call('GET', `/v1/bots?search=${encodeURIComponent(text)}${more}`);
      return [body.items.map(({ name }: Record<string, string>) => name), body.nextCursor];
    };
    expect(await find('FOUND')).toEqual([['found_2', 'Found 100%'], null]);
    expect(await find('0%')).toEqual([['Found 100%'], null]);
    expect(await find("_'; --")).toEqual([[], null]);
    const [first, cursor] = await find('found', '&limit=1');
    expect([first, await find('found', `&limit=1&cursor=${cursor}`)]).toEqual([['found_2'], [['Found 100%'], null]]);
    expect((await server.call('GET', '/v1/bots?search=')).status).toBe(400);
  });

  it('refuse a name that is taken', async () => {
    await createBot('taken');
    const answer = await server.call('POST', '/v1/bots', { body: { name: 'taken' } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'name-taken' } });
  });

  it('tell the second of two editors that somebody was faster', async () => {
    const id = await createBot('edited');
    const edits = ['left', 'right'].map((name) =>
      server.call('PATCH', `/v1/bots/${id}`, { body: { name, version: 1 } }),
    );
    const statuses = (await Promise.all(edits)).map((answer) => answer.status);
    expect(statuses.sort()).toEqual([200, 409]);
  });

  it('are made once for one Idempotency-Key, and the key serves no other request', async () => {
    const headers = { 'idempotency-key': 'once' };
    const one = await server.call('POST', '/v1/bots', { body: { name: 'only' }, headers });
    const again = await server.call('POST', '/v1/bots', { body: { name: 'only' }, headers });
    expect(again).toMatchObject({ status: 201, body: one.body });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await server.call('POST', '/v1/bots', { body: { name: 'another' }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('do not exist for an API key that was made for another bot', async () => {
    const [mine, theirs] = [await createBot('mine'), await createBot('theirs')];
    const { body } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'scoped', permissions: ['bots:view'], botIds: [mine] },
    });
    expect((await server.call('GET', `/v1/bots/${mine}`, { key: body.key })).status).toBe(200);
    expect((await server.call('GET', `/v1/bots/${theirs}`, { key: body.key })).status).toBe(404);
    const list = await server.call('GET', '/v1/bots', { key: body.key });
    expect(list.body.items).toHaveLength(1);
  });

  it('are moved by who may edit them in both divisions, and by nobody else', async () => {
    const [from, to] = [await createDivision(server, 'From'), await createDivision(server, 'To')];
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'moves', divisionId: from } });
    const move = async (roleThere: string) => {
      const member = await createMember(server, [
        { role: 'designer', divisionId: from },
        { role: roleThere, divisionId: to },
      ]);
      return member.call('PATCH', `/v1/bots/${bot.id}`, { body: { divisionId: to } });
    };
    expect(await move('viewer')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await move('designer')).toMatchObject({ status: 200, body: { divisionId: to } });
  });
});

describe('bad input', () => {
  it.each([
    ['no JSON', '{"name":', 400, 'body-malformed'],
    ['an unknown field', { name: 'x', colour: 'red' }, 400, 'request-invalid'],
    ['a wrong type', { name: 5 }, 400, 'request-invalid'],
    ['an empty name', { name: '   ' }, 400, 'request-invalid'],
    ['a list', ['x'], 400, 'request-invalid'],
    ['a huge body', { name: 'x'.repeat(1_100_000) }, 413, 'body-too-large'],
  ])('is answered with a problem: %s', async (_title, body, status, code) => {
    const answer = await server.call('POST', '/v1/bots', { body });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer).toMatchObject({ status, body: { code, status, type: `urn:attache:problem:${code}` } });
    expect(answer.text).not.toMatch(/node_modules|at .*\.js/);
  });

  it('names the field by JSON pointer', async () => {
    const answer = await server.call('POST', '/v1/bots', { body: { name: 'x', 'co/lour': 'red' } });
    expect(answer.body.violations).toEqual([{ pointer: '/co~1lour', detail: 'There is no such field; remove it.' }]);
  });

  it('is refused as form data, without a route, and with a bad cursor', async () => {
    const form = await server.call('POST', '/v1/bots', { body: 'name=x', headers: { 'content-type': 'text/plain' } });
    expect(form).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
    expect((await server.call('GET', '/v1/nothing')).body).toMatchObject({ code: 'route-unknown', status: 404 });
    expect((await server.call('GET', "/v1/bots?cursor='--")).status).toBe(400);
    expect((await server.call('GET', '/v1/bots?limit=1000')).status).toBe(400);
  });
});

describe('what a bot has', () => {
  it('is counted, and tells how far somebody has got', async () => {
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'First steps' } });
    expect(bot).toMatchObject({ actionCount: 0, dialogTaskCount: 0 });
    const checklist = async () => (await server.call('GET', `/v1/bots/${bot.id}/checklist`)).body;
    expect(await checklist()).toEqual({ hasEnabledAction: false, hasDialogTask: false, hasConversation: false });
    await server.call('POST', `/v1/bots/${bot.id}/conversations`, { body: { endUser: { id: 'u-1' } } });
    expect(await checklist()).toEqual({ hasEnabledAction: false, hasDialogTask: false, hasConversation: true });
    expect((await server.call('GET', '/v1/bots/bot_none/checklist')).status).toBe(404);
  });
});
