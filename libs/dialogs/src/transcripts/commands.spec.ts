import { describe, expect, it } from 'vitest';
import { addNote, createLead, entityNode, task, viewLead } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const tasks = [createLead, viewLead, addNote];
const list = '1. Create a lead | 2. View a lead | 3. Take a note';
const salesforce = { connectorId: 'salesforce', name: 'Salesforce', accountName: 'ada@acme.example' };
const calendar = { connectorId: 'calendar', name: 'Calendar' };

/** A conversation in which the lead waits for the end user's authorization. */
function parked(): Transcript {
  const talk = new Transcript(tasks);
  talk.play('user: create a lead\n user: Lovelace\n user: Acme\n server: authorization-required e2');
  return talk;
}

describe('"what can you do"', () => {
  it('lists the tasks, also while a question is open, which is asked again', () => {
    const talk = new Transcript(tasks);
    talk.follows(`
      user: take a note
      bot: What is the note?
      user: What can you do?
      bot: This is what I can do for you: | ${list}
      bot: Back to “Take a note”. What is the note?
      user: help
      bot: We are in the middle of “Take a note”. Answer the question, or write “cancel” to stop.
      bot: Back to “Take a note”. What is the note?
    `);
  });
});

describe('"start over"', () => {
  it('begins the task again, without its answers', () => {
    new Transcript(tasks).follows(`
      user: create a lead
      bot: What is the name?
      user: Lovelace
      bot: What is the company?
      user: start over
      bot: Let us begin “Create a lead” again.
      bot: What is the name?
      user: Hopper
      bot: What is the company?
    `);
  });

  it('gives up a link, and says what may have happened already', () => {
    parked().follows(`
      user: start over
      bot: Let us begin “Create a lead” again.
      bot: What is the name?
      effect: cancel-authorization e2 (e3)
    `);
    const running = new Transcript(tasks);
    running.play('user: create a lead\n user: Lovelace\n user: Acme');
    running.follows(`
      user: start over
      bot: I stopped “Create a lead”. The last step was already sent to Salesforce and may still be carried out there.
      bot: Let us begin “Create a lead” again.
      bot: What is the name?
      server: operation-succeeded e2 {}
    `);
    new Transcript(tasks).follows('user: start over\n bot: There is nothing to start over.');
  });
});

describe('"not now"', () => {
  it('puts a question off until it is continued', () => {
    new Transcript(tasks).follows(`
      user: create a lead
      bot: What is the name?
      user: not now
      bot: All right, “Create a lead” can wait. Write “continue” to go on with it.
      user: take a note
      bot: What is the note?
      user: buy milk
      bot: Noted: buy milk
      bot: “Create a lead” is still open. Write “continue” to go on with it.
      user: continue
      bot: Back to “Create a lead”. What is the name?
      user: Lovelace
      bot: What is the company?
    `);
  });

  it('lets the task that was put off go on when it is asked for again', () => {
    const talk = new Transcript(tasks);
    talk.play('user: create a lead\n user: Lovelace\n user: later');
    talk.follows(`
      user: create a lead
      bot: Back to “Create a lead”. What is the company?
    `);
  });

  it('keeps a link alive; the task goes on by itself when it is used', () => {
    const talk = parked();
    talk.follows(`
      user: not now
      bot: All right, “Create a lead” can wait. Write “continue” to go on with it.
      user: take a note
      bot: What is the note?
      user: x
      bot: Noted: x
      bot: “Create a lead” is still open. Write “continue” to go on with it.
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e4 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
    `);
    expect(talk.state?.frames[0]?.isPostponed).toBeUndefined();
  });

  it('is over when an answer is corrected', () => {
    const talk = new Transcript(tasks);
    talk.play('user: create a lead\n user: Lovelace\n user: not now');
    talk.follows(`
      user: change the name to Hopper
      bot: I changed “name” to: Hopper.
      bot: What is the company?
    `);
  });

  it('means nothing where nothing waits', () => {
    new Transcript(tasks).follows(`
      user: not now
      bot: I did not understand that. This is what I can do for you: | ${list}
      user: continue
      bot: There is nothing to continue.
    `);
  });
});

describe('"my connections"', () => {
  it('lists the systems that the end user has authorized', () => {
    new Transcript(tasks, { connections: [salesforce, calendar] }).follows(`
      user: My connections
      bot: You have connected: | - Salesforce (ada@acme.example) | - Calendar
    `);
    new Transcript(tasks).follows(`
      user: what am I connected to?
      bot: You have not connected any system yet. I ask you when a task needs one.
    `);
  });
});

describe('"disconnect"', () => {
  it('asks first, and tells when it is done', () => {
    const talk = new Transcript(tasks, { connections: [salesforce, calendar] });
    talk.follows(`
      user: disconnect Salesforce
      bot: Shall I disconnect Salesforce (ada@acme.example)? I can then no longer work there for you.
      user: yes
      bot: I am disconnecting Salesforce.
      effect: disconnect e1 salesforce
      server: operation-succeeded e1 null
      bot: Salesforce is disconnected.
      server: operation-succeeded e1 null
    `);
    expect(talk.state?.frames).toEqual([]);
  });

  it('tells when the system itself could not be told', () => {
    const talk = new Transcript(tasks, { connections: [salesforce] });
    talk.play('user: disconnect\n user: yes');
    talk.follows(`
      server: operation-succeeded e1 {"wasConnected":true,"revokedUpstream":false}
      bot: I can no longer use Salesforce for you. I could not take the permission back there, so please remove it in your account with Salesforce.
    `);
  });

  it('changes nothing when the answer is no, or is none', () => {
    new Transcript(tasks, { connections: [salesforce] }).follows(`
      user: disconnect
      bot: Shall I disconnect Salesforce (ada@acme.example)? I can then no longer work there for you.
      user: no
      bot: All right, Salesforce stays connected.
      user: log out of salesforce
      bot: Shall I disconnect Salesforce (ada@acme.example)? I can then no longer work there for you.
      user: take a note
      bot: What is the note?
      user: yes
      bot: Noted: yes
    `);
  });

  it('asks which system where there are several', () => {
    new Transcript(tasks, { connections: [salesforce, calendar] }).follows(`
      user: disconnect
      bot: Which system do you mean? | 1. Salesforce (ada@acme.example) | 2. Calendar
      press: calendar = Calendar
      bot: Shall I disconnect Calendar? I can then no longer work there for you.
      press: yes = Yes
      bot: I am disconnecting Calendar.
      effect: disconnect e1 calendar
      server: operation-failed e1 vendor-unavailable Calendar does not answer. (transient)
      bot: I could not change your connection with Calendar. Calendar does not answer.
    `);
  });

  it('says so when the system is not connected', () => {
    new Transcript(tasks, { connections: [calendar] }).follows(`
      user: disconnect from Salesforce
      bot: You have not connected Salesforce.
    `);
  });

  it('is an answer like any other when it names no system', () => {
    new Transcript(tasks).follows(`
      user: take a note
      bot: What is the note?
      user: disconnect the printer
      bot: Noted: disconnect the printer
    `);
  });

  it('comes between a question, which is asked again', () => {
    new Transcript(tasks, { connections: [salesforce] }).follows(`
      user: take a note
      bot: What is the note?
      user: disconnect salesforce
      bot: Shall I disconnect Salesforce (ada@acme.example)? I can then no longer work there for you.
      user: no
      bot: All right, Salesforce stays connected.
      bot: Back to “Take a note”. What is the note?
    `);
  });
});

describe('"switch account"', () => {
  it('gets a link for another account, and tells when it is used', () => {
    const talk = new Transcript(tasks, { connections: [salesforce] });
    talk.follows(`
      user: switch account
      bot: I am giving up your present account with Salesforce and getting you a link for another one.
      effect: switch-account e1 salesforce
      server: authorization-required e1
      link: Connect Salesforce <https://bot.example/authorize/secret>
      server: authorization-proof-requested e1
      bot: Almost done: please type the 6-digit code that your browser shows now. It proves that it was you who connected Salesforce for “Switch the Salesforce account”.
      user: 123456
      effect: verify-authorization-code e1 (e3) 123456
      server: authorization-completed e1 grace@navy.example
      bot: Salesforce is connected as grace@navy.example now.
    `);
    expect(talk.state?.frames).toEqual([]);
  });

  it('may come to nothing, and be tried again or left', () => {
    const talk = new Transcript(tasks, { connections: [salesforce] });
    talk.play('user: use another salesforce account\n server: authorization-required e1');
    talk.follows(`
      server: authorization-failed e1 denied
      bot: Access to Salesforce was not allowed, so I could not go on with “Switch the Salesforce account”.
      bot: Shall I send you a new link to Salesforce?
      user: yes
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.switch-account
      server: authorization-failed e3 expired
      bot: The link to Salesforce for “Switch the Salesforce account” has expired.
      bot: Shall I send you a new link to Salesforce?
      user: no
      bot: I could not change your connection with Salesforce.
      effect: cancel-authorization e1 (e4)
      effect: cancel-authorization e3 (e5)
    `);
  });

  it('asked for again and again is one wish, and gives way to the wish to disconnect', () => {
    const talk = new Transcript(tasks, { connections: [salesforce] });
    talk.play('user: switch account\n user: switch account\n server: authorization-required e1\n user: switch account');
    expect(talk.state?.frames).toHaveLength(1);
    talk.play('server: authorization-required e3');
    talk.follows(`
      user: disconnect
      bot: Shall I disconnect Salesforce (ada@acme.example)? I can then no longer work there for you.
      user: yes
      bot: I am disconnecting Salesforce.
      effect: cancel-authorization e1 (e4)
      effect: cancel-authorization e3 (e5)
      effect: disconnect e6 salesforce
      user: disconnect
      bot: “Disconnect Salesforce” is still waiting for an answer from Salesforce. I will tell you as soon as it is there.
      user: switch account
      bot: “Disconnect Salesforce” is still waiting for an answer from Salesforce. I will tell you as soon as it is there.
    `);
  });

  it('can be cancelled', () => {
    const talk = new Transcript(tasks, { connections: [salesforce] });
    talk.play('user: switch account\n server: authorization-required e1');
    talk.follows(`
      user: cancel
      bot: I cancelled “Switch the Salesforce account”.
      effect: cancel-authorization e1 (e3)
    `);
  });
});

describe('commands', () => {
  it.each([
    ['meine Verbindungen', 'Sie haben verbunden: | - Salesforce (Konto ada@acme.example)'],
    [
      'Salesforce trennen',
      'Soll ich die Verbindung zu Salesforce (ada@acme.example) trennen? Ich kann dort dann nichts mehr für Sie tun.',
    ],
    [
      'Verbindung zu Salesforce trennen',
      'Soll ich die Verbindung zu Salesforce (ada@acme.example) trennen? Ich kann dort dann nichts mehr für Sie tun.',
    ],
    [
      'Konto wechseln',
      'Ich gebe Ihr jetziges Konto bei Salesforce auf und besorge Ihnen einen Link für ein anderes. effect: switch-account e1 salesforce',
    ],
    ['was kannst du?', 'Das kann ich für Sie tun: | 1. Create a lead | 2. View a lead | 3. Take a note'],
    ['von vorn', 'Es gibt nichts, was wir von vorn beginnen könnten.'],
    ['zurück', 'Es gibt keine frühere Frage, zu der ich zurückgehen könnte.'],
    ['weitermachen', 'Es gibt nichts fortzusetzen.'],
    ['my connections', 'Sie haben verbunden: | - Salesforce (Konto ada@acme.example)'],
  ])('are understood in German: %s', (text, answer) => {
    const talk = new Transcript(tasks, { locale: 'de', connections: [salesforce] });
    expect(talk.play(`user: ${text}`).replaceAll('\n', ' ')).toBe(`user: ${text} bot: ${answer}`);
  });

  it('give way to a task that has them, word for word, as a sample', () => {
    const undo = task('u', 'Undo', ['go back', 'my accounts'], [entityNode('what', 'end')]);
    const talk = new Transcript([undo, addNote], { connections: [salesforce] });
    talk.follows(`
      user: Go back!
      bot: What is the what?
      user: cancel
      bot: I cancelled “Undo”.
      user: my accounts
      bot: What is the what?
      user: my connections
      bot: You have connected: | - Salesforce (ada@acme.example)
      bot: Back to “Undo”. What is the what?
    `);
  });

  it('are not what was pressed', () => {
    const choices = [
      { value: 'cancel', title: 'Cancel' },
      { value: 'back', title: 'Back' },
    ];
    const pick = task(
      'p',
      'Pick',
      ['pick'],
      [entityNode('which', 'done', { kind: 'choice', choices }), { ...addNote.graph.nodes[2]!, id: 'done' }],
    );
    const talk = new Transcript([pick]);
    talk.play('user: pick');
    expect(talk.play('press: back = Back')).toContain('Noted');
  });
});
