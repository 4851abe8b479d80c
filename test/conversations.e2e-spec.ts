import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { codeIn } from '../apps/api/src/authorization-requests/testing/test-browser.js';
import { DataSource } from 'typeorm';
import { EventsService } from '../apps/api/src/events/events.service.js';
import { erased } from '../apps/api/src/end-users/erasure/testing.js';
import { SalesforceAction } from './support/actions.js';
import { Chat, type ChatSettings } from './support/chat.js';
import { eventually } from './support/eventually.js';
import { Person } from './support/person.js';
import { ServerEvents } from './support/server-events.js';
import { expectStatus, startWorld, type World } from './support/world.js';

let world: World;
let action: SalesforceAction;

beforeAll(async () => {
  world = await startWorld();
  action = await SalesforceAction.forEndUsers(world.server, 'Sales assistant');
  await action.install('create-lead');
});
afterEach(() => world.sandbox.faults.salesforce.clear());
afterAll(() => world.close());

const leadsNamed = (lastName: string) =>
  world.sandbox.store.salesforce.list('Lead').filter((lead) => lead['LastName'] === lastName);

const lead = (lastName: string) =>
  new Map([
    [/first name/i, 'Grace'],
    [/last name/i, lastName],
    [/which company/i, 'Example Navy'],
  ]);

const start = (endUserId: string, settings?: ChatSettings) =>
  Chat.start(world.server, action.botId, endUserId, settings);

/** Events are told by the job that comes seconds later, as after a crash of the process that stored them. */
function tellLate(): void {
  const events = world.server.app.get(EventsService);
  const dispatch = events.dispatch.bind(events);
  events.dispatch = () => undefined;
  onTestFinished(() => {
    events.dispatch = dispatch;
  });
}

/** Authorizes by the newest link, and types the code into the chat. */
async function authorizeIn(chat: Chat): Promise<void> {
  const { html } = await new Person(world.server.url).authorize(chat.link());
  await chat.hear(/6-digit code/i);
  await chat.say(codeIn(html));
}

interface Step {
  readonly sequence: number;
  readonly turn: number;
  readonly kind: string;
  readonly run: { readonly id: string; readonly status: string; readonly durationMs: number } | null;
}

async function stepsOf(chat: Chat, after = 0): Promise<readonly Step[]> {
  const path = `/v1/conversations/${chat.conversationId}/steps?after=${after}&limit=200`;
  return expectStatus(await world.server.call('GET', path), 200).body.steps;
}

describe('a conversation that is watched', () => {
  it('tells each step of each turn, an authorization included, exactly once', async () => {
    const chat = await start('Watched', { debug: true });
    const path = `/v1/conversations/${chat.conversationId}/events`;
    const whole = await ServerEvents.open(world.server, path);
    const first = await ServerEvents.open(world.server, path);
    await chat.answer('create a lead', lead('Watched'));
    await eventually(
      () => first.heard.find(({ data }) => data.content?.kind === 'authorization-link'),
      'the link in the stream',
    );
    first.close();
    const seen = [...first.heard];
    const second = await ServerEvents.open(world.server, path, { 'last-event-id': lastIdOf(seen) });
    await authorizeIn(chat);
    await chat.hear(/Watched of Example Navy is a lead now/);
    const steps = await stepsOf(chat);
    await eventually(() => stepsIn(whole).length === steps.length || undefined, 'every step in the stream');
    await eventually(() => stepsIn(second).at(-1)?.sequence === steps.length || undefined, 'the last step');
    expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, index) => index + 1));
    expect(stepsIn(whole)).toEqual(steps);
    // How the two kinds lie between each other depends on the moment of reading; the order within each does not.
    for (const kind of ['step', 'message']) {
      const data = (heard: typeof seen) => heard.filter(({ event }) => event === kind).map((one) => one.data);
      expect(data([...seen, ...second.heard])).toEqual(data(whole.heard));
    }
    const kinds = steps.map(({ kind }) => kind);
    for (const kind of ['understood', 'entered', 'asked', 'sent', 'received', 'ended']) expect(kinds).toContain(kind);
    expect(steps.every(({ turn, sequence }) => turn <= sequence)).toBe(true);
    expect(await stepsOf(chat, steps.length - 1)).toEqual(steps.slice(-1));
    whole.close();
    second.close();
  });

  it('tells which run an outcome came from, and how long it took', async () => {
    const chat = await start('Watched', { debug: true });
    expect(await chat.answer('create a lead', lead('Measured'))).toMatch(/is a lead now/);
    const told = (await stepsOf(chat)).find(({ run }) => run !== null);
    expect(told).toMatchObject({ kind: 'received', run: { operation: 'salesforce.create-lead', status: 'succeeded' } });
    expect(told?.run?.durationMs).toBeGreaterThanOrEqual(0);
    const run = expectStatus(await world.server.call('GET', `/v1/bots/${action.botId}/runs/${told?.run?.id}`), 200);
    expect(run.body.conversationId).toBe(chat.conversationId);
  });

  it('tells no code, link or token', async () => {
    const chat = await start('Secretive', { debug: true });
    await chat.answer('create a lead', lead('Secretive'));
    const link = chat.link();
    const { html } = await new Person(world.server.url).authorize(link);
    await chat.hear(/6-digit code/i);
    await chat.say(codeIn(html));
    await chat.hear(/is a lead now/);
    const told = JSON.stringify(await stepsOf(chat));
    expect(told).not.toContain(link);
    expect(told).not.toContain(link.split('/').at(-1));
    expect(told).not.toContain(codeIn(html));
  });

  it('keeps no steps unless that was asked for, and tells them to nobody who may not see dialogs', async () => {
    const chat = await start('Unwatched');
    await chat.say('create a lead');
    expect(await stepsOf(chat)).toEqual([]);
    const rows = await world.server.app
      .get(DataSource)
      .query('SELECT 1 FROM steps WHERE conversation_id = $1', [chat.conversationId]);
    expect(rows).toEqual([]);
    const { body } = await world.server.call('POST', '/v1/api-keys', {
      body: { name: 'host', permissions: ['conversations:hold', 'conversations:view'] },
    });
    const endUser = { id: 'Refused' };
    const refused = { key: String(body.key), body: { endUser, debug: true } };
    expect((await world.server.call('POST', `/v1/bots/${action.botId}/conversations`, refused)).status).toBe(403);
    const watched = await start('Watched', { debug: true });
    const stream = await ServerEvents.open(
      { url: world.server.url, key: String(body.key) },
      `/v1/conversations/${watched.conversationId}/events`,
    );
    await watched.say('create a lead');
    await stream.until('message', 2);
    expect(stream.heard.filter(({ event }) => event === 'step')).toEqual([]);
    stream.close();
  });

  it('shows that the bot is working on something', async () => {
    const chat = await start('Watched');
    const stream = await ServerEvents.open(world.server, `/v1/conversations/${chat.conversationId}/events`);
    expect(await chat.answer('create a lead', lead('Typed'))).toMatch(/is a lead now/);
    const done = await stream.until('typing', 2);
    expect(stream.heard.filter(({ event }) => event === 'typing').map(({ data }) => data.isTyping)).toEqual([
      true,
      false,
    ]);
    expect(done.id).toBeUndefined();
    stream.close();
  });
});

describe('a conversation that is restarted while an authorization is pending', () => {
  it('forgets it: the link is worth nothing, nothing is done twice, and the end user begins anew', async () => {
    const chat = await start('Restarted');
    await chat.answer('create a lead', lead('Forgotten'));
    const link = chat.link();
    const path = `/v1/conversations/${chat.conversationId}`;
    const restarted = expectStatus(await world.server.call('POST', `${path}/restart`), 200);
    expect(restarted.body.messages[0].content.text).toMatch(/Create a lead/);
    expect((await new Person(world.server.url).open(link)).status).toBe(410);
    const transcript = await chat.transcript();
    const divider = transcript.findIndex(({ content }) => content.kind === 'divider');
    expect(transcript[divider]?.author).toBe('system');
    expect(transcript.slice(0, divider).some(({ content }) => content.text.includes('Salesforce'))).toBe(true);
    expect(transcript.slice(divider + 1)).toHaveLength(1);
    expect(await chat.say('cancel')).toMatch(/nothing to cancel/i);
    await chat.answer('create a lead', lead('Restarted'));
    await authorizeIn(chat);
    await chat.hear(/Restarted of Example Navy is a lead now/);
    expect(leadsNamed('Forgotten')).toEqual([]);
    expect(leadsNamed('Restarted')).toHaveLength(1);
  });

  it('does not hear of what was on its way', async () => {
    const ready = await start('Restarted');
    expect(await ready.answer('create a lead', lead('Ready'))).toMatch(/is a lead now/);
    const chat = await start('Restarted');
    world.sandbox.faults.salesforce.set([{ kind: 'slow', on: 'api', ms: 1_500 }]);
    await chat.say('create a lead');
    await chat.say('Grace');
    await chat.say('Slow');
    const answered = chat.post('Example Navy');
    const stream = await ServerEvents.open(world.server, `/v1/conversations/${chat.conversationId}/events`);
    await stream.until('typing');
    expectStatus(await world.server.call('POST', `/v1/conversations/${chat.conversationId}/restart`), 200);
    const { length } = await chat.transcript();
    await answered;
    expect(await chat.transcript()).toHaveLength(length);
    expect(stream.heard.filter(({ event }) => event === 'typing').at(-1)?.data).toEqual({ isTyping: false });
    expect(await chat.say('cancel')).toMatch(/nothing to cancel/i);
    stream.close();
  });
});

describe('an end user', () => {
  it('may type the code before the conversation has heard of it', async () => {
    const chat = await start('Hasty');
    await chat.answer('create a lead', lead('Hasty'));
    tellLate();
    const { html } = await new Person(world.server.url).authorize(chat.link());
    await chat.say(codeIn(html));
    await chat.hear(/Hasty of Example Navy is a lead now/);
    expect(leadsNamed('Hasty')).toHaveLength(1);
    const asked = (await chat.transcript()).filter(({ content }) => /6-digit code/.test(content.text));
    expect(asked).toHaveLength(1);
  });

  it('disconnects a system in the chat, is asked to authorize again, and may use another account', async () => {
    const chat = await start('Leaving');
    await chat.answer('create a lead', lead('Before'));
    await authorizeIn(chat);
    await chat.hear(/Before of Example Navy is a lead now/);
    expect(await chat.say('my connections')).toMatch(/Salesforce/);
    expect(await chat.say('disconnect Salesforce')).toMatch(/Shall I disconnect/);
    await chat.say('yes');
    await chat.hear(/Salesforce is disconnected/);
    const { body } = await world.server.call(
      'GET',
      `/v1/authorizations?botId=${action.botId}&endUserId=Leaving&state=active`,
    );
    expect(body.items).toEqual([]);
    await chat.answer('create a lead', lead('After'));
    await authorizeIn(chat);
    await chat.hear(/After of Example Navy is a lead now/);
    const link = chat.link();
    await chat.say('switch account');
    await chat.say('yes');
    expect(chat.link()).not.toBe(link);
    await authorizeIn(chat);
    expect(await chat.answer('create a lead', lead('Switched'))).toMatch(/Switched of Example Navy is a lead now/);
  });

  it('is listed with what is held of them, and deleted with all of it', async () => {
    const chat = await start('Deleted');
    await chat.answer('create a lead', lead('Deleted'));
    await authorizeIn(chat);
    await chat.hear(/Deleted of Example Navy is a lead now/);
    const pending = await start('Deleted', { debug: true });
    const people = `/v1/bots/${action.botId}/end-users`;
    const { body } = await world.server.call('GET', `${people}?search=deleted`);
    expect(body.items).toMatchObject([{ externalId: 'Deleted', authorizationCount: 1, conversationCount: 2 }]);
    const [{ id }] = body.items;
    const held = await world.server.call('GET', `/v1/authorizations?botId=${action.botId}&endUserId=Deleted`);
    const stream = await ServerEvents.open(world.server, `/v1/conversations/${pending.conversationId}/events`);
    await stream.until('message');
    const erasure = expectStatus(await world.server.call('DELETE', `${people}/${id}`), 202);
    await stream.until('deleted');
    expect((await erased(world.server, action.botId, erasure.body.id as string)).scan).toMatchObject({ found: [] });
    expect((await chat.post('hello')).status).toBe(404);
    const authorization = `/v1/authorizations/${held.body.items[0].id}`;
    expect((await world.server.call('GET', authorization)).status).toBe(404);
    expect((await world.server.call('POST', `${authorization}/token`)).status).toBe(404);
    const again = await start('Deleted');
    await again.answer('create a lead', lead('Deleted'));
    expect(again.link()).toContain('/authorize/');
  });
});

function stepsIn({ heard }: ServerEvents): readonly Step[] {
  return heard.filter(({ event }) => event === 'step').map(({ data }) => data as Step);
}

function lastIdOf(heard: ServerEvents['heard']): string {
  const id = heard.findLast((one) => one.id !== undefined)?.id;
  if (id === undefined) throw new Error('no event had an id');
  return id;
}
