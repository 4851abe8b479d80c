import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSalesforceBot, expectStatus, startWorld, type World } from '../../../../test/support/world.js';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const endUser = { id: 'u-1', displayName: 'Grace Hopper' };

describe('actions of a bot', () => {
  it('are available until they are enabled, keep their configuration when disabled, and are gone when deleted', async () => {
    const { server } = world;
    const bot = await server.call('POST', '/v1/bots', { body: { name: 'states' } });
    const path = `/v1/bots/${bot.body.id}/actions/salesforce`;
    const stateOf = async () => (await server.call('GET', path)).body.state as string;
    expect(await stateOf()).toBe('available');
    expectStatus(await server.call('PUT', path, { body: { authorizationMode: 'end-user' } }), 200);
    expect(await stateOf()).toBe('available');
    expectStatus(await server.call('POST', `${path}/enable`), 200);
    const listed = await server.call('GET', `/v1/bots/${bot.body.id}/actions?status=configured`);
    expect(listed.body.items).toMatchObject([{ connectorId: 'salesforce', authorizationMode: 'end-user' }]);
    expectStatus(await server.call('POST', `${path}/disable`), 200);
    expect((await server.call('GET', path)).body).toMatchObject({ state: 'disabled', authorizationMode: 'end-user' });
    expectStatus(await server.call('DELETE', path), 204);
    expect(await stateOf()).toBe('available');
  });

  it('cannot be enabled before somebody has pre-authorized them', async () => {
    const { server } = world;
    const bot = await server.call('POST', '/v1/bots', { body: { name: 'not yet' } });
    const path = `/v1/bots/${bot.body.id}/actions/salesforce`;
    await server.call('PUT', path, { body: { authorizationMode: 'pre-authorized' } });
    const answer = await server.call('POST', `${path}/enable`);
    expect(answer).toMatchObject({ status: 409, body: { code: 'authorization-required' } });
  });

  it.each([
    ['an unknown profile', { authorizationMode: 'end-user', authProfileId: 'prf_nobody' }, '/authProfileId'],
    ['an unknown mode', { authorizationMode: 'sometimes' }, '/authorizationMode'],
    [
      'a parameter that leads elsewhere',
      { authorizationMode: 'end-user', parameters: { domain: 'evil.example' } },
      '/parameters/domain',
    ],
    [
      'a parameter that nobody knows',
      { authorizationMode: 'end-user', parameters: { colour: 'red' } },
      '/parameters/colour',
    ],
  ])('refuse %s and name the field', async (_title, body, pointer) => {
    const { server } = world;
    const bot = await server.call('POST', '/v1/bots', { body: { name: `refused ${pointer} ${_title}` } });
    const answer = await server.call('PUT', `/v1/bots/${bot.body.id}/actions/salesforce`, { body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(answer.body.violations[0].pointer).toBe(pointer);
  });

  it('that are configured anew end the links that are on their way', async () => {
    const { server } = world;
    const botId = await createSalesforceBot(server, 'anew');
    const path = `/v1/bots/${botId}/actions/salesforce`;
    const link = expectStatus(await server.call('POST', `${path}/authorization-links`, { body: { endUser } }), 201);
    expectStatus(await server.call('PUT', path, { body: { authorizationMode: 'pre-authorized' } }), 200);
    const request = await server.call('GET', `/v1/authorization-requests/${link.body.id}`);
    expect(request.body.status).toBe('cancelled');
    const refused = await server.call('POST', `${path}/authorization-links`, { body: { endUser } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'authorization-mode-mismatch' } });
  });

  it('that are configured by two editors at once end as one of them wanted', async () => {
    const { server } = world;
    const bot = await server.call('POST', '/v1/bots', { body: { name: 'two editors' } });
    const path = `/v1/bots/${bot.body.id}/actions/salesforce`;
    const modes = ['end-user', 'pre-authorized'];
    const answers = await Promise.all(
      modes.map((authorizationMode) => server.call('PUT', path, { body: { authorizationMode } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(modes).toContain((await server.call('GET', path)).body.authorizationMode);
  });

  it('run nothing while they are not enabled, or for an operation that does not exist', async () => {
    const { server } = world;
    const botId = await createSalesforceBot(server, 'off');
    const path = `/v1/bots/${botId}/actions/salesforce`;
    const run = (name: string) =>
      server.call('POST', `${path}/operations/${name}/runs`, { body: { endUserId: 'u-1', input: {} } });
    expect((await run('fly')).body).toMatchObject({ code: 'operation-unknown', status: 404 });
    const invalid = await run('create-lead');
    expect(invalid.body).toMatchObject({ code: 'input-invalid', status: 400 });
    expect(invalid.body.violations.map(({ pointer }: { pointer: string }) => pointer)).toContain('/lastName');
    await server.call('POST', `${path}/disable`);
    expect((await run('create-lead')).body).toMatchObject({ code: 'action-not-enabled', status: 409 });
  });

  it('do not exist for a key that was made for another bot', async () => {
    const { server } = world;
    const [mine, theirs] = [await createSalesforceBot(server, 'mine'), await createSalesforceBot(server, 'theirs')];
    const permissions = ['actions:view', 'runs:create', 'authorizations:request'];
    const { body } = await server.call('POST', '/v1/api-keys', { body: { name: 'k', permissions, botIds: [mine] } });
    const path = `/v1/bots/${theirs}/actions/salesforce`;
    for (const [method, where, sent] of [
      ['GET', path, undefined],
      ['POST', `${path}/authorization-links`, { endUser }],
      ['POST', `${path}/operations/list-leads/runs`, { endUserId: 'u-1', input: {} }],
    ] as const) {
      expect((await server.call(method, where, { key: body.key, body: sent })).status).toBe(404);
    }
  });
});
