import { noOperation, type DialogNode, type NodeType } from '../../../../dialog-graph/graph.ts';
import { textShown, utterancesIn } from './texts.ts';
import { kindWords } from './words.ts';

/** What is needed to say what a node does. */
export interface Surroundings {
  readonly language: string;
  /** Operation id -> its title. */
  readonly operationTitle: (id: string) => string | undefined;
  readonly memberCount: (groupId: string) => number;
}

const outcomes = {
  completed: 'The task is completed',
  cancelled: 'The task is cancelled',
  failed: 'The task has failed',
} as const;

/** One line that says what a node does. */
export function summaryOf(node: DialogNode, around: Surroundings): string {
  return (sayings[node.type] as Saying<NodeType>)(node, around);
}

type Saying<Type> = (node: Extract<DialogNode, { type: Type }>, around: Surroundings) => string;

const sayings: { readonly [Type in NodeType]: Saying<Type> } = {
  intent: ({ utterances }, { language }) =>
    utterancesIn(utterances, language, language)
      .map((said) => `“${said}”`)
      .join(', '),
  entity: ({ prompts, entity }, { language }) =>
    textShown(prompts[0], language) || `${kindWords[entity.kind]}, never asked`,
  confirmation: ({ prompts }, { language }) => textShown(prompts[0], language),
  form: ({ fields }, { language }) => fields.map(({ label }) => textShown(label, language)).join(', '),
  service: ({ operation }, { operationTitle }) =>
    operationTitle(operation) ?? (operation === noOperation ? 'Choose an operation' : operation),
  message: ({ variants }, { language }) => textShown(variants[0]?.text, language),
  decision: ({ transitions }) => branches(transitions.filter(({ when }) => when).length),
  group: ({ id }, { memberCount }) => count(memberCount(id), 'node'),
  end: ({ outcome }) => outcomes[outcome],
};

/** `1 node`, `2 nodes`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

function branches(number: number): string {
  return number === 0 ? 'No conditions yet' : `${count(number, 'condition')}, tried in order`;
}
