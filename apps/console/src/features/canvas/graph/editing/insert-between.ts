import { nodeOf, type DialogGraph, type DialogNode } from '../../../../dialog-graph/graph.ts';
import { mainPortOf, portsOf } from '../model/ports.ts';
import { freePlace, gapBetweenLayers } from '../places/layout.ts';
import { measures, sizeOf, type Box } from '../places/sizes.ts';
import { addNode, insertOnWay, type Added, type Way } from './edit.ts';
import type { AddableType } from './new-node.ts';

/** Puts a new node between two others, and moves what stands from the second one on to the right where it needs the room. The nodes must have places. */
export function insertBetween(graph: DialogGraph, way: Way, type: AddableType): Added {
  const added = insertOnWay(graph, way, type);
  const source = nodeOf(graph, way.nodeId);
  const target = nodeOf(graph, source && portsOf(source).find(({ id }) => id === way.port)?.to);
  const node = nodeOf(added.graph, added.nodeId);
  if (!source?.position || !target?.position || !node) return added;
  const left = way.port === '/start' ? measures.frameLeft : source.position.x + sizeOf(source).width + gapBetweenLayers;
  const { width, height } = sizeOf(node);
  const from = target.position.x;
  if (from < left) return added;
  const push = Math.max(0, left + width + gapBetweenLayers - from);
  const nodes = added.graph.nodes.map((each) => (isOnward(each, target, source) ? movedBy(each, push) : each));
  const others = nodes.filter(({ id, group }) => id !== node.id && group === node.group).flatMap(boxOf);
  const position = freePlace({ x: left, y: target.position.y, width, height }, others);
  return {
    ...added,
    graph: { ...added.graph, nodes: nodes.map((each) => (each === node ? { ...node, position } : each)) },
  };
}

/** Puts a new node after another, on the way that it takes when all goes well. */
export function addAfter(graph: DialogGraph, nodeId: string, type: AddableType): Added {
  const source = nodeOf(graph, nodeId);
  const port = source && mainPortOf(source);
  return port ? insertBetween(graph, { nodeId, port: port.id }, type) : addNode(graph, type);
}

function isOnward({ id, group, position }: DialogNode, target: DialogNode, source: DialogNode): boolean {
  return id !== source.id && group === target.group && (position?.x ?? -Infinity) >= (target.position?.x ?? Infinity);
}

function movedBy(node: DialogNode, push: number): DialogNode {
  return node.position && push > 0 ? { ...node, position: { ...node.position, x: node.position.x + push } } : node;
}

function boxOf(node: DialogNode): readonly Box[] {
  return node.position ? [{ ...node.position, ...sizeOf(node) }] : [];
}
