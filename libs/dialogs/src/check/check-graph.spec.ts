import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, DialogGraph, DialogNode, Reference } from '../model.js';
import { createLead, entityNode } from '../transcripts/sample-tasks.js';
import { checkGraph } from './check-graph.js';

const operations = (id: string) =>
  id === 'salesforce.create-lead'
    ? { properties: ['firstName', 'lastName', 'company'], required: ['lastName', 'company'] }
    : undefined;

const problemsOf = (graph: unknown) => checkGraph(graph, { operations });
const codesOf = (graph: unknown) => problemsOf(graph).map(({ code, pointer }) => `${code} ${pointer}`);
const [start, askName, askCompany, create, created, refused] = createLead.graph.nodes as readonly DialogNode[];

/** The story's graph with one node replaced, by its place. */
function withNode(index: number, change: object): unknown {
  const nodes = createLead.graph.nodes.map((node, i) => (i === index ? { ...node, ...change } : node));
  return { schemaVersion: 1, nodes };
}

/** A copy of a value in which what lies at a path, as far as there is a path, is replaced. */
function spoil(value: unknown, [key, ...path]: readonly string[], json: string): unknown {
  if (key === undefined || typeof value !== 'object' || value === null) return JSON.parse(json);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[key] = spoil(copy[key], path, json);
  return copy;
}

const equals = (left: Reference): Condition => ({ left, operator: 'equals', right: { from: 'value', value: 1 } });

describe('checkGraph', () => {
  it('finds nothing wrong with a good graph', () => {
    expect(problemsOf(createLead.graph)).toEqual([]);
  });

  it.each(['null', '1', '"graph"', '[]', '{}', '{"schemaVersion":1,"nodes":[]}', '{"schemaVersion":1,"nodes":[null]}'])(
    'refuses %s, which is no graph',
    (json) => {
      expect(problemsOf(JSON.parse(json))[0]).toMatchObject({ severity: 'error', code: 'invalid-structure' });
    },
  );

  it('answers with problems to whatever it is given, and never throws', () => {
    fc.assert(fc.property(fc.anything({ maxDepth: 5 }), (value) => problemsOf(value).length > 0));
    const paths = fc.array(
      fc.constantFrom('nodes', '0', '3', '4', 'transitions', 'entity', 'input', 'variants', 'when'),
    );
    const spoiled = fc.tuple(paths, fc.json()).map(([path, value]) => spoil(createLead.graph, path, value));
    fc.assert(fc.property(spoiled, (graph) => Array.isArray(problemsOf(graph))));
  });

  it('tells the node and the pointer of a wrong type, a missing and an unknown property', () => {
    expect(problemsOf(withNode(3, { timeoutMs: '5' }))).toEqual([
      {
        severity: 'error',
        nodeId: 'create',
        pointer: '/nodes/3/timeoutMs',
        code: 'invalid-structure',
        message: '/nodes/3/timeoutMs must be integer.',
      },
    ]);
    expect(problemsOf(withNode(3, { title: undefined })).map(({ message }) => message)).toEqual([
      "/nodes/3 must have required property 'title'.",
    ]);
    expect(problemsOf(withNode(3, { script: 'x' })).map(({ message }) => message)).toEqual([
      '/nodes/3 must not have the property "script".',
    ]);
    expect(problemsOf(withNode(3, { type: 'script' })).map(({ message }) => message)).toEqual([
      '/nodes/3 must have a known "type".',
    ]);
  });

  it.each([
    [1, { retries: 0 }, '/nodes/1/retries'],
    [1, { retries: 11 }, '/nodes/1/retries'],
    [3, { timeoutMs: 999 }, '/nodes/3/timeoutMs'],
    [3, { timeoutMs: 60_001 }, '/nodes/3/timeoutMs'],
    [1, { id: '__proto__' }, '/nodes/1/id'],
    [1, { id: 'a b' }, '/nodes/1/id'],
    [1, { prompts: ['x'.repeat(4_001)] }, '/nodes/1/prompts/0'],
    [1, { entity: { name: '__proto__', kind: 'text', requirement: 'mandatory' } }, '/nodes/1/entity/name'],
    [3, { operation: 'Salesforce.Create' }, '/nodes/3/operation'],
    [3, { input: JSON.parse('{"__proto__": {"from": "entity", "name": "name"}}') as object }, '/nodes/3/input'],
    [3, { input: { lastName: { from: 'secret' } } }, '/nodes/3/input/lastName'],
    [3, { input: { lastName: { from: 'result', node: 'a', pointer: 'id' } } }, '/nodes/3/input/lastName/pointer'],
    [4, { variants: [] }, '/nodes/4/variants'],
    [
      3,
      { transitions: [{ to: 'end', when: { all: [{ not: { sometimes: 1 } }] } }] },
      '/nodes/3/transitions/0/when/all/0/not',
    ],
  ])('keeps node %i within its limits', (index, change, pointer) => {
    expect(problemsOf(withNode(index, change)).map((problem) => problem.pointer)).toContain(pointer);
  });

  it('tells of a condition only where it is wrong', () => {
    const when = { all: [{ not: { sometimes: 1 } }, { left: { from: 'moon' }, operator: 'is-set' }] };
    expect(problemsOf(withNode(3, { transitions: [{ to: 'end', when }] })).map(({ pointer }) => pointer)).toEqual([
      '/nodes/3/transitions/0/when/all/0/not',
      '/nodes/3/transitions/0/when/all/1',
    ]);
  });

  it('takes at most 5,000 nodes', () => {
    const nodes = Array.from({ length: 5_001 }, (_, i) => ({ ...created, id: `n${i}` }));
    expect(codesOf({ schemaVersion: 1, nodes })).toContain('invalid-structure /nodes');
  });

  it('refuses a graph that is huge or endlessly nested without running out of stack', () => {
    let when: object = { left: { from: 'value', value: 1 }, operator: 'is-set' };
    for (let i = 0; i < 100_000; i += 1) when = { not: when };
    expect(codesOf(withNode(3, { transitions: [{ to: 'end', when }] }))).toEqual(['graph-too-large ']);
    expect(codesOf(withNode(3, { transitions: Array.from({ length: 300_000 }, () => ({})) }))).toEqual([
      'graph-too-large ',
    ]);
  });

  it('wants exactly one intent', () => {
    expect(codesOf({ schemaVersion: 1, nodes: [created] })).toContain('intent-count /nodes');
    const twice = [...createLead.graph.nodes, { ...start, id: 'start2' }];
    expect(codesOf({ schemaVersion: 1, nodes: twice })).toEqual(['intent-count /nodes']);
  });

  it('wants ids to be unique and free of the word end', () => {
    const nodes = [...createLead.graph.nodes, { ...created }];
    expect(codesOf({ schemaVersion: 1, nodes })).toContain('duplicate-node /nodes/6/id');
    expect(codesOf(withNode(5, { id: 'end' }))).toContain('reserved-id /nodes/5/id');
  });

  it('finds every way that leads nowhere', () => {
    expect(codesOf(withNode(1, { transitions: [{ to: 'nowhere' }], onExhausted: 'away' }))).toEqual(
      expect.arrayContaining(['unknown-target /nodes/1/transitions/0', 'unknown-target /nodes/1/onExhausted']),
    );
    expect(codesOf(withNode(3, { onFailure: [{ to: 'nowhere' }], onTimeout: 'gone' }))).toEqual(
      expect.arrayContaining(['unknown-target /nodes/3/onFailure/0', 'unknown-target /nodes/3/onTimeout']),
    );
  });

  it('warns of nodes that nothing leads to, and of transitions behind an else', () => {
    expect(problemsOf(withNode(3, { onFailure: [] }))).toEqual([
      {
        severity: 'warning',
        nodeId: 'refused',
        pointer: '/nodes/5',
        code: 'unreachable-node',
        message: 'Nothing leads to the node "Refused". Lead to it, or delete it.',
      },
    ]);
    expect(codesOf(withNode(4, { transitions: [{ to: 'end' }, { to: 'create' }] }))).toEqual([
      'unreachable-transition /nodes/4/transitions/0',
    ]);
  });

  it('wants a decision to end with an else', () => {
    const when = equals({ from: 'entity', name: 'name' });
    const decision = { id: 'created', type: 'decision', title: 'Which' };
    const nodes = (transitions: object[]) => ({
      schemaVersion: 1,
      nodes: [start, askName, askCompany, create, { ...decision, transitions }, refused],
    });
    expect(codesOf(nodes([{ when, to: 'end' }]))).toEqual(['missing-else /nodes/4/transitions']);
    expect(codesOf(nodes([]))).toEqual(['missing-else /nodes/4/transitions']);
    expect(codesOf(nodes([{ when, to: 'refused' }, { to: 'end' }]))).toEqual([]);
  });

  it('finds references to what is not there, deep inside conditions too', () => {
    const when: Condition = {
      any: [
        { not: equals({ from: 'entity', name: 'nobody' }) },
        equals({ from: 'result', node: 'created', pointer: '' }),
      ],
    };
    expect(codesOf(withNode(4, { transitions: [{ when, to: 'end' }] }))).toEqual([
      'unknown-entity /nodes/4/transitions/0/when/any/0/not/left',
      'unknown-result /nodes/4/transitions/0/when/any/1/left',
    ]);
    const left: Reference = { from: 'entity', name: 'name' };
    expect(codesOf(withNode(4, { transitions: [{ when: { left, operator: 'equals' }, to: 'end' }] }))).toEqual([
      'missing-operand /nodes/4/transitions/0/when',
    ]);
  });

  it('holds a service node against its operation', () => {
    expect(codesOf(withNode(3, { operation: 'salesforce.destroy-world' }))).toEqual([
      'unknown-operation /nodes/3/operation',
    ]);
    const input = { lastName: { from: 'entity', name: 'name' }, shoeSize: { from: 'value', value: 42 } };
    expect(codesOf(withNode(3, { input }))).toEqual([
      'unknown-input /nodes/3/input/shoeSize',
      'missing-input /nodes/3/input',
    ]);
  });

  it('checks what an entity asks for', () => {
    const entity = (change: object) => withNode(1, entityNode('name', 'ask-company', change));
    const choices = [
      { value: 'a', title: 'A' },
      { value: 'a', title: 'B' },
    ];
    expect(codesOf(entity({ kind: 'choice' }))).toContain('missing-choices /nodes/1/entity');
    expect(codesOf(entity({ choices }))).toContain('unexpected-choices /nodes/1/entity');
    expect(codesOf(entity({ multiple: true }))).toContain('unexpected-choices /nodes/1/entity');
    expect(codesOf(entity({ kind: 'choice', choices }))).toContain('duplicate-choice /nodes/1/entity/choices');
    expect(codesOf(withNode(1, { prompts: [] }))).toContain('missing-prompt /nodes/1/prompts');
    expect(
      codesOf(withNode(1, { prompts: [], entity: { name: 'name', kind: 'text', requirement: 'hidden' } })),
    ).toEqual([]);
  });

  it('parses every template and knows its variables', () => {
    expect(codesOf(withNode(1, { prompts: ['What, {{ entities.name'] }))).toEqual([
      'invalid-template /nodes/1/prompts/0',
    ]);
    expect(codesOf(withNode(1, { errorPrompts: ['{% include "secrets" %}'] }))).toEqual([
      'invalid-template /nodes/1/errorPrompts/0',
    ]);
    expect(codesOf(withNode(5, { variants: [{ text: '{{ "a" | shout }}' }] }))).toEqual([
      'invalid-template /nodes/5/variants/0/text',
    ]);
    const card = {
      title: '{{ results.created.id }}',
      link: { label: 'x', url: '{{ entities.url }}{{ process.env }}' },
    };
    expect(codesOf(withNode(5, { variants: [{ text: 'x', card }] }))).toEqual([
      'unknown-variable /nodes/5/variants/0/card/title',
      'unknown-variable /nodes/5/variants/0/card/link/url',
      'unknown-variable /nodes/5/variants/0/card/link/url',
    ]);
  });
});

/** A small graph: an intent that leads to the first of some nodes. */
function graphOf(nodes: readonly object[], more: object = {}): unknown {
  const [first] = nodes as readonly { readonly id: string }[];
  const intent = {
    id: 'start',
    type: 'intent',
    title: 'Start',
    utterances: ['go'],
    transitions: [{ to: first?.id ?? 'end' }],
  };
  return { schemaVersion: 1, nodes: [intent, ...nodes], ...more };
}

const message = (id: string, to: string, more: object = {}) => ({
  id,
  type: 'message',
  title: id,
  variants: [{ text: 'x' }],
  transitions: [{ to }],
  ...more,
});
const group = (id: string, start: string, to: string, more: object = {}) => ({
  id,
  type: 'group',
  title: id,
  start,
  transitions: [{ to }],
  ...more,
});

describe('checkGraph, of groups', () => {
  it('finds nothing wrong with groups in groups', () => {
    const graph = graphOf([
      group('a', 'b', 'after'),
      group('b', 'c', 'return', { group: 'a' }),
      group('c', 'in', 'return', { group: 'b' }),
      message('in', 'return', { group: 'c' }),
      message('after', 'end'),
    ]);
    expect(codesOf(graph)).toEqual([]);
  });

  it('wants groups to be there, not to stand in themselves, and not too deep in each other', () => {
    expect(codesOf(graphOf([message('in', 'end', { group: 'start' })]))).toContain('unknown-group /nodes/1/group');
    expect(codesOf(graphOf([group('a', 'b', 'end', { group: 'b' }), group('b', 'a', 'end', { group: 'a' })]))).toEqual(
      expect.arrayContaining(['group-cycle /nodes/1/group', 'group-cycle /nodes/2/group']),
    );
    const deep = ['a', 'b', 'c', 'd'].map((id, i, ids) =>
      group(id, ids[i + 1] ?? 'in', 'end', i === 0 ? {} : { group: ids[i - 1] }),
    );
    expect(codesOf(graphOf([...deep, message('in', 'return', { group: 'd' })]))).toEqual([
      'group-too-deep /nodes/4/group',
    ]);
    const intent = { ...(graphOf([]) as DialogGraph).nodes[0], group: 'a', transitions: [{ to: 'in' }] };
    const nodes = [intent, group('a', 'in', 'end'), message('in', 'return', { group: 'a' })];
    expect(codesOf({ schemaVersion: 1, nodes })).toContain('intent-in-group /nodes/0/group');
  });

  it('lets ways into a group by its start only, and out by "return" only', () => {
    const members = [message('in', 'after', { group: 'a' }), message('after', 'return')];
    expect(codesOf(graphOf([group('a', 'in', 'in'), ...members]))).toEqual([
      'enters-group /nodes/1/transitions/0',
      'leaves-group /nodes/2/transitions/0',
      'return-outside-group /nodes/3/transitions/0',
    ]);
    expect(codesOf(graphOf([group('a', 'after', 'after'), message('after', 'end')]))).toEqual([
      'start-outside-group /nodes/1/start',
    ]);
    expect(codesOf(graphOf([group('a', 'nobody', 'end')]))).toEqual(['unknown-target /nodes/1/start']);
    expect(codesOf(graphOf([{ ...message('return', 'end') }]))).toContain('reserved-id /nodes/1/id');
  });

  it('knows that what comes after a group is reached by "return" alone', () => {
    const nodes = (to: string) => [
      group('a', 'in', 'after'),
      message('in', to, { group: 'a' }),
      message('after', 'end'),
    ];
    expect(codesOf(graphOf(nodes('return')))).toEqual([]);
    expect(codesOf(graphOf(nodes('end')))).toEqual(['unreachable-node /nodes/3']);
  });
});

describe('checkGraph, of what is asked', () => {
  const field = (name: string, more: object = {}) => ({
    name,
    label: name,
    kind: 'text',
    requirement: 'mandatory',
    ...more,
  });
  const form = (...fields: readonly object[]) => ({
    id: 'form',
    type: 'form',
    title: 'Form',
    fields,
    retries: 2,
    onExhausted: 'end',
    transitions: [{ to: 'end' }],
  });

  it('wants the fields of a form to have names of their own', () => {
    expect(codesOf(graphOf([form(field('a'), field('b'))]))).toEqual([]);
    expect(codesOf(graphOf([form(field('a'), field('a'))]))).toEqual(['duplicate-field /nodes/1/fields/1/name']);
    expect(codesOf(graphOf([form(field('a', { kind: 'choice' }))]))).toEqual(['missing-choices /nodes/1/fields/0']);
    expect(codesOf(graphOf([form()]))).toEqual(['invalid-structure /nodes/1/fields']);
    expect(codesOf(graphOf([form(field('__proto__'))]))).toEqual(['invalid-structure /nodes/1/fields/0/name']);
  });

  it('wants the least and the most to fit the kind', () => {
    const range = (kind: string, limits: object) => codesOf(graphOf([form(field('a', { kind, ...limits }))]));
    expect(range('number', { min: 1, max: 2 })).toEqual([]);
    expect(range('date', { min: '2027-01-31', max: '2027-12-31' })).toEqual([]);
    expect(range('time', { min: '08:00', max: '18:00' })).toEqual([]);
    expect(range('number', { min: '1' })).toEqual(['invalid-range /nodes/1/fields/0/min']);
    expect(range('date', { max: '2027-02-32' })).toEqual(['invalid-range /nodes/1/fields/0/max']);
    expect(range('money', { min: 2, max: 1 })).toEqual(['invalid-range /nodes/1/fields/0/max']);
    expect(range('email', { min: 1 })).toEqual(['invalid-range /nodes/1/fields/0/min']);
    expect(range('text', { currency: 'EUR', country: 'DE' })).toEqual([
      'unexpected-currency /nodes/1/fields/0/currency',
      'unexpected-country /nodes/1/fields/0/country',
    ]);
  });

  it('wants a confirmation to have a prompt, and words that mean one thing', () => {
    const confirmation = (more: object) => ({
      id: 'sure',
      type: 'confirmation',
      title: 'Sure',
      prompts: ['Sure?'],
      errorPrompts: [],
      retries: 1,
      onNo: 'end',
      onExhausted: 'end',
      transitions: [{ to: 'end' }],
      ...more,
    });
    expect(codesOf(graphOf([confirmation({ yes: ['go'], no: ['halt'] })]))).toEqual([]);
    expect(codesOf(graphOf([confirmation({ prompts: [] })]))).toEqual(['missing-prompt /nodes/1/prompts']);
    expect(codesOf(graphOf([confirmation({ yes: ['x', 'Go!'], no: ['go'] })]))).toEqual([
      'ambiguous-word /nodes/1/yes/1',
    ]);
    expect(codesOf(graphOf([confirmation({ onNo: 'nowhere' })]))).toEqual(['unknown-target /nodes/1/onNo']);
  });

  it('wants references into a value to lead to a part that its kind has', () => {
    const when = (pointer: string) => ({ left: { from: 'entity', name: 'who', pointer }, operator: 'is-set' });
    const graph = (kind: string, pointer: string) =>
      codesOf(
        graphOf([
          form(field('who', { kind })),
          message('x', 'end', { transitions: [{ when: when(pointer), to: 'end' }] }),
        ]),
      ).filter((code) => !code.startsWith('unreachable'));
    expect(graph('person', '/last')).toEqual([]);
    expect(graph('money', '/amount')).toEqual([]);
    expect(graph('person', '/surname')).toEqual(['unknown-part /nodes/2/transitions/0/when/left/pointer']);
    expect(graph('text', '/first')).toEqual(['unknown-part /nodes/2/transitions/0/when/left/pointer']);
  });
});

describe('checkGraph, of languages and loops', () => {
  it('warns of texts that are not there in every language that the task speaks', () => {
    const both = { variants: [{ text: { en: 'Hello', de: 'Hallo' } }] };
    const inGerman = { variants: [{ text: { 'de-AT': 'Servus {{ entities.nobody }}' } }] };
    expect(problemsOf(graphOf([message('a', 'b', both), message('b', 'end')]))).toMatchObject([
      { severity: 'warning', code: 'missing-translation', pointer: '/nodes/0/utterances' },
      { severity: 'warning', code: 'missing-translation', pointer: '/nodes/2/variants/0/text' },
    ]);
    expect(codesOf(graphOf([message('a', 'end', inGerman)], { language: 'de' }))).toEqual([
      'unknown-variable /nodes/1/variants/0/text/de-AT',
    ]);
    expect(codesOf(graphOf([message('a', 'end', { variants: [{ text: {} }] })]))).toEqual([
      'invalid-structure /nodes/1/variants/0/text',
    ]);
    expect(codesOf(graphOf([message('a', 'end', { variants: [{ text: { __proto__x: 'y' } }] })]))).not.toEqual([]);
  });

  it('warns of circles in which nobody is asked', () => {
    expect(codesOf(graphOf([message('a', 'b'), message('b', 'a')]))).toEqual(['endless-loop /nodes/1']);
    const asking = entityNode('x', 'a', {}, { id: 'b' });
    expect(codesOf(graphOf([message('a', 'b'), asking]))).toEqual([]);
    const inGroup = [group('g', 'a', 'g'), message('a', 'return', { group: 'g' })];
    expect(codesOf(graphOf(inGroup))).toEqual(['endless-loop /nodes/1']);
  });
});

describe('checkGraph, of a graph of 5,000 nodes', () => {
  it('is done within a second, however much is wrong', () => {
    const good = Array.from({ length: 4_999 }, (_, i) =>
      i % 2 === 0
        ? entityNode(
            `e${i}`,
            i === 4_998 ? 'end' : `n${i + 1}`,
            {},
            { id: `n${i}`, prompts: [`What is {{ entities.e0 }} number ${i}?`] },
          )
        : message(`n${i}`, `n${i + 1}`, { variants: [{ text: { en: 'Hello', de: 'Hallo' } }] }),
    );
    problemsOf(graphOf(good.slice(0, 10)));
    const start = process.cpuUsage();
    expect(problemsOf(graphOf(good)).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(1_000);
    const bad = good.map((node) => ({ ...node, transitions: [{ to: 'nowhere' }, { to: 'return' }] }));
    const again = process.cpuUsage();
    const problems = problemsOf(graphOf(bad));
    expect(process.cpuUsage(again).user / 1_000).toBeLessThan(1_000);
    expect(problems).toHaveLength(500);
    expect(new Set(problems.map(({ severity }) => severity))).toEqual(new Set(['error']));
  });
});
