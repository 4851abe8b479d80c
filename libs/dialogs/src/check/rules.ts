import type { DialogNode, DialogNodeType } from '../model.js';
import { comparisonsIn, referencesIn, waysOut, type Survey } from './survey.js';

type NodeRule<Type> = (survey: Survey, node: Extract<DialogNode, { type: Type }>) => void;

const rules: { readonly [Type in DialogNodeType]?: NodeRule<Type> } = {
  entity: checkEntity,
  service: checkService,
  decision: (survey, node) => {
    const last = node.transitions.at(-1);
    if (last && !last.when) return;
    const message = 'The last transition of a decision must have no condition: it is taken when no other holds.';
    survey.report('error', node)('missing-else', '/transitions', message);
  },
};

/** Checks what holds for nodes of one type only. */
export function checkByType(survey: Survey, node: DialogNode): void {
  const rule = rules[node.type] as NodeRule<DialogNodeType> | undefined;
  rule?.(survey, node);
}

/** Checks where a node leads and on what conditions. */
export function checkWays(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  for (const { pointer, to, when } of waysOut(node)) {
    if (to !== 'end' && !survey.nodes.has(to)) {
      error('unknown-target', pointer, `There is no node "${to}". Lead to a node of this task, or to "end".`);
    }
    for (const { path, comparison } of comparisonsIn(when, `${pointer}/when`)) {
      const isUnary = comparison.operator === 'is-set' || comparison.operator === 'is-empty';
      if (isUnary || comparison.right) continue;
      error('missing-operand', path, `The operator "${comparison.operator}" needs a value on its right.`);
    }
  }
  checkOrder(survey, node);
}

/** Checks that references lead to entities and results of this task. */
export function checkReferences(survey: Survey, node: DialogNode): void {
  const error = survey.report('error', node);
  for (const { path, reference } of referencesIn(node)) {
    if (reference.from === 'entity' && !survey.entities.has(reference.name)) {
      error('unknown-entity', path, `No node of this task asks for "${reference.name}".`);
    }
    if (reference.from === 'result' && !survey.hasResult(reference.node)) {
      error('unknown-result', path, `There is no service node "${reference.node}" that could have a result.`);
    }
  }
}

function checkOrder(survey: Survey, node: DialogNode): void {
  const unconditional = node.transitions.findIndex(({ when }) => !when);
  if (unconditional < 0 || unconditional === node.transitions.length - 1) return;
  const message = 'This transition has no condition, so those after it are never taken.';
  survey.report('warning', node)('unreachable-transition', `/transitions/${unconditional}`, message);
}

function checkEntity(...[survey, node]: Parameters<NodeRule<'entity'>>): void {
  const error = survey.report('error', node);
  const { kind, choices = [], multiple, requirement } = node.entity;
  if (kind === 'choice' && choices.length === 0) {
    error('missing-choices', '/entity', 'An entity of the kind "choice" needs at least one choice.');
  }
  if (kind !== 'choice' && (choices.length > 0 || multiple)) {
    error('unexpected-choices', '/entity', `Only an entity of the kind "choice" has choices, not "${kind}".`);
  }
  if (new Set(choices.map(({ value }) => value)).size < choices.length) {
    error('duplicate-choice', '/entity/choices', 'Two choices have the same value.');
  }
  if (requirement !== 'hidden' && node.prompts.length === 0) {
    error('missing-prompt', '/prompts', 'An entity that is asked for needs at least one prompt.');
  }
}

function checkService(...[survey, node]: Parameters<NodeRule<'service'>>): void {
  const error = survey.report('error', node);
  const operation = survey.surroundings.operations(node.operation);
  if (!operation) {
    return error('unknown-operation', '/operation', `There is no operation "${node.operation}".`);
  }
  for (const property of Object.keys(node.input)) {
    if (operation.properties.includes(property)) continue;
    error('unknown-input', `/input/${property}`, `The operation "${node.operation}" takes no "${property}".`);
  }
  for (const property of operation.required) {
    if (Object.hasOwn(node.input, property)) continue;
    error('missing-input', '/input', `The operation "${node.operation}" requires "${property}".`);
  }
}
