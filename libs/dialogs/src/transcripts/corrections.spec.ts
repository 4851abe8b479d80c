import { describe, expect, it } from 'vitest';
import type { DialogEntity, DialogNode, ServiceNode } from '../model.js';
import { createLead, entityNode, task } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const save: ServiceNode = {
  id: 'save',
  type: 'service',
  title: 'Save',
  operation: 'salesforce.save',
  input: { name: { from: 'entity', name: 'name' }, company: { from: 'entity', name: 'company' } },
  timeoutMs: 1_000,
  onFailure: [{ to: 'failed' }],
  transitions: [{ to: 'saved' }],
};
const say = (id: string, text: string): DialogNode => ({
  id,
  type: 'message',
  title: id,
  variants: [{ text }],
  transitions: [],
});
const sure: DialogNode = {
  id: 'sure',
  type: 'confirmation',
  title: 'Sure',
  prompts: ['Save {{ entities.name }} of {{ entities.company }}?'],
  errorPrompts: [],
  retries: 2,
  onNo: 'end',
  onExhausted: 'end',
  transitions: [{ to: 'save' }],
};

/** A task that asks two questions, has them confirmed, and sends them. */
const contact = (name: Partial<DialogEntity> = {}, company: Partial<DialogEntity> = {}) =>
  task(
    't',
    'Add a contact',
    ['add a contact'],
    [
      entityNode('name', 'ask-company', name),
      entityNode('company', 'sure', { kind: 'company', ...company }, { title: 'Firma' }),
      sure,
      save,
      say('saved', 'Saved {{ entities.name }} of {{ entities.company }}.'),
      say('failed', 'Not saved.'),
    ],
  );

/** A conversation that has come to the confirmation. */
function confirming(locale = 'en'): Transcript {
  const talk = new Transcript([contact()], { locale });
  talk.play('user: add a contact\n user: Grace\n user: Acme');
  return talk;
}

describe('a correction', () => {
  it('while another question is asked replaces the answer and asks that question again', () => {
    new Transcript([contact()]).follows(`
      user: add a contact
      bot: What is the name?
      user: Grace
      bot: What is the company?
      user: change the name to Ada
      bot: I changed “name” to: Ada.
      bot: What is the company?
      user: Acme
      bot: Save Ada of Acme?
    `);
  });

  it('of the answer just given needs no name', () => {
    new Transcript([contact()]).follows(`
      user: add a contact
      bot: What is the name?
      user: Grace
      bot: What is the company?
      user: actually it's Ada
      bot: I changed “name” to: Ada.
      bot: What is the company?
      user: Acme
      bot: Save Ada of Acme?
      user: no, it's Navy.
      bot: I changed “Firma” to: Navy.
      bot: Save Ada of Navy?
    `);
  });

  it('of the one value that came with the first utterance needs no name either', () => {
    const email = task(
      'm',
      'Mail',
      ['send a mail'],
      [entityNode('to', 'ask-subject', { kind: 'email' }), entityNode('subject', 'end')],
    );
    new Transcript([email]).follows(`
      user: send a mail to ada@example.com
      bot: What is the subject?
      user: sorry, I meant grace@example.com
      bot: I changed “to” to: grace@example.com.
      bot: What is the subject?
    `);
  });

  it('at a confirmation is no "no"', () => {
    const talk = confirming();
    talk.follows(`
      user: no, the company is Navy
      bot: I changed “Firma” to: Navy.
      bot: Save Grace of Navy?
      user: change the name to Ada
      bot: I changed “name” to: Ada.
      bot: Save Ada of Navy?
      user: yes
      effect: run-operation e2 salesforce.save {"name":"Ada","company":"Navy"}
    `);
  });

  it.each([
    ['en', 'no, the name is Ada', 'I changed “name” to: Ada.'],
    ['en', 'The Firma should be Navy', 'I changed “Firma” to: Navy.'],
    ['de', 'nein, die Firma ist Navy', 'Ich habe „Firma“ geändert: Navy.'],
    ['de', 'ändere die Firma auf Navy', 'Ich habe „Firma“ geändert: Navy.'],
    ['de', 'nein, das ist Navy', 'Ich habe „Firma“ geändert: Navy.'],
  ])('%s: names what to change by the name of the entity or the title of its node: %s', (locale, text, said) => {
    expect(confirming(locale).play(`user: ${text}`)).toContain(said);
  });

  it('that names what, but not to what, asks for it anew and keeps the other answers', () => {
    confirming().follows(`
      user: change the name
      bot: What is the name?
      user: Ada
      bot: Save Ada of Acme?
    `);
  });

  it('while an authorization is awaited is used when it is there', () => {
    const talk = confirming();
    talk.play('user: yes\n server: authorization-required e2');
    talk.follows(`
      user: no, the company is Navy
      bot: I changed “Firma” to: Navy.
      bot: “Add a contact” is waiting for your access to Salesforce: please open the link above. Write “new link” for another link, or “cancel” to stop.
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e3 salesforce.save {"name":"Grace","company":"Navy"}
      server: operation-succeeded e3 {}
      bot: Saved Grace of Navy.
    `);
  });

  it('is too late when the operation has been sent', () => {
    const talk = confirming();
    talk.follows(`
      user: yes
      effect: run-operation e2 salesforce.save {"name":"Grace","company":"Acme"}
      user: no, the company is Navy
      bot: It is too late to change “Firma”: this step of “Add a contact” was already sent to Salesforce.
      server: outcome-unknown e2
      bot: I could not find out whether Salesforce carried out the last step of “Add a contact”.
      bot: Shall I try again, or leave it? If it was carried out, trying again does it twice.
      user: change the name to Ada
      bot: It is too late to change “name”: this step of “Add a contact” was already sent to Salesforce.
      bot: Back to “Add a contact”. Shall I try again, or leave it? If it was carried out, trying again does it twice.
    `);
    expect(talk.state?.frames[0]?.entities).toEqual({ name: 'Grace', company: 'Acme' });
  });

  it('that decides where the task goes makes it go there, and asks nothing twice', () => {
    const by = (value: string, to: string) => ({
      when: { left: { from: 'entity', name: 'name' }, operator: 'equals', right: { from: 'value', value } } as const,
      to,
    });
    const decide: DialogNode = {
      id: 'decide',
      type: 'decision',
      title: 'Decide',
      transitions: [by('Ada', 'ask-age'), { to: 'done' }],
    };
    const nodes = [
      entityNode('name', 'ask-company'),
      entityNode('company', 'decide'),
      decide,
      entityNode('age', 'done', { kind: 'number' }),
      { ...sure, id: 'done', prompts: ['{{ entities.name }}, {{ entities.company }}, {{ entities.age }}?'] },
      save,
    ];
    new Transcript([task('t', 'Branch', ['branch'], nodes)]).follows(`
      user: branch
      bot: What is the name?
      user: Grace
      bot: What is the company?
      user: Acme
      bot: Grace, Acme, ?
      user: change the name to Ada
      bot: I changed “name” to: Ada.
      bot: What is the age?
      user: 36
      bot: Ada, Acme, 36?
    `);
  });

  it('of a sensitive answer never repeats it, in the chat, in what is stored, and in the trace', () => {
    const talk = new Transcript([contact({ sensitive: 'mask' })]);
    talk.play('user: add a contact\n user: first-secret');
    talk.follows(`
      user: change the name to other-secret
      bot: I changed “name”.
      bot: What is the company?
    `);
    expect(talk.last?.userMessageText).not.toContain('other');
    expect(JSON.stringify(talk.last?.trace)).not.toContain('other');
    talk.play('user: actually it is third-secret');
    expect(talk.last?.userMessageText).not.toContain('third');
    expect(talk.state?.frames[0]?.entities).toEqual({ name: 'third-secret' });
  });

  it('while a sensitive question is open is not stored either', () => {
    const talk = new Transcript([contact({}, { sensitive: 'redact' })]);
    talk.play('user: add a contact\n user: Grace\n user: no, the name is Ada');
    expect(talk.state?.frames[0]?.entities).toEqual({ name: 'Ada' });
    expect(talk.last?.userMessageText).toBe('••••');
  });

  it('is rendered as text, whatever it looks like', () => {
    const talk = confirming();
    talk.follows(`
      user: change the name to {{ entities.company }}{% include "x" %}
      bot: I changed “name” to: {{ entities.company }}{% include "x" %}.
      bot: Save {{ entities.company }}{% include "x" %} of Acme?
    `);
    talk.play('user: change the name to A\u202Eda');
    expect(talk.state?.frames[0]?.entities['name']).toBe('Ada');
  });

  it('is not taken out of a long text, or out of a text that was asked for', () => {
    const talk = new Transcript([createLead]);
    talk.play(`user: create a lead\n user: Ada\n user: change the name to ${'x'.repeat(600)}`);
    expect(talk.state?.frames[0]?.entities['name']).toBe('Ada');
    const other = new Transcript([createLead]);
    other.play('user: create a lead\n user: Ada\n user: Change Management Inc.');
    expect(other.last?.effects[0]).toMatchObject({ input: { lastName: 'Ada', company: 'Change Management Inc.' } });
  });

  it('is no text that was asked for and happens to name something else', () => {
    const ticket = task(
      't',
      'Ticket',
      ['ticket'],
      [
        entityNode('company', 'ask-description', { kind: 'company' }),
        entityNode('description', 'done'),
        { ...save, id: 'done', input: { text: { from: 'entity', name: 'description' } } },
      ],
    );
    const described = (text: string) => {
      const talk = new Transcript([ticket]);
      talk.play(`user: ticket\n user: Acme\n user: ${text}`);
      return [talk.state?.frames[0]?.entities['company'], talk.state?.frames[0]?.entities['description']];
    };
    expect(described('The company is unreachable by phone')).toEqual(['Acme', 'The company is unreachable by phone']);
    expect(described('The description is wrong on the start page')).toEqual([
      'Acme',
      'The description is wrong on the start page',
    ]);
    expect(described('description: broken')).toEqual(['Acme', 'broken']);
    expect(described('no, the company is Navy')).toEqual(['Navy', undefined]);
  });

  it('may be made ten thousand times', () => {
    const talk = confirming();
    const size = JSON.stringify(talk.state).length;
    const start = process.cpuUsage();
    for (let i = 0; i < 10_000; i += 1) talk.play(`user: change the name to Ada${i % 10}`);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(30_000);
    expect(JSON.stringify(talk.state).length).toBeLessThan(size + 100);
  });
});

describe('"go back"', () => {
  it('asks the question before, and keeps the other answers', () => {
    confirming().follows(`
      user: go back
      bot: What is the company?
      user: back
      bot: What is the name?
      user: back
      bot: There is no earlier question to go back to.
      bot: Back to “Add a contact”. What is the name?
      user: Ada
      bot: What is the company?
      user: Navy
      bot: Save Ada of Navy?
    `);
  });

  it('while an authorization is awaited gives up its link', () => {
    const talk = confirming();
    talk.play('user: yes\n server: authorization-required e2');
    talk.follows(`
      user: go back
      bot: Save Grace of Acme?
      effect: cancel-authorization e2 (e3)
      user: yes
      effect: run-operation e4 salesforce.save {"name":"Grace","company":"Acme"}
    `);
  });

  it('is refused when a step was sent, and where nothing was asked', () => {
    const talk = confirming();
    talk.play('user: yes');
    talk.follows(`
      user: go back
      bot: I cannot go back: the last step of “Add a contact” was already sent to Salesforce. Write “start over” to begin again.
    `);
    new Transcript([contact()]).follows(`
      user: go back
      bot: There is no earlier question to go back to.
    `);
  });

  it('does not lead behind a step that was carried out', () => {
    const more = task(
      't',
      'More',
      ['more'],
      [entityNode('name', 'save'), { ...save, transitions: [{ to: 'ask-company' }] }, entityNode('company', 'end')],
    );
    new Transcript([more]).follows(`
      user: more
      bot: What is the name?
      user: Ada
      effect: run-operation e2 salesforce.save {"name":"Ada"}
      server: operation-succeeded e2 {}
      bot: What is the company?
      user: go back
      bot: There is no earlier question to go back to.
      bot: Back to “More”. What is the company?
      user: change the name to Grace
      bot: It is too late to change “name”: this step of “More” was already sent to Salesforce.
      bot: Back to “More”. What is the company?
    `);
  });
});
