import type { DialogGraph, DialogNode, Text } from '#dialogs';
import type { PlannedAdditionsView, PlannedEntityView } from './template.dto.js';

/** What a graph brings with it. */
export function additionsOf({ nodes, language = 'en' }: DialogGraph): PlannedAdditionsView {
  return {
    nodes: nodes.length,
    entities: nodes.flatMap(entitiesOf),
    messages: nodes.filter(({ type }) => type === 'message').length,
    languages: [...new Set([language, ...nodes.flatMap(textsOf).flatMap(languagesOf)])],
  };
}

function entitiesOf(node: DialogNode): readonly PlannedEntityView[] {
  const entities = node.type === 'entity' ? [node.entity] : node.type === 'form' ? node.fields : [];
  return entities.map(({ name, kind, requirement }) => ({ name, kind, requirement }));
}

/** The texts of a node that are the surest to be there in each language. */
function textsOf(node: DialogNode): readonly Text[] {
  if (node.type === 'entity' || node.type === 'confirmation') return [...node.prompts, ...node.errorPrompts];
  if (node.type === 'form') return node.fields.map(({ label }) => label);
  if (node.type !== 'message') return [];
  return [node.variants, ...Object.values(node.channels ?? {})].flat().map(({ text }) => text);
}

function languagesOf(text: Text): readonly string[] {
  return typeof text === 'string' ? [] : Object.keys(text);
}
