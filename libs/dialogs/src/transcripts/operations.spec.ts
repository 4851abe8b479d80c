import { describe, expect, it } from 'vitest';
import type { DialogNode, ServiceNode, Transition } from '../model.js';
import type { DialogTask } from '../protocol.js';
import { createLead, entityNode, task, viewLead } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const asks = 'bot: Shall I try again, or leave it? If it was carried out, trying again does it twice.';
const unknown = 'bot: I could not find out whether Salesforce carried out the last step of “Create a lead”.';

/** The conversation up to the place where the lead is being created. */
function running(tasks: readonly DialogTask[] = [createLead]): Transcript {
  const talk = new Transcript(tasks);
  talk.play('user: create a lead\n user: Lovelace\n user: Acme');
  expect(talk.last?.effects).toHaveLength(1);
  return talk;
}

/** The story's task with another service node. */
function createLeadWith(change: Partial<ServiceNode>): DialogTask {
  const nodes = createLead.graph.nodes.map((node) => (node.type === 'service' ? { ...node, ...change } : node));
  return { ...createLead, graph: { schemaVersion: 1, nodes } };
}

const when = (code: string): Transition['when'] => ({
  left: { from: 'error', name: 'code' },
  operator: 'equals',
  right: { from: 'value', value: code },
});

describe('an operation that has sample responses', () => {
  const samples = [
    { name: 'Made', output: { url: 'https://sample.example/Lovelace' } },
    { name: 'Other', output: { url: 'https://other.example' } },
  ];
  const tasks = [createLeadWith({ samples })];
  const script = 'user: create a lead\n user: Lovelace\n user: Acme';

  it('is answered by the first of them where samples are used, and nothing is run', () => {
    const talk = new Transcript(tasks, { usesSamples: true });
    talk.play(script);
    expect(talk.last?.effects).toEqual([]);
    expect(talk.last?.messages).toMatchObject([
      { text: 'I created the lead Lovelace.', card: { link: { url: 'https://sample.example/Lovelace' } } },
    ]);
    const told = talk.last?.trace.filter(({ kind }) => kind === 'sent' || kind === 'received');
    expect(told?.map(({ detail }) => detail)).toEqual([
      {
        ...{ sample: 'Made', operation: 'salesforce.create-lead' },
        input: { lastName: 'Lovelace', company: 'Acme' },
      },
      { sample: 'Made', output: samples[0]?.output },
    ]);
    expect(talk.state?.frames).toEqual([]);
  });

  it('is run where they are not used, or where there are none', () => {
    for (const talk of [
      new Transcript(tasks),
      new Transcript(tasks, { usesSamples: false }),
      new Transcript([createLead], { usesSamples: true }),
      new Transcript([createLeadWith({ samples: [] })], { usesSamples: true }),
    ]) {
      talk.play(script);
      expect(talk.last?.effects).toMatchObject([{ type: 'run-operation' }]);
    }
  });

  it('goes round for ever as little as any other', () => {
    const talk = new Transcript([createLeadWith({ samples, transitions: [{ to: 'create' }] })], { usesSamples: true });
    talk.play(script);
    expect(talk.last?.messages[0]?.text).toContain('“Create a lead”');
    expect(talk.state?.frames).toEqual([]);
  });
});

describe('an operation that fails', () => {
  it('takes the way that the task has for the failure', () => {
    running().follows(`
      server: operation-failed e2 invalid-input The company is too long.
      bot: Salesforce refused the lead: The company is too long.
      server: operation-failed e2 invalid-input The company is too long.
    `);
  });

  it('ends in an apology when the task has no way for it', () => {
    running().follows(`
      server: operation-failed e2 not-found There is no such record.
      bot: I could not finish “Create a lead”. There is no such record. To try again, write “Create a lead”.
    `);
    running().follows(`
      server: operation-failed e2 upstream-unavailable Salesforce is down. (transient)
      bot: I could not finish “Create a lead”. Salesforce is down. This may pass: please try again in a few minutes.
    `);
  });

  it('keeps its reason short and clean', () => {
    const talk = running();
    talk.play(`server: operation-failed e2 invalid-input A\u0000B${'x'.repeat(5_000)}`);
    expect(talk.last?.messages[0]?.text).toMatch(/refused the lead: ABx{500,}…$/);
    expect(talk.last?.messages[0]?.text.length).toBeLessThan(1_100);
  });

  it('is not told as done when its way leads to the end without a word', () => {
    running([createLeadWith({ onFailure: [{ to: 'end' }] })]).follows(`
      server: operation-failed e2 not-found There is no such record.
      bot: I could not finish “Create a lead”. There is no such record. To try again, write “Create a lead”.
    `);
  });

  it('may lead back to a question, and the error is forgotten once it works', () => {
    const talk = running([
      createLeadWith({ onFailure: [{ when: when('not-found'), to: 'ask-company' }], transitions: [] }),
    ]);
    talk.follows(`
      server: operation-failed e2 not-found There is no such company.
      bot: What is the company?
      user: Navy
      effect: run-operation e3 salesforce.create-lead {"lastName":"Lovelace","company":"Navy"}
      server: operation-succeeded e3 {}
      bot: “Create a lead” is done.
    `);
  });

  it('reports a timeout by its own way, or as a failure with the code timeout', () => {
    running().follows(`
      server: timeout e2
      bot: I could not finish “Create a lead”. Salesforce did not answer in time. To try again, write “Create a lead”.
      server: operation-succeeded e2 {}
    `);
    running([createLeadWith({ onTimeout: 'refused' })]).follows(`
      server: timeout e2
      bot: Salesforce refused the lead: Salesforce did not answer in time.
    `);
    running([createLeadWith({ onFailure: [{ when: when('timeout'), to: 'refused' }] })]).follows(`
      server: timeout e2
      bot: Salesforce refused the lead: Salesforce did not answer in time.
    `);
  });

  it('is asked about, never repeated by itself, when its outcome is unknown', () => {
    running().follows(`
      server: outcome-unknown e2
      ${unknown}
      ${asks}
      user: hm
      bot: I did not understand that.
      bot: Back to “Create a lead”. Shall I try again, or leave it? If it was carried out, trying again does it twice.
      user: try again
      effect: run-operation e3 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: operation-succeeded e2 {}
      server: operation-succeeded e3 {"url":"https://acme.example/1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/1>
    `);
  });

  it('is left alone when the end user says so', () => {
    running().follows(`
      server: outcome-unknown e2
      ${unknown}
      ${asks}
      press: leave = Leave it
      bot: I could not finish “Create a lead”. I do not know whether Salesforce carried it out; please look there first. To try again, write “Create a lead”.
    `);
    running([createLeadWith({ onFailure: [{ when: when('outcome-unknown'), to: 'refused' }] })]).follows(`
      server: outcome-unknown e2
      ${unknown}
      ${asks}
      user: no
      bot: Salesforce refused the lead: I do not know whether Salesforce carried it out; please look there first.
    `);
  });

  it('goes on when the outcome becomes known while the question is open', () => {
    running().follows(`
      server: outcome-unknown e2
      ${unknown}
      ${asks}
      server: operation-succeeded e2 {"url":"https://acme.example/1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/1>
      user: try again
      bot: I did not understand that. This is what I can do for you: | 1. Create a lead
    `);
  });
});

describe('the result of an operation', () => {
  it('is refused when it is larger than a conversation can keep', () => {
    const talk = running();
    talk.follows(`
      server: operation-succeeded e2 ${JSON.stringify({ url: 'x'.repeat(300_000) })}
      bot: I could not finish “Create a lead”. The answer of Salesforce was too large for me. To try again, write “Create a lead”.
    `);
    expect(JSON.stringify(talk.state).length).toBeLessThan(1_000);
  });

  it('is refused when many together are too large', () => {
    const again: DialogNode[] = [1, 2, 3, 4, 5].map((i) => ({
      id: `get${i}`,
      type: 'service',
      title: 'Get',
      operation: 'salesforce.get-lead',
      input: {},
      timeoutMs: 1_000,
      onFailure: [],
      transitions: [{ to: i < 5 ? `get${i + 1}` : 'end' }],
    }));
    const talk = new Transcript([task('t', 'Get all', ['get all'], again)]);
    talk.play('user: get all');
    for (let i = 2; i < 6; i += 1) {
      talk.play(`server: operation-succeeded e${i} ${JSON.stringify('x'.repeat(250_000))}`);
      expect(talk.last?.effects).toHaveLength(1);
    }
    talk.play(`server: operation-succeeded e6 ${JSON.stringify('x'.repeat(250_000))}`);
    expect(talk.last?.messages[0]?.text).toContain('too large');
  });

  it('keeps no character that a database refuses, and no strange prototype', () => {
    const talk = new Transcript([viewLead]);
    talk.play('user: view a lead\n user: 1');
    talk.play(
      'server: operation-succeeded e2 {"name":"A\\u0000da\\ud800","company":"Acme","__proto__":{"isAdmin":true}}',
    );
    expect(talk.last?.messages[0]?.text).toBe('Ada works at Acme.');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('may be nothing at all', () => {
    const talk = new Transcript([viewLead]);
    talk.play('user: view a lead\n user: 1\n server: operation-succeeded e2 null');
    expect(talk.last?.messages[0]?.text).toBe('works at .');
  });
});

describe('the input of an operation', () => {
  it('leaves out what is not known, and passes values as they are', () => {
    const service: DialogNode = {
      id: 'save',
      type: 'service',
      title: 'Save',
      operation: 'salesforce.create-lead',
      input: {
        name: { from: 'entity', name: 'name' },
        phone: { from: 'entity', name: 'phone' },
        city: { from: 'result', node: 'save', pointer: '/address/city' },
        code: { from: 'error', name: 'code' },
        owner: { from: 'end-user', name: 'id' },
        rating: { from: 'value', value: null },
        reviewer: { from: 'result', node: 'look-up', pointer: '/reviewer' },
        tags: { from: 'value', value: ['a', { b: 1 }] },
      },
      timeoutMs: 1_000,
      onFailure: [],
      transitions: [],
    };
    const lookUp: DialogNode = { ...service, id: 'look-up', input: {}, transitions: [{ to: 'save' }] };
    const phone = entityNode('phone', 'look-up', { requirement: 'optional' });
    const nodes = [entityNode('name', 'ask-phone'), phone, lookUp, service];
    const talk = new Transcript([task('t', 'Save', ['save'], nodes)]);
    talk.follows(`
      user: save
      bot: What is the name?
      user: Ada
      bot: What is the phone? | You can write “skip” to leave this out.
      user: Skip.
      effect: run-operation e2 salesforce.create-lead {}
      server: operation-succeeded e2 {"reviewer":null}
      effect: run-operation e3 salesforce.create-lead {"name":"Ada","owner":"u1","rating":null,"tags":["a",{"b":1}]}
    `);
    expect(talk.last?.effects[0]).toEqual({
      type: 'run-operation',
      key: 'e3',
      effectId: 'e3',
      operation: 'salesforce.create-lead',
      input: { name: 'Ada', owner: 'u1', rating: null, tags: ['a', { b: 1 }] },
      timeoutMs: 1_000,
      nodeId: 'save',
      taskId: 't',
    });
  });
});

describe('a task that is edited in mid-conversation', () => {
  const edited = (nodes: readonly DialogNode[]): DialogTask => ({
    ...createLead,
    version: 2,
    graph: { schemaVersion: 1, nodes },
  });
  const withoutService = edited(createLead.graph.nodes.filter(({ type }) => type !== 'service'));
  const withoutQuestions = edited(createLead.graph.nodes.filter(({ type }) => type !== 'entity'));
  const changed =
    'bot: “Create a lead” was changed in the meantime, so I had to stop it. To start again, write “Create a lead”.';

  it('goes on with the new version where the old one stood', () => {
    const talk = running();
    talk.tasks = [{ ...createLeadWith({ transitions: [{ to: 'refused' }] }), version: 2 }];
    talk.follows(`
      server: operation-succeeded e2 {}
      bot: Salesforce refused the lead:
    `);
  });

  it('ends politely when the step is gone, and tells that it was carried out', () => {
    const talk = running();
    talk.tasks = [withoutService];
    talk.follows(`
      server: operation-succeeded e2 {}
      bot: The last step of “Create a lead” was carried out in Salesforce.
      ${changed}
    `);
    const lost = running();
    lost.tasks = [withoutService];
    lost.follows(`
      server: outcome-unknown e2
      ${unknown}
      ${changed}
    `);
  });

  it('tells that the step was carried out when nothing comes after it any more', () => {
    const talk = running([createLeadWith({ transitions: [{ to: 'nowhere' }] })]);
    talk.follows(`
      server: operation-succeeded e2 {}
      bot: The last step of “Create a lead” was carried out in Salesforce.
      bot: “Create a lead” is not set up correctly, so I had to stop it. Please tell whoever looks after this bot.
    `);
  });

  it('ends politely when the question is gone', () => {
    const talk = new Transcript([createLead]);
    talk.play('user: create a lead');
    talk.tasks = [withoutQuestions];
    talk.follows(`
      user: Lovelace
      ${changed}
    `);
  });

  it('makes the link worthless when the step that needed it is gone', () => {
    const talk = running();
    talk.play('server: authorization-required e2');
    talk.tasks = [withoutService];
    talk.follows(`
      server: authorization-completed e2
      ${changed}
      effect: cancel-authorization e2 (e3)
    `);
  });

  it('ends politely when the task was deleted', () => {
    const talk = running();
    talk.tasks = [viewLead];
    talk.follows(`
      server: operation-failed e2 not-found Gone.
      bot: “Create a lead” is no longer available, so I had to stop it. Write “help” to see what I can do.
    `);
    const asked = new Transcript([createLead]);
    asked.play('user: create a lead');
    asked.tasks = [];
    asked.follows(`
      user: help
      bot: We are in the middle of “Create a lead”. Answer the question, or write “cancel” to stop.
      user: Lovelace
      bot: “Create a lead” is no longer available, so I had to stop it. Write “help” to see what I can do.
      user: help
      bot: There is nothing yet that I can do for you. Please come back later.
    `);
  });

  it('can be cancelled, and decided on, though its step is gone', () => {
    const talk = running();
    talk.play('server: outcome-unknown e2');
    talk.tasks = [withoutService];
    talk.follows(`
      user: try again
      ${changed}
    `);
  });
});
