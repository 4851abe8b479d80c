import { describe, expect, it } from 'vitest';
import type { EntityKind } from '../model.js';
import type { DialogContext } from '../protocol.js';
import { kinds } from './kinds.js';
import { readEntity, type Entity } from './read-entity.js';

const sunday: DialogContext = {
  botName: 'Botty',
  locale: 'en',
  endUser: { id: 'u1' },
  now: '2026-11-22T23:30:00Z',
  systems: {},
};

/** The value that is read from a text; `undefined` when it is not valid. */
function read(kind: EntityKind, text: string, surroundings: Partial<DialogContext> = {}, entity: Partial<Entity> = {}) {
  const asked: Entity = { name: 'x', kind, requirement: 'mandatory', ...entity };
  const reading = readEntity({ text }, asked, { ...sunday, ...surroundings });
  return 'value' in reading ? reading.value : undefined;
}

describe('a text', () => {
  it('is trimmed; line breaks and all scripts stay', () => {
    expect(read('text', '  O’Neil\nSons ')).toBe('O’Neil\nSons');
    expect(read('text', ' \n ')).toBeUndefined();
    expect(read('text', '李小龙 👨‍👩‍👧')).toBe('李小龙 👨‍👩‍👧');
  });

  it('counts characters as people do', () => {
    expect(read('text', '🙂🙂', {}, { maxLength: 2 })).toBe('🙂🙂');
    expect(read('text', '🙂🙂🙂', {}, { maxLength: 2 })).toBeUndefined();
  });
});

describe('a number', () => {
  it.each([
    ['7', 7],
    ['1,250.50', 1250.5],
    [' −12.5 ', -12.5],
    ['+3', 3],
    ['1 000 000', 1_000_000],
    ['.5', 0.5],
    ['１２', 12],
  ])('is read in English: %s', (text, value) => expect(read('number', text)).toBe(value));

  it.each([
    ['1.250,50', 1250.5],
    ['1.250', 1250],
    ['0,5', 0.5],
    ['1.5', 1.5],
    ['12,345', 12.345],
  ])('is read in German: %s', (text, value) => expect(read('number', text, { locale: 'de' })).toBe(value));

  it.each(['', 'many', '1e999', '0x10', 'Infinity', '1,5', '12,34.5', '1 2 x', '9'.repeat(20), '--1', '1-2'])(
    'is not found in "%s"',
    (text) => expect(read('number', text)).toBeUndefined(),
  );

  it('does not depend on a locale that makes sense', () => {
    expect(read('number', '7', { locale: 'not a locale' })).toBe(7);
  });
});

describe('an e-mail address', () => {
  it.each([
    ['ada@example.com', 'ada@example.com'],
    ['It is <Ada.L+x@Example.co.uk>, thanks.', 'Ada.L+x@Example.co.uk'],
    ['mailto:ada@example.com', 'ada@example.com'],
    ['ada@example.com or ada@example.com', 'ada@example.com'],
  ])('is found in "%s"', (text, value) => expect(read('email', text)).toBe(value));

  it.each([
    'ada',
    'ada@example',
    '@example.com',
    'ada@@example.com',
    'a@example.com, b@example.com',
    'ada @example.com',
  ])('is not found, or not just one, in "%s"', (text) => expect(read('email', text)).toBeUndefined());
});

describe('a web address', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['see http://example.com.', 'http://example.com'],
    ['example.com', 'https://example.com'],
  ])('is found in "%s"', (text, value) => expect(read('url', text)).toBe(value));

  it.each([
    'example',
    'javascript:alert(1)',
    'ftp://example.com',
    'https://user:pass@example.com',
    'http://',
    'a.example.com b.example.com',
  ])('is not found in "%s"', (text) => expect(read('url', text)).toBeUndefined());
});

describe('a phone number', () => {
  it('is normalized to E.164, an extension kept', () => {
    expect(read('phone', '+49 30 901820')).toBe('+4930901820');
    expect(read('phone', 'call me: +1 (212) 555-0123 ext. 12')).toBe('+12125550123 ext. 12');
  });

  it('needs no country code where the locale names the country, and one otherwise', () => {
    expect(read('phone', '030 901820', { locale: 'de-DE' })).toBe('+4930901820');
    expect(read('phone', '030 901820', { locale: 'de' })).toBeUndefined();
  });

  it.each(['', 'none', '12', '+1 12', '+999 123456', '123456789012345678901234567890'])(
    'is not found in "%s"',
    (text) => expect(read('phone', text)).toBeUndefined(),
  );
});

describe('a date', () => {
  it.each([
    ['2027-01-31', '2027-01-31'],
    ['today', '2026-11-22'],
    ['tomorrow, please', '2026-11-23'],
    ['next Friday', '2026-11-27'],
    ['last friday', '2026-11-20'],
    ['two days ago', '2026-11-20'],
    ['in two weeks', '2026-12-06'],
    ['May 5', '2027-05-05'],
    ['the 3rd of March 2028', '2028-03-03'],
    ['12/01/2027', '2027-12-01'],
    ['31/12/2027', '2027-12-31'],
    ['2026-12-31T10:00:00Z', '2026-12-31'],
  ])('is read in English: %s', (text, value) => expect(read('date', text)).toBe(value));

  it.each([
    ['morgen', '2026-11-23'],
    ['übermorgen', '2026-11-24'],
    ['letzten Freitag', '2026-11-20'],
    ['3.4.2027', '2027-04-03'],
    ['31. Dezember', '2026-12-31'],
    ['in zwei Wochen', '2026-12-06'],
    ['tomorrow', '2026-11-23'],
  ])('is read in German: %s', (text, value) => expect(read('date', text, { locale: 'de' })).toBe(value));

  it('has the day first where people write it so', () => {
    expect(read('date', '12/01/2027', { locale: 'en-GB' })).toBe('2027-01-12');
    expect(read('date', '12/01/2027', { locale: 'de' })).toBe('2027-01-12');
    expect(read('date', '12/01/2027', { locale: 'fr' })).toBe('2027-01-12');
    expect(read('date', '12/01/2027', { locale: 'en-US' })).toBe('2027-12-01');
  });

  it('is reckoned where the end user is', () => {
    expect(read('date', 'today', { timeZone: 'Europe/Berlin' })).toBe('2026-11-23');
    expect(read('date', 'today', { timeZone: 'America/New_York' })).toBe('2026-11-22');
    expect(read('date', 'today', { timeZone: 'Nowhere/Land' })).toBe('2026-11-22');
  });

  it.each([
    '',
    'soon',
    '2027-02-30',
    '2027-13-01',
    '99/99/2027',
    '5pm',
    'may',
    '2027',
    'Monday or Friday',
    'from May 1 to May 3',
    '5',
  ])('is not found, or not just one, in "%s"', (text) => expect(read('date', text)).toBeUndefined());
});

describe('yes or no', () => {
  it.each(['yes', 'Yes!', 'y', 'yep', 'ok', 'yes please', 'sure, of course', '👍🏽', 'that is correct'])(
    'is yes: %s',
    (text) => expect(read('yes-no', text)).toBe(true),
  );
  it.each(['no', 'No, thanks', 'nope', "please don't", 'not now', 'do not', '👎'])('is no: %s', (text) =>
    expect(read('yes-no', text)).toBe(false),
  );
  it.each(['', 'maybe', 'yes and no', 'I know', 'I said yes to somebody else entirely', '👍👎'])(
    'is neither: %s',
    (text) => expect(read('yes-no', text)).toBeUndefined(),
  );
  it('is understood in the language of the conversation, and in English', () => {
    const german = { locale: 'de' };
    expect(
      ['Ja gerne', 'nein danke', 'yes', 'no', 'auf keinen Fall'].map((text) => read('yes-no', text, german)),
    ).toEqual([true, false, true, false, false]);
    expect(read('yes-no', 'ja')).toBeUndefined();
  });
});

describe('a choice', () => {
  const choices = [
    { value: 'open', title: 'Open - Not Contacted' },
    { value: 'working', title: 'Working', synonyms: ['in progress'] },
    { value: '1', title: 'Closed' },
    { value: 'won', title: 'Closed and won' },
  ];
  const choose = (text: string, entity: Partial<Entity> = {}) => read('choice', text, {}, { choices, ...entity });

  it.each([
    ['working', 'working'],
    ['WORKING!', 'working'],
    ['In Progress', 'working'],
    ['open not contacted', 'open'],
    ['2', 'working'],
    ['1', 'open'],
    ['won', 'won'],
    ['I think it is working by now', 'working'],
    ['Closed', '1'],
    ['it was closed and won yesterday', 'won'],
  ])('is found by title, synonym, number or value: %s', (text, value) => expect(choose(text)).toBe(value));

  it.each(['', 'opened', '0', '5', '-1', '1.5', 'working or open not contacted', '__proto__', 'work'])(
    'is not found, or not just one, in "%s"',
    (text) => expect(choose(text)).toBeUndefined(),
  );

  it('may be several: by commas, by "and", by numbers, all of them; each once', () => {
    const several = (text: string) => choose(text, { multiple: true });
    expect(several('working')).toEqual(['working']);
    expect(several('1, 2 and 4')).toEqual(['open', 'working', 'won']);
    expect(several('working, closed, in progress')).toEqual(['working', '1']);
    expect(several('Closed and won')).toEqual(['won']);
    expect(several('working and closed and won')).toEqual(['working', '1', 'won']);
    expect(several('All of them')).toHaveLength(4);
    expect(several('working, unknown')).toBeUndefined();
    expect(several(', ,')).toBeUndefined();
    expect(several('')).toBeUndefined();
  });

  it('is taken from a button first', () => {
    const asked: Entity = { name: 'x', kind: 'choice', requirement: 'mandatory', choices };
    expect(readEntity({ text: 'Working', payload: '1' }, asked, sunday)).toEqual({ value: '1' });
    expect(readEntity({ text: 'Working', payload: 'stale' }, asked, sunday)).toEqual({ value: 'working' });
  });

  it('does not exist without choices', () => {
    expect(read('choice', '1')).toBeUndefined();
  });
});

describe('an answer of any kind', () => {
  const everyKind = Object.keys(kinds) as readonly EntityKind[];

  it.each(everyKind)('is looked at quickly, however long it is: %s', (kind) => {
    read(kind, 'tomorrow');
    const start = process.cpuUsage();
    for (const unit of [
      'a',
      '1',
      ' ',
      'a@',
      'tomorrow ',
      '1.',
      '+',
      '0 ',
      'yes ',
      '\n',
      'A ',
      '1h ',
      '€1 ',
      'at ',
      'name is ',
      ', ',
    ]) {
      read(kind, unit.repeat(100_000 / unit.length));
      read(kind, unit.repeat(Math.floor(kinds[kind].longest / unit.length)));
    }
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });

  it.each(everyKind)('tells the limit that was broken: %s', (kind) => {
    const asked: Entity = { name: 'x', kind, requirement: 'mandatory' };
    expect(readEntity({ text: 'x'.repeat(10_001) }, asked, sunday)).toMatchObject({ invalid: 'length' });
  });
});
