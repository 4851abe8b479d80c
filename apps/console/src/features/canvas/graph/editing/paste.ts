import {
  exits,
  membersOf,
  mostNodes,
  nodeOf,
  type DialogGraph,
  type DialogNode,
  type Point,
} from '../../../../dialog-graph/graph.ts';
import { portsOf, withWay } from '../model/ports.ts';
import { entityNamesOf, freshId, freshName, idsOf } from './fresh.ts';
import { renamed } from './names.ts';

/** What was pasted: the graph, and the ids of the new nodes that stand where they were put. */
export interface Pasted {
  readonly graph: DialogGraph;
  readonly ids: readonly string[];
}

/** Where copies go. */
export interface PasteSpot {
  readonly group?: string;
  /** How far from the originals. */
  readonly offset?: Point;
}

/** The nodes to copy for a selection: with a group go its members; the start stays. */
export function copied(graph: DialogGraph, ids: readonly string[]): readonly DialogNode[] {
  const wanted = new Set(ids.flatMap((id) => [id, ...membersOf(graph, id).map((member) => member.id)]));
  return graph.nodes.filter(({ id, type }) => wanted.has(id) && type !== 'intent');
}

/**
 * Adds copies of nodes, from this graph or another one. Ids and entity names that are taken get new ones, and what is copied refers to
 * the copies. Ways to nodes that are not here lead out.
 */
export function paste(graph: DialogGraph, nodes: readonly DialogNode[], { group, offset }: PasteSpot = {}): Pasted {
  const incoming = nodes.filter(({ type }) => type !== 'intent').slice(0, Math.max(0, mostNodes - graph.nodes.length));
  const renaming = { nodes: newIds(graph, incoming), entities: newNames(graph, incoming) };
  const own = new Set(incoming.map(({ id }) => id));
  const copies = incoming.map((node) => {
    const isInside = node.group !== undefined && own.has(node.group);
    const { group: _old, ...loose } = node;
    const based = isInside ? node : ({ ...loose, ...(group !== undefined && { group }) } as DialogNode);
    const copy = { ...renamed(led(based, graph, own), renaming), id: renaming.nodes.get(node.id) ?? node.id };
    return isInside ? copy : moved(copy, offset);
  });
  const top = copies.filter((_, at) => !own.has(incoming[at]?.group ?? ''));
  return { graph: { ...graph, nodes: [...graph.nodes, ...copies] }, ids: top.map(({ id }) => id) };
}

/** Copies nodes beside themselves. */
export function duplicate(graph: DialogGraph, ids: readonly string[], offset: Point): Pasted {
  const nodes = copied(graph, ids);
  const first = nodes.find(({ id }) => ids.includes(id));
  return paste(graph, nodes, { group: first?.group, offset });
}

/** Keeps ways to copies and to nodes beside them; others lead out. */
function led(node: DialogNode, graph: DialogGraph, own: ReadonlySet<string>): DialogNode {
  return portsOf(node).reduce((changed, { id, to }) => {
    if (to === undefined || own.has(to) || to === 'end') return changed;
    const scope = id === '/start' ? node.id : node.group;
    const target = nodeOf(graph, to);
    const stays = to === 'return' ? scope !== undefined : target !== undefined && target.group === scope;
    return stays ? changed : withWay(changed, id, scope === undefined ? 'end' : 'return');
  }, node);
}

function newIds(graph: DialogGraph, nodes: readonly DialogNode[]): ReadonlyMap<string, string> {
  const taken = idsOf(graph);
  return new Map(
    nodes.map(({ id }) => {
      const fresh = taken.has(id) || exits.has(id) ? freshId(taken, id) : id;
      taken.add(fresh);
      return [id, fresh];
    }),
  );
}

function newNames(graph: DialogGraph, nodes: readonly DialogNode[]): ReadonlyMap<string, string> {
  const taken = entityNamesOf(graph);
  return new Map(
    [...entityNamesOf({ nodes })].map((name) => {
      const fresh = taken.has(name) ? freshName(taken, name) : name;
      taken.add(fresh);
      return [name, fresh];
    }),
  );
}

function moved(node: DialogNode, offset: Point | undefined): DialogNode {
  if (!node.position || !offset) return node;
  return { ...node, position: { x: node.position.x + offset.x, y: node.position.y + offset.y } };
}
