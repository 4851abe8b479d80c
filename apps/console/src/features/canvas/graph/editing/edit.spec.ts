import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../../../../../../libs/dialogs/src/check/check-graph.js';
import { nodeOf, type DialogGraph } from '../../../../dialog-graph/graph.ts';
import { portsOf } from '../model/ports.ts';
import { sampleGraph } from '../sample-graph.ts';
import { addNode, connect, disconnect, insertOnWay, mayConnect, moveNodes, removeNodes } from './edit.ts';
import { groupNodes, mayMoveTo, mend, moveTo, ungroup } from './groups.ts';
import { addAfter, insertBetween } from './insert-between.ts';
import { addableTypes } from './new-node.ts';
import { duplicate } from './paste.ts';

const operations = () => ({ properties: ['lastName', 'company'], required: [] });
const errorsOf = (graph: DialogGraph) =>
  checkGraph(graph, { operations }).filter(({ severity }) => severity === 'error');
const waysOf = (graph: DialogGraph, id: string) =>
  Object.fromEntries(portsOf(nodeOf(graph, id) ?? sampleGraph.nodes[0]!).map((port) => [port.id, port.to]));

describe('editing a graph', () => {
  it.each(addableTypes)('adds a node of the type %s that the API takes', (type) => {
    const { graph, nodeId } = addAfter(sampleGraph, 'ask-name', type);
    expect(errorsOf(graph)).toEqual([]);
    expect(waysOf(graph, 'ask-name')['/transitions/0']).toBe(nodeId);
    if (type !== 'end') expect(Object.values(waysOf(graph, nodeId))).toContain('ask-company');
  });

  it('inserts on a way that fails as on any other, and keeps its condition', () => {
    const { graph, nodeId } = insertOnWay(sampleGraph, { nodeId: 'create', port: '/onFailure/0' }, 'message');
    expect(waysOf(graph, 'create')).toMatchObject({ '/onFailure/0': nodeId, '/onFailure/1': 'failed' });
    expect(nodeOf(graph, 'create')).toMatchObject({ onFailure: [{ when: expect.anything() as object }, {}] });
    expect(waysOf(graph, nodeId)).toEqual({ '/transitions/0': 'failed' });
  });

  it('inserts on a way that is not there yet', () => {
    const { graph, nodeId } = insertOnWay(sampleGraph, { nodeId: 'create', port: '/onTimeout' }, 'message');
    expect(waysOf(graph, 'create')['/onTimeout']).toBe(nodeId);
  });

  it('inserts at the beginning of a group within the group', () => {
    const grouped = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    const { graph, nodeId } = insertOnWay(grouped.graph, { nodeId: grouped.nodeId, port: '/start' }, 'message');
    expect(nodeOf(graph, nodeId)?.group).toBe(grouped.nodeId);
    expect(errorsOf(graph)).toEqual([]);
  });

  it('removes nodes and leads what came to them on to where they led', () => {
    const graph = removeNodes(sampleGraph, ['ask-name', 'ask-company']);
    expect(waysOf(graph, 'start')).toEqual({ '/transitions/0': 'create' });
    expect(waysOf(removeNodes(sampleGraph, ['failed']), 'create')).toMatchObject({
      '/onFailure/0': 'end',
      '/onFailure/1': 'end',
    });
  });

  it('never removes the start, and is not caught in a circle', () => {
    const circle = connect(sampleGraph, { nodeId: 'ask-company', port: '/transitions/0' }, 'ask-name');
    const graph = removeNodes(circle, ['start', 'ask-name', 'ask-company']);
    expect(waysOf(graph, 'start')).toEqual({ '/transitions/0': 'end' });
  });

  it('removes a group with its members, and leads on to where the group led', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    const left = removeNodes(graph, [nodeId]);
    expect(left.nodes.map(({ id }) => id)).toEqual(['start', 'create', 'created', 'failed', 'gave-up']);
    expect(waysOf(left, 'start')).toEqual({ '/transitions/0': 'create' });
  });

  it('begins a group with another member when its first one is removed', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    expect(nodeOf(removeNodes(graph, ['ask-name']), nodeId)).toMatchObject({ start: 'ask-company' });
  });

  it('cuts ways: what must lead somewhere leads to the end', () => {
    expect(
      nodeOf(disconnect(sampleGraph, { nodeId: 'ask-name', port: '/transitions/0' }), 'ask-name')?.transitions,
    ).toEqual([]);
    expect(
      waysOf(disconnect(sampleGraph, { nodeId: 'ask-name', port: '/onExhausted' }), 'ask-name')['/onExhausted'],
    ).toBe('end');
    expect(waysOf(disconnect(sampleGraph, { nodeId: 'create', port: '/onFailure/0' }), 'create')['/onFailure/0']).toBe(
      'end',
    );
  });

  it('leads no way into the start, into another group, or to itself from outside', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    const next = { nodeId: 'start', port: '/transitions/0' };
    expect(mayConnect(graph, next, 'ask-name')).toBe(false);
    expect(mayConnect(graph, next, nodeId)).toBe(true);
    expect(mayConnect(graph, next, 'start')).toBe(false);
    expect(mayConnect(graph, next, 'return')).toBe(false);
    expect(mayConnect(graph, { nodeId: 'ask-name', port: '/onExhausted' }, 'return')).toBe(true);
  });

  it('rounds places, and is the same graph when nothing moved', () => {
    const moved = moveNodes(sampleGraph, new Map([['start', { x: 1.4, y: -0.6 }]]));
    expect(moved.nodes[0]?.position).toEqual({ x: 1, y: -1 });
    expect(moveNodes(moved, new Map([['start', { x: 1, y: -1 }]]))).toBe(moved);
  });
});

describe('inserting between two nodes', () => {
  const row = (gap: number): DialogGraph => ({
    ...sampleGraph,
    nodes: sampleGraph.nodes.map((node, at) => ({ ...node, position: { x: at * (264 + gap), y: 0 } })),
  });
  const xOf = (graph: DialogGraph, id: string) => nodeOf(graph, id)?.position?.x;

  it('moves what comes after it to the right, and only as far as it must', () => {
    const way = { nodeId: 'ask-name', port: '/transitions/0' };
    const { graph, nodeId } = insertBetween(row(88), way, 'message');
    expect(nodeOf(graph, nodeId)?.position).toEqual({ x: 352 + 264 + 88, y: 0 });
    expect([xOf(graph, 'start'), xOf(graph, 'ask-name')]).toEqual([0, 352]);
    expect([xOf(graph, 'ask-company'), xOf(graph, 'create')]).toEqual([704 + 352, 1_056 + 352]);
    const roomy = insertBetween(row(600), way, 'message');
    expect(xOf(roomy.graph, 'ask-company')).toBe(2 * 864);
  });

  it('leaves everything where it is on a way that leads back', () => {
    const back = connect(row(88), { nodeId: 'create', port: '/transitions/0' }, 'ask-name');
    const { graph } = insertBetween(back, { nodeId: 'create', port: '/transitions/0' }, 'message');
    expect(graph.nodes.filter(({ id }) => id !== 'new-message').map(({ position }) => position)).toEqual(
      back.nodes.map(({ position }) => position),
    );
  });
});

describe('groups', () => {
  it('put nodes together and take them apart again', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    expect(nodeOf(graph, nodeId)).toMatchObject({ start: 'ask-name', transitions: [{ to: 'create' }] });
    expect(waysOf(graph, 'ask-company')).toEqual({ '/transitions/0': 'return', '/onExhausted': 'return' });
    expect(waysOf(graph, 'start')).toEqual({ '/transitions/0': nodeId });
    expect(errorsOf(graph)).toEqual([]);
    const apart = ungroup(graph, nodeId);
    expect(waysOf(apart, 'start')).toEqual({ '/transitions/0': 'ask-name' });
    expect(waysOf(apart, 'ask-company')['/transitions/0']).toBe('create');
    expect(errorsOf(apart)).toEqual([]);
  });

  it('take nodes in and let them out without a way across the border', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name'])!;
    const inside = moveTo(graph, ['ask-company'], nodeId);
    expect(nodeOf(inside, 'ask-company')?.group).toBe(nodeId);
    expect(errorsOf(inside)).toEqual([]);
    expect(errorsOf(moveTo(inside, ['ask-company'], undefined))).toEqual([]);
    // A group that is empty by now needs somewhere to begin, and nothing else is wrong.
    const emptied = moveTo(inside, ['ask-company', 'ask-name'], undefined);
    expect(errorsOf(emptied)).toMatchObject([
      { code: 'unknown-target', nodeId, pointer: expect.stringMatching(/start$/) },
    ]);
  });

  it('take a node to the place where it was dropped, and never the start', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name'])!;
    const places = new Map([['create', { x: 10.4, y: 20 }]]);
    expect(nodeOf(moveTo(graph, ['create'], nodeId, places), 'create')?.position).toEqual({ x: 10, y: 20 });
    expect(moveTo(graph, ['start'], nodeId)).toBe(graph);
    expect(moveTo(graph, ['create'], undefined)).toBe(graph);
    expect(moveTo(graph, ['create'], 'ask-company')).toBe(graph);
  });

  it('never stand in themselves, nor deeper than three', () => {
    const one = groupNodes(sampleGraph, ['ask-name'])!;
    const two = groupNodes(one.graph, [one.nodeId])!;
    const three = groupNodes(two.graph, [two.nodeId])!;
    expect(moveTo(three.graph, [two.nodeId], one.nodeId)).toBe(three.graph);
    expect(moveTo(three.graph, ['create'], one.nodeId)).not.toBe(three.graph);
    expect(mayMoveTo(three.graph, [two.nodeId], one.nodeId)).toBe(false);
    expect(mayMoveTo(three.graph, ['create'], one.nodeId)).toBe(true);
    const four = groupNodes(three.graph, ['create'])!;
    expect(moveTo(four.graph, [three.nodeId], four.nodeId)).toBe(four.graph);
  });
});

describe('any number of edits', () => {
  const ids = (graph: DialogGraph) => graph.nodes.map(({ id }) => id);
  const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length]!;
  const step = fc.tuple(fc.nat(7), fc.nat(), fc.nat());

  it('leave a graph that has an end to every way and its start', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const graph = steps.reduce((at: DialogGraph, [what, one, two]) => {
          const id = pick(ids(at), one);
          const port = pick(portsOf(nodeOf(at, id)!), two);
          const edits: readonly (() => DialogGraph)[] = [
            () => addAfter(at, id, pick(addableTypes, two)).graph,
            () => removeNodes(at, [id, pick(ids(at), two)]),
            () => duplicate(at, [id], { x: 1, y: 1 }).graph,
            () => groupNodes(at, [id, pick(ids(at), two)])?.graph ?? at,
            () => moveTo(at, [id], at.nodes.filter(({ type }) => type === 'group').map((node) => node.id)[two % 3]),
            () => ungroup(at, id),
            () => (port ? insertOnWay(at, { nodeId: id, port: port.id }, pick(addableTypes, one)).graph : at),
            () => (port ? disconnect(at, { nodeId: id, port: port.id }) : addNode(at, pick(addableTypes, one)).graph),
          ];
          return pick(edits, what)();
        }, sampleGraph);
        const known = new Set(ids(graph));
        expect(known.size).toBe(graph.nodes.length);
        expect(known).toContain('start');
        for (const node of graph.nodes) {
          for (const { id, to } of portsOf(node)) {
            if (to === undefined) continue;
            const scope = id === '/start' ? node.id : node.group;
            const isExit = to === 'end' || to === 'return';
            expect(isExit || nodeOf(graph, to)?.group === scope, `${node.id}${id} -> ${to}`).toBe(true);
          }
        }
        expect(mend(graph)).toEqual(graph);
      }),
      { numRuns: 300 },
    );
  });
});
