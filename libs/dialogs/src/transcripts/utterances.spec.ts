import { describe, expect, it } from 'vitest';
import { advance } from '../engine/advance.js';
import type { DialogEntity, DialogNode } from '../model.js';
import { addNote, entityNode, task } from './sample-tasks.js';
import { context, Transcript } from './transcript.js';

const done: DialogNode = {
  id: 'done',
  type: 'message',
  title: 'Done',
  variants: [{ text: '{{ entities.firstName }}/{{ entities.lastName }}/{{ entities.company }}/{{ entities.email }}' }],
  transitions: [],
};

/** A task that asks for a name, a company and an address. */
const lead = (email: Partial<DialogEntity> = {}) =>
  task(
    'l',
    'Create a lead',
    ['create a lead', 'new lead', 'lege einen Lead an'],
    [
      entityNode('firstName', 'ask-lastName', { maxLength: 40 }, { title: 'First name' }),
      entityNode('lastName', 'ask-company', { maxLength: 80 }, { title: 'Last name' }),
      entityNode('company', 'ask-email', { maxLength: 255 }, { title: 'Company' }),
      entityNode('email', 'done', { kind: 'email', ...email }, { title: 'E-mail' }),
      done,
    ],
  );

describe('the utterance that starts a task', () => {
  it('may hold values, which are not asked for', () => {
    new Transcript([lead()]).follows(`
      user: create a lead for Grace Hopper at Example Navy
      bot: What is the email?
      user: grace@navy.example
      bot: Grace/Hopper/Example Navy/grace@navy.example
    `);
    new Transcript([lead()]).follows(`
      user: new lead: Grace Hopper at Example Navy, grace@navy.example
      bot: Grace/Hopper/Example Navy/grace@navy.example
    `);
    new Transcript([lead()], { locale: 'de' }).follows(`
      user: lege einen Lead an für Grace Hopper bei Beispiel GmbH
      bot: What is the email?
    `);
  });

  it('may hold them also where it answers the list of what the bot can do', () => {
    new Transcript([lead(), addNote]).follows(`
      server: conversation-started
      bot: Hello Ada, I am Botty. This is what I can do for you: | 1. Create a lead | 2. Take a note
      user: create a lead for Grace Hopper at Example Navy
      bot: What is the email?
      user: grace@navy.example
      bot: Grace/Hopper/Example Navy/grace@navy.example
      user: what can you do?
      bot: This is what I can do for you: | 1. Create a lead | 2. Take a note
      user: 1
      bot: What is the firstName?
    `);
  });

  it('may be corrected afterwards', () => {
    new Transcript([lead()]).follows(`
      user: create a lead for Grace Hopper at Example Navy
      bot: What is the email?
      user: no, the company is Acme
      bot: I changed “Company” to: Acme.
      bot: What is the email?
      user: go back
      bot: There is no earlier question to go back to.
      bot: Back to “Create a lead”. What is the email?
      user: change the last name
      bot: What is the lastName?
      user: Harper
      bot: What is the email?
      user: grace@acme.example
      bot: Grace/Harper/Acme/grace@acme.example
    `);
  });

  it('is stored without the values that are sensitive', () => {
    const talk = new Transcript([lead({ sensitive: 'replace' })]);
    talk.play('user: create a lead for Grace Hopper at Example Navy, grace@navy.example');
    expect(talk.last?.userMessageText).toBe('create a lead for Grace Hopper at Example Navy, [email]');
    expect(JSON.stringify(talk.last?.trace)).not.toContain('grace@navy');
  });

  it('is asked about where the task never reuses a value', () => {
    const talk = new Transcript([lead({ reuse: false })]);
    expect(talk.play('user: new lead: Grace Hopper at Example Navy, grace@navy.example')).toContain(
      'What is the email?',
    );
  });
});

describe('an answer', () => {
  it('may hold the values of other questions', () => {
    const talk = new Transcript([lead()]);
    talk.follows(`
      user: create a lead
      bot: What is the firstName?
      user: Grace Hopper at Example Navy
      bot: What is the email?
    `);
    expect(talk.last?.trace.find(({ kind }) => kind === 'extracted')?.detail).toEqual({
      entities: { lastName: 'Hopper', company: 'Example Navy' },
    });
  });

  it('is taken as it is where only a part of it would be understood', () => {
    new Transcript([lead()]).follows(`
      user: create a lead
      bot: What is the firstName?
      user: Mary Jane
      bot: What is the lastName?
      user: Watson
      bot: What is the company?
      user: Smith and Sons for Email
      bot: What is the email?
    `);
  });

  it('about which nothing else is known may tell of something else', () => {
    const nodes = [entityNode('email', 'ask-phone', { kind: 'email' }), entityNode('phone', 'end', { kind: 'phone' })];
    const talk = new Transcript([task('t', 'Contact', ['contact'], nodes)]);
    talk.play('user: contact\n user: +1 202 555 0136');
    expect(talk.state?.frames[0]).toMatchObject({ nodeId: 'ask-email', entities: { phone: '+12025550136' } });
    expect(talk.play('user: ada@example.com')).toContain('is done');
  });

  it('of an optional question that was skipped is not remembered', () => {
    const nodes = [entityNode('a', 'ask-b', { requirement: 'optional' }), entityNode('b', 'end')];
    const talk = new Transcript([task('t', 'Two', ['two'], nodes)]);
    talk.play('user: two\n user: skip');
    expect(talk.state?.frames[0]?.entities).toEqual({});
  });
});

describe('what people may try', () => {
  const hostile = (name: string) =>
    task('h', 'Hostile', ['hostile'], [entityNode(name, 'ask-b'), entityNode('b', 'end')]);

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'an entity named %s is a name like any other',
    (name) => {
      const talk = new Transcript([hostile(name)]);
      talk.play(`user: hostile\n user: value\n user: change the ${name} to other`);
      expect(Object.keys(talk.state?.frames[0]?.entities ?? {})).toContain(name);
      expect(({} as Record<string, unknown>)['value']).toBeUndefined();
      expect(() => talk.play('user: go back\n user: back\n user: x\n user: y\n user: z')).not.toThrow();
    },
  );

  it('huge and odd texts are answered quickly, and evaluated never', () => {
    const talk = new Transcript([lead(), addNote], {
      connections: [{ connectorId: 'salesforce', name: 'Salesforce' }],
    });
    const texts = [
      'x'.repeat(1_000_000),
      'no, '.repeat(100_000),
      'change the company to '.repeat(20_000),
      `actually it's ${'a '.repeat(100_000)}`,
      `disconnect ${'salesforce '.repeat(50_000)}`,
      '\u202E{{ entities.company }}{% for i in (1..100000) %}x{% endfor %}',
      '('.repeat(100_000),
      'ß'.repeat(50_000),
      '🙂'.repeat(50_000),
      '\u0000',
    ];
    talk.play('user: create a lead');
    const start = process.cpuUsage();
    for (const text of texts) {
      const event = { type: 'message', text, entities: { firstName: text }, intent: { taskId: text } } as const;
      const result = advance({ tasks: talk.tasks, state: talk.state, event, context });
      expect(JSON.stringify(result.state).length).toBeLessThan(25_000);
      expect(JSON.stringify(result.trace).length).toBeLessThan(10_000);
      expect(result.messages.length).toBeGreaterThan(0);
    }
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(4_000);
  });

  it('Liquid in what they say stays text, in answers, corrections and forms', () => {
    new Transcript([lead()]).follows(`
      user: create a lead
      bot: What is the firstName?
      user: {{ endUser.id }}
      bot: What is the lastName?
      user: actually it's {{ entities.lastName | default: 'x' }}
      bot: I changed “First name” to: {{ entities.lastName | default: 'x' }}.
      bot: What is the lastName?
    `);
  });

  it('a task whose entities are many is started quickly', () => {
    const nodes = Array.from({ length: 1_000 }, (_, i) => entityNode(`e${i}`, i === 999 ? 'end' : `ask-e${i + 1}`));
    const talk = new Transcript([task('m', 'Many', ['many'], nodes)]);
    const start = process.cpuUsage();
    talk.play('user: many\n user: one\n user: two words\n user: change the e0 to three');
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(3_000);
    expect(talk.state?.frames[0]?.entities['e0']).toBe('three');
  });
});
