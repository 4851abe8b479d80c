import { describe, expect, it } from 'vitest';
import { connect } from '../editing/edit.ts';
import { addAfter } from '../editing/insert-between.ts';
import { groupNodes } from '../editing/groups.ts';
import type { DialogGraph } from '../../../../dialog-graph/graph.ts';
import { sampleGraph } from '../sample-graph.ts';
import { knownAt } from './known.ts';
import { fieldsOf, typeOf } from './schema-fields.ts';

const output = { type: 'object', properties: { id: { type: 'string' }, url: { type: 'string' } } } as const;
const at = (graph: DialogGraph, id: string) => knownAt(graph, id, () => output).map(({ liquid }) => liquid);

describe('what is known at a node', () => {
  it('is what was asked and answered on the way there, and nothing that comes later', () => {
    expect(at(sampleGraph, 'start')).toEqual(['endUser.displayName', 'endUser.id', 'endUser.channel']);
    expect(at(sampleGraph, 'ask-company')).toEqual([
      'entities.lastName',
      'endUser.displayName',
      'endUser.id',
      'endUser.channel',
    ]);
    expect(at(sampleGraph, 'created')).toEqual(
      expect.arrayContaining(['entities.company', 'results.create.id', 'results.create.url', 'results.create']),
    );
    expect(at(sampleGraph, 'created')).not.toContain('error.message');
    expect(at(sampleGraph, 'failed')).toContain('error.message');
  });

  it('is in sample responses, too: with an example, and what the schema does not promise may be missing', () => {
    const samples = [
      { name: 'One', output: { id: '', owner: { name: 'Grace' }, tags: ['new'], odd: null } },
      { name: 'Another', output: { id: '00Q1', owner: { name: 'Ada', age: 36 } } },
    ];
    const graph = {
      ...sampleGraph,
      nodes: sampleGraph.nodes.map((node) => (node.type === 'service' ? { ...node, samples } : node)),
    };
    const results = knownAt(graph, 'created', () => output).filter(({ liquid }) => liquid.startsWith('results.'));
    expect(results.map(({ liquid, example, isMaybe }) => [liquid, example, isMaybe])).toEqual([
      ['results.create.id', '00Q1', false],
      ['results.create.url', undefined, false],
      ['results.create.owner', undefined, true],
      ['results.create.owner.name', 'Grace', true],
      ['results.create.tags', undefined, true],
      ['results.create.tags[0]', 'new', true],
      ['results.create.odd', undefined, true],
      ['results.create.owner.age', '36', true],
      ['results.create', undefined, false],
    ]);
  });

  it('may be missing when a path leads past the question', () => {
    const { graph, nodeId } = addAfter(sampleGraph, 'start', 'decision');
    const past = connect({ ...graph }, { nodeId, port: '/transitions/0' }, 'ask-company');
    const known = knownAt(past, 'create', () => output);
    expect(known.find(({ liquid }) => liquid === 'entities.lastName')).toBeUndefined();
    const both: DialogGraph = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === nodeId
          ? { ...node, transitions: [{ when: { all: [] }, to: 'ask-company' }, { to: 'ask-name' }] }
          : node,
      ),
    };
    const maybe = knownAt(both, 'create', () => output);
    expect(maybe.find(({ liquid }) => liquid === 'entities.lastName')?.isMaybe).toBe(true);
    expect(maybe.find(({ liquid }) => liquid === 'entities.company')?.isMaybe).toBe(false);
  });

  it('has the answer of the node itself once it is given, and the problem once it failed', () => {
    const after = (id: string, moment: 'after' | 'failed') =>
      knownAt(sampleGraph, id, () => output, moment).map(({ liquid }) => liquid);
    expect(after('ask-name', 'after')).toContain('entities.lastName');
    expect(at(sampleGraph, 'ask-name')).not.toContain('entities.lastName');
    expect(after('create', 'after')).toContain('results.create.url');
    expect(after('create', 'failed')).toContain('error.code');
    expect(after('create', 'failed')).not.toContain('results.create.url');
  });

  it('goes through groups', () => {
    const { graph } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    expect(at(graph, 'create')).toEqual(expect.arrayContaining(['entities.lastName', 'entities.company']));
    expect(at(graph, 'ask-company')).toContain('entities.lastName');
  });

  it('has the parts of values that have parts', () => {
    const graph: DialogGraph = {
      ...sampleGraph,
      nodes: sampleGraph.nodes.map((node) =>
        node.type === 'entity' && node.id === 'ask-name'
          ? { ...node, entity: { ...node.entity, kind: 'person' as const } }
          : node,
      ),
    };
    expect(at(graph, 'create')).toEqual(expect.arrayContaining(['entities.lastName', 'entities.lastName.first']));
  });

  it('is found in a circle of 5,000 nodes', () => {
    const nodes = Array.from({ length: 5_000 }, (_, i) => ({
      ...sampleGraph.nodes[1]!,
      ...{ type: 'entity' as const, id: `n${i}`, transitions: [{ to: `n${(i + 1) % 5_000}` }], onExhausted: 'end' },
      ...{
        entity: { name: `e${i}`, kind: 'text' as const, requirement: 'mandatory' as const },
        prompts: ['?'],
        errorPrompts: [],
        retries: 1,
      },
    }));
    expect(at({ schemaVersion: 1, nodes }, 'n0')).toHaveLength(5_002);
  });
});

describe('fields of a schema', () => {
  it('lead into objects and to the first item of lists, with odd names quoted', () => {
    const schema = {
      properties: {
        items: { type: 'array', items: { properties: { 'a/b c': { type: ['integer', 'null'] } } } },
        at: { type: 'string', format: 'date-time' },
      },
    };
    expect(fieldsOf(schema)).toEqual([
      { pointer: '/items', liquid: '.items', label: 'items', type: 'List' },
      { pointer: '/items/0', liquid: '.items[0]', label: 'items › first', type: 'Any' },
      { pointer: '/items/0/a~1b c', liquid: '.items[0]["a/b c"]', label: 'items › first › a/b c', type: 'Number' },
      { pointer: '/at', liquid: '.at', label: 'at', type: 'Date and time' },
    ]);
    expect(
      typeOf({
        anyOf: [
          { const: 'a', type: 'string' },
          { const: 'b', type: 'string' },
        ],
      }),
    ).toBe('Choice');
  });
});
