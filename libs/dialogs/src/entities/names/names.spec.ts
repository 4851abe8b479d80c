import { describe, expect, it } from 'vitest';
import { context } from '../../transcripts/transcript.js';
import type { DialogContext } from '../../protocol.js';
import { readEntity, type Entity } from '../read-entity.js';

/** The value that is read from a text, or why there is none. */
function read(
  kind: Entity['kind'],
  text: string,
  entity: Partial<Entity> = {},
  surroundings: Partial<DialogContext> = {},
) {
  const asked: Entity = { name: 'x', kind, requirement: 'mandatory', ...entity };
  const reading = readEntity({ text }, asked, { ...context, ...surroundings });
  return 'value' in reading ? reading.value : reading;
}

describe('a person', () => {
  it.each([
    ['Grace Hopper', 'Grace', 'Hopper', 'Grace Hopper'],
    ['Dr. Grace Brewster Hopper', 'Grace Brewster', 'Hopper', 'Dr. Grace Brewster Hopper'],
    ['Hopper, Grace', 'Grace', 'Hopper', 'Grace Hopper'],
    ['Hopper, Dr. Grace', 'Grace', 'Hopper', 'Dr. Grace Hopper'],
    ['Ludwig van Beethoven', 'Ludwig', 'van Beethoven', 'Ludwig van Beethoven'],
    ['Vincent van der Berg', 'Vincent', 'van der Berg', 'Vincent van der Berg'],
    ['de la Cruz, Juan', 'Juan', 'de la Cruz', 'Juan de la Cruz'],
    ['Prof. Dr. Anna Maria Müller', 'Anna Maria', 'Müller', 'Prof. Dr. Anna Maria Müller'],
    ['Martin Luther King Jr.', 'Martin Luther', 'King', 'Martin Luther King Jr.'],
    ['Grace Hopper, PhD', 'Grace', 'Hopper', 'Grace Hopper PhD'],
    ["Conan O'Brien", 'Conan', "O'Brien", "Conan O'Brien"],
    ['my name is Ada Lovelace', 'Ada', 'Lovelace', 'Ada Lovelace'],
    ['Ich heiße Jürgen Groß-Müller', 'Jürgen', 'Groß-Müller', 'Jürgen Groß-Müller'],
    ['grace hopper', 'grace', 'hopper', 'grace hopper'],
  ])('has parts: %s', (text, first, last, full) => expect(read('person', text)).toEqual({ first, last, full }));

  it.each([
    ['Hopper', 'Hopper'],
    ['Mrs. Hopper', 'Hopper'],
    ['Herr von Goethe', 'von Goethe'],
    ['李小龙', '李小龙'],
  ])('may have a last name only: %s', (text, last) => expect(read('person', text)).toEqual({ last, full: text }));

  it.each([
    '',
    'Dr.',
    'Dr., Grace',
    '42',
    'grace@example.com',
    'I do not know',
    'weiß nicht',
    'why?',
    ', Grace',
    'a, b, c',
    '🙂',
    'x '.repeat(20),
  ])('is not found in "%s"', (text) => expect(read('person', text)).toEqual({ invalid: 'kind' }));

  it('has at most as many characters as the entity allows, in full', () => {
    expect(read('person', 'Grace Hopper', { maxLength: 11 })).toEqual({ invalid: 'length', limit: 11 });
    expect(read('person', 'Grace Hopper', { maxLength: 12 })).toMatchObject({ last: 'Hopper' });
  });
});

describe('a company', () => {
  it.each([
    ['Acme', 'Acme'],
    ['at Acme', 'Acme'],
    ['the company is Acme Inc.', 'Acme Inc.'],
    ['She works for Example Navy.', 'Example Navy'],
    ['  Acme   GmbH & Co. KG ', 'Acme GmbH & Co. KG'],
    ['die Firma heißt Müller & Söhne AG', 'Müller & Söhne AG'],
    ['bei der Firma Acme', 'Acme'],
    ['“Acme”', 'Acme'],
    ['3M', '3M'],
    ['AT&T', 'AT&T'],
    ['It', 'It'],
    ['Yahoo!', 'Yahoo'],
  ])('is read without what is said around it: %s', (text, value) => expect(read('company', text)).toBe(value));

  it.each(['', '...', '🙂'])('is not found in "%s"', (text) =>
    expect(read('company', text)).toEqual({ invalid: 'kind' }),
  );
});

describe('an attachment', () => {
  const file = { id: 'a1', name: 'x.pdf', mediaType: 'application/pdf', size: 3 };
  const entity: Entity = { name: 'x', kind: 'attachment', requirement: 'mandatory' };

  it('is the one file that came with the answer', () => {
    expect(readEntity({ text: '', attachments: [file] }, entity, context)).toEqual({ value: file });
    expect(readEntity({ text: 'here', attachments: [file, file] }, entity, context)).toEqual({ invalid: 'kind' });
    expect(readEntity({ text: 'x.pdf' }, entity, context)).toEqual({ invalid: 'kind' });
  });
});
