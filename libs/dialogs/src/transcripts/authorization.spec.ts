import { describe, expect, it } from 'vitest';
import { addNote, createLead, viewLead } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const tasks = [createLead, viewLead, addNote];

/** The conversation up to the place where the story waits for the end user's authorization. */
function parked(): Transcript {
  const talk = new Transcript(tasks);
  talk.follows(`
    user: create a lead
    bot: What is the name?
    user: Lovelace
    bot: What is the company?
    user: Acme
    effect: run-operation e2 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
    server: authorization-required e2
    link: Connect Salesforce <https://bot.example/authorize/secret>
  `);
  return talk;
}

describe('a conversation that needs an authorization', () => {
  it('parks the step, resumes by itself and creates the lead', () => {
    const talk = parked();
    talk.follows(`
      server: authorization-completed e2 ada@acme.example
      bot: Thank you, Salesforce is connected as ada@acme.example. I go on.
      effect: run-operation e3 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: operation-succeeded e3 {"id":"00Q1","url":"https://acme.example/00Q1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/00Q1>
    `);
    expect(talk.state?.frames).toEqual([]);
  });

  it('asks for nothing the next time', () => {
    const talk = parked();
    talk.play('server: authorization-completed e2\n server: operation-succeeded e3 {"url":"https://acme.example/1"}');
    talk.follows(`
      user: create a lead
      bot: What is the name?
      user: Hopper
      bot: What is the company?
      user: Navy
      effect: run-operation e5 salesforce.create-lead {"lastName":"Hopper","company":"Navy"}
      server: operation-succeeded e5 {"url":"https://acme.example/2"}
      bot: I created the lead Hopper.
      card: Hopper <https://acme.example/2>
    `);
  });

  it('sends a link that every channel can render, and keeps it out of transcripts', () => {
    const message = parked().last?.messages[0];
    const reason = 'To go on with “Create a lead”, Botty needs your permission to use Salesforce.';
    const intro = `${reason} Please open this link:`;
    const scopes = 'You will be asked to allow: read and change your data.';
    const hint = 'I go on by myself as soon as you are done. Write “new link” for another link, or “cancel” to stop.';
    expect(message).toEqual({
      kind: 'authorization-link',
      text: `${intro}\nhttps://bot.example/authorize/secret\n${scopes}\n${hint}`,
      transcriptText: `${intro}\n(link)\n${scopes}\n${hint}`,
      title: 'Connect Salesforce',
      card: {
        title: 'Connect Salesforce',
        body: `${reason}\n${scopes}`,
        link: { label: 'Connect Salesforce', url: 'https://bot.example/authorize/secret' },
      },
      expiresAt: '2026-11-22T12:30:00Z',
    });
  });

  it('keeps no link in the state', () => {
    expect(JSON.stringify(parked().state)).not.toContain('secret');
  });

  it('resumes exactly once, however often the server says so', () => {
    const talk = parked();
    talk.follows(`
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e3 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: authorization-completed e2
      server: authorization-required e2
      server: authorization-failed e2 expired
      server: operation-succeeded e2 {"url":"https://acme.example/1"}
      server: operation-succeeded e3 {"url":"https://acme.example/1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/1>
      server: operation-succeeded e3 {"url":"https://acme.example/1"}
      server: operation-failed e3 internal Twice.
      server: timeout e3
      server: outcome-unknown e3
    `);
  });

  it('sends a link that was delivered twice only once', () => {
    parked().follows('server: authorization-required e2');
  });

  it('leaves the state as it is when an event is stale or unknown', () => {
    const talk = parked();
    const before = talk.state;
    talk.follows(`
      server: authorization-completed e99
      server: operation-succeeded e2 {}
      server: timeout e2
      server: outcome-unknown e2
      server: authorization-failed nonsense denied
    `);
    expect(talk.state).toEqual(before);
  });
});

describe('while an authorization is awaited', () => {
  it('answers another question, then goes on where it stood', () => {
    parked().follows(`
      user: take a note
      bot: What is the note?
      user: buy milk
      bot: Noted: buy milk
      bot: “Create a lead” is waiting for your access to Salesforce: please open the link above. Write “new link” for another link, or “cancel” to stop.
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e4 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: operation-succeeded e4 {"url":"https://acme.example/1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/1>
    `);
  });

  it('resumes below another task, and repeats the question that it interrupted', () => {
    parked().follows(`
      user: take a note
      bot: What is the note?
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      bot: Back to “Take a note”. What is the note?
      effect: run-operation e4 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: operation-succeeded e4 {"url":"https://acme.example/1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/1>
      bot: Back to “Take a note”. What is the note?
      user: buy milk
      bot: Noted: buy milk
    `);
  });

  it('tells what it waits for when it does not understand, and when the same task is asked for', () => {
    const status =
      'bot: “Create a lead” is waiting for your access to Salesforce: please open the link above. Write “new link” for another link, or “cancel” to stop.';
    parked().follows(`
      user: I am done
      ${status}
      user: create a lead
      ${status}
      user: help
      ${status}
      bot: This is what I can do for you: | 1. Create a lead | 2. View a lead | 3. Take a note
      user: 3
      bot: What is the note?
    `);
  });

  it('offers a new link after a denial, and goes on with it', () => {
    parked().follows(`
      server: authorization-failed e2 denied
      bot: Access to Salesforce was not allowed, so I could not go on with “Create a lead”.
      bot: Shall I send you a new link to Salesforce?
      user: well
      bot: I did not understand that.
      bot: Back to “Create a lead”. Shall I send you a new link to Salesforce?
      user: yes please
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
      server: authorization-required e3 second
      link: Connect Salesforce <https://bot.example/authorize/second>
      server: authorization-completed e3
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e4 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
    `);
  });

  it('lets the end user leave it after a denial, and says what that means', () => {
    parked().follows(`
      server: authorization-failed e2 denied
      bot: Access to Salesforce was not allowed, so I could not go on with “Create a lead”.
      bot: Shall I send you a new link to Salesforce?
      user: no thanks
      bot: I could not finish “Create a lead”. I have no access to Salesforce. To try again, write “Create a lead”.
      effect: cancel-authorization e2 (e3)
      server: authorization-completed e2
    `);
  });

  it.each([
    ['expired', 'The link to Salesforce for “Create a lead” has expired.'],
    [
      'failed Salesforce is down.',
      'The authorization with Salesforce for “Create a lead” did not work. Salesforce is down.',
    ],
    [
      'provider-unavailable',
      'Salesforce cannot be reached at the moment, so I could not go on with “Create a lead”. It may work in a few minutes.',
    ],
    ['scope-insufficient', 'Salesforce did not give all the permissions that “Create a lead” needs.'],
    ['account-not-usable It is a trial.', 'This Salesforce account cannot be used for “Create a lead”. It is a trial.'],
  ])('says what happened and offers a new link: %s', (reason, text) => {
    parked().follows(`
      server: authorization-failed e2 ${reason}
      bot: ${text}
      bot: Shall I send you a new link to Salesforce?
      press: new-link = New link
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
    `);
  });

  it('lets another task be started while a new link is offered', () => {
    parked().follows(`
      server: authorization-failed e2 expired
      bot: The link to Salesforce for “Create a lead” has expired.
      bot: Shall I send you a new link to Salesforce?
      user: take a note
      bot: What is the note?
      user: buy milk
      bot: Noted: buy milk
      bot: Back to “Create a lead”. Shall I send you a new link to Salesforce?
    `);
  });

  it('takes the wish to start the same task over as a wish for a new link', () => {
    parked().follows(`
      server: authorization-failed e2 denied
      bot: Access to Salesforce was not allowed, so I could not go on with “Create a lead”.
      bot: Shall I send you a new link to Salesforce?
      user: create a lead
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
    `);
  });

  it('holds the offer back while another task asks', () => {
    parked().follows(`
      user: take a note
      bot: What is the note?
      server: authorization-failed e2 expired
      bot: The link to Salesforce for “Create a lead” has expired.
      bot: Back to “Take a note”. What is the note?
      user: new link
      bot: I am getting a new link to Salesforce for you.
      bot: Back to “Take a note”. What is the note?
      effect: authorize e4 salesforce.create-lead
    `);
  });

  it('gets a second link once, lets either be used, and ignores the end of the first', () => {
    const talk = parked();
    talk.follows(`
      user: send again
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
      user: new link!
      bot: I am getting a new link to Salesforce for you.
      server: authorization-failed e2 expired
      server: authorization-required e3 second
      link: Connect Salesforce <https://bot.example/authorize/second>
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e4 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: authorization-completed e3
    `);
  });

  it('says so when a new link cannot be had', () => {
    parked().follows(`
      user: new link
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
      server: timeout e3
      bot: The authorization with Salesforce for “Create a lead” did not work. Salesforce did not answer in time.
      bot: Shall I send you a new link to Salesforce?
      user: new link
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e4 salesforce.create-lead
      server: operation-failed e4 action-disabled The action is switched off.
      bot: I could not finish “Create a lead”. The action is switched off. To try again, write “Create a lead”.
    `);
  });

  it('takes "new link" for an answer when no link is awaited', () => {
    new Transcript(tasks).follows(`
      user: take a note
      bot: What is the note?
      user: new link
      bot: Noted: new link
    `);
  });
});

describe('"cancel"', () => {
  it('makes the link worthless and says what was cancelled', () => {
    parked().follows(`
      user: Cancel!
      bot: I cancelled “Create a lead”.
      effect: cancel-authorization e2 (e3)
      server: authorization-completed e2
      server: authorization-failed e2 expired
      user: cancel
      bot: There is nothing to cancel.
    `);
  });

  it('cancels all links that were sent, and one that is on its way', () => {
    parked().follows(`
      user: new link
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
      user: cancel
      bot: I cancelled “Create a lead”.
      effect: cancel-authorization e2 (e4)
      effect: cancel-authorization e3 (e5)
      server: authorization-required e3
    `);
  });

  it('drops the youngest task first', () => {
    parked().follows(`
      user: take a note
      bot: What is the note?
      user: cancel
      bot: I cancelled “Take a note”.
      bot: “Create a lead” is waiting for your access to Salesforce: please open the link above. Write “new link” for another link, or “cancel” to stop.
      user: cancel
      bot: I cancelled “Create a lead”.
      effect: cancel-authorization e2 (e4)
    `);
  });

  it('works while a code is asked for, compared, or a new link is offered', () => {
    parked().follows(`
      server: authorization-proof-requested e2
      bot: Almost done: please type the 6-digit code that your browser shows now. It proves that it was you who connected Salesforce for “Create a lead”.
      user: cancel
      bot: I cancelled “Create a lead”.
      effect: cancel-authorization e2 (e3)
    `);
    const compared = parked();
    compared.play('server: authorization-proof-requested e2\n user: 123456');
    compared.follows(`
      user: cancel
      bot: I cancelled “Create a lead”.
      effect: cancel-authorization e2 (e4)
      server: authorization-completed e2
    `);
    const offered = parked();
    offered.play('server: authorization-failed e2 expired');
    offered.follows(`
      user: cancel
      bot: I cancelled “Create a lead”.
      effect: cancel-authorization e2 (e3)
    `);
  });

  it('tells that an operation on its way cannot be called back', () => {
    const talk = parked();
    talk.play('server: authorization-completed e2');
    talk.follows(`
      user: cancel
      bot: I stopped “Create a lead”. The last step was already sent to Salesforce and may still be carried out there.
      server: operation-succeeded e3 {}
    `);
  });
});

describe('the code that proves who authorized', () => {
  const asked =
    'bot: Almost done: please type the 6-digit code that your browser shows now. It proves that it was you who connected Salesforce for “Create a lead”.';

  it('is compared by the server, and may be typed again after a mistake', () => {
    parked().follows(`
      server: authorization-proof-requested e2
      ${asked}
      server: authorization-proof-requested e2
      user: 111111
      effect: verify-authorization-code e2 (e3) 111111
      user: 222222
      bot: I am checking your code.
      server: authorization-failed e2 code-rejected 2 attempts are left.
      bot: That is not the code that your browser shows. Please look again and type its 6 digits. 2 attempts are left.
      user: 12345
      bot: The code has 6 digits. You find it on the page in your browser.
      user: 123 456
      effect: verify-authorization-code e2 (e4) 123456
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e5 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
    `);
  });

  it('ends in the offer of a new link when it was wrong too often', () => {
    parked().follows(`
      server: authorization-proof-requested e2
      ${asked}
      user: 111111
      effect: verify-authorization-code e2 (e3) 111111
      server: authorization-failed e2 code-attempts-exhausted
      bot: The code was wrong too often. For your safety the link to Salesforce for “Create a lead” is no longer valid.
      bot: Shall I send you a new link to Salesforce?
      user: 123456
      bot: I did not understand that.
      bot: Back to “Create a lead”. Shall I send you a new link to Salesforce?
    `);
  });

  it('is recognized while another task asks something', () => {
    parked().follows(`
      user: take a note
      bot: What is the note?
      server: authorization-proof-requested e2
      ${asked}
      bot: Back to “Take a note”. What is the note?
      user: ４５６ 789
      effect: verify-authorization-code e2 (e4) 456789
      user: 12345
      bot: Noted: 12345
    `);
  });

  it('belongs to the link that the end user really finished', () => {
    parked().follows(`
      user: new link
      bot: I am getting a new link to Salesforce for you.
      effect: authorize e3 salesforce.create-lead
      server: authorization-required e3 second
      link: Connect Salesforce <https://bot.example/authorize/second>
      server: authorization-proof-requested e2
      ${asked}
      user: 123456
      effect: verify-authorization-code e2 (e4) 123456
      server: authorization-failed e3 expired
      server: authorization-completed e2
      bot: Thank you, Salesforce is connected. I go on.
      effect: run-operation e5 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
    `);
  });

  it('is kept out of the transcript, right or wrong, early or late', () => {
    const talk = parked();
    talk.play('user: 123456');
    expect(talk.last?.userMessageText).toBe('••••');
    talk.play('server: authorization-proof-requested e2\n user: 123457');
    expect(talk.last?.userMessageText).toBe('••••');
    talk.play('user: 1234');
    expect(talk.last?.userMessageText).toBe('••••');
    talk.play('user: thanks for 2');
    expect(talk.last?.userMessageText).toBe('thanks for 2');
  });

  it('is nothing special when nobody waits for one', () => {
    new Transcript(tasks).follows(`
      user: take a note
      bot: What is the note?
      user: 123456
      bot: Noted: 123456
    `);
  });
});

describe('a conversation in German', () => {
  it('goes from question to link to denial to a new link', () => {
    const talk = new Transcript([{ ...createLead, name: 'Lead anlegen' }], { locale: 'de-AT' });
    talk.follows(`
      server: conversation-started
      bot: Hallo Ada, ich bin Botty. Das kann ich für Sie tun: | 1. Lead anlegen
      user: lead anlegen
      bot: What is the name?
      user: Lovelace
      bot: What is the company?
      user: Acme
      effect: run-operation e2 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: authorization-required e2
      link: Salesforce verbinden <https://bot.example/authorize/secret>
      server: authorization-failed e2 denied
      bot: Der Zugriff auf Salesforce wurde nicht erlaubt, deshalb konnte ich „Lead anlegen“ nicht fortsetzen.
      bot: Soll ich Ihnen einen neuen Link zu Salesforce schicken?
      user: Ja, gerne
      bot: Ich besorge Ihnen einen neuen Link zu Salesforce.
      effect: authorize e3 salesforce.create-lead
      user: abbrechen
      bot: Ich habe „Lead anlegen“ abgebrochen.
      effect: cancel-authorization e2 (e4)
      effect: cancel-authorization e3 (e5)
      user: Was kannst du?
      bot: Das kann ich für Sie tun: | 1. Lead anlegen
    `);
  });
});
