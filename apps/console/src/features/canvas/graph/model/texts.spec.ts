import { describe, expect, it } from 'vitest';
import { sampleGraph } from '../sample-graph.ts';
import type { DialogGraph } from '../../../../dialog-graph/graph.ts';
import { languagesOf, textsOf, withLanguage } from './texts.ts';

const graph: DialogGraph = {
  schemaVersion: 1,
  nodes: [
    { id: 'start', type: 'intent', title: 'Start', utterances: { en: ['los'], fr: ['va'] }, transitions: [] },
    {
      ...{ id: 'say', type: 'message', title: 'Say', transitions: [] },
      variants: [{ text: 'Hallo' }, { text: { en: 'Guten Tag', fr: 'Bonjour' } }],
      channels: { sms: [{ text: { en: 'Hello', de: 'Hallo' }, card: { title: 'Titel' } }] },
    },
  ],
};

describe('the texts of a graph', () => {
  it('are those of channels, too', () => {
    expect(graph.nodes.flatMap(textsOf)).toContainEqual({ en: 'Hello', de: 'Hallo' });
    expect(graph.nodes.flatMap(textsOf)).toContain('Titel');
    expect(languagesOf(graph)).toEqual(['en', 'fr', 'de']);
  });

  it('are in another language once it is told; what is there in both stays', () => {
    const told = withLanguage(graph, 'de');
    expect(told.language).toBe('de');
    expect(told.nodes[0]).toMatchObject({ utterances: { de: ['los'], fr: ['va'] } });
    expect(told.nodes[1]).toMatchObject({
      variants: [{ text: 'Hallo' }, { text: { de: 'Guten Tag', fr: 'Bonjour' } }],
      channels: { sms: [{ text: { en: 'Hello', de: 'Hallo' }, card: { title: 'Titel' } }] },
    });
  });

  it('stay as they are where the language is the same', () => {
    expect(withLanguage(graph, 'en')).toBe(graph);
    expect(withLanguage(sampleGraph, 'de').nodes).toEqual(sampleGraph.nodes);
  });
});
