import type {
  Condition,
  DialogGraph,
  DialogNode,
  Reference,
  Text,
  Transition,
} from '../../../../dialog-graph/graph.ts';
import { withWays } from '../model/ports.ts';
import { eachText } from '../model/texts.ts';

/** Old names -> new names. */
export interface Renaming {
  readonly nodes?: ReadonlyMap<string, string>;
  readonly entities?: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** A graph in which a node has another id, everywhere. */
export function renameNode(graph: DialogGraph, from: string, to: string): DialogGraph {
  const renaming = { nodes: new Map([[from, to]]) };
  return {
    ...graph,
    nodes: graph.nodes.map((node) => renamed(node.id === from ? { ...node, id: to } : node, renaming)),
  };
}

/** A graph in which an entity has another name, everywhere: where it is asked, in references and in placeholders. */
export function renameEntity(graph: DialogGraph, from: string, to: string): DialogGraph {
  const renaming = { entities: new Map([[from, to]]) };
  return { ...graph, nodes: graph.nodes.map((node) => renamed(node, renaming)) };
}

/** A node that calls everything by its new name; its own id stays. */
export function renamed(node: DialogNode, { nodes = none, entities = none }: Renaming): DialogNode {
  const id = (old: string) => nodes.get(old) ?? old;
  const reference = (ref: Reference): Reference => {
    if (ref.from === 'entity') return { ...ref, name: entities.get(ref.name) ?? ref.name };
    return ref.from === 'result' ? { ...ref, node: id(ref.node) } : ref;
  };
  const led = withWays(node.group === undefined ? node : { ...node, group: id(node.group) }, id);
  const asked = withEntityNames(led, entities);
  const said = eachText(asked, (text) => inText(text, { nodes, entities }));
  return withReferences(said, reference);
}

/** A text of which every placeholder calls things by their new names. */
export function inText(text: Text, renaming: Renaming): Text {
  if (typeof text === 'string') return inTemplate(text, renaming);
  return Object.fromEntries(Object.entries(text).map(([locale, said]) => [locale, inTemplate(said, renaming)]));
}

const placeholders = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const variables = /\b(entities|results)(?:\.([A-Za-z][\w-]*)|\[\s*(["'])([\w-]+)\3\s*\])/g;

function inTemplate(template: string, { nodes = none, entities = none }: Renaming): string {
  return template.replace(placeholders, (placeholder) =>
    placeholder.replace(variables, (whole: string, ...[root, plain, quote, quoted]: readonly string[]) => {
      const name = (root === 'entities' ? entities : nodes).get(plain ?? quoted ?? '');
      if (name === undefined) return whole;
      return quote === undefined ? `${root}.${name}` : `${root}[${quote}${name}${quote}]`;
    }),
  );
}

function withEntityNames(node: DialogNode, entities: ReadonlyMap<string, string>): DialogNode {
  if (node.type === 'entity') {
    return { ...node, entity: { ...node.entity, name: entities.get(node.entity.name) ?? node.entity.name } };
  }
  if (node.type !== 'form') return node;
  return { ...node, fields: node.fields.map((field) => ({ ...field, name: entities.get(field.name) ?? field.name })) };
}

/** A node of which every reference is what the function makes of it. */
export function withReferences(node: DialogNode, change: (reference: Reference) => Reference): DialogNode {
  const ways = (transitions: readonly Transition[]) =>
    transitions.map((way) => (way.when ? { ...way, when: inCondition(way.when, change) } : way));
  const led = { ...node, transitions: ways(node.transitions) };
  if (led.type !== 'service') return led;
  const input = Object.fromEntries(Object.entries(led.input).map(([name, reference]) => [name, change(reference)]));
  return { ...led, input, onFailure: ways(led.onFailure) };
}

function inCondition(condition: Condition, change: (reference: Reference) => Reference): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => inCondition(part, change)) };
  if ('any' in condition) return { any: condition.any.map((part) => inCondition(part, change)) };
  if ('not' in condition) return { not: inCondition(condition.not, change) };
  const { left, right, ...rest } = condition;
  return { ...rest, left: change(left), ...(right && { right: change(right) }) };
}
