import { describe, expect, it } from 'vitest';
import type { DialogNode, EntityNode } from '../model.js';
import { addNote, createLead, entityNode, task, viewLead } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const thanks = (text = 'Got {{ entities.x }}'): DialogNode => ({
  id: 'thanks',
  type: 'message',
  title: 'Thanks',
  variants: [{ text }],
  transitions: [],
});

/** A conversation with a task that asks one question. */
function asked(entity: Partial<EntityNode['entity']>, node: Partial<EntityNode> = {}, text?: string): Transcript {
  const question = { ...entityNode('x', 'thanks', entity, { prompts: ['Which?'], ...node }), id: 'ask' };
  const talk = new Transcript([task('t', 'Ask', ['ask me'], [question, thanks(text)])]);
  talk.play('user: ask me');
  return talk;
}

const colours = [
  { value: 'r', title: 'Red' },
  { value: 'g', title: 'Green', synonyms: ['emerald'] },
  { value: 'b', title: 'Dark blue' },
];

describe('a question', () => {
  it('is asked again with a reason of the engine when the task has no error prompt', () => {
    asked({ kind: 'email' }).follows(`
      user: none of your business
      bot: That does not look like an e-mail address, such as ada@example.com. | Which?
      user: it is ada@example.com, thanks
      bot: Got ada@example.com
    `);
  });

  it('is asked again with the error prompt of each retry, the last one repeated', () => {
    asked({ kind: 'number' }, { errorPrompts: ['A number, please.', 'Digits, please.'], retries: 3 }).follows(`
      user: a
      bot: A number, please.
      user: b
      bot: Digits, please.
      user: c
      bot: Digits, please.
      user: 7
      bot: Got 7
    `);
  });

  it('uses its own prompt for a retry where there is one', () => {
    asked({ kind: 'number' }, { prompts: ['How many?', 'How many, in digits?'], errorPrompts: ['No.'] }).follows(`
      user: a
      bot: No. | How many, in digits?
      user: b
      bot: No.
    `);
    asked({ kind: 'number' }, { prompts: ['How many?', 'How many, in digits?'] }).follows(`
      user: a
      bot: That does not look like a number, such as 1,250.50. | How many, in digits?
    `);
  });

  it('gives up when the retries are used up, and says so unless the task does', () => {
    const talk = asked({ kind: 'number' }, { retries: 1 });
    talk.follows(`
      user: a
      bot: That does not look like a number, such as 1,250.50. | Which?
      user: b
      bot: I could not finish “Ask”. I did not get an answer that I can use. To try again, write “Ask”.
    `);
    expect(talk.state?.frames).toEqual([]);
    asked({ kind: 'number' }, { retries: 1, onExhausted: 'thanks' }, 'Sorry: {{ error.code }}').follows(`
      user: a
      bot: That does not look like a number, such as 1,250.50. | Which?
      user: b
      bot: Sorry: retries-exhausted
    `);
  });

  it('counts empty messages as answers, since a picture or a sticker is none', () => {
    asked({}, { retries: 1 }).follows(`
      user:
      bot: I need a few words here. | Which?
      user: 🙂
      bot: Got 🙂
    `);
  });

  it('is freed of invisible characters that do harm, in the answer and in what is stored', () => {
    const talk = asked({});
    talk.play('user: A\u0000d\u202Ea\ud800');
    expect(talk.last?.userMessageText).toBe('Ada');
    expect(talk.last?.messages[0]?.text).toBe('Got Ada');
  });

  it('tells how long an answer may be, before the error prompt', () => {
    asked({ maxLength: 5 }, { errorPrompts: ['Again, please.'] }).follows(`
      user: abcdef
      bot: That is too long. At most 5 characters fit here. | Again, please.
      user: 🙂🙂🙂🙂🙂
      bot: Got 🙂🙂🙂🙂🙂
    `);
    const talk = asked({});
    talk.play(`user: ${'x'.repeat(1_000_000)}`);
    expect(talk.last?.messages[0]?.text).toBe('That is too long. At most 10000 characters fit here.\nWhich?');
  });

  it('takes everything as the answer but "cancel" and "help"', () => {
    asked({}).follows(`
      user: Help
      bot: We are in the middle of “Ask”. Answer the question, or write “cancel” to stop.
      bot: Back to “Ask”. Which?
      user: ask me
      bot: Got ask me
    `);
    asked({}).follows(`
      user: never mind
      bot: I cancelled “Ask”.
      user: help
      bot: This is what I can do for you: | 1. Ask
    `);
  });

  it('may be left out when it is optional; a default then stands in', () => {
    asked({ requirement: 'optional' }).follows(`
      user: skip
      bot: Got
    `);
    asked({ requirement: 'optional', defaultValue: 'tea' }).follows(`
      user: skip it
      bot: Got tea
    `);
    asked({ requirement: 'mandatory', defaultValue: 'tea' }).follows(`
      user: skip
      bot: Got skip
    `);
  });

  it('tells that it may be skipped, unless its prompt does', () => {
    const hint = asked({ requirement: 'optional' });
    expect(hint.last?.messages[0]?.text).toBe('Which?\nYou can write “skip” to leave this out.');
    const own = asked({ requirement: 'optional' }, { prompts: ['Which? Write "skip" for none.'] });
    expect(own.last?.messages[0]?.text).toBe('Which? Write "skip" for none.');
  });

  it('is not asked when it is hidden', () => {
    const talk = asked({ requirement: 'hidden', defaultValue: 'tea' });
    expect(talk.last?.messages.map(({ text }) => text)).toEqual(['Got tea']);
  });

  it('falls back to the title of its node when the prompt comes out empty', () => {
    const talk = asked({}, { prompts: ['{{ entities.nothing }}'], title: 'Last name' });
    expect(talk.last?.messages[0]?.text).toBe('Please tell me: Last name');
  });

  it('is asked afresh when the task comes by again', () => {
    const again: DialogNode = { id: 'again', type: 'decision', title: 'Again', transitions: [{ to: 'ask-x' }] };
    const talk = new Transcript([task('t', 'Ask', ['ask me'], [entityNode('x', 'again'), again])]);
    talk.follows(`
      user: ask me
      bot: What is the x?
      user: 1
      bot: What is the x?
      user: 2
      bot: What is the x?
    `);
    expect(talk.state?.frames[0]?.entities).toEqual({ x: '2' });
  });
});

describe('a question with choices', () => {
  it('lists them with numbers in the text, and apart for channels with buttons', () => {
    const talk = asked({ kind: 'choice', choices: colours });
    expect(talk.last?.messages).toEqual([
      {
        kind: 'question',
        title: 'Which?',
        text: 'Which?\n1. Red\n2. Green\n3. Dark blue',
        choices: [
          { value: 'r', title: 'Red' },
          { value: 'g', title: 'Green' },
          { value: 'b', title: 'Dark blue' },
        ],
      },
    ]);
    talk.follows(`
      user: purple
      bot: That is not one of the choices. | Which? | 1. Red | 2. Green | 3. Dark blue
      press: b = Dark blue
      bot: Got b
    `);
  });

  it('takes several where the task allows it', () => {
    asked({ kind: 'choice', choices: colours, multiple: true }).follows(`
      user: red, purple
      bot: That is not one of the choices. | Which? | 1. Red | 2. Green | 3. Dark blue
      user: emerald and the dark blue
      bot: Got gb
    `);
  });

  it('offers yes and no as buttons', () => {
    const talk = asked({ kind: 'yes-no' }, {}, '{% if entities.x %}Yes!{% else %}No!{% endif %}');
    expect(talk.last?.messages[0]).toEqual({
      kind: 'question',
      text: 'Which?',
      choices: [
        { value: 'yes', title: 'Yes' },
        { value: 'no', title: 'No' },
      ],
    });
    talk.follows(`
      user: perhaps
      bot: Please answer with yes or no. | Which?
      press: no = No
      bot: No!
    `);
  });
});

describe('a sensitive answer', () => {
  it('is kept out of what is stored, the valid one, the invalid one, and where the bot repeats it', () => {
    const talk = asked(
      { kind: 'email', sensitive: 'redact' },
      {},
      'Sent to {{ entities.x }}, {{ entities.x | upcase }}.',
    );
    talk.play('user: ada@example');
    expect(talk.last?.userMessageText).toBe('••••');
    talk.play('user: ada@example.com');
    expect(talk.last?.userMessageText).toBe('••••');
    expect(talk.last?.messages).toEqual([
      { kind: 'text', text: 'Sent to ada@example.com, ADA@EXAMPLE.COM.', transcriptText: 'Sent to ••••, ••••.' },
    ]);
  });

  it('may show its last four characters where it is long enough', () => {
    const talk = asked({ sensitive: 'mask' }, {}, 'Got {{ entities.x }}');
    talk.play('user: 4111 1111 1111 1234');
    expect(talk.last?.userMessageText).toBe('••••1234');
    expect(talk.last?.messages[0]?.transcriptText).toBe('Got ••••1234');
    const short = asked({ sensitive: 'mask' });
    short.play('user: 1234567');
    expect(short.last?.userMessageText).toBe('••••');
  });

  it('is redacted too where an operation gives it back', () => {
    const nodes: DialogNode[] = [
      entityNode('x', 'save', { sensitive: 'redact' }),
      {
        id: 'save',
        type: 'service',
        title: 'Save',
        operation: 'salesforce.save',
        input: { x: { from: 'entity', name: 'x' } },
        timeoutMs: 1_000,
        onFailure: [],
        transitions: [{ to: 'thanks' }],
      },
      thanks('Saved {{ results.save.x }}'),
    ];
    const talk = new Transcript([task('t', 'Save', ['save'], nodes)]);
    talk.play('user: save\n user: topsecret\n server: operation-succeeded e2 {"x":"topsecret"}');
    expect(talk.last?.messages[0]).toEqual({ kind: 'text', text: 'Saved topsecret', transcriptText: 'Saved ••••' });
  });

  it('does not hide commands', () => {
    const talk = asked({ sensitive: 'redact' });
    talk.play('user: cancel');
    expect(talk.last?.userMessageText).toBe('cancel');
  });
});

describe('a question that was interrupted', () => {
  it('is asked again when the button of an earlier list starts another task', () => {
    new Transcript([createLead, addNote]).follows(`
      user: create a lead
      bot: What is the name?
      press: task:t-note = Take a note
      bot: What is the note?
      user: buy milk
      bot: Noted: buy milk
      bot: Back to “Create a lead”. What is the name?
      user: Lovelace
      bot: What is the company?
    `);
  });

  it('is asked again as soon as the other task has nothing more to ask', () => {
    new Transcript([createLead, viewLead]).follows(`
      user: create a lead
      bot: What is the name?
      press: task:t-view = View a lead
      bot: What is the id?
      user: 7
      bot: Back to “Create a lead”. What is the name?
      effect: run-operation e3 salesforce.get-lead {"id":"7"}
      server: operation-succeeded e3 {"name":"Ada","company":"Acme"}
      bot: Ada works at Acme.
      bot: Back to “Create a lead”. What is the name?
    `);
  });

  it('is not asked again by an event that changes nothing', () => {
    asked({}).follows(`
      server: operation-succeeded e7 {}
      server: conversation-started
    `);
  });
});
