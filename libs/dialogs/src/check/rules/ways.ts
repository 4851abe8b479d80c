import type { DialogNode } from '../../model.js';
import { comparisonsIn, waysOut, type Survey } from '../survey.js';

/** Checks where a node leads and on what conditions. */
export function checkWays(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  for (const { pointer, to, when } of waysOut(node)) {
    checkTarget(survey, node, { pointer, to });
    for (const { path, comparison } of comparisonsIn(when, `${pointer}/when`)) {
      const isUnary = comparison.operator === 'is-set' || comparison.operator === 'is-empty';
      if (isUnary || comparison.right) continue;
      error('missing-operand', path, `The operator "${comparison.operator}" needs a value on its right; add one.`);
    }
  }
  checkOrder(survey, node);
}

/** A way leads to a node beside this one, in the same group or in none; out of a group it leads by "return" only. */
function checkTarget(survey: Survey, node: DialogNode, { pointer, to }: { pointer: string; to: string }): void {
  const error = survey.report('error', node);
  if (to === 'end') return;
  if (to === 'return') {
    if (node.group !== undefined) return;
    return error('return-outside-group', pointer, 'Only a node in a group can "return". Lead to a node, or to "end".');
  }
  const target = survey.nodes.get(to);
  if (!target) {
    return error('unknown-target', pointer, `There is no node "${to}". Lead to a node of this task, or to "end".`);
  }
  if (target.group === node.group) return;
  if (node.group !== undefined) {
    const message = `The node "${to}" is not in the group "${node.group}". Lead to a node of this group, to "return" or to "end".`;
    return error('leaves-group', pointer, message);
  }
  error('enters-group', pointer, `The node "${to}" is in the group "${target.group}". Lead to the group itself.`);
}

function checkOrder(survey: Survey, node: DialogNode): void {
  const unconditional = node.transitions.findIndex(({ when }) => !when);
  if (unconditional < 0 || unconditional === node.transitions.length - 1) return;
  const message =
    'This transition has no condition, so those after it are never taken. Move it to the end, or delete the others.';
  survey.report('warning', node)('unreachable-transition', `/transitions/${unconditional}`, message);
}
