import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialogTask } from '../protocol.js';
import { intentFloor, matchIntent, toMatch } from './match.js';
import { similarityRecognizer } from './similarity.js';

/** Tasks of a CRM bot: name; sample utterances; how people ask for it in other words, typing errors included. */
const corpus: { readonly [name: string]: readonly [samples: string, paraphrases: string] } = {
  'Create a lead': [
    'create a lead|add a new lead|new lead|I met a new prospect|lege einen Lead an',
    'please create a lead for me|craete a laed|i would like to add another lead|can you add a prospect?|register a new lead for Grace Hopper at Example Navy|Lead anlegen|kannst du einen neuen Lead anlegen|I have got a new lead',
  ],
  'Create an opportunity': [
    'create an opportunity|new opportunity|add a deal|new deal|neue Verkaufschance',
    'i need a new oportunity|please add a deal over 20k|create deal|make a new deal for Acme|lege eine Verkaufschance an',
  ],
  'Update a lead': [
    'update a lead|change a lead|edit a lead|change the status of a lead|Lead ändern',
    'i want to update that lead|please edit the laed|modify a lead|change lead status|can you change the details of my lead|einen Lead bearbeiten',
  ],
  'View a lead': [
    'view a lead|show me a lead|open a lead|lead details|zeige einen Lead',
    'show me the lead 00Q8d00000AbCdEAAV|display a lead|I want to see a lead|can you open the lead|zeig mir den Lead',
  ],
  'List leads': [
    'list leads|show my leads|show all leads|newest leads|alle Leads',
    'list all my leads please|show me all my leads|what are my newest leads|liste alle Leads auf|lsit leads',
  ],
  'Search leads': [
    'search leads|find a lead|search for a lead|look up a lead|Lead suchen',
    'can you find a lead named Ada|i am searching for a lead|serach leads|please look up the lead Hopper|suche einen Lead',
  ],
  'Delete a lead': [
    'delete a lead|remove a lead|erase a lead|Lead löschen',
    'please remove this lead|dlete the lead|get rid of the lead and delete it|lösche den Lead|erase lead',
  ],
  'Create a contact': [
    'create a contact|add a contact|new contact|neuer Kontakt',
    'add Grace Hopper to my contacts as a new contact|please create a new contcat|save a new contact|Kontakt anlegen|make a contact',
  ],
  'Find a contact': [
    'find a contact|search contacts|look up a contact|Kontakt suchen',
    'look for a contact|can you search for my contact|find contact Ada|finde einen Kontakt|serch contacts',
  ],
  'Delete a contact': [
    'delete a contact|remove a contact|Kontakt löschen',
    'delete the contact please|remove Ada from my contacts|erase a contact|lösche einen Kontakt|delete contatc',
  ],
  'Report an incident': [
    'report an incident|create an incident|something is broken|new incident|Störung melden',
    'i want to report an incident|my laptop is broken|open an incident|create a new incdent|ich möchte eine Störung melden',
  ],
  'Show an incident': [
    'show an incident|incident status|what is the status of my incident|status of an incident',
    'how is my incident doing, what is its status|show me the incident INC0010023|status of incident|view incident|display an incident',
  ],
  'Request an item': [
    'request an item|order something from the catalog|I need a new laptop|order hardware',
    'i would like to order hardware|request a new item|i need a laptop|order an item from the catalog|please order some hardware for me',
  ],
  'Create a ticket': [
    'create a ticket|open a ticket|new ticket|submit a ticket|neues Ticket',
    'please open a tiket|can you submit a support ticket|i want to create a new ticket|Ticket erstellen|make a ticket for me',
  ],
  'List tickets': [
    'list tickets|show my tickets|my open tickets|all tickets|meine Tickets',
    'which tickets are open|show all my tickets|list open tickets|zeige meine Tickets|shwo my tickets',
  ],
  'Update a ticket': [
    'update a ticket|change a ticket|change the priority of a ticket|Ticket ändern',
    'i need to update my ticket|set the priority of a ticket|change ticket priority|edit a ticket|aktualisiere ein Ticket',
  ],
  'Close a ticket': [
    'close a ticket|resolve a ticket|mark a ticket as solved|Ticket schließen',
    'please close my ticket|the ticket is solved|mark ticket as solved|schließe das Ticket|reslove a ticket',
  ],
  'Create an issue': [
    'create an issue|file a bug|report a bug|new issue|neuer Vorgang',
    'i found a bug|please file a new bug|create a jira issue|add an isue|lege einen Vorgang an',
  ],
  'View an issue': [
    'view an issue|show an issue|issue details|open an issue by its key',
    'show me the issue PROJ-12|display the issue|details of an issue|view isssue|i want to see an issue',
  ],
  'List issues': [
    'list issues|show my issues|issues assigned to me|all issues',
    'list my issues|which issues are assigned to me|show me all issues|lsit issues please|my assigned issues',
  ],
  'Schedule a meeting': [
    'schedule a meeting|book a meeting|create an event|set up a call|Termin vereinbaren',
    'can you schedule a meeting with Ada tomorrow at 3|book an appointment|set up a meeting|ich möchte einen Termin vereinbaren|shedule a meeting',
  ],
  'List events': [
    'list my events|what is on my calendar|show my calendar|my meetings today|meine Termine',
    "what's on my calendar today|show me my calender|which meetings do i have today|zeige meine Termine|list events",
  ],
  'Cancel a meeting': [
    'cancel a meeting|call off a meeting|delete an event|Termin absagen',
    'please cancel my meeting with Ada|cancel the meeting tomorrow|cancle a meeting|sage den Termin ab|delete an event from my calendar',
  ],
  'Send an e-mail': [
    'send an e-mail|write an email|send a mail|E-Mail senden',
    'send an email to Ada|please write a mail|i want to send an emial|schicke eine E-Mail|compose and send an e-mail',
  ],
  'Create a to-do list': [
    'create a to-do list|new task list|add a to-do list|neue Aufgabenliste',
    'make a new to-do list|create a list for my to-dos|i want a new to do list|add a task list|lege eine Aufgabenliste an',
  ],
  'Take a note': [
    'take a note|write this down|add a note|Notiz machen',
    'please take a note|can you write this down|add a new note|mach eine Notiz|tkae a note',
  ],
  'Create an invoice': [
    'create an invoice|bill a customer|new invoice|Rechnung schreiben',
    'please create an invocie|i need to bill a customer|make an invoice for Acme|schreibe eine Rechnung|add a new invoice',
  ],
  'List invoices': [
    'list invoices|show open invoices|unpaid invoices|alle Rechnungen',
    'show me all unpaid invoices|which invoices are open|list all invoices|zeige alle Rechnungen|list invoces',
  ],
  'Track a parcel': [
    'track a parcel|where is my parcel|track my shipment|Paket verfolgen',
    'where is my shipment|track parcel 123456|can you track my package|wo ist mein Paket|trakc a parcel',
  ],
  'Request time off': [
    'request time off|I want to take a vacation|apply for leave|Urlaub beantragen',
    'i would like to request time off next week|apply for a vacation|i want to take leave|ich möchte Urlaub beantragen|requst time off',
  ],
  'Reset a password': [
    'reset a password|I forgot my password|change my password|Passwort zurücksetzen',
    'i have forgotten my password|please reset my pasword|help me reset the password|Passwort vergessen|change password',
  ],
  'Show the sales report': [
    'show the sales report|sales figures|how are our sales|Umsatzbericht',
    'show me our sales figures|sales report please|how were sales this month|display the sales report|zeige den Umsatzbericht',
  ],
};

/** What no task of the bot is about, however much of its words there is in it. */
const outOfScope =
  `what is the weather like today|tell me a joke|who won the match yesterday|how old are you|I love you|thank you very much|good morning|
what time is it|play some music|I led a new life|sing me a song|what is the capital of France|how tall is Mount Everest|translate hello into Spanish|
can you dance|are you a robot|where do you live|who made you|what is the meaning of life|my dog is sick|I am hungry|order a pizza with cheese|book a flight to Paris|
turn off the lights|set an alarm for seven|navigate to the airport|what is two plus two|recommend a good film|tell me about the history of Rome|
how do I cook pasta|I am so tired|this is great|that was not helpful|you are stupid|nice to meet you|see you later|I do not know|maybe later|never in my life|
call my mother|buy some milk|what day is it|how far is the moon|who is the president|read me a story|do you speak German|I feel sad today|happy birthday|
let us play chess|my neighbour is loud|the printer paper is white|where can I park|which bus goes downtown|how do plants grow|draw a picture of a cat|
lead the way|a note of caution|on the contrary|it takes two to tango|mark my words|the issue of blood is thick|wie wird das Wetter|erzähl mir einen Witz|ich habe Hunger|
wie spät ist es|guten Tag zusammen|wer bist du|das ist schön|vielen Dank für alles|spiel Musik|was kostet das Leben|wo wohnst du|ich liebe dich|
mach das Licht aus|wie alt bist du|bis später|keine Ahnung|das war falsch|hast du Zeit|mein Hund ist krank|der Zug kommt zu spät|asdf qwer yxcv|lorem ipsum dolor sit amet|
buy|the|42|🙂🙂🙂|hm|...|new|my|all of them|status`
    .split('|')
    .map((text) => text.trim());

const tasks: readonly DialogTask[] = Object.entries(corpus).map(([name, [samples]]) => {
  const utterances = samples.split('|');
  const start = { id: 'start', type: 'intent', title: name, utterances, transitions: [] } as const;
  return { id: name, name, version: 1, graph: { schemaVersion: 1, nodes: [start] } };
});
const paraphrases = Object.entries(corpus).flatMap(([name, [, said]]) =>
  said.split('|').map((text) => ({ text, name })),
);

/** The names of the tasks that a message may mean. */
function meaning(text: string): readonly string[] {
  const match = matchIntent(text, tasks);
  if (match.kind === 'several') return match.tasks.map(({ name }) => name);
  return match.kind === 'one' ? [match.task.name] : [];
}

describe('the recognizer, with the tasks of a CRM bot', () => {
  const answers = paraphrases.map(({ text, name }) => ({ text, name, found: meaning(text) }));
  const rate = (test: (answer: (typeof answers)[number]) => boolean) => answers.filter(test).length / answers.length;
  const listed = (test: (answer: (typeof answers)[number]) => boolean) =>
    answers
      .filter(test)
      .map(({ text, name, found }) => `${text} (${name}): ${found.join(', ')}`)
      .join('\n');

  it('has enough to be measured by', () => {
    expect(tasks.length).toBeGreaterThanOrEqual(30);
    expect(paraphrases.length).toBeGreaterThanOrEqual(150);
    expect(outOfScope.length).toBeGreaterThanOrEqual(80);
  });

  it('understands paraphrases and typing errors, asks back now and then, and hardly ever takes one task for another', () => {
    const isRight = ({ found, name }: (typeof answers)[number]) => found.length === 1 && found[0] === name;
    const isAsked = ({ found, name }: (typeof answers)[number]) => found.length > 1 && found.includes(name);
    const isWrong = ({ found, name }: (typeof answers)[number]) => found.length > 0 && !found.includes(name);
    expect(
      rate(isRight),
      listed((answer) => !isRight(answer)),
    ).toBeGreaterThanOrEqual(0.9);
    expect(rate(isAsked), listed(isAsked)).toBeLessThanOrEqual(0.06);
    expect(rate(isWrong), listed(isWrong)).toBeLessThanOrEqual(0.01);
  });

  it('does not take what is out of scope for a task', () => {
    const accepted = outOfScope.filter((text) => meaning(text).length > 0);
    expect(accepted.length / outOfScope.length, accepted.join('\n')).toBeLessThanOrEqual(0.01);
  });

  it('scores every sample utterance with 1, and gives the same ranking each time', () => {
    const rank = (text: string) => similarityRecognizer.recognize(text, { locale: 'en', tasks });
    expect(rank('create a lead')[0]).toEqual({ taskId: 'Create a lead', score: 1 });
    expect(rank('my laptop has a problem')).toEqual(rank('my laptop has a problem'));
  });

  it('scores any text between 0 and 1, each task once, the likeliest first', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(...outOfScope, '\u202e\u200b', '👩‍👩‍👧'),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const ranking = similarityRecognizer.recognize(text, { locale: 'en', tasks });
        expect(ranking.every(({ score }) => score > 0 && score <= 1)).toBe(true);
        expect(new Set(ranking.map(({ taskId }) => taskId)).size).toBe(ranking.length);
        expect(ranking.map(({ score }) => score)).toEqual(ranking.map(({ score }) => score).toSorted((a, b) => b - a));
      }),
    );
  });

  it('is quick with a hundred tasks of ten samples, new words in every message', () => {
    const many = Array.from({ length: 100 }, (_, i): DialogTask => {
      const words = (sample: number) => `verb${i % 20} the thing${i} of kind${i * 10 + sample}`;
      const utterances = Array.from({ length: 10 }, (_, sample) => words(sample));
      const start = { id: 'start', type: 'intent', title: 'x', utterances, transitions: [] } as const;
      return { id: `t${i}`, name: `Task ${i}`, version: 1, graph: { schemaVersion: 1, nodes: [start] } };
    });
    const ask = (i: number) =>
      similarityRecognizer.recognize(`please verb3 the thing${i} for customer${i * 7}`, { locale: 'en', tasks: many });
    for (let i = 0; i < 50; i += 1) ask(i);
    const start = process.cpuUsage();
    for (let i = 50; i < 150; i += 1) ask(i);
    expect(process.cpuUsage(start).user / 1_000 / 100).toBeLessThan(5);
  });
});

describe('a ranking of any recognizer', () => {
  const [first, second] = tasks as [DialogTask, DialogTask];
  const decide = (...scores: readonly number[]) =>
    toMatch(
      scores.map((score, i) => ({ taskId: i === 0 ? first.id : second.id, score })),
      tasks,
    ).kind;

  it('means nothing below the floor, one task where it is clearly ahead, and a question where two are close', () => {
    expect(decide(intentFloor - 0.01)).toBe('none');
    expect(decide(intentFloor)).toBe('one');
    expect(decide(0.9, 0.7)).toBe('one');
    expect(decide(0.9, 0.88)).toBe('several');
    expect(decide(1, 0.99)).toBe('one');
  });

  it('does not name tasks that the bot does not have', () => {
    expect(toMatch([{ taskId: 'gone', score: 1 }], tasks)).toEqual({ kind: 'none' });
  });
});
