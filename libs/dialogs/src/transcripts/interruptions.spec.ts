import { describe, expect, it } from 'vitest';
import { advance } from '../engine/advance.js';
import type { IntentRecognizer } from '../intents/recognizer.js';
import type { ConfirmationNode, DialogNode } from '../model.js';
import { addNote, createLead, entityNode, task, viewLead } from './sample-tasks.js';
import { context, Transcript } from './transcript.js';

const tasks = [createLead, viewLead, addNote];
const confirmed: ConfirmationNode = {
  id: 'sure',
  type: 'confirmation',
  title: 'Sure',
  prompts: ['Sure?'],
  errorPrompts: [],
  retries: 2,
  onNo: 'end',
  onExhausted: 'end',
  transitions: [{ to: 'end' }],
};
const order = task('o', 'Order', ['order something'], [entityNode('count', 'sure', { kind: 'number' }), confirmed]);

describe('another task', () => {
  it('is started by one of its samples while a question is open, which is asked again afterwards', () => {
    new Transcript(tasks).follows(`
      user: create a lead
      bot: What is the name?
      user: take a note
      bot: What is the note?
      user: buy milk
      bot: Noted: buy milk
      bot: Back to “Create a lead”. What is the name?
      user: Lovelace
      bot: What is the company?
    `);
  });

  it('is started in other words where what was said is no answer', () => {
    new Transcript([order, addNote]).follows(`
      user: order something
      bot: What is the count?
      user: please take a note for me
      bot: What is the note?
      user: x
      bot: Noted: x
      bot: Back to “Order”. What is the count?
      user: 3
      bot: Sure?
      user: write this down please
      bot: What is the note?
      user: y
      bot: Noted: y
      bot: Back to “Order”. Sure?
    `);
  });

  it('is not started by an answer that is asked for', () => {
    const choices = [{ value: 'note', title: 'Take a note' }];
    const pick = task('p', 'Pick', ['pick'], [entityNode('which', 'done', { kind: 'choice', choices }), say('done')]);
    new Transcript([pick, addNote]).follows(`
      user: pick
      bot: What is the which? | 1. Take a note
      user: take a note
      bot: Picked note
    `);
    new Transcript([createLead, addNote]).follows(`
      user: create a lead
      bot: What is the name?
      user: please take a note of my name
      bot: What is the company?
    `);
  });
});

function say(id: string): DialogNode {
  return { id, type: 'message', title: id, variants: [{ text: 'Picked {{ entities.which }}' }], transitions: [] };
}

describe('what the host found', () => {
  it('starts a task with the values that are valid, and asks only for the others', () => {
    const talk = new Transcript(tasks);
    talk.follows(`
      host: {"text":"Neuer Kunde, Lovelace","intent":{"taskId":"t-create","confidence":0.9},"entities":{"name":"Lovelace","shoe":"42","__proto__":"x"}}
      bot: What is the company?
    `);
    expect(talk.state?.frames[0]?.entities).toEqual({ name: 'Lovelace' });
    expect(talk.last?.trace.filter(({ kind }) => kind === 'rejected').map(({ detail }) => detail)).toEqual([
      { entity: 'shoe', reason: 'unknown' },
      { entity: '__proto__', reason: 'unknown' },
    ]);
  });

  it('counts only where it is on the bot and fits its kind', () => {
    const talk = new Transcript([order, addNote]);
    talk.follows(`
      host: {"text":"take a note","intent":{"taskId":"o","confidence":0.2}}
      bot: What is the note?
      user: cancel
      bot: I cancelled “Take a note”.
      host: {"text":"take a note","intent":{"taskId":"gone"}}
      bot: What is the note?
      host: {"text":"whatever","intent":{"taskId":"o"},"entities":{"count":"many"}}
      bot: What is the count?
    `);
    expect(talk.last?.trace).toContainEqual({
      kind: 'rejected',
      taskId: 'o',
      nodeId: 'start',
      detail: { entity: 'count', reason: 'kind' },
    });
  });

  it('answers the question that is open', () => {
    const talk = new Transcript(tasks);
    talk.follows(`
      user: create a lead
      bot: What is the name?
      host: {"text":"she is called Ada, with Acme","intent":{"taskId":"t-create"},"entities":{"name":"Ada","company":"Acme"}}
      effect: run-operation e2 salesforce.create-lead {"lastName":"Ada","company":"Acme"}
    `);
  });

  it.each([
    ['number', 7, 7],
    ['number', 'plenty of things', undefined],
    ['yes-no', true, true],
    ['money', { amount: 5, currency: 'EUR', more: 1 }, { amount: 5, currency: 'EUR' }],
    ['money', { amount: '5', currency: 'EUR' }, undefined],
    [
      'person',
      { full: 'Ada Lovelace', first: 'Ada', last: 'Lovelace' },
      { full: 'Ada Lovelace', first: 'Ada', last: 'Lovelace' },
    ],
    ['text', { evil: [] }, undefined],
    ['text', ['x'], undefined],
    ['text', null, undefined],
    ['date', '2027-02-30', undefined],
  ] as const)('is held against the kind: %s %j', (kind, value, expected) => {
    const one = task(
      'k',
      'Kind',
      ['kind'],
      [entityNode('v', 'more', { kind }), entityNode('w', 'end', {}, { id: 'more' })],
    );
    const talk = new Transcript([one]);
    talk.play(`host: ${JSON.stringify({ text: 'kind', entities: { v: value } })}`);
    expect(talk.state?.frames[0]?.entities['v']).toEqual(expected);
  });

  it('is left out of what is stored where it is sensitive', () => {
    const pin = task('p', 'Pin', ['set my pin'], [entityNode('pin', 'end', { sensitive: 'replace' })]);
    const talk = new Transcript([pin]);
    talk.play('host: {"text":"set my pin to 4711","intent":{"taskId":"p"},"entities":{"pin":"4711"}}');
    expect(talk.last?.userMessageText).toBe('set my pin to [pin]');
    expect(JSON.stringify(talk.last?.trace)).not.toContain('4711');
  });
});

describe('a file', () => {
  const file = { id: 'f1', name: 'plan.pdf', mediaType: 'application/pdf', size: 100, url: 'javascript:alert(1)' };
  const upload = task(
    'a',
    'Upload',
    ['upload'],
    [
      entityNode('file', 'got', { kind: 'attachment' }),
      { ...say('got'), type: 'message', variants: [{ text: 'Got {{ entities.file.name }}' }] } as DialogNode,
    ],
  );

  it('answers the question for an attachment; a text does not', () => {
    const talk = new Transcript([upload]);
    talk.follows(`
      user: upload
      bot: What is the file?
      user: plan.pdf
      bot: I need a file here. Please attach it to your message. | What is the file?
      host: ${JSON.stringify({ attachments: [file] })}
      bot: Got plan.pdf
    `);
  });

  it('is kept without what does not belong to it', () => {
    const two = task(
      'a',
      'Upload',
      ['upload'],
      [entityNode('file', 'ask-x', { kind: 'attachment' }), entityNode('x', 'end')],
    );
    const talk = new Transcript([two]);
    talk.play(`user: upload\n host: ${JSON.stringify({ attachments: [{ ...file, secret: 1 }] })}`);
    const { url: _, ...kept } = file;
    expect(talk.state?.frames[0]?.entities).toEqual({ file: kept });
  });
});

describe('a recognizer of the host', () => {
  const ask = (scores: readonly (readonly [string, number])[]) => {
    const recognizer: IntentRecognizer = { recognize: () => scores.map(([taskId, score]) => ({ taskId, score })) };
    const event = { type: 'message', text: 'whatever' } as const;
    return advance({ tasks, event, context, recognizer }).messages.map(({ text }) => text.split('\n')[0]);
  };

  it('decides which task is meant; close ones are asked about, unlikely and unknown ones count for nothing', () => {
    expect(
      ask([
        ['t-note', 0.95],
        ['t-view', 0.5],
      ]),
    ).toEqual(['What is the note?']);
    expect(
      ask([
        ['t-note', 0.95],
        ['t-view', 0.94],
      ]),
    ).toEqual(['Which of these do you mean?']);
    expect(
      ask([
        ['t-note', 0.2],
        ['gone', 1],
      ]),
    ).toEqual(['I did not understand that. This is what I can do for you:']);
  });
});

describe('the trace', () => {
  it('tells what was understood, asked, sent and received, in order', () => {
    const talk = new Transcript(tasks);
    const kinds = () => talk.last?.trace.map(({ kind, nodeId }) => (nodeId ? `${kind} ${nodeId}` : kind));
    talk.play('user: create a lead');
    expect(kinds()).toEqual(['understood', 'entered start', 'entered ask-name', 'waiting ask-name', 'asked ask-name']);
    talk.play('user: Lovelace\n user: Acme');
    expect(kinds()).toEqual(['understood ask-company', 'entered create', 'sent create', 'waiting create']);
    expect(talk.last?.trace[2]).toEqual({
      kind: 'sent',
      taskId: 't-create',
      nodeId: 'create',
      detail: {
        effect: 'run-operation',
        effectId: 'e2',
        operation: 'salesforce.create-lead',
        input: { lastName: 'Lovelace', company: 'Acme' },
      },
    });
    talk.play('server: operation-succeeded e2 {"url":"https://acme.example/1"}');
    expect(kinds()).toEqual(['received create', 'received create', 'entered created', 'said created', 'ended created']);
  });

  it('never shows what is sensitive, a link or a code', () => {
    const nodes = createLead.graph.nodes.map((node) =>
      node.type === 'entity' ? { ...node, entity: { ...node.entity, sensitive: 'redact' as const } } : node,
    );
    const secret = { ...createLead, graph: { ...createLead.graph, nodes } };
    const talk = new Transcript([secret]);
    const seen: unknown[] = [];
    for (const line of [
      'user: create a lead',
      'user: topsecret',
      'user: classified',
      'server: authorization-required e2 tokentoken',
      'server: authorization-proof-requested e2',
      'user: 654321',
      'server: authorization-completed e2',
      'server: operation-succeeded e4 {"name":"topsecret","nested":{"of":["classified"]}}',
    ]) {
      talk.play(line);
      seen.push(talk.last?.trace);
    }
    expect(JSON.stringify(seen)).not.toMatch(/topsecret|classified|tokentoken|654321/);
    expect(JSON.stringify(seen)).toContain('"operation":"salesforce.create-lead"');
  });

  it('stays small, whatever goes on', () => {
    const talk = new Transcript(tasks);
    talk.play(`user: take a note\n user: ${'x'.repeat(9_000)}`);
    expect(JSON.stringify(talk.last?.trace).length).toBeLessThan(5_000);
    talk.play(
      `user: view a lead\n user: 1\n server: operation-succeeded e4 ${JSON.stringify({ name: Array.from({ length: 5_000 }, () => 'name') })}`,
    );
    expect(JSON.stringify(talk.last?.trace).length).toBeLessThan(5_000);
  });
});
