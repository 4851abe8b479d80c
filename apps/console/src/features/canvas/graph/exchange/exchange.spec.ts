import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../../../../../../libs/dialogs/src/check/check-graph.js';
import { addableTypes, newNodes } from '../editing/new-node.ts';
import type { DialogGraph } from '../../../../dialog-graph/graph.ts';
import { sampleGraph } from '../sample-graph.ts';
import { combined, compare, differencesOf } from './difference.ts';
import { tidy } from './tidy.ts';
import { exportNodes, exportTask, importNodes, importTask } from '../../../../dialog-graph/exchange.ts';

const everything: DialogGraph = {
  schemaVersion: 1,
  language: 'en',
  nodes: addableTypes
    .reduce<DialogGraph['nodes']>(
      (nodes, type) => [...nodes, ...newNodes({ schemaVersion: 1, nodes }, type, undefined)],
      sampleGraph.nodes,
    )
    .map((node) => {
      if (node.type === 'service') return { ...node, samples: [{ name: 'Nothing', output: null }] };
      return node.type === 'message' ? { ...node, channels: { 'ms-teams': node.variants } } : node;
    }),
};

describe('import', () => {
  it('reads what was exported, to the letter', () => {
    expect(importTask(exportTask('All', everything))).toEqual({
      ok: true,
      name: 'All',
      graph: everything,
      remarks: [],
    });
  });

  it('reads a bare graph', () => {
    expect(importTask(JSON.stringify(sampleGraph))).toMatchObject({ ok: true, name: undefined, graph: sampleGraph });
  });

  it('tells what it does not know, and leaves it out', () => {
    const graph = {
      ...sampleGraph,
      script: 'alert(1)',
      nodes: [
        { ...sampleGraph.nodes[0], onclick: 'alert(1)' },
        { type: 'script', id: 'x' },
      ],
    };
    const read = importTask(JSON.stringify({ name: ' <script>alert(1)</script> ', graph }));
    expect(read).toMatchObject({
      ok: true,
      name: '<script>alert(1)</script>',
      graph: { nodes: [sampleGraph.nodes[0]] },
    });
    expect(read.remarks.map(({ pointer }) => pointer)).toEqual([
      '/graph/script',
      '/graph/nodes/0/onclick',
      '/graph/nodes/1/type',
      '/graph/nodes/1',
    ]);
  });

  it.each([
    ['hello', /not JSON/],
    ['[]', /no list of nodes/],
    ['{"nodes":{}}', /no list of nodes/],
    ['{"nodes":[]}', /None of the nodes/],
    ['{"schemaVersion":2,"nodes":[{}]}', /another version/],
    [`{"nodes":[${Array.from({ length: 5_001 }, () => '{}').join(',')}]}`, /5,001 nodes/],
    [`{"nodes":${'['.repeat(60)}${']'.repeat(60)}}`, /nested/],
    ['x'.repeat(4_000_001), /larger/],
  ])('refuses %.30s', (json, reason) => {
    expect(importTask(json)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) as string });
  });

  it('never throws, and what it lets through has the structure that the API wants', () => {
    const spoiled = fc.tuple(
      fc.nat(everything.nodes.length - 1),
      fc.constantFrom('id', 'title', 'transitions', 'prompts', 'entity', 'variants', 'onFailure', 'x'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.array(spoiled, { maxLength: 6 }), (spoils) => {
        const nodes = everything.nodes.map(
          (node, index) =>
            Object.assign(
              {},
              node,
              ...spoils.filter(([at]) => at === index).map(([, key, value]) => ({ [key]: value })),
            ) as object,
        );
        const read = importTask(JSON.stringify({ schemaVersion: 1, nodes }));
        if (!read.ok) return;
        const problems = checkGraph(read.graph, { operations: () => undefined });
        expect(problems.filter(({ code }) => code === 'invalid-structure')).toEqual([]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => importNodes(text) === undefined && typeof importTask(text).ok === 'boolean'),
    );
  });

  it('reads nodes from the clipboard, and leaves other text alone', () => {
    expect(importNodes(exportNodes(sampleGraph.nodes))).toEqual(sampleGraph.nodes);
    expect(importNodes(exportTask('All', sampleGraph))).toEqual(sampleGraph.nodes);
    expect(importNodes('{"nodes": 1}')).toBeUndefined();
    expect(importNodes('Dear Ada')).toBeUndefined();
  });
});

describe('differences', () => {
  const titled = (id: string, title: string) => (graph: DialogGraph) => ({
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === id ? { ...node, title } : node)),
  });
  const without = (id: string) => (graph: DialogGraph) => ({
    ...graph,
    nodes: graph.nodes.filter((node) => node.id !== id),
  });

  it('tell what was added, removed and changed, and not what was only moved', () => {
    const moved = { ...sampleGraph, nodes: sampleGraph.nodes.map((node) => ({ ...node, position: { x: 1, y: 1 } })) };
    expect(differencesOf(sampleGraph, moved)).toEqual([]);
    expect(differencesOf(sampleGraph, titled('create', 'Make')(without('failed')(sampleGraph)))).toEqual([
      { nodeId: 'create', title: 'Make', kind: 'changed', fields: ['title'] },
      { nodeId: 'failed', title: 'Failed', kind: 'removed', fields: [] },
    ]);
  });

  it('of two people go together where they touch different nodes', () => {
    const mine = titled('create', 'Mine')(sampleGraph);
    const theirs = titled('ask-name', 'Theirs')(without('failed')(sampleGraph));
    expect(compare(sampleGraph, mine, theirs).both).toEqual([]);
    const both = combined(sampleGraph, mine, theirs);
    expect(both.nodes.map(({ title }) => title)).toEqual([
      'Create a lead',
      'Theirs',
      'Company',
      'Mine',
      'Created',
      'Gave up',
    ]);
  });

  it('of two people in one node are told, and mine stays', () => {
    const mine = titled('create', 'Mine')(sampleGraph);
    const theirs = titled('create', 'Theirs')(sampleGraph);
    expect(compare(sampleGraph, mine, theirs).both).toEqual(['create']);
    expect(combined(sampleGraph, mine, theirs)).toEqual(mine);
    expect(compare(sampleGraph, mine, mine).both).toEqual([]);
  });
});

describe('tidying before a save', () => {
  it('leaves out rows that were left empty, and touches nothing else', () => {
    expect(tidy(everything)).toBe(everything);
    const graph: DialogGraph = {
      schemaVersion: 1,
      nodes: [
        { id: 'start', type: 'intent', title: ' ', utterances: ['hi', '', ' '], transitions: [] },
        {
          ...{ id: 'ask', type: 'entity', title: 'Ask', retries: 1, onExhausted: 'end', transitions: [] },
          entity: {
            name: 'a',
            kind: 'choice',
            requirement: 'mandatory',
            choices: [
              { value: '', title: '' },
              { value: 'b', title: '', synonyms: [''] },
            ],
          },
          prompts: ['What?', ''],
          errorPrompts: ['', { en: '' }],
        },
      ],
    };
    expect(tidy(graph).nodes).toMatchObject([
      { title: 'Start', utterances: ['hi'] },
      { entity: { choices: [{ value: 'b', title: 'b' }] }, prompts: ['What?'], errorPrompts: [] },
    ]);
  });
});
