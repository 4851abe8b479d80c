import type { DialogNode } from '../../model.js';
import type { Survey } from '../survey.js';

const deepest = 3;

/** Checks the group that a node stands in. */
export function checkMembership(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  const { group } = node;
  if (group === undefined) return;
  if (node.type === 'intent') {
    return error('intent-in-group', '/group', 'The intent starts the task and stands in no group; take it out.');
  }
  if (!survey.groupOf(node)) {
    return error('unknown-group', '/group', `There is no group "${group}". Name a group node of this task, or none.`);
  }
  const depth = depthOf(survey, node);
  if (depth === undefined) {
    return error('group-cycle', '/group', 'This node stands in a group that stands in itself; take one of them out.');
  }
  if (node.type === 'group' && depth >= deepest) {
    error('group-too-deep', '/group', `Groups are nested ${deepest} deep at most; move this one further out.`);
  }
}

/** How many groups there are around a node; `undefined` when they go round in a circle. */
function depthOf(survey: Survey, node: DialogNode): number | undefined {
  const around = new Set<DialogNode>([node]);
  for (let group = survey.groupOf(node); group; group = survey.groupOf(group)) {
    if (around.has(group)) return undefined;
    around.add(group);
  }
  return around.size - 1;
}
