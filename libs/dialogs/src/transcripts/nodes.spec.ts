import { describe, expect, it } from 'vitest';
import type { ConfirmationNode, DialogNode, EntityField, FormNode, GroupNode, MessageNode } from '../model.js';
import { createLead, entityNode, task } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const say = (id: string, text: string, to = 'end', group?: string): MessageNode => ({
  id,
  type: 'message',
  title: id,
  variants: [{ text }],
  transitions: [{ to }],
  ...(group !== undefined && { group }),
});

const confirm = (change: Partial<ConfirmationNode> = {}): ConfirmationNode => ({
  id: 'sure',
  type: 'confirmation',
  title: 'Sure',
  prompts: ['Order {{ entities.x }}?'],
  errorPrompts: [],
  retries: 1,
  onNo: 'kept',
  onExhausted: 'end',
  transitions: [{ to: 'ordered' }],
  ...change,
});

/** A conversation that has come to a confirmation. */
function atConfirmation(change: Partial<ConfirmationNode> = {}, locale = 'en'): Transcript {
  const nodes = [
    entityNode('x', 'sure'),
    confirm(change),
    say('ordered', 'Ordered {{ entities.x }}.'),
    say('kept', 'Not ordered.'),
  ];
  const talk = new Transcript([task('t', 'Order', ['order'], nodes)], { locale });
  talk.play('user: order\n user: tea');
  return talk;
}

describe('a confirmation', () => {
  it('leads on by yes and elsewhere by no, in words and by buttons', () => {
    expect(atConfirmation().last?.messages).toEqual([
      {
        kind: 'question',
        text: 'Order tea?',
        choices: [
          { value: 'yes', title: 'Yes' },
          { value: 'no', title: 'No' },
        ],
      },
    ]);
    for (const yes of ['user: yes please', 'user: 👍', 'press: yes = Yes']) {
      atConfirmation().follows(`${yes}\n bot: Ordered tea.`);
    }
    for (const no of ['user: no thanks', 'press: no = No']) atConfirmation().follows(`${no}\n bot: Not ordered.`);
    atConfirmation({}, 'de').follows('user: ja gern\n bot: Ordered tea.');
  });

  it('knows its own words for yes and no', () => {
    const own = { yes: ['go ahead', 'Make it so!'], no: ['hold on'] };
    atConfirmation(own).follows('user: make it so\n bot: Ordered tea.');
    atConfirmation(own).follows('user: Hold on.\n bot: Not ordered.');
  });

  it('is asked again, and gives up when its retries are used up', () => {
    atConfirmation({ errorPrompts: ['Yes or no?'], onExhausted: 'kept' }).follows(`
      user: perhaps
      bot: Yes or no?
      user: perhaps
      bot: Not ordered.
    `);
    atConfirmation().follows(`
      user: perhaps
      bot: Please answer with yes or no. | Order tea?
    `);
  });
});

const group = (id: string, start: string, to: string, outer?: string): GroupNode => ({
  id,
  type: 'group',
  title: id,
  start,
  transitions: [{ to }],
  ...(outer !== undefined && { group: outer }),
});

describe('a group', () => {
  it('is entered at its start and left by "return", through all the groups around it', () => {
    const nodes: DialogNode[] = [
      group('outer', 'hello', 'bye'),
      say('hello', 'In the outer group.', 'inner', 'outer'),
      group('inner', 'deep', 'return', 'outer'),
      say('deep', 'In the inner group.', 'return', 'inner'),
      say('bye', 'Outside.'),
    ];
    new Transcript([task('t', 'Groups', ['groups'], nodes)]).follows(`
      user: groups
      bot: In the outer group.
      bot: In the inner group.
      bot: Outside.
    `);
  });

  it('is left by "return" when a question in it is given up, refused or an operation fails', () => {
    const service: DialogNode = {
      id: 'run',
      type: 'service',
      title: 'Run',
      operation: 'calendar.run',
      input: {},
      timeoutMs: 1_000,
      onFailure: [{ to: 'return' }],
      onTimeout: 'return',
      transitions: [{ to: 'end' }],
      group: 'g',
    };
    const nodes: DialogNode[] = [
      group('g', 'ask-n', 'after'),
      entityNode('n', 'sure', { kind: 'number' }, { retries: 1, onExhausted: 'return', group: 'g' }),
      confirm({ prompts: ['Sure?'], onNo: 'return', transitions: [{ to: 'run' }], group: 'g' }),
      service,
      say('after', 'After.'),
    ];
    const talk = () => new Transcript([task('t', 'Group', ['group'], nodes)]);
    expect(talk().play('user: group\n user: a\n user: b')).toMatch(/After\.$/);
    expect(talk().play('user: group\n user: 1\n user: no')).toMatch(/After\.$/);
    expect(talk().play('user: group\n user: 1\n user: yes\n server: operation-failed e2 x y')).toMatch(/After\.$/);
    expect(talk().play('user: group\n user: 1\n user: yes\n server: timeout e2')).toMatch(/After\.$/);
  });

  it('that is left where there is none, or that is gone, is not set up correctly', () => {
    const faulty = 'bot: “Odd” is not set up correctly, so I had to stop it. Please tell whoever looks after this bot.';
    const stray = task('t', 'Odd', ['odd'], [say('a', '', 'return')]);
    const orphan = task('t', 'Odd', ['odd'], [say('a', '', 'return', 'nobody')]);
    for (const odd of [stray, orphan]) new Transcript([odd]).follows(`user: odd\n ${faulty}`);
  });

  it('that leads into itself is stopped', () => {
    const round = [group('g', 'g', 'end', 'g')];
    expect(new Transcript([task('t', 'Round', ['round'], round)]).play('user: round')).toContain(
      'not set up correctly',
    );
    const back = [group('g', 'a', 'g'), say('a', '', 'return', 'g')];
    expect(new Transcript([task('t', 'Round', ['round'], back)]).play('user: round')).toContain('not set up correctly');
  });
});

const field = (name: string, label: string, more: Partial<EntityField> = {}): EntityField => ({
  name,
  label,
  kind: 'text',
  requirement: 'mandatory',
  ...more,
});

const form: FormNode = {
  id: 'form',
  type: 'form',
  title: 'Contact form',
  heading: 'Your details',
  intro: 'For {{ endUser.displayName }}.',
  fields: [
    field('first', 'First name', { requirement: 'optional' }),
    field('mail', 'E-mail', { kind: 'email' }),
    field('age', 'How old are you?', { kind: 'number', min: 18 }),
    field('source', 'Source', { requirement: 'hidden', defaultValue: 'chat' }),
  ],
  retries: 2,
  onExhausted: 'lost',
  transitions: [{ to: 'thanks' }],
};
const thanks = say('thanks', '{{ entities.first }}/{{ entities.mail }}/{{ entities.age }}/{{ entities.source }}');
const formTask = task('t', 'Sign up', ['sign up'], [form, thanks, say('lost', 'Never mind.')]);

describe('a form', () => {
  it('shows all its fields at once, and its text asks for the first', () => {
    const talk = new Transcript([formTask]);
    talk.play('user: sign up');
    expect(talk.last?.messages).toEqual([
      {
        kind: 'form',
        title: 'Your details',
        intro: 'For Ada.',
        text: 'Your details\nFor Ada.\nPlease tell me: First name\nYou can write “skip” to leave this out.',
        fields: [
          { name: 'first', kind: 'text', label: 'First name', isRequired: false, isSensitive: false },
          { name: 'mail', kind: 'email', label: 'E-mail', isRequired: true, isSensitive: false },
          { name: 'age', kind: 'number', label: 'How old are you?', isRequired: true, isSensitive: false, min: 18 },
        ],
      },
    ]);
  });

  it('is answered field by field where there is nothing but text', () => {
    new Transcript([formTask]).follows(`
      user: sign up
      form: Your details | For Ada. | Please tell me: First name | You can write “skip” to leave this out. [first, mail, age]
      user: skip
      form: Please tell me: E-mail [mail, age]
      user: nobody
      form: That does not look like an e-mail address, such as ada@example.com. | Please tell me: E-mail [mail!, age]
      user: ada@example.com
      form: How old are you? [age]
      user: 17
      form: That is too little or too early. It has to be 18 at least. | How old are you? [age!]
      user: 36
      bot: /ada@example.com/36/chat
    `);
  });

  it('comes back filled in, and asks again only for what is not valid', () => {
    new Transcript([formTask]).follows(`
      user: sign up
      form: Your details | For Ada. | Please tell me: First name | You can write “skip” to leave this out. [first, mail, age]
      host: {"payload":"submit","entities":{"first":"Ada","mail":"nobody","age":"36"}}
      form: That does not look like an e-mail address, such as ada@example.com. | Please tell me: E-mail [mail!]
      host: {"payload":"submit","entities":{"mail":"ada@example.com"}}
      bot: Ada/ada@example.com/36/chat
    `);
    new Transcript([formTask]).follows(`
      user: sign up
      form: Your details | For Ada. | Please tell me: First name | You can write “skip” to leave this out. [first, mail, age]
      host: {"payload":"submit","entities":{"mail":"ada@example.com","age":36,"source":"evil","__proto__":"x"}}
      bot: /ada@example.com/36/chat
    `);
  });

  it('gives up when too many answers are not valid', () => {
    const empty = 'host: {"payload":"submit"}\n';
    expect(new Transcript([formTask]).play(`user: sign up\n ${empty} ${empty} ${empty}`)).toMatch(/Never mind\.$/);
  });

  it('does not ask for what is known already', () => {
    const nodes = [entityNode('mail', 'form', { kind: 'email' }), form, thanks];
    const talk = new Transcript([task('t', 'Sign up', ['sign up'], nodes)]);
    talk.play('host: {"text":"sign up","entities":{"age":40}}');
    expect(talk.play('user: ada@example.com')).toContain('[first, mail]');
  });

  it('that asks for nothing is passed', () => {
    const hidden = { ...form, fields: form.fields.slice(3) };
    expect(new Transcript([task('t', 'Sign up', ['sign up'], [hidden, thanks])]).play('user: sign up')).toMatch(
      /bot: \/\/\/chat$/,
    );
  });

  it('keeps sensitive fields out of what is stored, however it is answered', () => {
    const fields = [field('pin', 'PIN', { sensitive: 'redact' }), field('city', 'City')];
    const secret = task('t', 'Secret', ['secret'], [{ ...form, fields }, say('thanks', 'Thanks.')]);
    const talk = new Transcript([secret]);
    talk.play('user: secret\n user: 4711');
    expect(talk.last?.userMessageText).toBe('••••');
    const filled = new Transcript([secret]);
    filled.play(
      'user: secret\n host: {"text":"PIN: 4711, city: Ulm","payload":"submit","entities":{"pin":"4711","city":"Ulm"}}',
    );
    expect(filled.last?.userMessageText).toBe('••••');
    expect(JSON.stringify(filled.last?.trace)).not.toContain('4711');
  });
});

describe('what a form says about sensitive values', () => {
  it('is stored without them, wherever they stand', () => {
    const secretForm: FormNode = {
      ...form,
      heading: 'For {{ entities.pin }}',
      fields: [field('a', 'A of {{ entities.pin }}'), field('b', 'B')],
    };
    const nodes = [entityNode('pin', 'form', { sensitive: 'redact' }), secretForm, thanks];
    const talk = new Transcript([task('t', 'Secret', ['secret'], nodes)]);
    talk.play('user: secret\n user: topsecret');
    expect(talk.last?.messages[0]?.transcriptText).toMatch(/^For ••••\n/);
    talk.play('user: x');
    expect(talk.last?.messages[0]?.transcriptText).toBe('Please tell me: B');
  });
});

describe('a reference into a value', () => {
  it('takes a part of it', () => {
    const service: DialogNode = {
      id: 'run',
      type: 'service',
      title: 'Run',
      operation: 'calendar.run',
      input: {
        last: { from: 'entity', name: 'who', pointer: '/last' },
        odd: { from: 'entity', name: 'who', pointer: '/constructor' },
      },
      timeoutMs: 1_000,
      onFailure: [],
      transitions: [],
    };
    const nodes = [entityNode('who', 'run', { kind: 'person' }), service];
    new Transcript([task('t', 'Call', ['call'], nodes)]).follows(`
      user: call
      bot: What is the who?
      user: Grace Hopper
      effect: run-operation e2 calendar.run {"last":"Hopper"}
    `);
  });
});

describe('languages', () => {
  const prompts = [{ en: 'Which colour?', de: 'Welche Farbe?', 'de-CH': 'Weli Farb?' }];
  const choices = [
    { value: 'r', title: { en: 'Red', de: 'Rot' } },
    { value: 'g', title: { en: 'Green', de: 'Grün' } },
  ];
  const ask = { ...entityNode('c', 'end', { kind: 'choice', choices }, { prompts }), transitions: [{ to: 'done' }] };
  const done: DialogNode = {
    id: 'done',
    type: 'message',
    title: 'Done',
    variants: [{ text: { de: 'Gewählt: {{ entities.c }}', en: 'Chosen: {{ entities.c }}' } }],
    transitions: [],
  };
  const intent = { id: 'start', type: 'intent', title: 'Paint', transitions: [{ to: 'ask-c' }] } as const;
  const utterances = { en: ['paint it'], de: ['streich es'] };
  const paint = (language?: string) => ({
    id: 't',
    name: 'Paint',
    version: 1,
    graph: { schemaVersion: 1, nodes: [{ ...intent, utterances }, ask, done], ...(language && { language }) } as const,
  });

  it.each([
    ['en-GB', 'Which colour? | 1. Red | 2. Green', 'Chosen: g'],
    ['de-AT', 'Welche Farbe? | 1. Rot | 2. Grün', 'Gewählt: g'],
    ['de-CH', 'Weli Farb? | 1. Rot | 2. Grün', 'Gewählt: g'],
    ['fr', 'Which colour? | 1. Red | 2. Green', 'Chosen: g'],
  ])('%s: a task speaks the language of the conversation, or its own', (locale, question, answer) => {
    new Transcript([paint()], { locale }).follows(`
      user: ${locale.startsWith('de') ? 'streich es' : 'paint it'}
      bot: ${question}
      user: grün
      bot: ${answer}
    `);
  });

  it('falls back to the language of the graph', () => {
    new Transcript([paint('de')], { locale: 'fr' }).follows(`
      user: streich es
      bot: Welche Farbe? | 1. Rot | 2. Grün
    `);
  });

  it('understands the utterances of every language', () => {
    expect(new Transcript([paint()], { locale: 'de' }).play('user: paint it')).toContain('Welche Farbe?');
  });
});

describe('the state', () => {
  it('of a conversation that was kept before there were groups, forms and trails goes on', () => {
    const talk = new Transcript([createLead]);
    talk.state = {
      version: 1,
      counter: 1,
      frames: [
        {
          id: 1,
          taskId: 't-create',
          taskName: 'Create a lead',
          taskVersion: 1,
          nodeId: 'ask-company',
          wait: { for: 'answer', failures: 0 },
          entities: { name: 'Ada' },
          results: {},
          spoken: {},
        },
      ],
    };
    talk.follows(`
      user: Acme
      effect: run-operation e2 salesforce.create-lead {"lastName":"Ada","company":"Acme"}
    `);
  });
});
