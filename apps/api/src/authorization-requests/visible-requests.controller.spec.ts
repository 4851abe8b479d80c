import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FlowFixture } from './testing/flow-fixture.js';
import { codeIn } from './testing/test-browser.js';

describe('the list of requests to authorize', () => {
  let flow: FlowFixture;
  beforeAll(async () => {
    flow = await FlowFixture.start();
  });
  afterAll(() => flow.stop());

  const list = (query = '', key?: string) =>
    flow.server.call('GET', `/v1/authorization-requests${query}`, key === undefined ? {} : { key });
  const get = async (id: string) => (await flow.server.call('GET', `/v1/authorization-requests/${id}`)).body;
  const stepsOf = ({ timeline }: { readonly timeline: readonly { readonly step: string }[] }) =>
    timeline.map(({ step }) => step);

  it('tells step by step what happened, and holds no secret', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    const provider = await browser.continueFrom(link.path);
    const state = provider.searchParams.get('state') ?? 'none';
    const { location } = await browser.comeBack(provider);
    const code = codeIn((await browser.get(location ?? '')).html);
    const wrong = code === '000000' ? '000001' : '000000';
    const verify = (text: string) =>
      flow.server.call('POST', `/v1/authorization-requests/${link.id}/verify`, { body: { code: text } });
    await verify(wrong);
    await verify(code);
    const shown = await get(link.id);
    expect(stepsOf(shown)).toEqual([
      ...['created', 'opened', 'continued', 'returned', 'exchanged', 'proof-asked', 'code-wrong', 'ended'],
    ]);
    expect(shown.timeline.at(-1)).toMatchObject({ step: 'ended', reason: 'authorized' });
    const times = shown.timeline.map(({ at }: { readonly at: string }) => Date.parse(at));
    expect([...times].sort((one, other) => one - other)).toEqual(times);
    expect(shown).toMatchObject({
      endUser: { id: 'u-4711', channel: 'whatsapp', displayName: 'Grace Hopper' },
      startedBy: { kind: 'api-key', id: 'key_test' },
      scopes: ['api', 'refresh_token'],
    });
    const text = JSON.stringify(await list());
    for (const secret of [state, code, link.path.split('/').at(-1) ?? '']) expect(text).not.toContain(secret);
  });

  it('notes the first opening only, however often robots open a link', async () => {
    const link = await flow.link();
    await Promise.all(Array.from({ length: 8 }, () => flow.browser().get(link.path)));
    await flow.browser().get(link.path);
    const shown = await get(link.id);
    expect(stepsOf(shown)).toEqual(['created', 'opened']);
    expect(shown.status).toBe('pending');
  });

  it('does not grow without bounds when somebody goes round in circles', async () => {
    const link = await flow.link();
    const browser = flow.browser();
    for (let round = 0; round < 25; round += 1) await browser.continueFrom(link.path).catch(() => undefined);
    const long = JSON.stringify(Array.from({ length: 60 }, () => ({ step: 'continued', at: new Date() })));
    await flow.dataSource.query('UPDATE authorization_requests SET timeline = $2 WHERE id = $1', [link.id, long]);
    await flow.server.call('POST', `/v1/authorization-requests/${link.id}/cancel`);
    const shown = await get(link.id);
    expect(shown.timeline).toHaveLength(61);
    expect(shown.timeline.at(-1)).toMatchObject({ step: 'ended', reason: 'withdrawn' });
  });

  it('is filtered, and paged from the newest on', async () => {
    const ids = [(await flow.link()).id, (await flow.link()).id];
    const first = await list(`?botId=${flow.bot.id}&status=pending&endUserId=u-4711&limit=1`);
    expect(first.body.items.map(({ id }: { readonly id: string }) => id)).toEqual([ids[1]]);
    const second = await list(`?status=pending&limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0].id).toBe(ids[0]);
    expect((await list('?connectorId=hubspot')).body.items).toEqual([]);
    expect((await list('?subject=shared')).body.items).toEqual([]);
    expect((await list(`?botId=${flow.bot.id}&endUserId=nobody`)).body.items).toEqual([]);
    expect((await list('?conversationId=none')).body.items).toEqual([]);
    for (const query of ['?endUserId=u-4711', '?status=none', '?limit=0', '?cursor=x', '?nothing=1']) {
      expect((await list(query)).status, query).toBe(400);
    }
  });

  it('holds nothing of bots that a key was not made for', async () => {
    const { body: other } = await flow.server.call('POST', '/v1/bots', { body: { name: 'Another' } });
    const { body } = await flow.server.call('POST', '/v1/api-keys', {
      body: { name: 'elsewhere', permissions: ['authorizations:view'], botIds: [other.id] },
    });
    expect((await list('', body.key)).body.items).toEqual([]);
    expect((await list(`?botId=${flow.bot.id}`, body.key)).body.items).toEqual([]);
    const { id } = await flow.link();
    const found = await flow.server.call('GET', `/v1/authorization-requests/${id}`, { key: body.key });
    expect(found).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });
});
