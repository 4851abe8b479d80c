import { describe, expect, it } from 'vitest';
import { addNote, createLead, viewLead } from './sample-tasks.js';
import { Transcript } from './transcript.js';

const told =
  'bot: I cannot reach Salesforce at the moment: its connection has to be renewed, and the people who look after it were told. ' +
  'I go on with “Create a lead” by myself as soon as it works again; write “cancel” to stop.';
const waiting =
  'bot: “Create a lead” is waiting until Salesforce is connected again. The people who look after it were told, and I go on by ' +
  'myself. Write “cancel” to stop.';

/** The conversation up to the place where somebody else has to authorize. */
function parked(): Transcript {
  const talk = new Transcript([createLead, viewLead, addNote]);
  talk.play('user: create a lead\n user: Lovelace\n user: Acme');
  talk.follows(`
    server: authorization-awaited e2
    ${told}
  `);
  return talk;
}

describe('a conversation that waits until somebody else has authorized', () => {
  it('goes on by itself, once', () => {
    const talk = parked();
    talk.follows(`
      server: authorization-completed e2
      bot: Salesforce works again. I go on.
      effect: run-operation e3 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: authorization-completed e2
      server: operation-succeeded e3 {"url":"https://acme.example/1"}
      bot: I created the lead Lovelace.
      card: Lovelace <https://acme.example/1>
    `);
    expect(talk.state?.frames).toEqual([]);
  });

  it('tells what it waits for, and starts no second run of the same task', () => {
    parked().follows(`
      user: are you there?
      ${waiting}
      user: create a lead
      ${waiting}
    `);
  });

  it('can be cancelled, and then runs nothing', () => {
    parked().follows(`
      user: cancel
      bot: I cancelled “Create a lead”.
      server: authorization-completed e2
    `);
  });

  it('can be put off, and goes on all the same', () => {
    const talk = parked();
    talk.play('user: not now');
    expect(talk.state?.frames[0]?.isPostponed).toBe(true);
    expect(talk.play('server: authorization-completed e2')).toContain('effect: run-operation e3');
  });

  it('lets the end user correct an answer meanwhile', () => {
    const talk = parked();
    talk.play('user: actually, the company is Navy');
    expect(talk.play('server: authorization-completed e2')).toContain('"company":"Navy"');
  });

  it('waits again when the authorization is lost again', () => {
    parked().follows(`
      server: authorization-completed e2
      bot: Salesforce works again. I go on.
      effect: run-operation e3 salesforce.create-lead {"lastName":"Lovelace","company":"Acme"}
      server: authorization-awaited e3
      ${told}
    `);
  });

  it('ends the task, in so many words, when nobody will authorize any more; and hears it once', () => {
    const talk = parked();
    talk.follows(`
      server: authorization-failed e2 failed
      bot: I could not finish “Create a lead”. I have no access to Salesforce. To try again, write “Create a lead”.
      server: authorization-failed e2 failed
      server: authorization-completed e2
    `);
    expect(talk.state?.frames).toEqual([]);
  });

  it('ends it in the language of the conversation', () => {
    const talk = new Transcript([createLead], { locale: 'de' });
    talk.play('user: create a lead\n user: Lovelace\n user: Acme\n server: authorization-awaited e2');
    expect(talk.play('server: authorization-failed e2 failed')).toContain('Ich habe keinen Zugriff auf Salesforce.');
  });
});
