import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, DialogStateUnsupportedError } from '../engine/advance.js';
import type { DialogNode, MessageNode } from '../model.js';
import type { DialogEvent } from '../protocol.js';
import type { DialogState } from '../state.js';
import { addNote, createLead, entityNode, task, viewLead } from './sample-tasks.js';
import { context, Transcript } from './transcript.js';

const tasks = [createLead, viewLead, addNote];

/** A task with a group, a form and a confirmation. */
const signUp = task(
  't-form',
  'Sign up',
  ['sign up'],
  [
    { id: 'g', type: 'group', title: 'Group', start: 'form', transitions: [{ to: 'run' }] },
    {
      id: 'form',
      type: 'form',
      title: 'Form',
      group: 'g',
      fields: [
        { name: 'name', label: 'Name', kind: 'person', requirement: 'mandatory', sensitive: 'mask' },
        { name: 'company', label: 'Company', kind: 'company', requirement: 'optional' },
        { name: 'file', label: 'File', kind: 'attachment', requirement: 'optional' },
      ],
      retries: 2,
      onExhausted: 'return',
      transitions: [{ to: 'sure' }],
    },
    {
      id: 'sure',
      type: 'confirmation',
      title: 'Sure',
      group: 'g',
      prompts: ['{{ entities.name.full }}?'],
      errorPrompts: [],
      retries: 1,
      onNo: 'form',
      onExhausted: 'end',
      transitions: [{ to: 'return' }],
    },
    {
      id: 'run',
      type: 'service',
      title: 'Run',
      operation: 'calendar.sign-up',
      input: { name: { from: 'entity', name: 'name', pointer: '/full' } },
      timeoutMs: 1_000,
      onFailure: [{ to: 'g' }],
      transitions: [],
    },
  ],
);
const list = '1. Create a lead | 2. View a lead | 3. Take a note';

describe('the beginning of a conversation', () => {
  it('greets and offers what the bot can do', () => {
    const talk = new Transcript(tasks);
    talk.follows(`
      server: conversation-started
      bot: Hello Ada, I am Botty. This is what I can do for you: | ${list}
      user: 3
      bot: What is the note?
    `);
    const nameless = new Transcript([], { endUser: { id: 'u' } });
    nameless.follows(`
      server: conversation-started
      bot: Hello, I am Botty. There is nothing yet that I can do for you. Please come back later.
    `);
  });

  it('offers its tasks as choices, which may be pressed at any time', () => {
    const talk = new Transcript(tasks);
    talk.play('server: conversation-started');
    const question = talk.last?.messages[0];
    expect(question?.kind === 'question' && question.choices).toEqual([
      { value: 'task:t-create', title: 'Create a lead' },
      { value: 'task:t-view', title: 'View a lead' },
      { value: 'task:t-note', title: 'Take a note' },
    ]);
    talk.follows(`
      press: task:t-view = View a lead
      bot: What is the id?
    `);
  });

  it('begins without a greeting too, when the end user speaks first', () => {
    new Transcript(tasks).follows(`
      user: Hi there!
      bot: Hello Ada, I am Botty. This is what I can do for you: | ${list}
      user: What can you do?
      bot: This is what I can do for you: | ${list}
    `);
  });
});

describe('a message that is not clear', () => {
  it('is answered with what the bot can do when it fits no task', () => {
    new Transcript(tasks).follows(`
      user: what is the weather like?
      bot: I did not understand that. This is what I can do for you: | ${list}
      user: 🤷
      bot: I did not understand that. This is what I can do for you: | ${list}
      user:
      bot: I did not understand that. This is what I can do for you: | ${list}
      press: task:deleted = Old button
      bot: I did not understand that. This is what I can do for you: | ${list}
    `);
  });

  it('is asked about when it fits several tasks, and the answer may be a number, a name or something else', () => {
    const one = task('t1', 'Delete a lead', ['remove it', 'delete it'], [entityNode('id', 'end')]);
    const two = task('t2', 'Delete a deal', ['remove it', 'drop it'], [entityNode('deal', 'end')]);
    const asks = 'bot: Which of these do you mean? | 1. Delete a lead | 2. Delete a deal';
    new Transcript([one, two, addNote]).follows(
      `
      user: remove it
      ${asks}
      user: 2
      bot: What is the deal?
      user: cancel
      bot: I cancelled “Delete a deal”.
      user: please remove it
      ${asks}
      user: the lead: delete a lead
      bot: What is the id?
      user: cancel
      bot: I cancelled “Delete a lead”.
      user: remove it
      ${asks}
      user: take a note
      bot: What is the note?
      user: 1
      bot: Noted: 1
    `,
    );
  });

  it('forgets the list once something else was said', () => {
    new Transcript(tasks).follows(`
      server: conversation-started
      bot: Hello Ada, I am Botty. This is what I can do for you: | ${list}
      user: take a note
      bot: What is the note?
      user: buy milk
      bot: Noted: buy milk
      user: 2
      bot: I did not understand that. This is what I can do for you: | ${list}
    `);
  });
});

describe('a task', () => {
  const say = (id: string, text: string, to: string): MessageNode => ({
    id,
    type: 'message',
    title: id,
    variants: [{ text }],
    transitions: [{ to }],
  });
  const end = (outcome: 'completed' | 'cancelled' | 'failed'): DialogNode => ({
    id: 'stop',
    type: 'end',
    title: 'Stop',
    outcome,
    transitions: [],
  });

  it('never ends without a word', () => {
    const ending = (outcome: 'completed' | 'cancelled' | 'failed') => {
      const talk = new Transcript([task('t', 'Nothing', ['nothing'], [end(outcome)])]);
      talk.play('user: nothing');
      return talk.last?.messages.map(({ text }) => text);
    };
    expect(ending('completed')).toEqual(['“Nothing” is done.']);
    expect(ending('cancelled')).toEqual(['I cancelled “Nothing”.']);
    expect(ending('failed')).toEqual(['I could not finish “Nothing”. To try again, write “Nothing”.']);
  });

  it('that runs in circles is stopped, and does not flood the chat', () => {
    const circle = [
      say('a', 'Round', 'b'),
      { id: 'b', type: 'decision', title: 'b', transitions: [{ to: 'a' }] } as const,
    ];
    const talk = new Transcript([task('t', 'Circle', ['circle'], circle)]);
    talk.play('user: circle');
    const texts = talk.last?.messages.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(11);
    expect(texts.at(-1)).toBe(
      '“Circle” is not set up correctly, so I had to stop it. Please tell whoever looks after this bot.',
    );
    expect(talk.state?.frames).toEqual([]);
  });

  it('that leads nowhere, or to a node of an unknown type, says that it is not set up correctly', () => {
    const faulty = 'bot: “Odd” is not set up correctly, so I had to stop it. Please tell whoever looks after this bot.';
    const unknown = { ...say('a', 'x', 'end'), type: 'constructor' } as unknown as DialogNode;
    const noIntent = { ...task('t', 'Odd', [], []), graph: { schemaVersion: 1, nodes: [] } } as const;
    for (const odd of [
      task('t', 'Odd', ['odd'], [say('a', '', 'nowhere')]),
      task('t', 'Odd', ['odd'], [unknown]),
      noIntent,
    ]) {
      new Transcript([odd]).follows(`
        user: odd
        ${faulty}
      `);
    }
  });

  it('takes the first branch whose condition holds', () => {
    const decide: DialogNode = {
      id: 'decide',
      type: 'decision',
      title: 'Decide',
      transitions: [
        {
          when: { left: { from: 'entity', name: 'n' }, operator: 'greater-than', right: { from: 'value', value: 10 } },
          to: 'many',
        },
        { to: 'few' },
      ],
    };
    const nodes = [
      entityNode('n', 'decide', { kind: 'number' }),
      decide,
      say('many', 'Many', 'end'),
      say('few', 'Few', 'end'),
    ];
    const talk = new Transcript([task('t', 'Count', ['count'], nodes)]);
    talk.follows(`
      user: count
      bot: What is the n?
      user: 11
      bot: Many
      user: count
      bot: What is the n?
      user: 9
      bot: Few
    `);
  });

  it('says its variants in turn, and leaves an empty one unsaid', () => {
    const vary: DialogNode = {
      id: 'vary',
      type: 'message',
      title: 'Vary',
      variants: [{ text: 'One' }, { text: 'Two' }, { text: '{{ entities.none }}' }],
      transitions: [{ to: 'ask-x' }],
    };
    new Transcript([task('t', 'Vary', ['vary'], [vary, entityNode('x', 'vary')])]).follows(`
      user: vary
      bot: One
      bot: What is the x?
      user: a
      bot: Two
      bot: What is the x?
      user: b
      bot: What is the x?
      user: c
      bot: One
      bot: What is the x?
    `);
  });

  it('says what is meant for the channel of the end user, and there in their language', () => {
    const where: DialogNode = {
      id: 'where',
      type: 'message',
      title: 'Where',
      variants: [{ text: { en: 'Anywhere', de: 'Irgendwo' } }],
      channels: {
        sms: [{ text: 'By {{ endUser.channel }}' }, { text: 'By sms again' }],
        voice: [{ text: { de: 'Am Telefon' } }],
        silent: [{ text: '{{ entities.none }}' }],
      },
      transitions: [{ to: 'ask-x' }],
    };
    const on = (channel?: string, locale = 'en') => {
      const tasks = [task('t', 'Where', ['where'], [where, entityNode('x', 'where')])];
      const endUser = { id: 'u', ...(channel !== undefined && { channel }) };
      return new Transcript(tasks, { locale, endUser });
    };
    on('sms').follows(`
      user: where
      bot: By sms
      bot: What is the x?
      user: a
      bot: By sms again
      bot: What is the x?
      user: b
      bot: By sms
      bot: What is the x?
    `);
    on('sms', 'de').follows('user: where\n bot: By sms\n bot: What is the x?');
    on('voice').follows('user: where\n bot: Am Telefon\n bot: What is the x?');
    on('silent').follows('user: where\n bot: What is the x?');
    for (const other of [undefined, 'SMS', 'web', 'constructor', '__proto__']) {
      on(other).follows('user: where\n bot: Anywhere\n bot: What is the x?');
    }
    on('web', 'de').follows('user: where\n bot: Irgendwo\n bot: What is the x?');
  });

  it('keeps sensitive values out of what is stored of a channel, too', () => {
    const nodes: DialogNode[] = [
      entityNode('pin', 'said', { sensitive: 'redact' }),
      { ...say('said', 'Fine', 'end'), channels: { web: [{ text: 'Your pin is {{ entities.pin }}' }] } },
    ];
    const talk = new Transcript([task('t', 'Pin', ['pin'], nodes)]);
    talk.play('user: pin\n user: 4711-0815');
    const [message] = talk.last?.messages ?? [];
    expect(message?.text).toBe('Your pin is 4711-0815');
    expect(message?.transcriptText).not.toContain('4711');
    expect(JSON.stringify(talk.last?.trace)).not.toContain('4711');
  });

  it('shows a card only with a title, and a link only to the web', () => {
    const card = (title: string, url: string): DialogNode => ({
      id: 'card',
      type: 'message',
      title: 'Card',
      variants: [{ text: '', card: { title, body: 'B', link: { label: '', url } } }],
      transitions: [],
    });
    const shown = (title: string, url: string) => {
      const talk = new Transcript([task('t', 'Card', ['card'], [card(title, url)])]);
      talk.play('user: card');
      return talk.last?.messages[0];
    };
    const link = { label: 'T', url: 'https://acme.example/1' };
    expect(shown('T', 'https://acme.example/1')).toEqual({
      kind: 'text',
      text: 'T',
      card: { title: 'T', body: 'B', link },
    });
    expect(shown('T', 'javascript:alert(1)')).toEqual({ kind: 'text', text: 'T', card: { title: 'T', body: 'B' } });
    expect(shown('{{ nothing }}', 'https://acme.example/1')).toEqual({ kind: 'text', text: '“Card” is done.' });
  });

  it('says that it has no words when a template is broken, and goes on', () => {
    const nodes = [say('a', 'Broken {{ entities', 'b'), say('b', 'Fine', 'end')];
    new Transcript([task('t', 'Odd', ['odd'], nodes)]).follows(`
      user: odd
      bot: There was something to tell you here, but I could not put it into words.
      bot: Fine
    `);
  });
});

describe('several tasks', () => {
  it('may be in progress at once, but not any number of them', () => {
    const talk = new Transcript([viewLead, createLead, addNote]);
    for (let i = 0; i < 5; i += 1) talk.play('user: view a lead\n user: 1');
    expect(talk.state?.frames).toHaveLength(5);
    talk.follows(`
      user: take a note
      bot: We have a lot going on already. Please finish something first, or write “cancel” to drop the latest.
    `);
  });

  it('finish in any order', () => {
    const talk = new Transcript(tasks);
    talk.play('user: view a lead\n user: 1\n user: view a lead\n user: 2');
    talk.follows(`
      user: are you there?
      bot: “View a lead” is still waiting for an answer from Salesforce. I will tell you as soon as it is there.
      bot: “View a lead” is still waiting for an answer from Salesforce. I will tell you as soon as it is there.
      server: operation-succeeded e4 {"name":"Two","company":"B"}
      bot: Two works at B.
      server: operation-succeeded e2 {"name":"One","company":"A"}
      bot: One works at A.
    `);
  });
});

describe('the state of a conversation', () => {
  it('of another version is refused with a reason', () => {
    const state = { version: 2, counter: 0, frames: [] } as unknown as DialogState;
    const run = () => advance({ tasks, state, event: { type: 'conversation-started' }, context });
    expect(run).toThrow(DialogStateUnsupportedError);
    expect(run).toThrow(/kept in version 2; this server reads version 1/);
  });

  it('stays sound whatever comes in, and every message gets an answer', () => {
    const effectId = fc.integer({ min: 1, max: 14 }).map((n) => `e${n}`);
    const words = fc.constantFrom(
      'create a lead',
      'view a lead',
      'take a note',
      'cancel',
      'help',
      'new link',
      'yes',
      'no',
      '123456',
      'x',
      'go back',
      'start over',
      'not now',
      'continue',
      'disconnect salesforce',
      'disconnect',
      'switch account',
      'what can you do',
      'change the name to Ada',
      'change the company',
      "actually it's Acme",
      'create a lead for Grace Hopper at Acme',
      'sign up',
      'skip',
    );
    const reasons = fc.constantFrom(
      'denied',
      'expired',
      'code-rejected',
      'code-attempts-exhausted',
      'account-not-usable',
    );
    const link = { requestId: 'r', url: 'https://x.example', expiresAt: '', systemName: 'S', scopesInWords: [] };
    const event = fc.oneof(
      words.map((text) => ({ type: 'message', text })),
      fc.record({ type: fc.constant('message'), text: fc.string({ unit: 'binary' }), payload: fc.string() }),
      fc.record({
        type: fc.constant('message'),
        text: words,
        payload: fc.constantFrom('submit', 'yes', undefined),
        intent: fc.record({ taskId: fc.constantFrom('t-create', 't-form', 'gone') }),
        entities: fc.dictionary(fc.constantFrom('name', 'company', 'mail', '__proto__'), fc.jsonValue()),
        attachments: fc.constant([{ id: 'f', name: 'f', mediaType: 'text/plain', size: 1 }]),
      }),
      fc.record({ type: fc.constant('operation-succeeded'), effectId, output: fc.jsonValue() }),
      fc.record({
        type: fc.constantFrom('outcome-unknown', 'timeout', 'authorization-proof-requested', 'authorization-completed'),
        effectId,
      }),
      fc.record({ type: fc.constant('authorization-required'), effectId, authorization: fc.constant(link) }),
      fc.record({ type: fc.constant('authorization-failed'), effectId, reason: reasons }),
    ) as fc.Arbitrary<DialogEvent>;
    const connected = {
      ...context,
      connections: [
        { connectorId: 'salesforce', name: 'Salesforce' },
        { connectorId: 'calendar', name: 'Calendar' },
      ],
    };
    const conversation = fc.array(event, { minLength: 10, maxLength: 40 });
    fc.assert(
      fc.property(conversation, (events) => {
        let state: DialogState | undefined;
        const keys = new Set<string>();
        for (const next of events) {
          const result = advance({ tasks: [...tasks, signUp], state, event: next, context: connected });
          state = JSON.parse(JSON.stringify(result.state)) as DialogState;
          if (next.type === 'message') expect(result.messages.length + result.effects.length).toBeGreaterThan(0);
          for (const { key } of result.effects) {
            expect(keys.has(key)).toBe(false);
            keys.add(key);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is answered in well under a millisecond', () => {
    const talk = new Transcript(tasks);
    talk.play('user: create a lead');
    const input = { tasks, state: talk.state, event: { type: 'message', text: 'Lovelace' }, context } as const;
    for (let i = 0; i < 200; i += 1) advance(input);
    const start = process.cpuUsage();
    for (let i = 0; i < 1_000; i += 1) advance(input);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
  });
});
