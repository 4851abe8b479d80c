import { describe, expect, it } from 'vitest';
import { nodeOf, type DialogGraph } from '../../../../dialog-graph/graph.ts';
import { sampleGraph } from '../sample-graph.ts';
import { groupNodes } from './groups.ts';
import { freshId, freshName } from './fresh.ts';
import { begin, record, redo, undo } from './history.ts';
import { renameEntity, renameNode } from './names.ts';
import { copied, duplicate, paste } from './paste.ts';

describe('pasting', () => {
  it('gives copies ids and entities of their own, and lets them refer to each other', () => {
    const { graph, ids } = duplicate(sampleGraph, ['ask-company', 'create', 'created'], { x: 40, y: 40 });
    expect(ids).toEqual(['ask-company-2', 'create-2', 'created-2']);
    expect(nodeOf(graph, 'ask-company-2')).toMatchObject({
      entity: { name: 'company2' },
      prompts: ['Which company is {{ entities.lastName }} with?'],
      transitions: [{ to: 'create-2' }],
      onExhausted: 'gave-up',
    });
    expect(nodeOf(graph, 'create-2')).toMatchObject({
      input: { lastName: { name: 'lastName' }, company: { name: 'company2' } },
      onFailure: [{ to: 'failed' }, { to: 'failed' }],
    });
    expect(nodeOf(graph, 'created-2')).toMatchObject({
      variants: [{ text: '{{ entities.lastName }} of {{ entities["company2"] }}: {{ results.create-2.url }}' }],
    });
    expect(graph.nodes.slice(0, sampleGraph.nodes.length)).toEqual(sampleGraph.nodes);
  });

  it('leads ways to nodes that the other task does not have to the end, and never brings a second start', () => {
    const empty: DialogGraph = { schemaVersion: 1, nodes: sampleGraph.nodes.slice(0, 1) };
    const { graph } = paste(empty, copied(sampleGraph, ['start', 'create']));
    expect(nodeOf(graph, 'create')).toMatchObject({
      transitions: [{ to: 'end' }],
      onFailure: [{ to: 'end' }, { to: 'end' }],
    });
    expect(graph.nodes.filter(({ type }) => type === 'intent')).toHaveLength(1);
  });

  it('copies a group with its members', () => {
    const { graph, nodeId } = groupNodes(sampleGraph, ['ask-name', 'ask-company'])!;
    const pasted = duplicate(graph, [nodeId], { x: 0, y: 0 });
    const [id] = pasted.ids;
    expect(pasted.ids).toHaveLength(1);
    expect(nodeOf(pasted.graph, id)).toMatchObject({ start: 'ask-name-2' });
    expect(pasted.graph.nodes.filter(({ group }) => group === id).map((node) => node.id)).toEqual([
      'ask-name-2',
      'ask-company-2',
    ]);
  });

  it('ends at the most nodes that a task may have', () => {
    const many = Array.from({ length: 6_000 }, (_, index) => ({ ...sampleGraph.nodes[4]!, id: `m${index}` }));
    expect(paste(sampleGraph, many).graph.nodes).toHaveLength(5_000);
  });
});

describe('names', () => {
  it('are made of what a thing is about, and of nothing that is taken', () => {
    expect(freshId(new Set(['new-message']), 'New message')).toBe('new-message-2');
    expect(freshId(new Set(['a-2']), 'a-2')).toBe('a-3');
    expect(freshId(new Set(), '日本 <script>')).toBe('script');
    expect(freshId(new Set(), '!!')).toBe('node');
    expect(freshId(new Set(), 'END')).toBe('end-2');
    expect(freshName(new Set(['lastName']), 'Last name')).toBe('lastName2');
    expect(freshName(new Set(), '42')).toBe('value');
  });

  it('change everywhere', () => {
    const graph = renameEntity(renameNode(sampleGraph, 'create', 'make'), 'company', 'firm');
    expect(nodeOf(graph, 'ask-company')).toMatchObject({ entity: { name: 'firm' }, transitions: [{ to: 'make' }] });
    expect(nodeOf(graph, 'make')).toMatchObject({ input: { company: { name: 'firm' } } });
    expect(nodeOf(graph, 'created')).toMatchObject({
      variants: [{ text: '{{ entities.lastName }} of {{ entities["firm"] }}: {{ results.make.url }}' }],
    });
  });

  it('leave words alone that are no placeholders', () => {
    const text = 'entities.company is not {{ xentities.company }} nor {{ entities.companyName }}';
    const graph = {
      ...sampleGraph,
      nodes: [{ ...sampleGraph.nodes[5]!, type: 'message' as const, variants: [{ text }] }],
    };
    expect(renameEntity(graph, 'company', 'firm')).toEqual(graph);
  });
});

describe('history', () => {
  it('goes back and forth', () => {
    const two = record(record(begin(1), 2, { at: 0 }), 3, { at: 0 });
    expect(undo(two).present).toBe(2);
    expect(redo(undo(two)).present).toBe(3);
    expect(undo(undo(undo(two))).present).toBe(1);
    expect(redo(record(undo(two), 9, { at: 0 })).present).toBe(9);
  });

  it('joins what is typed into one field without a pause, and only that', () => {
    const typed = ['a', 'ab', 'abc'].reduce(
      (at, text, index) => record(at, text, { about: 'prompt', at: index * 500 }),
      begin(''),
    );
    expect(undo(typed).present).toBe('');
    expect(undo(record(typed, 'abcd', { about: 'prompt', at: 9_000 })).present).toBe('abc');
    expect(undo(record(typed, 'x', { about: 'other', at: 1_001 })).present).toBe('abc');
    const redone = redo(undo(typed));
    expect(undo(record(redone, 'abcx', { about: 'prompt', at: 1_100 })).present).toBe('abc');
  });

  it('remembers 200 steps', () => {
    const long = Array.from({ length: 500 }).reduce<ReturnType<typeof begin<number>>>(
      (at, _, i) => record(at, i + 1, { at: 0 }),
      begin(0),
    );
    expect(long.past).toHaveLength(200);
  });
});
