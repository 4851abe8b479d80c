import { describe, expect, it } from 'vitest';
import type { KnownValues } from './known-values.js';
import { render, templateFault, templateVariables } from './liquid.js';
import { cleanText, normalize, shorten } from './text.js';

const values: KnownValues = {
  entities: {
    name: 'Ada',
    markup: '<b>"&"</b>',
    evil: 'a\u0000b\u202Ec',
    list: ['x', 'y'],
    long: Array.from({ length: 1_000 }, () => 'x'),
  },
  results: { 'find-leads': { records: [{ name: 'One' }, { name: 'Two' }] } },
  endUser: { id: 'u1', displayName: 'Ada L.' },
  now: '2026-11-22T23:30:00Z',
};

describe('a template', () => {
  it.each([
    ['plain {text}', 'plain {text}'],
    ['Hello {{ entities.name }}!', 'Hello Ada!'],
    ['{{ endUser.displayName }}{{ error.message }}{{ entities.nothing.at.all }}', 'Ada L.'],
    ['{{ results.find-leads.records[1].name }}', 'Two'],
    ["{{ results['find-leads'].records | size }}", '2'],
    ['{% for r in results.find-leads.records %}{{ forloop.index }}. {{ r.name }}\n{% endfor %}', '1. One\n2. Two'],
    ['{% if error %}no{% else %}yes{% endif %}', 'yes'],
    ['{{ entities.markup }}', '<b>"&"</b>'],
    ['{{ entities.evil }}', 'abc'],
    ["{{ 'now' | date: '%Y-%m-%d %H:%M' }} {{ 'today' | date: '%d' }}", '2026-11-22 23:30 22'],
    ["{{ '2027-01-31' | date: '%d.%m.%Y' }}", '31.01.2027'],
  ])('renders: %s', (template, text) => expect(render(template, values)).toBe(text));

  it.each([
    '{{ entities.constructor }}',
    '{{ entities.__proto__ }}',
    '{{ entities.name.constructor.name }}',
    '{{ results.toString }}',
  ])('never reaches what is inherited: %s', (template) => expect(render(template, values)).toBe(''));

  it.each([
    '{{ entities.name',
    '{% if %}',
    '{% include "/etc/passwd" %}',
    '{% render "x" %}',
    '{% layout "x" %}',
    '{{ entities.list | sample }}',
    '{{ 1 | nope }}',
    `{{ entities.name }}${'x'.repeat(4_000)}`,
  ])('that does not parse renders to nothing, and its fault is told: %.40s', (template) => {
    expect(render(template, values)).toBeUndefined();
    expect(templateFault(template)).toMatch(/\w/);
  });

  it.each([
    '{% for i in (1..1000000000) %}x{% endfor %}',
    '{% for i in (1..9000) %}{% for j in (1..9000) %}{{ j }}{% endfor %}{% endfor %}',
    '{% for a in entities.long %}{% for b in entities.long %}{% for c in entities.long %}{% endfor %}{% endfor %}{% endfor %}',
    "{% assign a = 'aaaaaaaaaa' %}{% for i in (1..50) %}{% assign a = a | append: a %}{% endfor %}{{ a }}",
  ])('that takes too much work or memory is stopped: %s', (template) => {
    expect(templateFault(template)).toBeUndefined();
    const start = process.cpuUsage();
    expect(render(template, values)).toBeUndefined();
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(2_000);
  });

  it('renders no more than a chat can take', () => {
    const text = render('{% for i in (1..2500) %}{{ i }} {% endfor %}', values);
    expect(text).toHaveLength(8_000);
    expect(text?.endsWith('…')).toBe(true);
  });

  it('tells which variables it refers to', () => {
    const template = '{% for r in results.find.records %}{{ r.name }}{{ entities["name"] }}{% endfor %}{{ typo }}';
    expect(templateVariables(template)).toEqual([['results', 'find', 'records'], ['entities', 'name'], ['typo']]);
  });

  it('is parsed once, however often it is rendered', () => {
    const template = `{{ entities.name }}${'{% if entities.name %}{{ entities.name | upcase }}{% endif %}'.repeat(50)}`;
    render(template, values);
    const start = process.cpuUsage();
    for (let i = 0; i < 100; i += 1) render(template, values);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
  });
});

describe('text', () => {
  it('is cleaned without harm to line breaks, tabs and emoji', () => {
    expect(cleanText('a\r\nb\rc\td\u0007\u009f\ud83d👍\u2066')).toBe('a\nb\nc\td👍');
  });

  it('is shortened without cutting a character in two', () => {
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('ab👍def', 4)).toBe('ab…');
    expect(shorten('abcd', 4)).toBe('abcd');
  });

  it('is compared without case, accents and punctuation', () => {
    expect(normalize('  Ça va?  DON’T—stop! ')).toBe('ca va dont stop');
    expect(normalize('ＡＢＣ １２')).toBe('abc 12');
    expect(normalize('?!')).toBe('');
  });
});
