import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SalesforceAction } from '../../../../../test/support/actions.js';
import { startWorld, type World } from '../../../../../test/support/world.js';

let world: World;
let action: SalesforceAction;

beforeAll(async () => {
  world = await startWorld();
  action = await SalesforceAction.forEndUsers(world.server);
});
afterAll(() => world.close());

const path = (operation: string, query = '') => `${action.path}/operations/${operation}/content${query}`;

/** A file, as whoever sends one does. */
function send(query: string, { type = 'application/octet-stream', key = world.server.key, body = 'file' } = {}) {
  const headers = { 'content-type': type, authorization: `Bearer ${key}` };
  return fetch(`${world.server.url}${path('get-lead', query)}`, { method: 'PUT', headers, body });
}

describe('a file for an operation', () => {
  it('is refused where the operation takes none, or gives none', async () => {
    const sent = await send(`?input=${encodeURIComponent('{}')}&endUserId=u-1`);
    expect(sent.status).toBe(404);
    expect(await sent.json()).toMatchObject({ code: 'content-unavailable' });
    const opened = await world.server.call('POST', path('get-lead'), { body: { endUserId: 'u-1', input: {} } });
    expect(opened).toMatchObject({ status: 404, body: { code: 'content-unavailable' } });
  });

  it('comes as bytes, with an input that is a JSON object', async () => {
    for (const type of [
      'text/plain',
      'application/json',
      'multipart/form-data; boundary=x',
      'application/octet-stream; x=1',
    ])
      expect((await send('?input=%7B%7D', { type })).status, type).toBe(415);
    for (const query of ['', '?input=', '?input=no', '?input=%5B%5D', '?input=1', '?input=%7B%7D&mediaType=a'])
      expect((await send(query)).status, query).toBe(400);
  });

  it('is for callers who may run operations, and reaches no other route', async () => {
    expect((await send('?input=%7B%7D', { key: 'att_none' })).status).toBe(401);
    const headers = { 'content-type': 'application/octet-stream', authorization: `Bearer ${world.server.key}` };
    const answer = await fetch(`${world.server.url}/v1/bots`, { method: 'POST', headers, body: '{"name":"x"}' });
    expect(answer.status).toBe(415);
  });
});
