import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model.js';
import type { DialogContext } from '../../protocol.js';
import { context } from '../../transcripts/transcript.js';
import { readEntity } from '../read-entity.js';
import { extractCorrection } from './extract-correction.js';
import { extractEntities, type ExtractableEntity } from './extract-entities.js';

/** Values by the names of their entities. */
type Values = { readonly [name: string]: JsonValue };

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
const event: Task = {
  samples: ['create an event', 'schedule a meeting', 'Termin anlegen'],
  entities: [entity('subject', 'text'), entity('start', 'date-time'), entity('attendees', 'email')],
};
const deal: Task = {
  samples: ['create a deal', 'new deal', 'add a deal'],
  entities: [
    entity('name', 'text'),
    entity('amount', 'money'),
    entity('closeDate', 'date'),
    entity('owner', 'person'),
    entity('probability', 'number'),
  ],
};
const incident: Task = {
  samples: ['report an incident', 'create an incident'],
  entities: [
    entity('shortDescription', 'text', { label: 'Short description' }),
    entity('description', 'text'),
    entity('urgency', 'choice', choices('High', 'Medium', 'Low')),
  ],
};
const view: Task = { samples: ['view a lead', 'show me a lead', 'lead details'], entities: [entity('leadId', 'text')] };
const search: Task = {
  samples: ['search leads', 'find a lead', 'look up a lead'],
  entities: [entity('keyword', 'text')],
};

/** The tasks of the corpus. */
const tasks = { lead, contact, opportunity, ticket, meeting, order, event, deal, incident, view, search } as const;

/** An utterance of the corpus, and what is to be found in it: all that is there, nothing where it is ambiguous. */
interface Case {
  readonly task: Task;
  readonly locale: string;
  readonly text: string;
  readonly expected: Values;
}

/** The corpus: a line an utterance, `task locale | text | values`. */
const cases: readonly Case[] = readFileSync(new URL('corpus.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [place = '', text = '', expected = ''] = line.split(' | ');
    const [name = '', locale = ''] = place.split(' ');
    return { task: tasks[name as keyof typeof tasks], locale, text, expected: JSON.parse(expected) as Values };
  });

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

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    ...[
      'create a lead for ',
      'Grace Hopper',
      ' at ',
      'Acme Inc.',
      ', ',
      'company: ',
      'the ',
      'subject is ',
      '"',
      '„',
      '“',
      '\n',
      ': ',
    ],
    ...[
      '+1 202 555 0136',
      'a@b.de',
      'https://x.de/',
      '20 €',
      'tomorrow at 3',
      '\u202e',
      '\u200b',
      '👩‍👩‍👧',
      'é',
      '#12',
      '00Q8d00000AbCdEAAV',
    ],
    ...['for ', 'and ', 'not ', 'instead of ', 'change the ', '1', '.', '-', 'name', 'van der ', 'Dr. ', '&'],
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
  );
  const everyTask = fc.constantFrom(...Object.values(tasks));
  const locales = fc.constantFrom('en', 'en-US', 'de', 'de-AT', 'fr', 'not a locale');

  it('has spans that lie in it, in their order, and never overlap; each value is valid', () => {
    fc.assert(
      fc.property(anything, everyTask, locales, (text, task, locale) => {
        let end = 0;
        for (const found of extract(text, task, { locale })) {
          expect(found.start).toBeGreaterThanOrEqual(end);
          expect(found.end).toBeGreaterThan(found.start);
          end = found.end;
          const { kind } = task.entities.find(({ name }) => name === found.name)!;
          expect(isValid(kind, found.value), `${kind}: ${JSON.stringify(found.value)}`).toBe(true);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is read as a valid value of the kind, or as none', () => {
    const kinds = fc.constantFrom(...Object.keys(shapes)) as fc.Arbitrary<ExtractableEntity['kind']>;
    fc.assert(
      fc.property(anything, kinds, locales, (text, kind, locale) => {
        const reading = readEntity({ text }, entity('x', kind, choices('Low', 'High')), { ...context, locale });
        expect('invalid' in reading || isValid(kind, reading.value), JSON.stringify(reading)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is a correction of an entity that there is, or none', () => {
    const known = { firstName: 'Grace', lastName: 'Hopper', company: 'Acme' };
    fc.assert(
      fc.property(anything, (text) => {
        const correction = extractCorrection(text, lead.entities, context, known);
        expect(correction === undefined || lead.entities.some(({ name }) => name === correction.name)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is looked at quickly, however long it is and whatever it is made of', () => {
    extract('create a lead for Grace Hopper tomorrow', lead);
    const units = [
      'a',
      '1',
      ' ',
      '.',
      'A ',
      '"',
      '„a',
      'and ',
      'company: ',
      'name is ',
      '1 hour ',
      '1,',
      '+1 ',
      'a@',
      'a.',
      'x, not ',
      '& ',
      'Dr. ',
      '\n',
      'P1Y',
    ];
    const start = process.cpuUsage();
    for (const unit of units) {
      for (const task of [lead, opportunity, meeting]) extract(unit.repeat(100_000 / unit.length), task);
      extractCorrection(`no, ${unit.repeat(490 / unit.length)}`, lead.entities, context, { company: 'Acme' });
    }
    expect(process.cpuUsage(start).user / 1_000 / units.length / 4).toBeLessThan(100);
  });
});

/** What a value of each kind looks like. */
const shapes: { readonly [kind in ExtractableEntity['kind']]?: RegExp } = {
  text: /^".+"$/s,
  number: /^-?[\d.e+-]+$/,
  email: /^"[^\s@]+@[^\s@]+"$/,
  phone: /^"\+\d{5,15}( ext\. \d+)?"$/,
  date: /^"\d{4}-\d{2}-\d{2}"$/,
  time: /^"([01]\d|2[0-3]):[0-5]\d"$/,
  'date-time': /^"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:00[+-]\d{2}:\d{2}"$/,
  duration: /^"P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?"$/,
  money: /^\{"amount":-?[\d.e+-]+,"currency":"[A-Z]{3}"\}$/,
  url: /^"https?:\/\/[^\s@/?#]+([/?#]\S*)?"$/i,
  choice: /^("[^"]+"|\[.*\])$/,
  person: /^\{("first":".+",)?"last":".+","full":".+"\}$/,
  company: /^".*[\p{L}\p{N}].*"$/u,
  'yes-no': /^(true|false)$/,
};

function isValid(kind: ExtractableEntity['kind'], value: JsonValue): boolean {
  return shapes[kind]?.test(JSON.stringify(value)) ?? false;
}
