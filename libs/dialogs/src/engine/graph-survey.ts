import type { Condition, DialogEntity, DialogGraph, DialogNode, Reference, Text } from '../model.js';
import { entitiesOf } from '../values/entities-of.js';
import type { SensitiveEntities } from '../values/redaction.js';

/** An entity, and the node that asks for it. */
export interface PlacedEntity {
  readonly entity: DialogEntity;
  readonly node: DialogNode;
  /** What people call it. */
  readonly label: Text;
}

/** What the engine looks up in a graph, made once for each graph. */
export interface GraphSurvey {
  readonly nodes: ReadonlyMap<string, DialogNode>;
  /** By name, in the order of the graph. Of two nodes that ask for the same, the first. */
  readonly entities: ReadonlyMap<string, PlacedEntity>;
  readonly sensitive: SensitiveEntities;
  /** Names of entities -> the service nodes whose operations are given them. */
  readonly givenTo: ReadonlyMap<string, readonly string[]>;
  /** Names of entities that decide where a run goes. */
  readonly deciding: ReadonlySet<string>;
}

const surveys = new WeakMap<DialogGraph, GraphSurvey>();

/** What is known of a graph. */
export function surveyOf(graph: DialogGraph): GraphSurvey {
  let survey = surveys.get(graph);
  if (!survey) {
    survey = makeSurvey(graph);
    surveys.set(graph, survey);
  }
  return survey;
}

function makeSurvey({ nodes }: DialogGraph): GraphSurvey {
  const entities = new Map<string, PlacedEntity>();
  for (const node of nodes) {
    for (const entity of entitiesOf(node)) {
      if (entities.has(entity.name)) continue;
      entities.set(entity.name, { entity, node, label: 'label' in entity ? (entity.label as Text) : node.title });
    }
  }
  const sensitive = nodes
    .flatMap(entitiesOf)
    .flatMap(({ name, sensitive: how }) => (how ? [[name, how] as const] : []));
  const conditions = nodes.flatMap((node) => [...node.transitions, ...(node.type === 'service' ? node.onFailure : [])]);
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    entities,
    sensitive: new Map(sensitive),
    givenTo: givenTo(nodes),
    deciding: new Set(conditions.flatMap(({ when }) => (when ? namesIn(when) : []))),
  };
}

function givenTo(nodes: readonly DialogNode[]): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, string[]>();
  for (const node of nodes) {
    const references = node.type === 'service' ? Object.values(node.input) : [];
    for (const name of references.flatMap(nameOf)) given.set(name, [...(given.get(name) ?? []), node.id]);
  }
  return given;
}

function namesIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  return [condition.left, condition.right].flatMap(nameOf);
}

function nameOf(reference: Reference | undefined): readonly string[] {
  return reference?.from === 'entity' ? [reference.name] : [];
}
