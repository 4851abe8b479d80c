import { describe, expect, it } from 'vitest';
import type { DialogNode } from '../model.js';
import { task } from '../transcripts/sample-tasks.js';
import { checkGraph } from './check-graph.js';

const operations = () => ({ properties: [], required: [] });

/** Codes and pointers of what is wrong with a task that begins with one node, the second of its graph. */
function codesOf(node: object): readonly string[] {
  const { graph } = task('t', 'Go', ['go'], [node as DialogNode]);
  return checkGraph(graph, { operations }).map(({ code, pointer }) => `${code} ${pointer}`);
}

const base = { id: 'a', title: 'A', transitions: [{ to: 'end' }] };

describe('checkGraph, of what is said on some channels', () => {
  const said = (channels: unknown) => codesOf({ ...base, type: 'message', variants: [{ text: 'x' }], channels });

  it('looks at it as at what is said everywhere', () => {
    expect(said({ sms: [{ text: 'x' }], 'ms-teams': [{ text: 'y', card: { title: 'z' } }] })).toEqual([]);
    expect(said({ sms: [{ text: '{{ entities.nobody }}', card: { title: '{{ oops' } }] })).toEqual([
      'unknown-variable /nodes/1/channels/sms/0/text',
      'invalid-template /nodes/1/channels/sms/0/card/title',
    ]);
    expect(said({ sms: [{ text: { en: 'Hello', de: 'Hallo' } }] })).toEqual([
      'missing-translation /nodes/0/utterances',
      'missing-translation /nodes/1/variants/0/text',
    ]);
  });

  it('warns of channels that differ in case alone', () => {
    expect(said({ sms: [{ text: 'x' }], SMS: [{ text: 'x' }] })).toEqual(['ambiguous-channel /nodes/1/channels/SMS']);
  });

  it('wants names that hosts can give, something to say, and not too many', () => {
    expect(said({})).toEqual([]);
    expect(said({ sms: [] })).toEqual(['invalid-structure /nodes/1/channels/sms']);
    expect(said({ sms: 'x' })).toEqual(['invalid-structure /nodes/1/channels/sms']);
    for (const name of ['', 'a b', 'a/b', '__proto__', 'x'.repeat(51)]) {
      const channels: unknown = JSON.parse(`{${JSON.stringify(name)}:[{"text":"x"}]}`);
      expect(said(channels)).toContain('invalid-structure /nodes/1/channels');
    }
    const many = (count: number) =>
      said(Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, [{ text: 'x' }]])));
    expect(many(20)).toEqual([]);
    expect(many(21)).toEqual(['invalid-structure /nodes/1/channels']);
  });
});

describe('checkGraph, of sample responses', () => {
  const kept = (...samples: readonly object[]) =>
    codesOf({ ...base, type: 'service', operation: 'a.b', input: {}, timeoutMs: 1_000, onFailure: [], samples });
  const long = (length: number) => ({ name: 'Long', output: 'x'.repeat(length - 2) });

  it('keeps them apart, few and small', () => {
    expect(kept({ name: 'Found', output: { id: '1' } }, { name: 'None', output: null }, long(20_000))).toEqual([]);
    expect(kept({ name: 'Found', output: 1 }, { name: 'Found', output: 2 })).toEqual([
      'duplicate-sample /nodes/1/samples/1/name',
    ]);
    expect(kept(long(20_001))).toEqual(['sample-too-large /nodes/1/samples/0/output']);
    expect(kept({ name: '', output: 1 })).toEqual(['invalid-structure /nodes/1/samples/0/name']);
    expect(kept({ name: 'Nothing' })).toEqual(['invalid-structure /nodes/1/samples/0']);
    expect(kept(...Array.from({ length: 11 }, (_, i) => ({ name: `${i}`, output: i })))).toEqual([
      'invalid-structure /nodes/1/samples',
    ]);
  });
});
