import type {
  Asking,
  Choice,
  DialogEntity,
  DialogGraph,
  DialogNode,
  ServiceSample,
  Text,
  Utterances,
} from '../../../../dialog-graph/graph.ts';
import { typeWords } from '../model/words.ts';

/** A graph as it is saved: rows that were added and left empty are not part of it. */
export function tidy(graph: DialogGraph): DialogGraph {
  const nodes = graph.nodes.map(tidyNode);
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

function tidyNode(node: DialogNode): DialogNode {
  if (!hasRows(node)) return titled(node);
  const named = titled(node);
  switch (named.type) {
    case 'intent':
      return { ...named, utterances: tidyUtterances(named.utterances) };
    case 'entity':
      return { ...named, ...tidyAsking(named), entity: tidyEntity(named.entity) };
    case 'form':
      return { ...named, fields: named.fields.map(tidyEntity) };
    case 'confirmation':
      return { ...named, ...tidyAsking(named), ...tidyWords({ yes: named.yes, no: named.no }) };
    case 'service':
      return named.samples?.some(isUnnamed) ? { ...named, samples: named.samples.map(tidySample) } : named;
    default:
      return named;
  }
}

function titled(node: DialogNode): DialogNode {
  return node.title.trim() === '' ? { ...node, title: typeWords[node.type] } : node;
}

/** Whether anything of a node is empty; most nodes stay the same object. */
function hasRows(node: DialogNode): boolean {
  return JSON.stringify(node).includes('""') || JSON.stringify(node).includes('{}');
}

function tidyAsking({ prompts, errorPrompts }: Asking) {
  return { prompts: prompts.filter(isSaid), errorPrompts: errorPrompts.filter(isSaid) };
}

function tidyEntity<Entity extends DialogEntity>(entity: Entity): Entity {
  if (!entity.choices) return entity;
  return { ...entity, choices: entity.choices.filter(({ value }) => value !== '').map(tidyChoice) };
}

function tidyChoice(choice: Choice): Choice {
  const { synonyms, ...rest } = choice;
  const title = isSaid(choice.title) ? choice.title : choice.value;
  const words = synonyms?.filter((word) => word.trim() !== '');
  return { ...rest, title, ...(words && words.length > 0 && { synonyms: words }) };
}

function tidySample(sample: ServiceSample, index: number): ServiceSample {
  return isUnnamed(sample) ? { ...sample, name: `Sample ${index + 1}` } : sample;
}

function isUnnamed({ name }: ServiceSample): boolean {
  return name.trim() === '';
}

function tidyUtterances(utterances: Utterances): Utterances {
  const kept = (list: readonly string[]) => list.filter((said) => said.trim() !== '');
  if (Array.isArray(utterances)) return kept(utterances as readonly string[]);
  const byLanguage = Object.entries(utterances as { readonly [locale: string]: readonly string[] }).map(
    ([locale, list]) => [locale, kept(list)] as const,
  );
  return Object.fromEntries(byLanguage.filter(([, list]) => list.length > 0));
}

function tidyWords(lists: { readonly yes?: readonly string[]; readonly no?: readonly string[] }) {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([name, words]) => {
      const kept = words?.filter((word) => word.trim() !== '') ?? [];
      return words === undefined ? [] : [[name, kept.length > 0 ? kept : undefined]];
    }),
  );
}

function isSaid(text: Text): boolean {
  if (typeof text === 'string') return text.trim() !== '';
  return Object.values(text).some((said) => said.trim() !== '');
}
