import type { DialogGraph } from '../model.js';
import type { GraphProblem } from './problem.js';
import { checkByType } from './rules/by-type.js';
import { checkEntities } from './rules/entities.js';
import { checkLoops, checkReachable } from './rules/flow.js';
import { checkMembership } from './rules/groups.js';
import { checkLanguages } from './rules/languages.js';
import { checkReferences } from './rules/references.js';
import { checkTemplates } from './rules/templates.js';
import { checkWays } from './rules/ways.js';
import { structureProblems } from './structure.js';
import { Survey, type GraphSurroundings } from './survey.js';

const mostProblems = 500;

/**
 * Finds what is wrong with a graph of unknown origin; never throws. A graph without errors is a `DialogGraph` that the engine can run;
 * warnings do no harm. While its structure is faulty nothing else is looked at. Of more than 500 problems, errors are told first.
 */
export function checkGraph(graph: unknown, surroundings: GraphSurroundings): readonly GraphProblem[] {
  const faults = structureProblems(graph);
  if (faults.length > 0) return faults;
  const survey = new Survey(graph as DialogGraph, surroundings);
  checkIntents(survey);
  checkIds(survey);
  for (const node of survey.graph.nodes) {
    checkByType(survey, node);
    checkEntities(survey, node);
    checkMembership(survey, node);
    checkWays(survey, node);
    checkReferences(survey, node);
    checkTemplates(survey, node);
  }
  checkReachable(survey);
  checkLoops(survey);
  checkLanguages(survey);
  return withinLimit(survey.problems);
}

function withinLimit(problems: readonly GraphProblem[]): readonly GraphProblem[] {
  if (problems.length <= mostProblems) return problems;
  const errorsFirst = problems.toSorted((a, b) => a.severity.localeCompare(b.severity));
  return errorsFirst.slice(0, mostProblems);
}

function checkIntents(survey: Survey): void {
  const intents = survey.graph.nodes.filter(({ type }) => type === 'intent');
  if (intents.length === 1) return;
  const message = `A task has exactly one intent node, which starts it; this one has ${intents.length}. ${intents.length === 0 ? 'Add one.' : 'Delete the others.'}`;
  survey.problems.push({ severity: 'error', pointer: '/nodes', code: 'intent-count', message });
}

/** Words that stand for something else than a node where a node is named. */
const reserved: { readonly [id: string]: string } = { end: 'the end of the task', return: 'the way out of a group' };

function checkIds(survey: Survey): void {
  const known = new Set<string>();
  for (const node of survey.graph.nodes) {
    const error = survey.report('error', node);
    if (known.has(node.id)) error('duplicate-node', '/id', `Two nodes have the id "${node.id}"; rename one of them.`);
    const meaning = Object.hasOwn(reserved, node.id) ? reserved[node.id] : undefined;
    if (meaning) error('reserved-id', '/id', `The id "${node.id}" stands for ${meaning}; choose another one.`);
    known.add(node.id);
  }
}
