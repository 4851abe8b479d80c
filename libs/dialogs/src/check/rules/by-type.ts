import type { ConfirmationNode, DialogNode, DialogNodeType, EntityNode } from '../../model.js';
import type { Survey } from '../survey.js';
import { checkWords } from './entities.js';
import { checkChannels } from './messages.js';
import { checkSamples } from './samples.js';

type NodeRule<Type> = (survey: Survey, node: Extract<DialogNode, { type: Type }>) => void;

const rules: { readonly [Type in DialogNodeType]?: NodeRule<Type> } = {
  entity: (survey, node) => {
    if (node.entity.requirement !== 'hidden') checkPrompts(survey, node);
  },
  confirmation: (survey, node) => {
    checkPrompts(survey, node);
    checkWords(survey, node);
  },
  form: (survey, node) => {
    const known = new Set<string>();
    node.fields.forEach(({ name }, i) => {
      if (known.has(name)) {
        const message = `Two fields of this form are named "${name}"; rename one of them.`;
        survey.report('error', node)('duplicate-field', `/fields/${i}/name`, message);
      }
      known.add(name);
    });
  },
  group: (survey, node) => {
    const start = survey.nodes.get(node.start);
    if (start?.group === node.id) return;
    const message = start
      ? `The node "${node.start}" is not in this group. Start with one of its members, or put that node into it.`
      : `There is no node "${node.start}". Start with a member of this group.`;
    survey.report('error', node)(start ? 'start-outside-group' : 'unknown-target', '/start', message);
  },
  service: (survey, node) => {
    checkService(survey, node);
    checkSamples(survey, node);
  },
  message: checkChannels,
  decision: (survey, node) => {
    const last = node.transitions.at(-1);
    if (last && !last.when) return;
    const message =
      'The last transition of a decision must have no condition: it is taken when no other holds. Add one.';
    survey.report('error', node)('missing-else', '/transitions', message);
  },
};

/** Checks what holds for nodes of one type only. */
export function checkByType(survey: Survey, node: DialogNode): void {
  const rule = rules[node.type] as NodeRule<DialogNodeType> | undefined;
  rule?.(survey, node);
}

function checkPrompts(survey: Survey, node: EntityNode | ConfirmationNode): void {
  if (node.prompts.length > 0) return;
  survey.report('error', node)('missing-prompt', '/prompts', 'What is asked for needs at least one prompt; add one.');
}

function checkService(...[survey, node]: Parameters<NodeRule<'service'>>): void {
  const error = survey.report('error', node);
  const operation = survey.surroundings.operations(node.operation);
  if (!operation) {
    const message = `There is no operation "${node.operation}". Choose one of a connector of this server.`;
    return error('unknown-operation', '/operation', message);
  }
  const known = new Set(operation.properties);
  for (const property of Object.keys(node.input)) {
    if (known.has(property)) continue;
    const message = `The operation "${node.operation}" takes no "${property}"; delete it.`;
    error('unknown-input', `/input/${property}`, message);
  }
  for (const property of operation.required) {
    if (Object.hasOwn(node.input, property)) continue;
    const message = `The operation "${node.operation}" requires "${property}"; say where it comes from.`;
    error('missing-input', '/input', message);
  }
}
