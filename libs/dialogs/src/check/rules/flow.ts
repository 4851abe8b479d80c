import type { DialogNode } from '../../model.js';
import { waysOut, type Survey } from '../survey.js';

/** Warns of nodes that nothing leads to. */
export function checkReachable(survey: Survey): void {
  const open = survey.graph.nodes.filter(({ type }) => type === 'intent');
  const reached = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const next of nextOf(survey, node)) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  for (const node of survey.graph.nodes) {
    if (reached.has(node)) continue;
    const message = `Nothing leads to the node "${node.title}". Lead to it, or delete it.`;
    survey.report('warning', node)('unreachable-node', '', message);
  }
}

/** Warns of circles in which nobody is asked and nothing is run: whoever gets into one never gets out. */
export function checkLoops(survey: Survey): void {
  const seen = new Set<DialogNode>();
  for (const start of survey.graph.nodes) {
    const path = new Set<DialogNode>();
    const open = [{ node: start, isLeft: false }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { node, isLeft } = next;
      if (isLeft) path.delete(node);
      else if (path.has(node)) reportLoop(survey, node);
      else if (!seen.has(node) && !waits(node)) {
        seen.add(node);
        path.add(node);
        open.push({ node, isLeft: true });
        for (const following of nextOf(survey, node)) open.push({ node: following, isLeft: false });
      }
    }
  }
}

function reportLoop(survey: Survey, node: DialogNode): void {
  const message = `The way from "${node.title}" leads back to it without asking or running anything, so it would go round for ever. Lead one of the nodes elsewhere.`;
  survey.report('warning', node)('endless-loop', '', message);
}

/** The nodes that come after a node: of a group its first member, since members lead on from there. */
function nextOf(survey: Survey, node: DialogNode): readonly DialogNode[] {
  return survey.leadTo(node, node.type === 'group' ? [{ to: node.start }] : waysOut(node));
}

function waits(node: DialogNode): boolean {
  if (node.type === 'entity') return node.entity.requirement !== 'hidden';
  return node.type === 'form' || node.type === 'confirmation' || node.type === 'service';
}
