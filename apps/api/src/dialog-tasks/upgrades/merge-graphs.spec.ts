import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialogGraph, DialogNode } from '#dialogs';
import { changesOf, mergeGraphs } from './merge-graphs.js';

const graph = (...nodes: readonly object[]) => ({ schemaVersion: 1, nodes }) as unknown as DialogGraph;
const message = (id: string, changes: object = {}) => ({
  ...{ id, type: 'message', title: id, variants: [{ text: 'Hi.' }], transitions: [{ to: 'end' }] },
  ...changes,
});
const ask = (id: string, entity: object = {}, changes: object = {}) => ({
  ...{ id, type: 'entity', title: id, prompts: ['Well?'], errorPrompts: [], retries: 3, onExhausted: 'end' },
  ...{ entity: { name: id, kind: 'text', requirement: 'mandatory', ...entity }, transitions: [{ to: 'end' }] },
  ...changes,
});

const words = fc.constantFrom('a', 'b', 'c', 'd');
const anyNode = fc
  .record({ id: words, isQuestion: fc.boolean(), title: words, text: words, kind: words, to: words, x: fc.nat(2) })
  .map(({ id, isQuestion, title, text, kind, to, x }) => {
    const place = x === 0 ? {} : { position: { x, y: 0 } };
    const common = { title, transitions: [{ to }], ...place };
    return isQuestion
      ? ask(id, { kind }, { ...common, prompts: [text] })
      : message(id, { ...common, variants: [{ text }] });
  });
const anyGraph = fc.uniqueArray(anyNode, { selector: ({ id }) => id, maxLength: 4 }).chain((nodes) =>
  fc.option(words, { nil: undefined }).map((language) => ({
    ...graph(...nodes),
    ...(language !== undefined && { language }),
  })),
);

describe('a merge', () => {
  it('with itself changes nothing', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (base, mine) => {
        expect(mergeGraphs({ base, mine, theirs: mine })).toEqual({ graph: mine, conflicts: [] });
      }),
    );
  });

  it('makes of a task that nobody has touched exactly the new template', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (base, theirs) => {
        expect(mergeGraphs({ base, mine: base, theirs })).toEqual({ graph: theirs, conflicts: [] });
      }),
    );
  });

  it('leaves a task alone whose template has not changed', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, (base, mine) => {
        expect(mergeGraphs({ base, mine, theirs: base })).toEqual({ graph: mine, conflicts: [] });
      }),
    );
  });

  it('keeps each edit of a field that the template has not changed', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, anyGraph, (base, mine, theirs) => {
        const merged = nodesOf(mergeGraphs({ base, mine, theirs }).graph);
        for (const [id, edited] of nodesOf(mine)) {
          const [old, other] = [nodesOf(base).get(id), nodesOf(theirs).get(id)];
          if (old?.type !== edited.type || other?.type !== edited.type) continue;
          for (const key of ['title', 'prompts', 'variants', 'transitions', 'position']) {
            if (!isSame(fieldOf(old, key), fieldOf(other, key))) continue;
            expect(fieldOf(merged.get(id), key)).toEqual(fieldOf(edited, key));
          }
        }
      }),
    );
  });

  it('looks at what is said on each channel by itself', () => {
    const node = (channels: object) => graph(message('m', { channels }));
    const say = (text: string) => [{ text }];
    const base = node({ sms: say('a'), web: say('b'), voice: say('c') });
    const mine = node({ sms: say('mine'), web: say('b') });
    const theirs = node({ sms: say('theirs'), voice: say('c'), slack: say('d') });
    expect(mergeGraphs({ base, mine, theirs })).toEqual({
      graph: node({ sms: say('mine'), slack: say('d') }),
      conflicts: [{ nodeId: 'm', title: 'm', fields: ['/channels/sms'] }],
    });
  });

  it('keeps one of both sides where they are in conflict, and tells each conflict', () => {
    fc.assert(
      fc.property(anyGraph, anyGraph, anyGraph, (base, mine, theirs) => {
        const { graph: own, conflicts } = mergeGraphs({ base, mine, theirs });
        const keep = Object.fromEntries(conflicts.map(({ nodeId }) => [nodeId, 'theirs' as const]));
        const other = mergeGraphs({ base, mine, theirs }, keep);
        expect(other.conflicts).toEqual(conflicts);
        for (const { nodeId, fields } of conflicts) {
          for (const field of fields) {
            expect(at(own, nodeId, field)).toEqual(at(mine, nodeId, field));
            expect(at(other.graph, nodeId, field)).toEqual(at(theirs, nodeId, field));
          }
        }
      }),
    );
  });

  it('is in no conflict where both sides have done the same', () => {
    const [base, both] = [graph(message('m')), graph(message('m', { title: 'New' }), message('n'))];
    expect(mergeGraphs({ base, mine: both, theirs: both })).toEqual({ graph: both, conflicts: [] });
  });

  it('takes fields of an entity from both sides', () => {
    const base = graph(ask('name'));
    const mine = graph(ask('name', { sensitive: 'mask' }));
    const theirs = graph(ask('name', { maxLength: 80 }, { retries: 5 }));
    const merged = mergeGraphs({ base, mine, theirs });
    expect(merged).toEqual({
      graph: graph(ask('name', { sensitive: 'mask', maxLength: 80 }, { retries: 5 })),
      conflicts: [],
    });
  });

  it('never takes half of a reference', () => {
    const service = (reference: object) => ({ ...message('s'), type: 'service', input: { company: reference } });
    const base = graph(service({ from: 'entity', name: 'company' }));
    const mine = graph(service({ from: 'entity', name: 'firm' }));
    const theirs = graph(service({ from: 'result', node: 'look-up', pointer: '/name' }));
    const { graph: merged, conflicts } = mergeGraphs({ base, mine, theirs });
    expect(merged).toEqual(mine);
    expect(conflicts).toEqual([{ nodeId: 's', title: 's', fields: ['/input/company'] }]);
  });

  it('is in conflict over a node that one side removed and the other edited', () => {
    const [base, none, edited] = [graph(message('m')), graph(), graph(message('m', { title: 'Edited' }))];
    const removed = mergeGraphs({ base, mine: edited, theirs: none });
    expect(removed).toEqual({ graph: edited, conflicts: [{ nodeId: 'm', title: 'Edited', fields: [''] }] });
    expect(mergeGraphs({ base, mine: edited, theirs: none }, { m: 'theirs' }).graph).toEqual(none);
    expect(mergeGraphs({ base, mine: none, theirs: edited }).graph).toEqual(none);
    expect(mergeGraphs({ base, mine: none, theirs: edited }, { m: 'theirs' }).graph).toEqual(edited);
  });

  it('lets a node go that was only moved on the canvas', () => {
    const mine = graph(message('m', { position: { x: 1, y: 2 } }));
    expect(mergeGraphs({ base: graph(message('m')), mine, theirs: graph() })).toEqual({
      graph: graph(),
      conflicts: [],
    });
  });

  it('puts new nodes behind those that they stand behind', () => {
    const base = graph(message('a'), message('z'));
    const mine = graph(message('a'), message('mine'), message('z'));
    const theirs = graph(message('first'), message('a'), message('z'), message('last'));
    const { nodes } = mergeGraphs({ base, mine, theirs }).graph;
    expect(nodes.map(({ id }) => id)).toEqual(['first', 'a', 'mine', 'z', 'last']);
  });

  it('takes a node named like a property of every object for one of its own', () => {
    const base = graph(message('constructor'));
    const mine = graph(message('constructor', { title: 'Mine' }));
    const theirs = graph(message('constructor', { title: 'Theirs' }), message('__proto__'));
    expect(mergeGraphs({ base, mine, theirs }).conflicts).toHaveLength(1);
    expect(mergeGraphs({ base, mine, theirs }).graph.nodes.map(({ id }) => id)).toEqual(['constructor', '__proto__']);
  });
});

describe('changes', () => {
  it('name what a newer template has otherwise, and whether it was edited', () => {
    const base = graph(message('same'), message('edited'), message('gone'), ask('name'));
    const mine = graph(message('same'), message('edited', { title: 'Mine' }), message('gone'), ask('name'));
    const theirs = graph(
      message('same', { position: { x: 1, y: 1 } }),
      message('edited', { variants: [{ text: 'Hello.' }] }),
      ask('name', { maxLength: 80 }),
      message('new'),
    );
    expect(changesOf({ base, mine, theirs })).toEqual([
      { kind: 'changed', nodeId: 'edited', title: 'Mine', fields: ['/variants'], isEdited: true },
      { kind: 'changed', nodeId: 'name', title: 'name', fields: ['/entity/maxLength'], isEdited: false },
      { kind: 'added', nodeId: 'new', title: 'new', fields: [''], isEdited: false },
      { kind: 'removed', nodeId: 'gone', title: 'gone', fields: [''], isEdited: false },
    ]);
  });
});

function nodesOf({ nodes }: DialogGraph): ReadonlyMap<string, DialogNode> {
  return new Map(nodes.map((node) => [node.id, node]));
}

function fieldOf(node: DialogNode | undefined, key: string): unknown {
  return (node as unknown as Readonly<Record<string, unknown>> | undefined)?.[key];
}

/** What stands at a pointer into a node; none of its keys needs to be escaped. */
function at(of: DialogGraph, nodeId: string, pointer: string): unknown {
  const node: unknown = nodesOf(of).get(nodeId);
  return pointer
    .split('/')
    .slice(1)
    .reduce((value, key) => (value as Readonly<Record<string, unknown>> | undefined)?.[key], node);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
