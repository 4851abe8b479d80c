import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerEvents } from '../../../../test/support/server-events.js';
import { startTestServer, type TestServer } from '../../../../test/support/server.js';

let server: TestServer;
let botId: string;
let surveyId: string;

const survey = {
  schemaVersion: 1,
  nodes: [
    { id: 'start', type: 'intent', title: 'Survey', utterances: ['take the survey'], transitions: [{ to: 'form' }] },
    {
      ...{ id: 'form', type: 'form', title: 'About you', heading: 'About you', retries: 2, onExhausted: 'end' },
      fields: [
        { name: 'city', kind: 'text', requirement: 'mandatory', label: 'City' },
        { name: 'pin', kind: 'text', requirement: 'mandatory', label: 'PIN', sensitive: 'redact' },
      ],
      transitions: [{ to: 'file' }],
    },
    {
      ...{ id: 'file', type: 'entity', title: 'Photo', retries: 2, onExhausted: 'end', errorPrompts: [] },
      entity: { name: 'photo', kind: 'attachment', requirement: 'mandatory' },
      prompts: ['Send me a photo, please.'],
      transitions: [{ to: 'thanks' }],
    },
    {
      ...{ id: 'thanks', type: 'message', title: 'Thanks', transitions: [{ to: 'end' }] },
      variants: [{ text: 'Thanks for {{ entities.photo.name }} from {{ entities.city }}.' }],
    },
  ],
};

beforeAll(async () => {
  server = await startTestServer();
  const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'Surveyor' } });
  botId = bot.id as string;
  const body = { name: 'Survey', graph: survey };
  const made = await server.call('POST', `/v1/bots/${botId}/dialog-tasks`, { body });
  expect(made.body, made.text).toMatchObject({ isLive: true });
  surveyId = made.body.id as string;
});
afterAll(() => server.close());

async function start(endUserId = 'u-1', settings: object = {}): Promise<string> {
  const body = { endUser: { id: endUserId, displayName: 'Grace' }, ...settings };
  const answer = await server.call('POST', `/v1/bots/${botId}/conversations`, { body });
  expect(answer.status, answer.text).toBe(201);
  return `/v1/conversations/${answer.body.id}`;
}

const say = (path: string, body: object) => server.call('POST', `${path}/messages`, { body: { text: '', ...body } });
const lastText = (answer: { body: { messages: { content: { text: string } }[] } }) =>
  answer.body.messages.at(-1)?.content.text;

const photo = { id: 'f1', name: 'cat.png', mediaType: 'image/png', size: 5, url: 'https://files.example.com/f1' };

describe('a message', () => {
  it('may come with the intent that the host found, the values of a form, and files', async () => {
    const path = await start('u-host', { debug: true });
    const form = await say(path, { text: 'whatever', intent: { taskId: surveyId, confidence: 0.9 } });
    expect(form.body.messages.at(-1).content).toMatchObject({
      kind: 'form',
      fields: [
        { name: 'city', label: 'City' },
        { name: 'pin', isSensitive: true },
      ],
    });
    expect(lastText(await say(path, { entities: { city: 'Arlington', pin: '4711' } }))).toContain('photo');
    expect(lastText(await say(path, { attachments: [photo] }))).toBe('Thanks for cat.png from Arlington.');
    const transcript = await server.call('GET', `${path}/messages`);
    const { url: _, ...file } = photo;
    expect(transcript.body.messages.map(({ content }: { content: object }) => content)).toContainEqual(
      expect.objectContaining({ kind: 'text', attachments: [file] }),
    );
    const steps = await server.call('GET', `${path}/steps?limit=200`);
    expect(steps.text).toContain('Arlington');
    for (const { text } of [transcript, steps]) expect(text).not.toContain('4711');
    const rows = await server.app.get(DataSource).query('SELECT content_sealed FROM steps');
    expect(JSON.stringify(rows)).not.toContain('Arlington');
  });

  it.each([
    ['a link that is not https', { attachments: [{ ...photo, url: 'http://files.example.com/f1' }] }],
    ['a link that is a script', { attachments: [{ ...photo, url: 'javascript:alert(1)' }] }],
    ['a file without a type', { attachments: [{ ...photo, mediaType: 'image' }] }],
    ['a file of negative size', { attachments: [{ ...photo, size: -1 }] }],
    ['eleven files', { attachments: Array.from({ length: 11 }, () => photo) }],
    ['a confidence above 1', { intent: { taskId: 'x', confidence: 2 } }],
    ['values that are a list', { entities: ['a'] }],
    ['a field that there is not', { mood: 'good' }],
  ])('with %s is refused', async (_title, body) => {
    const answer = await say(await start(), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
  });
});

describe('a conversation with sample responses', () => {
  it('runs nothing where a service node has one, and needs nobody to authorize', async () => {
    const samples = [{ name: 'Made', output: { id: '00Q1', url: 'https://sample.example/00Q1' } }];
    const reference = (value: string) => ({ from: 'value', value });
    const nodes = [
      { ...{ id: 'start', type: 'intent', title: 'Try' }, utterances: ['try it'], transitions: [{ to: 'make' }] },
      {
        ...{ id: 'make', type: 'service', title: 'Make', operation: 'salesforce.create-lead', timeoutMs: 1_000 },
        ...{ input: { lastName: reference('L'), company: reference('C') }, onFailure: [], samples },
        transitions: [{ to: 'made' }],
      },
      {
        ...{ id: 'made', type: 'message', title: 'Made', variants: [{ text: 'See {{ results.make.url }}' }] },
        transitions: [{ to: 'end' }],
      },
    ];
    const body = { name: 'Try it', graph: { schemaVersion: 1, nodes } };
    expect((await server.call('POST', `/v1/bots/${botId}/dialog-tasks`, { body })).body.problems).toEqual([]);
    const path = await start('u-samples', { debug: true, useDrafts: true, useSamples: true });
    expect((await server.call('GET', path)).body).toMatchObject({ usesSamples: true });
    expect(lastText(await say(path, { text: 'try it' }))).toBe('See https://sample.example/00Q1');
    const real = await start('u-real', { debug: true, useDrafts: true });
    expect(lastText(await say(real, { text: 'try it' }))).not.toContain('sample.example');
  });

  it.each([{ debug: true }, { useDrafts: true }, {}])('is refused with %j alone', async (settings) => {
    const body = { endUser: { id: 'u-1' }, useSamples: true, ...settings };
    const answer = await server.call('POST', `/v1/bots/${botId}/conversations`, { body });
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ pointer: '/useSamples' }] } });
  });
});

describe('conversations', () => {
  it('are listed with what was said last, in short, and by end user', async () => {
    const path = await start('u-listed');
    await say(path, { text: `x\n${'long '.repeat(100)}` });
    await start('u-other');
    const { body } = await server.call('GET', `/v1/bots/${botId}/conversations?endUserId=u-listed`);
    expect(body.items).toHaveLength(1);
    const [shown] = body.items;
    expect(shown).toMatchObject({ endUser: { id: 'u-listed' }, isDebug: false, usesDrafts: false });
    expect(shown.messageCount).toBe(shown.lastSequence);
    expect(shown.lastMessage.author).toBe('bot');
    expect(shown.lastMessage.text.length).toBeLessThanOrEqual(140);
    expect(shown.lastMessage.text).not.toContain('\n');
    const none = await server.call('GET', `/v1/bots/${botId}/conversations?endUserId=u-listed&channel=sms`);
    expect(none.body.items).toEqual([]);
    const first = await server.call('GET', `/v1/bots/${botId}/conversations?limit=1`);
    expect(first.body).toMatchObject({ items: [{ endUser: { id: 'u-other' } }] });
    const second = await server.call('GET', `/v1/bots/${botId}/conversations?limit=1&cursor=${first.body.nextCursor}`);
    expect(second.body.items[0]).toEqual(shown);
  });

  it('change their language', async () => {
    const path = await start();
    expect((await server.call('PATCH', path, { body: { locale: 'de-AT' } })).body.locale).toBe('de-AT');
    expect(lastText(await say(path, { text: 'hilfe' }))).toMatch(/[Ii]ch kann|kann ich/);
    expect((await server.call('PATCH', path, { body: {} })).body.locale).toBe('de-AT');
    expect((await server.call('PATCH', path, { body: { locale: 'x' } })).status).toBe(400);
  });

  it('are begun anew with a divider, as often as one likes', async () => {
    const path = await start('u-again', { debug: true });
    await say(path, { text: 'take the survey' });
    const restarts = await Promise.all([1, 2].map(() => server.call('POST', `${path}/restart`)));
    expect(restarts.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await server.call('GET', `${path}/messages`);
    const dividers = body.messages.filter(({ author }: { author: string }) => author === 'system');
    expect(dividers.map(({ content }: { content: object }) => content)).toEqual(
      [1, 2].map(() => ({ kind: 'divider', text: 'The conversation was restarted.' })),
    );
    const sequences = body.messages.map(({ sequence }: { sequence: number }) => sequence);
    expect(sequences).toEqual(sequences.map((_: number, index: number) => index + 1));
    expect(lastText(await say(path, { text: 'cancel' }))).toMatch(/nothing to cancel/i);
  });

  it('are deleted with all that was said and done, and their streams end', async () => {
    const path = await start('u-gone', { debug: true });
    await say(path, { text: 'take the survey' });
    const stream = await ServerEvents.open(server, `${path}/events`);
    await stream.until('step');
    expect((await server.call('DELETE', path)).status).toBe(204);
    await stream.until('deleted');
    await stream.ended();
    for (const [method, suffix] of [
      ['GET', ''],
      ['GET', '/messages'],
      ['GET', '/steps'],
      ['GET', '/events'],
      ['PATCH', ''],
      ['POST', '/restart'],
      ['DELETE', ''],
    ] as const) {
      const body = method === 'PATCH' ? { locale: 'de' } : undefined;
      expect((await server.call(method, path + suffix, { body })).status, method + suffix).toBe(404);
    }
    const id = path.split('/').at(-1);
    for (const table of ['messages', 'steps', 'effects']) {
      const rows = await server.app.get(DataSource).query(`SELECT 1 FROM ${table} WHERE conversation_id = $1`, [id]);
      expect(rows, table).toEqual([]);
    }
  });

  it('do not exist for a key of another bot', async () => {
    const path = await start();
    const { body: bot } = await server.call('POST', '/v1/bots', { body: { name: 'Another' } });
    const permissions = ['conversations:view', 'conversations:hold', 'conversations:delete', 'dialogs:view'];
    const { body } = await server.call('POST', '/v1/api-keys', {
      body: { name: 'scoped', permissions, botIds: [bot.id] },
    });
    const { key } = body;
    expect((await server.call('GET', `${path}/steps`, { key })).status).toBe(404);
    expect((await server.call('POST', `${path}/restart`, { key })).status).toBe(404);
    expect((await server.call('DELETE', path, { key })).status).toBe(404);
    expect((await server.call('GET', path)).status).toBe(200);
  });
});

describe('a stream', () => {
  it('goes on where it was left, in messages and steps alike', async () => {
    const path = await start('u-stream', { debug: true });
    await say(path, { text: 'take the survey' });
    const whole = await ServerEvents.open(server, `${path}/events`);
    await whole.until('message', 3);
    const told = [...whole.heard];
    for (const [index, { id }] of told.entries()) {
      const rest = await ServerEvents.open(server, `${path}/events`, { 'last-event-id': id ?? '' });
      const missing = told.slice(index + 1);
      for (const name of new Set(missing.map(({ event }) => event))) {
        await rest.until(name, missing.filter(({ event }) => event === name).length);
      }
      expect(rest.heard).toEqual(missing);
      rest.close();
    }
    whole.close();
  });

  it.each(['x', '-1', '1.2.3', '99999999999'])('takes the id "%s" for none', async (lastEventId) => {
    const stream = await ServerEvents.open(server, `${await start()}/events`, { 'last-event-id': lastEventId });
    expect((await stream.until('message')).id).toBe('1');
    stream.close();
  });
});
