import type { DialogGraph } from '../model.js';
import type { GraphProblem } from './problem.js';
import { checkByType, checkReferences, checkWays } from './rules.js';
import { structureProblems } from './structure.js';
import { Survey, waysOut, type GraphSurroundings } from './survey.js';
import { checkTemplates } from './templates.js';

/**
 * Finds what is wrong with a graph of unknown origin; never throws. A graph without errors is a `DialogGraph` that the engine can run;
 * warnings do no harm. While its structure is faulty nothing else is looked at.
 */
export function checkGraph(graph: unknown, surroundings: GraphSurroundings): readonly GraphProblem[] {
  const faults = structureProblems(graph);
  if (faults.length > 0) return faults;
  const survey = new Survey(graph as DialogGraph, surroundings);
  checkIntents(survey);
  checkIds(survey);
  for (const node of survey.graph.nodes) {
    checkByType(survey, node);
    checkWays(survey, node);
    checkReferences(survey, node);
    checkTemplates(survey, node);
  }
  checkReachable(survey);
  return survey.problems;
}

function checkIntents(survey: Survey): void {
  const intents = survey.graph.nodes.filter(({ type }) => type === 'intent');
  if (intents.length === 1) return;
  const message = `A task has exactly one intent node, which starts it; this one has ${intents.length}.`;
  survey.problems.push({ severity: 'error', pointer: '/nodes', code: 'intent-count', message });
}

function checkIds(survey: Survey): void {
  const known = new Set<string>();
  for (const node of survey.graph.nodes) {
    const report = survey.report('error', node);
    if (known.has(node.id)) report('duplicate-node', '/id', `Two nodes have the id "${node.id}".`);
    if (node.id === 'end') report('reserved-id', '/id', 'The id "end" stands for the end of the task.');
    known.add(node.id);
  }
}

function checkReachable(survey: Survey): void {
  const open = survey.graph.nodes.filter(({ type }) => type === 'intent');
  const reached = new Set(open);
  for (let node = open.pop(); node; node = open.pop()) {
    for (const { to } of waysOut(node)) {
      const next = survey.nodes.get(to);
      if (!next || reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  for (const node of survey.graph.nodes) {
    if (reached.has(node)) continue;
    survey.report('warning', node)('unreachable-node', '', `Nothing leads to the node "${node.title}".`);
  }
}
