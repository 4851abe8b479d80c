import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEgress, createOperationContext, validateInput, type Operation } from '#connectors';
import { genesysCloud } from '../../../../libs/connectors/src/genesys-cloud/genesys-cloud.connector.js';
import { startSystems, type RunningSystems } from '../sandbox.js';
import { genesysCloudSystem } from './genesys-cloud.system.js';

const world: RunningSystems = await startSystems([genesysCloudSystem]);
const system = world.running[0]!;
const egress = createEgress({ allowedHosts: [new URL(system.url).host] });
const grant = { parameters: { region: 'mypurecloud.de' }, extras: {}, scopes: [], apiUrl: system.url };
let token = '';
const contextOf = (bearer = token) =>
  createOperationContext({
    ...{ connector: genesysCloud, egress, grant, timeoutMs: 2_000 },
    authorize: () => ({ headers: { authorization: `Bearer ${bearer}` } }),
    account: { id: 'a', name: 'Ada', details: {} },
  });

async function clientToken(secret = system.apps.systemApp.clientSecret): Promise<Record<string, unknown>> {
  const { clientId } = system.apps.systemApp;
  const response = await fetch(`${system.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return { status: response.status, ...((await response.json()) as object) };
}

beforeAll(async () => {
  system.profiles('http://localhost:3000');
  token = String((await clientToken())['access_token']);
});
beforeEach(() => system.store.reset());
afterAll(async () => {
  await egress.dispatcher.destroy();
  await world.close();
});

async function run(name: string, input?: object): Promise<Record<string, unknown>> {
  const operation = genesysCloud.operations.find((known) => known.name === name) as Operation;
  return (await operation.run(contextOf(), validateInput(operation, input ?? operation.example))) as never;
}

describe('the look-alike of Genesys Cloud', () => {
  it.each(genesysCloud.operations.map(({ name }) => name))('takes %s, by its example', async (name) => {
    expect(await run(name)).toBeTypeOf('object');
  });

  it('knows the client by its token, and nobody by another', async () => {
    expect(await genesysCloud.whoami(contextOf())).toMatchObject({
      ...{ name: 'Attaché', organisation: 'Example Trading' },
      details: { isClient: true },
    });
    await expect(genesysCloud.whoami(contextOf('wrong'))).rejects.toMatchObject({ code: 'vendor-unauthorized' });
    expect(await clientToken('wrong')).toMatchObject({
      ...{ status: 400, error: 'invalid_client', description: 'authentication failed' },
      error_description: 'authentication failed',
    });
  });

  it('finds queues by a part of their name, page by page', async () => {
    const first = await run('find-queues', { name: 'supp', limit: 1 });
    const second = await run('find-queues', { name: 'supp', limit: 1, cursor: first['nextCursor'] });
    const names = [first, second].map((page) => (page['queues'] as { name: string }[])[0]?.name);
    expect([...names, second['hasMore']]).toEqual(['Support', 'Support EU', false]);
    expect(await run('get-queue-status', { queue: 'SUPPORT' })).toMatchObject({
      ...{ waiting: 4, interacting: 2, onQueueAgents: 3, availableAgents: 1 },
    });
    await expect(run('get-queue-status', { queue: 'Supp' })).rejects.toMatchObject({ code: 'record-not-found' });
  });

  it('keeps callbacks and notes', async () => {
    const { id } = await run('create-callback', { queue: 'Sales', phone: '+13175550123', name: 'Grace' });
    expect(await run('get-conversation', { id })).toMatchObject({
      participants: [
        { purpose: 'customer', name: 'Grace', medium: 'callback', state: 'scheduled' },
        { queue: 'Sales' },
      ],
    });
    const noted = await run('add-wrap-up-note');
    const { participants } = await run('get-conversation', { id: noted['id'] });
    expect(participants).toContainEqual(
      expect.objectContaining({ wrapUpCode: 'Resolved', notes: 'The invoice was corrected.' }),
    );
    await expect(run('get-conversation', { id: '0c1a2b3d-0000-4000-8000-000000000000' })).rejects.toMatchObject({
      code: 'record-not-found',
    });
  });

  it('finds active people by a part of their name', async () => {
    expect(await run('find-users', { text: 'GRACE' })).toMatchObject({ users: [{ email: 'grace@sandbox.example' }] });
    expect(await run('find-users', { text: 'active' })).toMatchObject({ users: [], hasMore: false });
  });

  it.each([
    { toAddress: '0317 5550123', toAddressMessengerType: 'sms', textBody: 'x' },
    { toAddress: '+13175550123', toAddressMessengerType: 'sms' },
    { toAddress: '+13175550123', toAddressMessengerType: 'sms', textBody: 'x'.repeat(766) },
    { toAddress: 'grace', toAddressMessengerType: 'open', textBody: 'x'.repeat(2_001) },
    { toAddress: 'grace', toAddressMessengerType: 'facebook', textBody: 'x' },
  ])('refuses the message %#', async (message) => {
    const json = { fromAddress: '+1', ...message };
    const sent = contextOf().http.post('/api/v2/conversations/messages/agentless', { json });
    await expect(sent).rejects.toMatchObject({ code: 'vendor-rejected-input', vendorCode: 'bad.request' });
  });

  it('has a page with a place for every link', async () => {
    const { url } = await run('get-conversation');
    const [address = '', place = ''] = String(url).split('#');
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`id="${place}"`);
  });
});
