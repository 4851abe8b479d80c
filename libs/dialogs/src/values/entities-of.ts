import type { DialogEntity, DialogNode } from '../model.js';

/** The entities that a node asks for. */
export function entitiesOf(node: DialogNode): readonly DialogEntity[] {
  if (node.type === 'form') return node.fields;
  return node.type === 'entity' ? [node.entity] : [];
}
