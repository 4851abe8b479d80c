import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import { context } from '../../transcripts/transcript.js';
import { extractCorrection } from './extract-correction.js';
import { extractEntities, type ExtractableEntity } from './extract-entities.js';

type Values = { readonly [name: string]: JsonValue };
type Utterances = readonly (readonly [text: string, expected: Values])[];

/** What a task asks for, `name: kind`, and how it is asked for. */
interface Task {
  readonly samples: readonly string[];
  readonly entities: readonly ExtractableEntity[];
}

const entity = (
  name: string,
  kind: ExtractableEntity['kind'],
  more: Partial<ExtractableEntity> = {},
): ExtractableEntity => ({
  name,
  kind,
  requirement: 'mandatory',
  ...more,
});
const choices = (...titles: readonly string[]) => ({ choices: titles.map((title) => ({ value: title, title })) });

const lead: Task = {
  samples: [
    'create a lead',
    'add a new lead',
    'new lead',
    'I met a new lead',
    'lege einen Lead an',
    'neuer Lead',
    'Lead anlegen',
  ],
  entities: [
    entity('firstName', 'text', { requirement: 'optional', maxLength: 40 }),
    entity('lastName', 'text', { maxLength: 80 }),
    entity('company', 'text', { maxLength: 255 }),
    entity('email', 'email'),
    entity('mobilePhone', 'phone'),
    entity('callAt', 'date-time'),
  ],
};
const contact: Task = {
  samples: ['add a contact', 'create a contact', 'new contact', 'neuer Kontakt', 'Kontakt anlegen'],
  entities: [
    entity('contact', 'person'),
    entity('employer', 'company'),
    entity('website', 'url'),
    entity('phone', 'phone'),
  ],
};
const opportunity: Task = {
  samples: [
    'create an opportunity',
    'new deal',
    'add a deal',
    'new opportunity',
    'neue Verkaufschance',
    'lege einen Deal an',
  ],
  entities: [
    entity('name', 'text', { maxLength: 120 }),
    entity('closeDate', 'date'),
    entity('stage', 'choice', choices('Prospecting', 'Needs analysis', 'Closed Won', 'Closed Lost')),
    entity('amount', 'money'),
  ],
};
const ticket: Task = {
  samples: ['create a ticket', 'open a ticket', 'report a problem', 'neues Ticket', 'Ticket erstellen'],
  entities: [
    entity('subject', 'text'),
    entity('priority', 'choice', {
      choices: [
        { value: '1', title: 'Low', synonyms: ['niedrig'] },
        { value: '4', title: 'Urgent', synonyms: ['dringend', 'asap'] },
        { value: '3', title: 'High', synonyms: ['hoch'] },
      ],
    }),
    entity('email', 'email'),
  ],
};
const meeting: Task = {
  samples: ['schedule a meeting', 'set up a call', 'book a meeting', 'Termin vereinbaren', 'neuer Termin'],
  entities: [
    entity('attendee', 'person'),
    entity('day', 'date'),
    entity('time', 'time'),
    entity('duration', 'duration'),
  ],
};
const order: Task = {
  samples: ['order something', 'place an order', 'bestellen', 'Bestellung aufgeben'],
  entities: [entity('quantity', 'number'), entity('productId', 'text'), entity('isGift', 'yes-no')],
};

const grace = { firstName: 'Grace', lastName: 'Hopper' };
const leadsInEnglish: Utterances = [
  ['create a lead', {}],
  ['create a lead for Grace Hopper', grace],
  ['create a lead for Grace Hopper at Example Navy', { ...grace, company: 'Example Navy' }],
  [
    'create a lead for Grace Hopper at Example Navy, mobile +1 202 555 0136, tomorrow at 3',
    { ...grace, company: 'Example Navy', mobilePhone: '+12025550136', callAt: '2026-11-23T15:00:00+01:00' },
  ],
  [
    'Create a lead for Dr. Grace Brewster Hopper from Acme Inc.',
    { firstName: 'Grace Brewster', lastName: 'Hopper', company: 'Acme Inc.' },
  ],
  ['new lead Grace Hopper, grace@example.com', { ...grace, email: 'grace@example.com' }],
  ['new lead: Grace Hopper at Acme', { ...grace, company: 'Acme' }],
  ['I met a new lead named Grace Hopper, she works for Acme', { ...grace, company: 'Acme' }],
  [
    'add a new lead called Vincent van der Berg of Acme Ltd',
    { firstName: 'Vincent', lastName: 'van der Berg', company: 'Acme Ltd' },
  ],
  ['please create a lead for Mr. Hopper at 3M', { lastName: 'Hopper', company: '3M' }],
  ['create a lead, first name Grace, last name Hopper, company Acme', { ...grace, company: 'Acme' }],
  ['create a lead. First name: Grace; last name: Hopper; company: Acme & Sons', { ...grace, company: 'Acme & Sons' }],
  ['create a lead, the company is Example Navy', { company: 'Example Navy' }],
  ['add a new lead at Bank of New York', { company: 'Bank of New York' }],
  ['create a lead for grace hopper at acme', { firstName: 'grace', lastName: 'hopper', company: 'acme' }],
  ['create a lead for grace hopper', {}],
  ['create a lead with email grace@example.com', { email: 'grace@example.com' }],
  ['create a lead, phone +49 30 901820', { mobilePhone: '+4930901820' }],
  [
    'create a lead for Ada Lovelace of Analytical Engines GmbH',
    { firstName: 'Ada', lastName: 'Lovelace', company: 'Analytical Engines GmbH' },
  ],
  ['new lead tomorrow at 9am', { callAt: '2026-11-23T09:00:00+01:00' }],
  ['create a lead for Acme', {}],
  ['create a lead for Acme Corporation', { company: 'Acme Corporation' }],
  ['create a lead for Example Software', {}],
  ['create a lead for Grace', {}],
  ['create a lead for me', {}],
  ['create a lead for tomorrow', {}],
  ['create a lead at work', {}],
  ['create a lead for my boss', {}],
  ['create a lead for a customer in Berlin', {}],
  ['create a lead for the Sales Team', {}],
  ['create a lead for Grace Hopper from Berlin', grace],
  ['create a lead for Grace Hopper in New York', grace],
  ['create a lead for Grace Hopper and Ada Lovelace', {}],
  ['create a lead for my colleague Grace Hopper', grace],
  ['create a lead, her name is Grace Hopper', grace],
  ['create a lead, email a@example.com or b@example.com', {}],
  ["I'd like to add a new lead, it's Grace Hopper's friend", {}],
  ['Create a new lead for O’Brien, Conan', {}],
  ["create a lead for Conan O'Brien at Acme", { firstName: 'Conan', lastName: "O'Brien", company: 'Acme' }],
  ['create a lead as soon as possible, at least today', {}],
  [
    'can you create a lead for Grace Hopper at Acme for Monday at 10:30?',
    { ...grace, company: 'Acme', callAt: '2026-11-23T10:30:00+01:00' },
  ],
];
const leadsInGerman: Utterances = [
  ['Lege einen Lead an', {}],
  ['Lege einen Lead für Grace Hopper bei Example Navy an', { ...grace, company: 'Example Navy' }],
  ['Bitte lege einen Lead für Frau Dr. Hopper bei der Acme GmbH an', { lastName: 'Hopper', company: 'Acme GmbH' }],
  [
    'Neuer Lead: Grace Hopper, Acme AG, grace@example.com',
    { ...grace, company: 'Acme AG', email: 'grace@example.com' },
  ],
  [
    'neuer Lead für Grace Hopper, Handy +49 151 23456789, morgen um 15 Uhr',
    { ...grace, mobilePhone: '+4915123456789', callAt: '2026-11-23T15:00:00+01:00' },
  ],
  [
    'Lead anlegen für Jürgen Groß-Müller von der Müller & Söhne KG',
    { firstName: 'Jürgen', lastName: 'Groß-Müller', company: 'Müller & Söhne KG' },
  ],
  ['Lead anlegen, Vorname Grace, Nachname Hopper, Firma Acme', { ...grace, company: 'Acme' }],
  ['Lead anlegen, die Firma heißt Acme', { company: 'Acme' }],
  ['neuer Lead, Nachname: Hopper, Firma: Example Navy', { lastName: 'Hopper', company: 'Example Navy' }],
  ['Lege einen Lead für einen Kunden an', {}],
  ['Lege einen Lead für Kunden in Berlin an', {}],
  ['neuer Lead für Herrn Müller', { lastName: 'Müller' }],
  ['Neuer Lead bei Siemens', { company: 'Siemens' }],
  ['Lege einen Lead für den Kunden Max Mustermann an', { firstName: 'Max', lastName: 'Mustermann' }],
  ['neuer Lead, mein Name ist Max Mustermann', { firstName: 'Max', lastName: 'Mustermann' }],
  ['Neuer Lead für morgen', {}],
  ['Lege einen Lead für Max Mustermann aus Hamburg an', { firstName: 'Max', lastName: 'Mustermann' }],
  ['neuer Lead für max mustermann bei acme', { firstName: 'max', lastName: 'mustermann', company: 'acme' }],
  ['neuer Lead mit E-Mail max@example.de', { email: 'max@example.de' }],
  ['Neuer Lead aus der Messe', {}],
];
const contacts: Utterances = [
  [
    'add a contact for Grace Hopper at Acme, www.example.com',
    {
      contact: { first: 'Grace', last: 'Hopper', full: 'Grace Hopper' },
      employer: 'Acme',
      website: 'https://www.example.com',
    },
  ],
  ['new contact Prof. Ada Lovelace', { contact: { first: 'Ada', last: 'Lovelace', full: 'Prof. Ada Lovelace' } }],
  ['create a contact, name: Hopper', { contact: { last: 'Hopper', full: 'Hopper' } }],
  [
    'create a contact for Mrs. Hopper, phone (202) 555-0136',
    { contact: { last: 'Hopper', full: 'Mrs. Hopper' }, phone: '+12025550136' },
  ],
  ['create a contact at https://example.com/a?b=c', { website: 'https://example.com/a?b=c' }],
  ['create a contact with website javascript:alert(1)', {}],
  ['add a contact, see report.pdf', {}],
  ['add a contact who works at Example Navy', { employer: 'Example Navy' }],
  ['create a contact, employer is Acme', { employer: 'Acme' }],
  [
    'neuer Kontakt: Herr von Goethe bei der Firma Weimar Verlag',
    { contact: { last: 'von Goethe', full: 'Herr von Goethe' }, employer: 'Weimar Verlag' },
  ],
  [
    'Kontakt anlegen für Max Mustermann, Arbeitgeber: Acme GmbH',
    { contact: { first: 'Max', last: 'Mustermann', full: 'Max Mustermann' }, employer: 'Acme GmbH' },
  ],
  ['neuer Kontakt, Webseite beispiel.de', { website: 'https://beispiel.de' }],
  [
    'Kontakt anlegen, Name: Max Mustermann, Telefon 030 901820',
    { contact: { first: 'Max', last: 'Mustermann', full: 'Max Mustermann' }, phone: '+4930901820' },
  ],
  ['neuer Kontakt namens Max Mustermann', { contact: { first: 'Max', last: 'Mustermann', full: 'Max Mustermann' } }],
  ['add a contact to the list', {}],
  ['new contact from the Christmas Party', {}],
];
const opportunities: Utterances = [
  [
    'create an opportunity called "Big deal" for €20k closing next Friday',
    { name: 'Big deal', amount: { amount: 20_000, currency: 'EUR' }, closeDate: '2026-11-27' },
  ],
  [
    'new deal named Acme Renewal, 1.5k USD, close date 31 December 2026',
    { name: 'Acme Renewal', amount: { amount: 1_500, currency: 'USD' }, closeDate: '2026-12-31' },
  ],
  ['create an opportunity, name: Big deal, stage: Closed Won', { name: 'Big deal', stage: 'Closed Won' }],
  ['new deal in needs analysis', { stage: 'Needs analysis' }],
  ['add a deal worth $5,000 by tomorrow', { amount: { amount: 5_000, currency: 'USD' }, closeDate: '2026-11-23' }],
  ['new opportunity closing on Monday or Tuesday', {}],
  ['new opportunity "Big deal"', { name: 'Big deal' }],
  ['new opportunity "Big deal" or "Small deal"', {}],
  ['new opportunity next week', {}],
  ['create an opportunity, the name is Big deal, closing on 2027-01-31', { name: 'Big deal', closeDate: '2027-01-31' }],
  ['new deal, closed won or closed lost', {}],
  ['create an opportunity for 2 hours', {}],
  ['new deal for 5 people', {}],
  [
    'neue Verkaufschance namens Großprojekt, 20.000 Euro, bis zum 31.12.2026',
    { name: 'Großprojekt', amount: { amount: 20_000, currency: 'EUR' }, closeDate: '2026-12-31' },
  ],
  [
    'neue Verkaufschance „Großes Projekt“ über 1,5 Mio. Euro',
    { name: 'Großes Projekt', amount: { amount: 1_500_000, currency: 'EUR' } },
  ],
  ['lege einen Deal an, Name: Großprojekt, Abschlussdatum morgen', { name: 'Großprojekt', closeDate: '2026-11-23' }],
  ['lege einen Deal für übermorgen an', { closeDate: '2026-11-24' }],
  ['neue Verkaufschance mit Betrag 500 €', { amount: { amount: 500, currency: 'EUR' } }],
];
const tickets: Utterances = [
  ['create a ticket, subject: printer is broken, priority high', { subject: 'printer is broken', priority: '3' }],
  ['open a ticket with the subject "Call Grace tomorrow"', { subject: 'Call Grace tomorrow' }],
  ['open a ticket with subject Printer on fire', {}],
  [
    'report a problem: subject is VPN does not work, email ada@example.com',
    { subject: 'VPN does not work', email: 'ada@example.com' },
  ],
  ['create an urgent ticket', { priority: '4' }],
  ['create a ticket asap for ada@example.com', { priority: '4', email: 'ada@example.com' }],
  ['create a ticket, priority: hihg', { priority: '3' }],
  ['create a ticket, low or high priority', {}],
  ['report a problem with the highway', {}],
  ['create a ticket. Subject: Hello, world. Priority: low', { subject: 'Hello, world', priority: '1' }],
  ['Ticket erstellen, Betreff: Drucker defekt, Priorität hoch', { subject: 'Drucker defekt', priority: '3' }],
  ['neues Ticket: Betreff lautet „VPN geht nicht“', { subject: 'VPN geht nicht' }],
  ['neues Ticket, dringend, an ada@example.com', { priority: '4', email: 'ada@example.com' }],
  ['neues Ticket mit Priorität niedrig', { priority: '1' }],
  ['neues Ticket', {}],
];
const meetings: Utterances = [
  [
    'schedule a meeting with Grace Hopper tomorrow at 3pm for an hour and a half',
    {
      attendee: { first: 'Grace', last: 'Hopper', full: 'Grace Hopper' },
      day: '2026-11-23',
      time: '15:00',
      duration: 'PT1H30M',
    },
  ],
  ['book a meeting with Dr. Hopper on Friday', { attendee: { last: 'Hopper', full: 'Dr. Hopper' }, day: '2026-11-27' }],
  ['set up a call at 10:30', { time: '10:30' }],
  ['schedule a meeting for 45 minutes', { duration: 'PT45M' }],
  ['schedule a meeting with marketing', {}],
  ['schedule a meeting with Grace', {}],
  ['book a meeting at noon', { time: '12:00' }],
  ['book a meeting next week', {}],
  ['book a meeting from 3 to 5pm', {}],
  ['schedule a meeting on 3 or 4 May', {}],
  [
    'set up a call with Ada Lovelace on 5 May',
    { attendee: { first: 'Ada', last: 'Lovelace', full: 'Ada Lovelace' }, day: '2027-05-05' },
  ],
  [
    'Termin vereinbaren mit Max Mustermann morgen um 15 Uhr',
    { attendee: { first: 'Max', last: 'Mustermann', full: 'Max Mustermann' }, day: '2026-11-23', time: '15:00' },
  ],
  [
    'Termin vereinbaren am Freitag um halb vier für 90 Minuten',
    { day: '2026-11-27', time: '15:30', duration: 'PT1H30M' },
  ],
  ['neuer Termin mit Frau Müller am 24.12.', { attendee: { last: 'Müller', full: 'Frau Müller' }, day: '2026-12-24' }],
  ['neuer Termin mit dem Vertrieb', {}],
  ['Guten Morgen, ich möchte einen Termin vereinbaren', {}],
  ['neuer Termin, Dauer: eine halbe Stunde', { duration: 'PT30M' }],
];
const orders: Utterances = [
  ['place an order, quantity 5, product id AB-1234', { quantity: 5, productId: 'AB-1234' }],
  ['place an order for quantity: 2k', { quantity: 2_000 }],
  ['order something for 5 people', {}],
  ['place an order with product AB1234', { productId: 'AB1234' }],
  ['place an order, is gift: yes', { isGift: true }],
  ['place an order AB1234 or AB1235', {}],
  ['place an order, quantity is twelve', { quantity: 12 }],
  ['Bestellung aufgeben, Anzahl 1.250', { quantity: 1_250 }],
  ['Bestellung aufgeben, Menge: drei', { quantity: 3 }],
  ['bitte etwas bestellen', {}],
  ['yes, place an order', {}],
];

const corpus: readonly (readonly [Task, string, Utterances])[] = [
  [lead, 'en', leadsInEnglish],
  [lead, 'de', leadsInGerman],
  [contact, 'en-US', contacts.filter(([text]) => /contact/.test(text))],
  [contact, 'de-DE', contacts.filter(([text]) => /kontakt/i.test(text))],
  [opportunity, 'en', opportunities.filter(([text]) => /opportunity|deal/.test(text) && !/neue|lege/.test(text))],
  [opportunity, 'de', opportunities.filter(([text]) => /neue |lege /.test(text))],
  [ticket, 'en', tickets.filter(([text]) => !/ticket erstellen|neues ticket/i.test(text))],
  [ticket, 'de', tickets.filter(([text]) => /ticket erstellen|neues ticket/i.test(text))],
  [meeting, 'en', meetings.filter(([text]) => !/termin/i.test(text))],
  [meeting, 'de', meetings.filter(([text]) => /termin/i.test(text))],
  [order, 'en', orders.filter(([text]) => /order/.test(text))],
  [order, 'de', orders.filter(([text]) => /bestell/i.test(text))],
];

const cases = corpus.flatMap(([task, locale, utterances]) =>
  utterances.map(([text, expected]) => ({ task, locale, text, expected })),
);

function extract(text: string, { entities, samples }: Task, surroundings: Partial<DialogContext> = {}) {
  return extractEntities(text, entities, { ...context, timeZone: 'Europe/Berlin', ...surroundings }, samples);
}

/** How many of the values that are found are right, and how many of those that are there are found. */
function measure() {
  const totals = { right: 0, found: 0, there: 0 };
  const mistakes: string[] = [];
  for (const { task, locale, text, expected } of cases) {
    const found = extract(text, task, { locale });
    const right = found.filter(({ name, value }) => JSON.stringify(value) === JSON.stringify(expected[name]));
    totals.right += right.length;
    totals.found += found.length;
    totals.there += Object.keys(expected).length;
    if (right.length < found.length || right.length < Object.keys(expected).length) {
      mistakes.push(
        `${text}\n   ${JSON.stringify(Object.fromEntries(found.map(({ name, value }) => [name, value])))}\n   ${JSON.stringify(expected)}`,
      );
    }
  }
  return { precision: totals.right / totals.found, recall: totals.right / totals.there, mistakes };
}

describe('extraction', () => {
  it('is right in what it takes from the corpus, and takes most of what is there', () => {
    const { precision, recall, mistakes } = measure();
    expect(cases.length).toBeGreaterThanOrEqual(120);
    expect(precision, mistakes.join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(recall, mistakes.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('a correction', () => {
  const known = { firstName: 'Grace', lastName: 'Hopper', company: 'Acme', callAt: '2026-11-27T15:00:00+01:00' };
  const correct = (text: string, locale = 'en', task = lead, values: Values = known) =>
    extractCorrection(text, task.entities, { ...context, timeZone: 'Europe/Berlin', locale }, values);

  it.each([
    ['no, the company is Acme Inc.', { name: 'company', value: 'Acme Inc.' }],
    ['the company should be Example Navy please', { name: 'company', value: 'Example Navy' }],
    ['Sorry, company: Navy', { name: 'company', value: 'Navy' }],
    ['change the last name to Lovelace', { name: 'lastName', value: 'Lovelace' }],
    ['please correct the email to ada@example.com', { name: 'email', value: 'ada@example.com' }],
    ['no, the phone number is +1 202 555 0136', { name: 'mobilePhone', value: '+12025550136' }],
    ['change the date to Friday at 4pm', { name: 'callAt', value: '2026-11-27T16:00:00+01:00' }],
    ['not Grace, Ada', { name: 'firstName', value: 'Ada' }],
    ['no, not Hopper but Lovelace', { name: 'lastName', value: 'Lovelace' }],
    ['Navy instead of Acme', { name: 'company', value: 'Navy' }],
    ['Navy, not Acme', { name: 'company', value: 'Navy' }],
    ['change the company', { name: 'company' }],
    ['the last name is wrong', { name: 'lastName' }],
    ['change the email to nonsense', { name: 'email' }],
    ['no, the first name is Ada and the last name is Lovelace', { name: 'firstName', value: 'Ada' }],
  ])('is understood in English: %s', (text, correction) => expect(correct(text)).toEqual(correction));

  it.each([
    ['nein, die Firma heißt Acme', { name: 'company', value: 'Acme' }],
    ['ändere die Firma auf Navy', { name: 'company', value: 'Navy' }],
    ['bitte ändere den Nachnamen auf Lovelace', { name: 'lastName', value: 'Lovelace' }],
    ['ändere den Nachname auf Lovelace', { name: 'lastName', value: 'Lovelace' }],
    ['die Firma bitte ändern', { name: 'company' }],
    ['die Firma in Navy ändern', { name: 'company', value: 'Navy' }],
    ['nicht Grace, sondern Ada', { name: 'firstName', value: 'Ada' }],
    ['Ada statt Grace', { name: 'firstName', value: 'Ada' }],
    ['die Firma ist falsch', { name: 'company' }],
    ['nein, der Vorname soll Ada sein', { name: 'firstName', value: 'Ada' }],
    ['Moment, die E-Mail ist ada@example.de', { name: 'email', value: 'ada@example.de' }],
  ])('is understood in German: %s', (text, correction) => expect(correct(text, 'de')).toEqual(correction));

  it('may be about one name of a person, or a value of another kind', () => {
    const person = { contact: { first: 'Grace', last: 'Hopper', full: 'Grace Hopper' } };
    expect(correct('not Grace, Ada', 'en', contact, person)).toEqual({
      name: 'contact',
      value: { first: 'Ada', last: 'Hopper', full: 'Ada Hopper' },
    });
    expect(correct('not tomorrow, Friday', 'en', opportunity, { closeDate: '2026-11-23' })).toEqual({
      name: 'closeDate',
      value: '2026-11-27',
    });
    expect(correct('no, the priority is high', 'en', ticket)).toEqual({ name: 'priority', value: '3' });
  });

  it.each([
    'no',
    'nein',
    'Acme',
    'the weather is nice',
    'no, thanks',
    'not now, later',
    'is the company Acme?',
    'not Ada, Grace',
    '',
    'company',
    'x'.repeat(100_000),
  ])('is none: %.40s', (text) => expect(correct(text)).toBeUndefined());

  it('is none where two answers have the value that is replaced', () => {
    expect(correct('not Grace, Ada', 'en', lead, { firstName: 'Grace', lastName: 'Grace' })).toBeUndefined();
  });
});
